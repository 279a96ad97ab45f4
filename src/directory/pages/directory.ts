import type { Day } from '../../rules/day.ts';
import { text } from '../../rules/text.ts';
import { type Attempt, actions, button, dateField, errorSummary, postForm, radioGroup, textField } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { emptyState, heading, section, table, tabs } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { DIRECTORY_KINDS, type DirectoryKind, type Listing, validityOn } from '../directory.ts';
import { bothNames, entryWords, kindNames, period, validityChip } from './words.ts';

const words = {
  title: text('評価者・資格の名簿', 'Directory of evaluators and qualifications'),
  list: text('名簿', 'Directory'),
  kinds: text('種類で絞り込む', 'By kind'),
  all: text('すべて', 'All'),
  days: text('有効期間で絞り込む', 'By validity'),
  anyDay: text('期間を問わない', 'Any day'),
  validToday: text('本日有効なもの', 'Valid today'),
  none: text('当てはまる記載はありません。', 'Nothing matches.'),
  add: text('名簿に記載する', 'Add an entry'),
  addLead: text(
    '記載は消せません。誤りは、その記載のページから取り消します。有効期間の延長は、続きの期間を新しく記載します。',
    'Entries cannot be deleted: a mistake is struck on the entry’s own page. A longer validity is a new entry for the time that follows.',
  ),
  operatorHint: text(
    '検証事業者は、機器検証サービスとして登録されているものだけを記載します。別の区分の登録は数えません。',
    'A verification operator is listed only when its service is registered as device verification; another category does not count.',
  ),
  idHint: text(
    '登録番号・認定番号を、公表されているとおりに。資格は、申請書類の選択肢の記号を入力します。',
    'The registration or accreditation number as published; for a qualification, the code of the choice in the dossier.',
  ),
  untilHint: text(
    'この日の終わりまで有効です。定めがない場合は空欄にします。',
    'Valid to the end of this day. Leave empty where none is set.',
  ),
  sourceHint: text('決定した会議・文書、又は一覧の名称と所在', 'The meeting or document that decided, or the name and place of the list'),
  addDo: text('記載する(この後の形式確認に使われます)', 'Add (form checks use it from now on)'),
};

export interface DirectoryView {
  readonly listings: readonly Listing[];
  readonly today: Day;
  /** Left out: every kind. */
  readonly kind?: DirectoryKind;
  readonly onlyValid: boolean;
  readonly attempt: Attempt;
}

/** Who may be named as evaluator, and for which days; the form to add an entry. */
export function directoryPage(visit: MemberVisit, view: DirectoryView): Page {
  const { listings, today } = view;
  const isValid = (each: Listing) => validityOn(each, today) === 'valid';
  const inDays = listings.filter((each) => !view.onlyValid || isValid(each));
  const ofKind = (kind: DirectoryKind | undefined) => inDays.filter((each) => !kind || each.kind === kind);
  const shown = ofKind(view.kind);
  const address = (kind: DirectoryKind | undefined, onlyValid: boolean) => {
    const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(onlyValid ? { show: 'valid' } : {}) }).toString();
    return `${visit.to('/office/directory')}${query && `?${query}`}`;
  };
  const valid = listings.filter(isValid).length;
  return {
    title: words.title,
    variant: 'office',
    body: html`${errorSummary(visit, view.attempt, entryWords)}
${heading(visit, words.title, {
  lead: text(
    `本日有効な記載は${valid}件です(全${listings.length}件)。申請書類の評価者は、評価を終えた日に有効な記載と照合されます。`,
    `${valid} of ${listings.length} entries are valid today. The evaluator in a dossier is compared with what was valid on the day the assessment finished.`,
  ),
})}
<div class="directory-filters">${tabs(visit, words.kinds, [
      { label: words.all, address: address(undefined, view.onlyValid), current: !view.kind, count: inDays.length },
      ...DIRECTORY_KINDS.map((kind) => ({
        label: kindNames[kind],
        address: address(kind, view.onlyValid),
        current: view.kind === kind,
        count: ofKind(kind).length,
      })),
    ])}${tabs(visit, words.days, [
      { label: words.anyDay, address: address(view.kind, false), current: !view.onlyValid },
      { label: words.validToday, address: address(view.kind, true), current: view.onlyValid },
    ])}</div>
${shown.length === 0 ? emptyState(visit, words.none) : listTable(visit, shown, today)}
${section(visit, words.add, addForm(visit, view), { lead: words.addLead, id: 'add' })}`,
  };
}

const listTable = (visit: MemberVisit, shown: readonly Listing[], today: Day): Html =>
  table<Listing>(
    visit,
    [
      {
        label: entryWords.name,
        head: true,
        cell: (each) => bothNames(visit, each.name, visit.to(`/office/directory/${each.kind}/${each.entry}`)),
      },
      { label: entryWords.kind, cell: (each) => visit.t(kindNames[each.kind]) },
      { label: entryWords.id, tight: true, cell: (each) => each.id },
      { label: entryWords.today, tight: true, cell: (each) => validityChip(visit, validityOn(each, today)) },
      { label: entryWords.validity, cell: (each) => period(visit, each) },
      {
        label: entryWords.decision,
        cell: (each) => html`${each.source} <span class="quiet small block">${spellDay(visit.language, each.decidedOn)}</span>`,
      },
    ],
    shown,
    { caption: words.list },
  );

function addForm(visit: MemberVisit, { attempt, kind, today }: DirectoryView): Html {
  const field = (name: 'id' | 'nameJa' | 'nameEn' | 'source', maxLength: number) => ({
    name,
    label: entryWords[name],
    required: true,
    maxLength,
  });
  return postForm(
    visit,
    visit.to('/office/directory'),
    html`${radioGroup(visit, attempt, {
      ...{ name: 'kind', label: entryWords.kind, hint: words.operatorHint, required: true, inline: true },
      choices: DIRECTORY_KINDS.map((value) => ({ value, label: kindNames[value] })),
      ...(kind ? { value: kind } : {}),
    })}
${textField(visit, attempt, { ...field('id', 50), hint: words.idHint, width: 'medium' })}
${textField(visit, attempt, field('nameJa', 200))}
${textField(visit, attempt, field('nameEn', 200))}
${dateField(visit, attempt, { name: 'from', label: entryWords.from, required: true })}
${dateField(visit, attempt, { name: 'until', label: entryWords.until, hint: words.untilHint, required: false })}
${textField(visit, attempt, { ...field('source', 300), hint: words.sourceHint })}
${dateField(visit, attempt, { name: 'decidedOn', label: entryWords.decidedOn, required: true, max: today })}
${actions(button(visit, words.addDo))}`,
    { guard: true, label: words.add },
  );
}
