import type { Organisation } from '../../people/index.ts';
import { bookRoles, may } from '../../people/index.ts';
import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import { isBlank } from '../../rules/dossier.ts';
import { openOffers } from '../../rules/editions.ts';
import { errorsIn } from '../../rules/form-check.ts';
import type { JsonObject } from '../../rules/json.ts';
import { possibleMoves } from '../../rules/moves.ts';
import type { RuleRefused } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import {
  actions,
  button,
  buttonLink,
  errorSummary,
  firstShowing,
  getForm,
  hiddenField,
  type Problem,
  postForm,
  radioGroup,
  textField,
} from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, clause, emptyState, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { intakeRow } from '../intake.ts';
import { levelOf, titleOf } from './case-frame.ts';
import { type Desk, places } from './desk.ts';
import { fieldControl } from './field-control.ts';

/** The addresses of the intake, without the language. */
export const intakeAddress = (id?: string): string => (id === undefined ? '/office/intake' : `/office/intake/${id}`);

const words = {
  title: text('紙で届いた申請を受け付ける', 'Take in an application that came on paper'),
  lead: text(
    '申請者の組織を選んで案件を開き、書類の内容を記入してから受け付けます。受領日が申請の日になり、記録には受け付けた担当者が残ります。',
    'Choose the applicant, open the case, fill in what the papers say, then take it in. The day of receipt counts; the record names the officer.',
  ),
  back: text('処理待ちの一覧', 'Queue'),
  none: text('紙の申請を受け付ける制度はありません', 'No scheme here takes applications on paper'),
  scheme: text('制度', 'Scheme'),
  choose: text('制度を選んでください', 'Choose the scheme'),
  find: text('申請者の組織を探す', 'Find the applicant'),
  findHint: text('名称の一部、又は法人番号', 'Part of the name, or the corporate number'),
  search: text('探す', 'Search'),
  applicant: text('申請者の組織', 'Applicant'),
  level: text('レベル', 'Level'),
  notFound: text('当てはまる組織はありません', 'No organisation matches'),
  found: text('事務局の管理者が組織を登録します', 'An administrator of the office registers it'),
  foundLink: text('組織を登録する', 'Register an organisation'),
  scopeTitle: text('申請書から読み取った、対象の確認への回答', 'Answers on scope, as the papers give them'),
  open: text('この組織の申請として案件を開く', 'Open the case for this organisation'),
  refused: text('案件を開けませんでした', 'The case could not be opened'),
  caseTitle: text('紙で届いた申請を記入しています', 'Filling in an application that came on paper'),
  caseLead: text(
    '書類の内容を記入し、受領日とともに受け付けます。受領日が申請の日になり、記録には受け付けた担当者が残ります。',
    'Fill in what the papers say, then take it in with the day of receipt. That day counts; the record names the officer.',
  ),
  steps: text('受け付けるまで', 'Until it is taken in'),
  step: text('手順', 'Step'),
  what: text('内容', 'What'),
  scans: text('書類を読み取り、案件に加える', 'Scan the papers into the case'),
  scansWhat: text(
    '読み取ったファイルは申請者の組織の証跡になり、紙から読み取ったことと担当者が記録されます。',
    'Scans become evidence of the applicant; that they come from paper, and who scanned them, is recorded.',
  ),
  excel: text('申請者の Excel を読み込む', 'Read the applicant’s Excel file'),
  excelWhat: text('電子ファイルが同封されている場合に使います。', 'Where an electronic file came with the papers.'),
  fill: text('申請書類を記入する', 'Fill in the dossier'),
  check: text('形式を点検する', 'Check the form'),
  take: text('受け付ける', 'Take it in'),
  takeWhat: text(
    '書留番号、発送日、受領日、開封した人を記録します。不足があっても受け付けられ、形式審査で補正を求めます。',
    'Records tracking number, days of posting and receipt, and who opened it. What is missing is asked for in the formal review.',
  ),
  taken: text('この申請は受け付けられています', 'This application was taken in'),
  toCase: text('案件を開く', 'Open the case'),
  printed: text('申請書類を印刷して照合する', 'Print the dossier to compare it with the papers'),
};

export interface IntakeTried {
  readonly input: JsonObject;
  readonly organisation: string;
  readonly level: string;
  readonly problems: readonly Problem[];
  readonly refused?: RuleRefused;
}

export interface IntakeView {
  readonly books: readonly Book[];
  readonly book: Book | undefined;
  readonly query: string;
  readonly found: readonly Pick<Organisation, 'id' | 'nameJa' | 'nameEn' | 'corporateNumber'>[];
  readonly today: Day;
  readonly tried: IntakeTried | undefined;
}

/** For whom is the application that came on paper, and what is it for? */
export function intakePage(visit: MemberVisit, view: IntakeView): Page {
  const { t, to } = visit;
  const { book, tried } = view;
  const body = book ? intakeForms(visit, view, book) : schemes(visit, view.books);
  return {
    title: words.title,
    variant: 'office',
    ...(tried ? { status: 422 } : {}),
    body: html`${tried && errorSummary(visit, { fields: {}, problems: tried.problems })}${tried?.refused && notice(visit, 'bad', words.refused, html`<p>${t(tried.refused.text)} ${tried.refused.clause && clause(tried.refused.clause)}</p>`, true)}${backLink(visit, words.back, to('/office'))}${heading(visit, words.title, { lead: words.lead, above: book && t(book.name) })}${body}`,
  };
}

const schemes = (visit: MemberVisit, books: readonly Book[]): Html =>
  books.length === 0
    ? emptyState(visit, words.none)
    : section(
        visit,
        words.choose,
        html`<ul class="option-list">${books.map((each) => html`<li class="option"><h3><a href="${visit.to(intakeAddress())}?scheme=${encodeURIComponent(each.id)}">${visit.t(each.name)}</a></h3></li>`)}</ul>`,
      );

function intakeForms(visit: MemberVisit, view: IntakeView, book: Book): Html {
  const { t, to } = visit;
  const { found, query } = view;
  const search = getForm(
    visit,
    to(intakeAddress()),
    html`${hiddenField('scheme', book.id)}${textField(visit, firstShowing, { name: 'q', label: words.find, hint: words.findHint, kind: 'search', value: query, maxLength: 200 })}${actions(button(visit, words.search, { kind: 'secondary' }))}`,
    { search: true, label: words.find },
  );
  const founds = may(visit.principal, 'organisation.found') === 'yes';
  const missing =
    query !== '' &&
    found.length === 0 &&
    emptyState(visit, words.notFound, founds ? html`<a href="${to('/people')}#found">${t(words.foundLink)}</a>` : t(words.found));
  return html`${section(visit, words.applicant, html`${search}${missing}`)}${found.length > 0 && openForm(visit, view, book)}`;
}

function openForm(visit: MemberVisit, { found, query, today, tried }: IntakeView, book: Book): Html {
  const { t } = visit;
  const attempt = { fields: {}, problems: tried?.problems ?? [] };
  const levels = Object.keys(book.levels).filter((level) => openOffers(book, level, undefined, today).length > 0);
  const dossier = { sections: [{ id: 'scope', label: words.scopeTitle, fields: book.scope.questions }] };
  const context = { visit, values: tried?.input ?? {}, problems: tried?.problems ?? [], dossier, evidence: [], book, emptyRows: 3 };
  const named = found.map((each) => ({
    value: each.id,
    label: { ja: each.nameJa, en: each.nameEn },
    ...(each.corporateNumber ? { hint: text(`法人番号 ${each.corporateNumber}`, `Corporate number ${each.corporateNumber}`) } : {}),
  }));
  return postForm(
    visit,
    visit.to(intakeAddress()),
    html`${hiddenField('scheme', book.id)}${hiddenField('q', query)}${radioGroup(visit, attempt, { name: 'organisation', label: words.applicant, required: true, choices: named, value: tried?.organisation ?? (named.length === 1 ? (named[0]?.value ?? '') : '') })}${
      levels.length === 1
        ? hiddenField('level', levels[0] ?? '')
        : radioGroup(visit, attempt, {
            name: 'level',
            label: words.level,
            required: true,
            choices: levels.map((level) => ({ value: level, label: levelOf(book, level) })),
            value: tried?.level ?? '',
          })
    }${book.scope.questions.length > 0 && html`<h2>${t(words.scopeTitle)}</h2>`}${book.scope.questions.map((field) => fieldControl(context, field))}${actions(button(visit, words.open))}`,
    { guard: true },
  );
}

interface Step {
  readonly label: Text;
  readonly address: string;
  readonly what?: Text;
}

/** What is still to do until this application is taken in? */
export function intakeCasePage(visit: MemberVisit, desk: Desk, applicant: Text): Page {
  const { t, to, principal } = visit;
  const { its } = desk;
  const { subject, book } = its;
  const who = { person: principal.person.id, organisation: principal.organisation.id, parties: bookRoles(principal) };
  const row = intakeRow(book);
  const mayTake = row && possibleMoves(book, subject, who).some((each) => each.id === row[0] && 'in' in each.place);
  const errors = errorsIn(desk.findings).length;
  const filled = Object.values(desk.values).filter((value) => !isBlank(value)).length;
  const list: readonly Step[] = [
    { label: words.scans, address: to(places.scans(subject.id)), what: words.scansWhat },
    { label: words.excel, address: to(places.workbook(subject.id)), what: words.excelWhat },
    {
      label: words.fill,
      address: to(places.dossier(subject.id)),
      what: text(`${filled}欄が記入されています。`, `${filled} fields are filled in.`),
    },
    {
      label: words.check,
      address: to(places.check(subject.id)),
      what: text(`形式の指摘が${errors}件あります。`, `The form check finds ${errors}.`),
    },
  ];
  const take = row && {
    label: row[1].label,
    address: to(`/office/cases/${subject.id}/moves/${encodeURIComponent(row[0])}`),
  };
  const steps = table<Step & { readonly n: number }>(
    visit,
    [
      { label: words.step, tight: true, cell: ({ n }) => String(n) },
      { label: words.what, head: true, cell: (each) => html`<a href="${each.address}">${t(each.label)}</a>` },
      { label: text('説明', 'About it'), cell: (each) => each.what && t(each.what) },
    ],
    list.map((each, index) => ({ ...each, n: index + 1 })),
    { caption: words.steps },
  );
  const isOpen = desk.editable;
  return {
    title: isOpen ? words.caseTitle : words.taken,
    variant: 'office',
    body: html`${backLink(visit, words.back, to('/office'))}${heading(visit, isOpen ? words.caseTitle : words.taken, {
      above: html`${t(applicant)} · ${t(titleOf(its, desk.values))} · ${subject.reference}`,
      ...(isOpen ? { lead: words.caseLead } : {}),
    })}${isOpen ? section(visit, words.steps, steps) : html`<p>${buttonLink(visit, words.toCase, to(`/office/cases/${subject.id}`), 'secondary')}</p>`}${
      mayTake &&
      take &&
      section(
        visit,
        words.take,
        html`<div class="stack"><p>${t(words.takeWhat)} ${clause(row[1].clause)}</p>${actions(buttonLink(visit, take.label, take.address))}</div>`,
      )
    }`,
  };
}
