import type { FastifyInstance } from 'fastify';
import { bookRoles, membersOf } from '../../people/index.ts';
import type { Row } from '../../rules/book.ts';
import { fieldsOf, isRequired, models, pointers } from '../../rules/dossier.ts';
import { errorsIn } from '../../rules/form-check.ts';
import { NotFound } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { VERDICTS, verdictWords } from '../../rules/verdict.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { form, type MemberVisit, page } from '../../web/page.ts';
import { clause, factList, notice, section } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Engine } from '../commands.ts';
import { viewCase } from '../view.ts';
import { caseFrame, editionTitle, levelOf, titleOf } from './case-frame.ts';
import { groupsOf } from './check.ts';
import { type Desk, openDesk, places } from './desk.ts';
import { findingList } from './dossier-parts.ts';
import { consequence, firstTry, type MoveAttempt, moveFields, moveForm, refusalNotice, runMove, statusOf } from './move.ts';

const words = {
  ready: text('この内容で提出できます', 'This can be submitted as it is'),
  notYet: text('まだ提出できません', 'This cannot be submitted yet'),
  other: text('提出できるのは責任者です', 'Only the responsible person can submit'),
  closed: text('提出済みです', 'Already submitted'),
  what: text('提出するもの', 'What is submitted'),
  product: text('申請の対象', 'Subject of the application'),
  level: text('制度とレベル', 'Scheme and level'),
  edition: text('適合基準の版', 'Criteria edition'),
  applicant: text('申請者', 'Applicant'),
  models: text('型番', 'Models'),
  answers: text('評価の結果', 'Results'),
  pointers: text('証跡の参照', 'Pointers to evidence'),
  hash: text('内容のハッシュ値', 'Hash of the content'),
  hashHint: text('提出した内容は、この値とともに固定されます。', 'What is submitted is fixed under this value.'),
  oaths: text('宣誓した事項', 'What was sworn'),
  after: text('提出するとどうなるか', 'What happens then'),
  toCheck: text('点検のページへ', 'To the check'),
  ask: text('この申請を提出できる人', 'Who can submit this'),
  nobody: text('まだ登録されていません。組織の利用者管理で責任者を登録してください。', 'Nobody yet. Appoint one under “People”.'),
  course: text('経過を見る', 'See the course of the case'),
};

/** Submission: what is frozen, under which hash, what was sworn, and what follows. Only whom the row allows sees its button. */
export function submitRoutes(app: FastifyInstance, engine: Engine): void {
  const path = '/applications/:id/submit';
  page(app, path, async (visit) => submitPage(engine, visit, await openDesk(engine, visit, visit.params['id'] ?? ''), firstTry));
  form(app, path, { fields: moveFields }, async (visit, posted, key) => {
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    const { id } = desk.its.subject;
    const found = submission(desk) ?? anySubmission(desk);
    if (!found) throw new NotFound(`submission of ${id}`);
    return runMove(
      engine,
      visit,
      key,
      { id, move: found.id, place: { in: 'subject' }, asks: found.row.asks ?? [], posted, after: visit.to(places.case(id)) },
      async (tried) => submitPage(engine, visit, await openDesk(engine, visit, id), tried),
    );
  });
}

type Found = { readonly id: string; readonly row: Row };
const submissions = (desk: Desk): readonly Found[] =>
  Object.entries(desk.its.book.application.rows).flatMap(([id, row]) => (row.effects?.includes('freeze-dossier') ? [{ id, row }] : []));
/** The row that freezes the dossier from the state the case is in. */
const submission = (desk: Desk): Found | undefined => submissions(desk).find(({ row }) => row.from.includes(desk.its.subject.state));
/** The one last used: the same form sent twice must still find it. */
const anySubmission = (desk: Desk): Found | undefined =>
  submissions(desk).find(({ id }) => id === desk.its.subject.history.at(-1)?.row) ?? submissions(desk)[0];

async function submitPage(engine: Engine, visit: MemberVisit, desk: Desk, tried: MoveAttempt): Promise<Page> {
  const found = submission(desk);
  const { id } = desk.its.subject;
  if (!found) {
    return {
      title: words.closed,
      body: caseFrame(
        visit,
        desk,
        'submit',
        { title: words.closed },
        html`<p>${buttonLink(visit, words.course, visit.to(places.case(id)))}</p>`,
      ),
      ...statusOf(tried),
    };
  }
  const view = viewCase(desk.its, visit.principal, desk.today, desk.findings);
  const move = view.moves.find((each) => each.id === found.id && 'in' in each.place);
  const errors = errorsIn(desk.findings);
  const title = !move ? words.other : errors.length > 0 ? words.notYet : words.ready;
  const lead = consequence(desk.its.book, { ...found, place: { in: 'subject' } });
  const body = html`<div class="submit">
${errors.length > 0 && tried.refusal === undefined && missing(visit, desk, errors.length)}
${!move && tried.refusal && refusalNotice(visit, desk, tried.refusal)}
${!move && (await whoCan(engine, visit, desk, found.row))}
${section(visit, words.what, summary(visit, desk))}
${oaths(visit, desk)}
${section(visit, words.after, html`<p>${visit.t(lead)} ${clause(found.row.clause)}</p>`)}
${move && moveForm(visit, desk, move, visit.to(places.submit(desk.its.subject.id)), tried, { hashShown: true })}</div>`;
  return { title, body: caseFrame(visit, desk, 'submit', { title }, body), ...statusOf(tried) };
}

function missing(visit: MemberVisit, desk: Desk, count: number): Html {
  const { t, to } = visit;
  const said = text(`あと${count}件の記入・修正が必要です`, `${count} more entries are needed`);
  const body = html`<p><a href="${to(places.check(desk.its.subject.id))}">${t(words.toCheck)}</a></p>${groupsOf(desk).map((group) => {
    const errors = errorsIn(group.findings);
    return (
      errors.length > 0 &&
      html`<details class="missing-group"><summary>${t(group.label)} <span class="count">${errors.length}</span></summary>${findingList(visit, desk, errors)}</details>`
    );
  })}`;
  return notice(visit, 'warning', said, body);
}

async function whoCan(engine: Engine, visit: MemberVisit, desk: Desk, row: Row): Promise<Html> {
  const { t } = visit;
  const roles = row.by.map((party) => desk.its.book.parties[party]?.label ?? text(party, party));
  const able = (await membersOf(engine.store.db, desk.its.subject.organisation)).filter((member) =>
    bookRoles(member).some((party) => row.by.includes(party)),
  );
  const names = able.map((member) => member.name);
  const who: Text = { ja: roles.map((each) => each.ja).join('、'), en: roles.map((each) => each.en).join(', ') };
  return notice(
    visit,
    'info',
    words.ask,
    html`<p>${t(who)}: ${names.length > 0 ? html`<strong>${names.join(visit.language === 'ja' ? '、' : ', ')}</strong>` : t(words.nobody)}</p>`,
  );
}

function summary(visit: MemberVisit, desk: Desk): Html {
  const { t, language, principal } = visit;
  const { book, subject, hash } = desk.its;
  const fields = fieldsOf(desk.dossier);
  const verdicts = fields.filter((field) => field.kind === 'verdict').map((field) => desk.values[`${field.id}/verdict`]);
  const counted = VERDICTS.flatMap((verdict) => {
    const n = verdicts.filter((each) => each === verdict).length;
    return n > 0 ? [`${t(verdictWords[verdict])} ${n}`] : [];
  });
  const family = fields.filter((field) => field.kind === 'models').reduce((sum, field) => sum + models(desk.values[field.id]).length, 0);
  const pointed = Object.values(desk.values).reduce<number>((sum, value) => sum + pointers(value).length, 0);
  return factList(visit, [
    { name: words.product, value: t(titleOf(desk.its, desk.values)) },
    { name: words.level, value: t(levelOf(book, subject.level)) },
    { name: words.edition, value: t(editionTitle(desk.its)) },
    {
      name: words.applicant,
      value: language === 'en' ? (principal.organisation.nameEn ?? principal.organisation.name) : principal.organisation.name,
    },
    ...(fields.some((field) => field.kind === 'models') ? [{ name: words.models, value: String(family) }] : []),
    ...(verdicts.length > 0 ? [{ name: words.answers, value: counted.join(language === 'ja' ? '、' : ', ') }] : []),
    { name: words.pointers, value: String(pointed) },
    { name: text('日付', 'Date'), value: spellDay(language, desk.today) },
    { name: words.hash, value: html`<span class="code hash">${hash}</span><br><span class="quiet small">${t(words.hashHint)}</span>` },
  ]);
}

function oaths(visit: MemberVisit, desk: Desk): Html | false {
  const sworn = fieldsOf(desk.dossier)
    .filter((field) => field.kind === 'oath')
    .filter((field) => desk.values[field.id] === true || isRequired(field, desk.values));
  if (sworn.length === 0) return false;
  const list = html`<ul class="oaths">${sworn.map((field) => {
    const done = desk.values[field.id] === true;
    return html`<li class="${done ? 'oath-sworn' : ''}">${icon(done ? 'check-circle' : 'minus')}<span><strong>${visit.t(field.label)}</strong> — ${visit.t(done ? text('宣誓済み', 'sworn') : text('未宣誓', 'not sworn'))}<br>${visit.t(field.statement)}</span></li>`;
  })}</ul>`;
  return section(visit, words.oaths, list);
}
