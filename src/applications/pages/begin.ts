import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '../../people/index.ts';
import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import { checkInput } from '../../rules/decide.ts';
import { type Field, holds, isBlank, isRequired } from '../../rules/dossier.ts';
import { editionFor } from '../../rules/editions.ts';
import type { JsonObject, JsonValue } from '../../rules/json.ts';
import { InvalidInput, RuleRefused } from '../../rules/refusal.ts';
import { kindsBeforeFiling } from '../../rules/sight.ts';
import { type Text, text } from '../../rules/text.ts';
import { button, buttonLink, errorSummary, type Fields, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { attributes, type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { form, type MemberVisit, page } from '../../web/page.ts';
import { backLink, chip, clause, factList, heading, notice, progress } from '../../web/parts.ts';
import { type GoTo, goTo, type Page } from '../../web/visit.ts';
import { bookOf, type Engine, openApplication } from '../commands.ts';
import { levelOf } from './case-frame.ts';
import { places } from './desk.ts';
import { fieldControl } from './field-control.ts';
import { inWords } from './field-words.ts';
import { leavesOf, readLeaf } from './leaf.ts';

const words = {
  scheme: text('何について申請しますか', 'What do you apply for?'),
  schemeLead: text('この窓口で受け付けている制度です。', 'The schemes that run here.'),
  level: text('どのレベルに申請しますか', 'Which level do you apply for?'),
  levelLead: text('受付を始めていないレベルは、その理由とともに示しています。', 'Levels that are not open are shown with the reason.'),
  type: text('製品の種類を選んでください', 'Choose the type of product'),
  closed: text('受付前', 'Not open'),
  open: text('受付中', 'Open'),
  all: text('申請の一覧', 'All applications'),
  next: text('次へ', 'Continue'),
  back: text('前の質問に戻る', 'Back to the previous question'),
  backLevel: text('レベルの選択に戻る', 'Back to the level'),
  question: text('対象かどうかの確認', 'Is it in scope?'),
  missing: text('どれかを選んでください。', 'Choose one.'),
  inScope: text('この制度の対象です', 'It is in scope'),
  outOfScope: text('この制度の対象ではありません', 'It is not in scope'),
  unclear: text('対象かどうか、事務局への確認が必要です', 'Whether it is in scope needs to be clarified'),
  reason: text('理由', 'Reason'),
  answers: text('回答の確認', 'Your answers'),
  change: text('変更', 'Change'),
  openCase: text('この内容で申請を始める', 'Open the application'),
  opened: text(
    '申請の作成ページが開きます。提出するまで、事務局には何も届きません。',
    'This opens a dossier for you to fill in. The office sees nothing until you submit.',
  ),
  askFirst: text('申請を始めて、まず事務局に問い合わせる', 'Open the application and ask the office first'),
  askOpened: text(
    '続けて問合せを書きます。事務局に届くのは、組織の名称、上の回答と問合せだけです。申請書類は、提出するまで見えません。',
    'You write your question next. The office gets your organisation’s name, the answers above and the question; the dossier stays closed until you submit.',
  ),
  outNext: text(
    '回答に誤りがあれば「変更」から直せます。対象外の製品は申請できません。',
    'If an answer is wrong, change it. A product out of scope cannot be applied for.',
  ),
  contact: text('問い合わせ先', 'Contact'),
  attested: text('だれが適合を示すか', 'Who attests'),
  self: text('申請者の自己宣言', 'Declared by the applicant'),
  owner: text('制度の運営者による認証', 'Certified by the scheme owner'),
};

type Query = Fields;
const PREFIX = 'a.';

/** A new application: scheme, level, the scope questions one a page, and the outcome before anything is opened. Answers travel in the address. */
export function beginRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, places.begin, (visit) => {
    assertMay(visit.principal, 'application.open');
    return step(engine, visit, (visit.request.query ?? {}) as Query);
  });
  const fields = z.record(z.string().max(200), z.union([z.string().max(4000), z.array(z.string().max(4000)).max(200)]));
  form(app, places.begin, { fields }, async (visit, posted, key) => {
    const book = bookOf(engine, one(posted, 'scheme'));
    const type = one(posted, 'type');
    const opened = await openApplication(engine, visit.principal, key, {
      scheme: book.id,
      level: one(posted, 'level'),
      scope: answersIn(book, posted),
      ...(type ? { type } : {}),
    });
    const asks = kindsBeforeFiling(book).find(([kind]) => kind === one(posted, 'ask'));
    return goTo(
      asks ? visit.to(`${places.case(opened.id)}/moves/open?opens=${encodeURIComponent(asks[0])}`) : visit.to(places.dossier(opened.id)),
    );
  });
}

const one = (query: Query, name: string): string => (typeof query[name] === 'string' ? query[name] : (query[name]?.[0] ?? ''));

function step(engine: Engine, visit: MemberVisit, query: Query): Page | GoTo {
  const books = engine.books;
  const only = books.length === 1 ? books[0] : undefined;
  const book = books.find((each) => each.id === one(query, 'scheme')) ?? only;
  if (!book) return schemePage(visit, books);
  const today = engine.clock.today();
  const level = one(query, 'level');
  const type = one(query, 'type');
  const offered = offer(book, level, type || undefined, today);
  if (!(level in book.levels) || !offered.open) return levelPage(visit, book, today, books.length > 1);
  if (offered.types.length > 0 && !offered.types.includes(type)) return typePage(visit, book, level, offered.types);
  const answers = answersIn(book, query);
  const asked = book.scope.questions.filter((field) => isAsked(field, answers));
  const answered = asked.find((field) => field.id === one(query, 'from'));
  if (answered) return afterAnswer(visit, book, query, asked, answered);
  const current = asked.find((field) => field.id === one(query, 'q'));
  if (current) return questionPage(visit, book, query, asked, current, []);
  const open = asked.find((field) => isRequired(field, answers) && isBlank(answers[field.id]));
  if (open) return questionPage(visit, book, query, asked, open, []);
  return outcomePage(visit, book, query, asked);
}

/** A question is asked always, or when its condition on the earlier answers holds. */
const isAsked = (field: Field, answers: JsonObject): boolean => typeof field.required !== 'object' || holds(field.required, answers);

/** The answers in an address or a form: `a.<question>`. Only questions of the book, only those that apply. */
function answersIn(book: Book, query: Query): JsonObject {
  const bare = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [])),
  );
  const read: Record<string, JsonValue> = {};
  for (const field of book.scope.questions) {
    if (!isAsked(field, read)) continue;
    const [leaf] = leavesOf(field);
    const value = leaf ? readLeaf(leaf, bare) : null;
    if (value !== null) read[field.id] = value;
  }
  return read;
}

/** The address of a step: what was chosen and answered so far. */
function address(visit: MemberVisit, query: Query, changed: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (name in changed || name === 'from' || name === 'go' || name === 'q') continue;
    for (const each of typeof value === 'string' ? [value] : value) params.append(name, each);
  }
  for (const [name, value] of Object.entries(changed)) if (value !== undefined) params.set(name, value);
  return `${visit.to(places.begin)}?${params.toString()}`;
}

function afterAnswer(visit: MemberVisit, book: Book, query: Query, asked: readonly Field[], field: Field): Page | GoTo {
  const at = asked.indexOf(field);
  if (one(query, 'go') === 'back')
    return goTo(at === 0 ? address(visit, query, { level: undefined }) : address(visit, query, { q: asked[at - 1]?.id }));
  const answers = answersIn(book, query);
  const problems = problemsOf(field, answers);
  if (problems.length > 0) return questionPage(visit, book, query, asked, field, problems);
  return goTo(address(visit, query, { q: asked[at + 1]?.id }));
}

function problemsOf(field: Field, answers: JsonObject): readonly Problem[] {
  const value = answers[field.id] ?? null;
  if (isBlank(value)) return isRequired(field, answers) ? [{ path: field.id, message: words.missing }] : [];
  try {
    checkInput({ asks: [{ ...field, required: 'always' }] }, { [field.id]: value });
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

function frame(visit: MemberVisit, title: Text, lead: Text | Html | undefined, body: Piece, above?: Piece): Page {
  return {
    title,
    body: html`<div class="narrow begin">${backLink(visit, words.all, visit.to(places.home))}${heading(visit, title, { ...(lead ? { lead } : {}), above })}${body}</div>`,
  };
}

function schemePage(visit: MemberVisit, books: readonly Book[]): Page {
  const { t } = visit;
  const cards = books.map((book) => {
    const meanings = Object.values(book.levels).map((level) => t(level.meaning));
    return html`<li class="option"><h2><a href="${visit.to(places.begin)}?scheme=${encodeURIComponent(book.id)}">${t(text(`${book.subjectWord.ja}(${book.attestationWord.ja})`, `${book.subjectWord.en} (${book.attestationWord.en})`))}</a></h2><p><strong>${t(book.name)}</strong><br><span class="quiet">${t(book.owner)}</span></p><p>${meanings[0]}</p></li>`;
  });
  return frame(visit, words.scheme, words.schemeLead, html`<ul class="option-list">${cards}</ul>`);
}

interface Offered {
  readonly open: boolean;
  readonly types: readonly string[];
  readonly refusal?: RuleRefused;
}

/** Is a level open today, for which types, and if not, why? */
function offer(book: Book, level: string, type: string | undefined, today: Day): Offered {
  const types = [...new Set(book.editions.filter((each) => each.levels.includes(level)).flatMap((each) => each.types))];
  const tried = [undefined, ...(type ? [type] : types)].map((each) => attempt(book, level, each, today));
  const refusal = tried.find((each) => each !== undefined);
  return tried.some((each) => each === undefined)
    ? { open: true, types: tried[0] === undefined ? [] : types }
    : { open: false, types, ...(refusal ? { refusal } : {}) };
}

function attempt(book: Book, level: string, type: string | undefined, today: Day): RuleRefused | undefined {
  try {
    editionFor(book, level, type, today);
    return undefined;
  } catch (error) {
    if (error instanceof RuleRefused) return error;
    throw error;
  }
}

function levelPage(visit: MemberVisit, book: Book, today: Day, several: boolean): Page {
  const { t, to } = visit;
  const cards = Object.entries(book.levels).map(([id, level]) => {
    const offered = offer(book, id, undefined, today);
    const query = new URLSearchParams({ scheme: book.id, level: id });
    return html`<li class="${offered.open ? 'option' : 'option option-closed'}"><h2>${offered.open ? html`<a href="${to(places.begin)}?${query.toString()}">${t(level.label)}</a>` : t(level.label)} ${chip(visit, offered.open ? 'good' : 'off', offered.open ? words.open : words.closed)}</h2><p>${t(level.meaning)}</p>${
      offered.refusal &&
      html`<p class="option-reason">${icon('info')}<span>${t(offered.refusal.text)} ${clause(offered.refusal.clause)}</span></p>`
    }</li>`;
  });
  const above = several ? html`<a href="${to(places.begin)}">${t(book.name)}</a>` : t(book.name);
  return frame(visit, words.level, words.levelLead, html`<ul class="option-list">${cards}</ul>`, above);
}

function typePage(visit: MemberVisit, book: Book, level: string, types: readonly string[]): Page {
  const items = types.map(
    (type) =>
      html`<li class="option"><h2><a href="${visit.to(places.begin)}?${new URLSearchParams({ scheme: book.id, level, type }).toString()}">${type}</a></h2></li>`,
  );
  return frame(visit, words.type, undefined, html`<ul class="option-list">${items}</ul>`, visit.t(levelOf(book, level)));
}

const carried = (query: Query, without: string): Html =>
  html`${Object.entries(query).flatMap(([name, value]) => (name === without || name === 'q' || name === 'from' || name === 'go' ? [] : (typeof value === 'string' ? [value] : value).map((each) => hiddenField(name, each))))}`;

function questionPage(
  visit: MemberVisit,
  book: Book,
  query: Query,
  asked: readonly Field[],
  field: Field,
  problems: readonly Problem[],
): Page {
  const at = asked.indexOf(field);
  const name = `${PREFIX}${field.id}`;
  const renamed = { ...field, id: name };
  const answers = answersIn(book, query);
  const said = problems.map((problem) => ({ ...problem, path: name }));
  const control = fieldControl(
    {
      visit,
      values: { [name]: answers[field.id] ?? null },
      problems: said,
      dossier: {
        sections: [
          { id: 'scope', label: words.question, fields: [{ ...renamed, required: field.required === 'never' ? 'never' : 'always' }] },
        ],
      },
      evidence: [],
      book,
      emptyRows: 3,
    },
    { ...renamed, required: field.required === 'never' ? 'never' : 'always' },
  );
  const face = attributes({ method: 'get', action: visit.to(places.begin), class: 'form', novalidate: true });
  const body = html`${errorSummary(visit, { fields: {}, problems: said })}${progress(visit, words.question, at + 1, asked.length)}<form${face}>${carried(query, name)}${hiddenField('from', field.id)}<button class="sr" type="submit" name="go" value="next" tabindex="-1" aria-hidden="true">${visit.t(words.next)}</button>${control}<div class="actions">${button(visit, words.next, { name: 'go', value: 'next' })}${button(visit, at === 0 ? words.backLevel : words.back, { kind: 'quiet', name: 'go', value: 'back' })}</div></form>`;
  return {
    ...frame(visit, words.question, undefined, body, visit.t(levelOf(book, one(query, 'level')))),
    ...(said.length > 0 ? { status: 422 } : {}),
  };
}

function outcomePage(visit: MemberVisit, book: Book, query: Query, asked: readonly Field[]): Page {
  const { t } = visit;
  const answers = answersIn(book, query);
  const decided = book.scope.decide(answers);
  const level = book.levels[one(query, 'level')];
  const kind = decided.outcome === 'in-scope' ? 'good' : decided.outcome === 'unclear' ? 'warning' : 'bad';
  const title = decided.outcome === 'in-scope' ? words.inScope : decided.outcome === 'unclear' ? words.unclear : words.outOfScope;
  const given = asked.map((field) => ({
    name: field.label,
    value: html`${t(inWords(field, '', answers[field.id]) ?? text('—', '—'))} <a class="small" href="${address(visit, query, { q: field.id })}">${t(words.change)}<span class="sr">: ${t(field.label)}</span></a>`,
  }));
  const mayOpen = decided.outcome !== 'out-of-scope';
  const asks = decided.outcome === 'unclear' ? kindsBeforeFiling(book)[0] : undefined;
  const open =
    mayOpen &&
    postForm(
      visit,
      visit.to(places.begin),
      html`${carried(query, '')}${!one(query, 'scheme') && hiddenField('scheme', book.id)}<p class="quiet">${t(asks ? words.askOpened : words.opened)}</p><div class="actions">${asks && button(visit, words.askFirst, { name: 'ask', value: asks[0] })}${button(visit, words.openCase, asks ? { kind: 'secondary' } : {})}</div>`,
    );
  const facts = [
    ...(level
      ? [
          { name: text('レベル', 'Level'), value: t(levelOf(book, one(query, 'level'))) },
          { name: words.attested, value: t(level.attestedBy === 'owner' ? words.owner : words.self) },
        ]
      : []),
    ...given,
  ];
  const body = html`${notice(visit, kind, words.reason, html`<p>${t(decided.reason)} ${clause(decided.clause)}</p>${decided.outcome !== 'in-scope' && html`<p>${t(words.contact)}: ${t(book.office.name)} — ${t(book.office.contact)}</p>`}`)}<h2>${t(words.answers)}</h2>${factList(visit, facts)}${open}${!mayOpen && html`<p class="quiet">${t(words.outNext)}</p><p>${buttonLink(visit, words.all, visit.to(places.home), 'secondary')}</p>`}`;
  return frame(visit, title, undefined, body, t(book.name));
}
