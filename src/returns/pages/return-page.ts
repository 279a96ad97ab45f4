import { addDays, type Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Attempt, actions, button, buttonLink, dateField, errorSummary, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, clause, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Due, ReturnedFile } from '../due.ts';
import type { Remembered } from '../return.ts';
import { nameOf, papersWord } from './lists.ts';
import { endWords, places, standOf } from './words.ts';

const words = {
  toDesk: text('返却する書類の一覧', 'All documents to return'),
  toMine: text('返却される書類の一覧', 'All documents returned to you'),
  about: text('返却の内容', 'About this return'),
  why: text('保管が終わった理由', 'Why they are kept no more'),
  since: text('終わった日', 'Since'),
  until: text('取得の期限', 'To be fetched by'),
  fetched: text('申請者が取得した日', 'Fetched on'),
  neverFetched: text('取得されませんでした', 'They were not fetched'),
  notFetched: text('まだ取得されていません', 'Not fetched yet'),
  papers: text('紙の原本', 'Paper originals'),
  recordPapers: text('紙の返却を記録する', 'Record the return of the papers'),
  dossiers: text('提出された申請書', 'Submitted dossiers'),
  files: text('返却する電子ファイル', 'Files to return'),
  none: text('返却する電子ファイルはありません。', 'There is no file to return.'),
  name: text('資料', 'Document'),
  used: text('使用箇所', 'Used in'),
  size: text('大きさ', 'Size'),
  hash: text('ハッシュ値(SHA-256)', 'Hash (SHA-256)'),
  scanned: text('紙から読み取ったもの', 'Scanned from paper'),
  fetch: text('まとめて取得する(ZIP)', 'Fetch all of it (ZIP)'),
  stays: text(
    '申請書のうち事務局が保存する部分は、返却の後も残ります。',
    'The part of the form that the office keeps stays after the return.',
  ),
  staysPublic: text(
    '公開ページと公表された内容、申請書のうち事務局が保存する部分は、返却の後も残ります。',
    'The public page, what was published, and the part of the form that the office keeps stay after the return.',
  ),
  offer: text('申請者に取得の期限を知らせる', 'Tell the applicant until when'),
  again: text('取得の期限を延ばす', 'Give more time'),
  last: text('取得できる最後の日', 'Last day to fetch'),
  offerDo: text('この日まで取得できるようにする(翌日に消去されます)', 'Offer them until that day (erased on the day after)'),
  kept: text(
    'ほかの申請でも使われているため、消去しなかった資料があります',
    'Some documents were not erased, because another case rests on them',
  ),
  gone: text('消去した記録', 'What was erased'),
  keptAgain: text('保管が続くため、返却は行いません', 'They are kept on, so nothing is returned'),
};

const bytes = (size: number): string => (size < 1024 * 1024 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`);

export interface ReturnView {
  readonly due: Due;
  readonly names: ReadonlyMap<string, Text>;
  readonly attempt: Attempt;
  /** The first day that can be the last to fetch. */
  readonly first: Day;
  /** Where the return of papers is recorded; absent where it cannot be now. */
  readonly papersAt?: string;
}

/** What is returned of this case, until when can it be fetched, and what happens then? */
export function returnPage(visit: MemberVisit, view: ReturnView): Page {
  const { t, to, language } = visit;
  const { due, names, attempt } = view;
  const { its, ended, state, part } = due;
  const isOffice = visit.principal.organisation.kind === 'office';
  const { word, tone } = standOf(due);
  const last = due.papers.at(-1);
  const facts = factList(visit, [
    { name: words.why, value: ended ? html`${t(endWords[ended.end])} ${clause(ended.clause)}` : state ? t(endWords[state.end]) : '' },
    ...(ended ? [{ name: words.since, value: spellDay(language, ended.on) }] : []),
    ...(state ? [{ name: words.until, value: html`<strong>${spellDay(language, state.fetchUntil)}</strong>` }] : []),
    ...(state
      ? [
          {
            name: words.fetched,
            value: state.fetchedOn
              ? spellDay(language, state.fetchedOn)
              : t(state.state === 'erased' ? words.neverFetched : words.notFetched),
          },
        ]
      : []),
    {
      name: words.papers,
      value: html`${t(papersWord(due))}${last && typeof last.input.to === 'string' && html` <span class="quiet">(${last.input.to})</span>`}${isOffice && view.papersAt !== undefined && html` <a href="${view.papersAt}">${t(words.recordPapers)}</a>`}`,
    },
    ...(due.dossiers.length > 0 ? [{ name: words.dossiers, value: t(text(`${due.dossiers.length}件`, String(due.dossiers.length))) }] : []),
  ]);
  const canFetch = state?.state === 'offered' && ended !== undefined;
  return {
    title: nameOf(due),
    ...(isOffice ? { variant: 'office' as const } : {}),
    body: html`${errorSummary(visit, attempt, { fetchUntil: words.last })}${backLink(visit, isOffice ? words.toDesk : words.toMine, to(isOffice ? places.desk : places.mine))}
${heading(visit, answer(due, isOffice), {
  above: html`<span class="case-name">${t(nameOf(due))}</span> ${its.subject.reference}${isOffice && html` · ${t(names.get(its.subject.organisation) ?? text(its.subject.organisation, its.subject.organisation))}`}`,
  chip: chip(visit, tone, word),
  lead: due.attestation === undefined ? words.stays : words.staysPublic,
})}
${canFetch && html`<p>${buttonLink(visit, words.fetch, to(places.archive(its.subject.id, part)), isOffice ? 'secondary' : 'primary')}</p>`}
${section(visit, words.about, facts)}
${state?.state === 'called-off' && !ended && notice(visit, 'info', words.keptAgain)}
${state?.gone ? erased(visit, state.gone.files, state.gone.kept.length) : filesTable(visit, due.files)}
${isOffice && ended && state?.state !== 'erased' && offer(visit, view)}`,
  };
}

function answer({ state, ended }: Due, isOffice: boolean): Text {
  if (state?.state === 'erased')
    return text(
      `${spellDay('ja', state.erasedOn ?? state.fetchUntil)}に消去しました`,
      `Erased on ${spellDay('en', state.erasedOn ?? state.fetchUntil)}`,
    );
  if (!ended) return words.keptAgain;
  if (state?.state !== 'offered') return text('まだ申請者に知らせていません', 'The applicant has not been told yet');
  const gone = addDays(state.fetchUntil, 1);
  if (isOffice)
    return text(
      `申請者は${spellDay('ja', state.fetchUntil)}まで取得できます。${spellDay('ja', gone)}に消去されます`,
      `The applicant can fetch them until ${spellDay('en', state.fetchUntil)}; they are erased on ${spellDay('en', gone)}`,
    );
  return text(
    `${spellDay('ja', state.fetchUntil)}までに取得してください。${spellDay('ja', gone)}に消去されます`,
    `Fetch your documents by ${spellDay('en', state.fetchUntil)}; they are erased on ${spellDay('en', gone)}`,
  );
}

const filesTable = (visit: MemberVisit, files: readonly ReturnedFile[]): Html =>
  section(
    visit,
    words.files,
    files.length === 0
      ? html`<p class="quiet">${visit.t(words.none)}</p>`
      : table<ReturnedFile>(
          visit,
          [
            { label: words.name, head: true, cell: ({ file }) => html`<span class="file-name">${file.name}</span>` },
            {
              label: words.used,
              cell: ({ uses, file }) =>
                uses.length > 0
                  ? html`<ul class="plain-list">${uses.map((use) => html`<li>${visit.t(use.label)} <span class="quiet">${use.place}</span></li>`)}</ul>`
                  : file.scannedFor !== undefined && visit.t(words.scanned),
            },
            { label: words.size, tight: true, align: 'end', cell: ({ file }) => bytes(file.size) },
          ],
          files,
          { caption: words.files },
        ),
  );

const erased = (visit: MemberVisit, files: readonly Remembered[], kept: number): Html =>
  html`${kept > 0 && notice(visit, 'info', words.kept)}${section(
    visit,
    words.gone,
    table<Remembered>(
      visit,
      [
        { label: words.name, head: true, cell: (file) => html`<span class="file-name">${file.name}</span>` },
        { label: words.size, tight: true, align: 'end', cell: (file) => bytes(file.size) },
        { label: words.hash, cell: (file) => html`<span class="code break">${file.sha256}</span>` },
      ],
      files,
      { caption: words.gone },
    ),
  )}`;

const offer = (visit: MemberVisit, { due, attempt, first }: ReturnView): Html =>
  section(
    visit,
    due.state?.state === 'offered' ? words.again : words.offer,
    postForm(
      visit,
      visit.to(places.one(due.its.subject.id, due.part)),
      html`${hiddenField('version', String(due.version))}${dateField(visit, attempt, { name: 'fetchUntil', label: words.last, required: true, min: first, value: first })}${actions(button(visit, words.offerDo))}`,
      { guard: true },
    ),
  );
