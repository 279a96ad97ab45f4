import { type Case, titleOf } from '../../applications/index.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, clause, emptyState, factList, heading, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type HandedOverFile, handedOverAddress } from '../documents.ts';
import type { HandedOverUse } from '../handed-over.ts';
import { originLine } from './origin.ts';
import { sizeWords, typeWords } from './words.ts';

const words = {
  title: text('提出書類一覧', 'List of submitted documents'),
  back: text('申請に戻る', 'Back to the application'),
  subject: text('申請の対象', 'Subject'),
  number: text('申請番号', 'Application number'),
  applicant: text('申請者', 'Applicant'),
  received: text('受付日', 'Received on'),
  none: text('提出された資料はまだありません。', 'Nothing has been handed over yet.'),
  noneNext: text('申請を提出すると、提出された資料がここに並びます。', 'Once the application is submitted, its documents stand here.'),
  n: text('番号', 'No.'),
  document: text('資料', 'Document'),
  used: text('使用箇所', 'Used in'),
  kind: text('種類・大きさ', 'Type, size'),
  opened: text('開いた人', 'Opened by'),
  unopened: text('まだ開かれていません', 'Not opened yet'),
  erased: text('(消去済みの資料)', '(erased file)'),
  thread: text('照会等への添付', 'With an answer'),
  past: (n: readonly number[]): Text =>
    text(`${n.join('・')}回目の提出のみ`, `Only in submission${n.length === 1 ? '' : 's'} ${n.join(', ')}`),
  logged: text(
    '資料を開くと、開いた人と日時が記録されます。この一覧はそのまま印刷できます。',
    'Who opens a document, and when, is recorded. This list can be printed as it is.',
  ),
};

export interface DocumentsView {
  readonly its: Case;
  readonly files: readonly HandedOverFile[];
  readonly names: ReadonlyMap<string, Text>;
}

/** What was handed over with this application, and where is it used? Prints as the list of submitted documents (D-4.4-1). */
export function documentsPage(visit: MemberVisit, { its, files, names }: DocumentsView): Page {
  const { t, to, principal, language } = visit;
  const { subject } = its;
  const isOffice = principal.organisation.kind === 'office';
  const clauses = [...new Set(files.flatMap((each) => each.uses.map((use) => use.handedOver)))];
  const back = isOffice ? `/office/cases/${subject.id}` : `/applications/${subject.id}`;
  const isCommittee = principal.organisation.kind === 'committee';
  const facts = factList(visit, [
    { name: words.subject, value: t(titleOf(its, its.values)) },
    { name: words.number, value: subject.reference },
    { name: words.applicant, value: t(names.get(subject.organisation) ?? text(subject.organisation, subject.organisation)) },
    ...(subject.receivedOn ? [{ name: words.received, value: spellDay(language, subject.receivedOn) }] : []),
  ]);
  return {
    title: words.title,
    variant: isOffice || isCommittee ? 'office' : 'plain',
    body: html`${!isCommittee && backLink(visit, words.back, to(back))}
${heading(visit, words.title, { above: html`${t(its.book.shortName)} · ${subject.reference}`, lead: html`${t(answer(files))} ${clauses.map((each) => clause(each))}` })}
${facts}${
  files.length === 0
    ? emptyState(visit, words.none, t(words.noneNext))
    : html`<div class="documents">${table(
        visit,
        [
          { label: words.n, tight: true, cell: ({ n }) => String(n) },
          { label: words.document, head: true, cell: ({ each }) => documentCell(visit, subject.id, each) },
          { label: words.used, cell: ({ each }) => usesCell(visit, each.uses) },
          {
            label: words.kind,
            tight: true,
            cell: ({ each: { file } }) => file && html`${t(typeWords(file.type))}<br><span class="quiet">${sizeWords(file.size)}</span>`,
          },
          { label: words.opened, cell: ({ each }) => openedCell(visit, each, names) },
        ],
        files.map((each, index) => ({ n: index + 1, each })),
        { caption: words.title },
      )}</div><p class="small quiet screen-only">${t(words.logged)}</p>`
}`,
  };
}

function answer(files: readonly HandedOverFile[]): Text {
  const places = files.reduce((sum, each) => sum + each.uses.length, 0);
  return files.length === 0
    ? words.none
    : text(`${files.length}件の資料が、${places}箇所で示されています。`, `${files.length} documents, pointed to from ${places} places.`);
}

function documentCell(visit: MemberVisit, application: string, { id, file }: HandedOverFile): Html {
  if (!file) return html`<span class="quiet">${visit.t(words.erased)}</span>`;
  return html`<span><a href="${visit.to(handedOverAddress(application, id))}" download>${icon('download')}${file.name}</a>${originLine(visit, file)}<span class="hash code">SHA-256 ${file.sha256}</span></span>`;
}

function usesCell(visit: MemberVisit, uses: readonly HandedOverUse[]): Html {
  const { t } = visit;
  return html`<ul class="uses">${uses.map(
    (use) =>
      html`<li>${use.thread !== undefined && html`${t(words.thread)}: `}${t(use.label)}${use.place !== '' && html`<span class="quiet"> (${use.place})</span>`}${!use.isNow && html` <span class="small quiet">${t(words.past(use.submissions))}</span>`}</li>`,
  )}</ul>`;
}

function openedCell(visit: MemberVisit, { opened, file }: HandedOverFile, names: ReadonlyMap<string, Text>): Html | undefined {
  const { t, language } = visit;
  const last = [...Map.groupBy(opened, (each) => each.by)].flatMap(([by, all]) => {
    const at = all.at(-1)?.at;
    return at === undefined ? [] : [{ by, at }];
  });
  if (last.length === 0) return file && html`<span class="quiet small">${t(words.unopened)}</span>`;
  return html`<ul class="uses small">${last.map(({ by, at }) => html`<li>${t(names.get(by) ?? text(by, by))}<br><span class="quiet">${spellInstant(language, at)}</span></li>`)}</ul>`;
}
