import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Attempt, actions, button, buttonLink, errorSummary, fileField, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, type Column, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Case } from '../commands.ts';
import { titleOf } from '../pages/case-frame.ts';
import { places } from '../pages/desk.ts';
import { formLinks } from '../pages/form-links.ts';
import { cellText, toCell, toRows } from './cells.ts';
import type { SheetField } from './checklist.ts';
import type { Change, Compared } from './compare.ts';
import type { Vault } from './pointers.ts';
import type { CellProblem } from './read.ts';

const words = {
  title: text('Excel と印刷', 'Excel and print'),
  lead: text(
    '申請書類を Excel に書き出し、記入してから取り込めます。様式の形で印刷することもできます。',
    'Export the dossier to Excel, fill it in, and read it back; or print it as its forms.',
  ),
  print: text('印刷する', 'Print'),
  printLead: text('PDF です。提出前の書類には「下書き」と入ります。', 'As PDF. What is not submitted is marked as a draft.'),
  leadClosed: text(
    '申請書類を Excel に書き出せます。今の状態では取り込めません。',
    'The dossier can be exported to Excel. In the present state nothing can be read back.',
  ),
  back: text('申請書類', 'Dossier'),
  backHere: text('書き出しと取り込みに戻る', 'Back to export and import'),
  out: text('書き出す', 'Export'),
  outLead: text(
    '要件、評価ガイド、今の回答が入ります。黄色の欄だけを記入できます。',
    'Requirements, evaluation guide and present answers are in it. Only the yellow cells are to be filled in.',
  ),
  get: text('Excel ファイルを書き出す', 'Export the Excel file'),
  in: text('取り込む', 'Read back'),
  inLead: text(
    '保存する前に、変わる欄を確かめられます。書き出した後にほかの人が変更した欄は上書きされません。',
    'You see what would change before it is saved. What somebody else changed since the export is not overwritten.',
  ),
  file: text('記入した Excel ファイル', 'The filled in Excel file'),
  fileHint: text('ここから書き出した .xlsx ファイル。20 MB まで。', 'The .xlsx file that was exported here, up to 20 MB.'),
  read: text('読み取って確かめる', 'Read it and show what changes'),
  refused: text('このファイルは取り込めません。何も保存されていません', 'This file cannot be taken. Nothing was saved'),
  cell: text('セル', 'Cell'),
  problem: text('直すところ', 'What to correct'),
  problems: text('直すセル', 'Cells to correct'),
  whole: text('ファイル全体', 'The whole file'),
  previewTitle: text('この内容で申請書類を変更しますか', 'Change the dossier like this?'),
  same: text(
    'ファイルの回答は今の申請書類と同じです。変わるところはありません。',
    'The answers in the file are those of the dossier. Nothing would change.',
  ),
  changes: text('変わる欄', 'Fields that change'),
  field: text('項目', 'Item'),
  from: text('今', 'Now'),
  to: text('変更後', 'Afterwards'),
  mine: text('ファイル', 'The file'),
  theirs: text('今(ほかの人の変更)', 'Now (changed by somebody else)'),
  conflicts: text('取り込まれない欄', 'Fields that are not taken'),
  conflictsBody: text(
    '書き出した後にほかの人が変更しています。どちらにするかを申請書類の画面で決めてください。',
    'Somebody changed them since the export. Decide in the dossier which it should be.',
  ),
  apply: text('この内容で申請書類に保存する', 'Save this to the dossier'),
  late: text('一部は保存されませんでした', 'Some fields were not saved'),
  lateBody: text(
    '確かめている間にほかの人が変更しました。何も上書きされていません。',
    'Somebody changed them while you were looking. Nothing was overwritten.',
  ),
} as const satisfies Record<string, Text>;

export interface WorkbookView {
  readonly its: Case;
  readonly isOpen: boolean;
  /** How many fields were just saved. */
  readonly saved: number;
  /** How many were not, because somebody else was first. */
  readonly late: number;
}

/** The checklist out to Excel and back. */
export function workbookPage(visit: MemberVisit, attempt: Attempt, view: WorkbookView, problems: readonly CellProblem[] = []): Page {
  const { its, isOpen } = view;
  const address = visit.to(`/applications/${its.subject.id}/workbook`);
  const bring = postForm(
    visit,
    address,
    html`${fileField(visit, attempt, { name: 'file', label: words.file, hint: words.fileHint, accept: '.xlsx' })}${actions(button(visit, words.read))}`,
    { upload: true, label: words.in },
  );
  return {
    title: words.title,
    ...(problems.length > 0 ? { status: 422 } : {}),
    body: html`${backLink(visit, words.back, visit.to(places.dossier(its.subject.id)))}${errorSummary(visit, attempt)}${view.saved > 0 && notice(visit, 'good', text(`${view.saved}欄を保存しました。`, `${view.saved} field(s) were saved.`), undefined, true)}${view.late > 0 && notice(visit, 'warning', words.late, html`${visit.t(words.lateBody)} (${view.late})`, true)}
${heading(visit, words.title, { above: visit.t(titleOf(its)), lead: isOpen ? words.lead : words.leadClosed })}
${problems.length > 0 && problemTable(visit, problems)}
<div class="split split-even">${section(visit, words.out, actions(buttonLink(visit, words.get, `${address}/file.xlsx`, 'secondary')), { lead: words.outLead })}${isOpen && section(visit, words.in, bring, { lead: words.inLead })}</div>${section(visit, words.print, formLinks(visit, its), { lead: words.printLead })}`,
  };
}

function problemTable(visit: MemberVisit, problems: readonly CellProblem[]): Html {
  const columns: readonly Column<CellProblem>[] = [
    {
      label: words.cell,
      tight: true,
      cell: (each) => (each.cell === '' ? visit.t(words.whole) : html`<span class="code">${each.cell}</span>`),
    },
    { label: words.problem, head: true, cell: (each) => visit.t(each.message) },
  ];
  return html`<div data-error-summary tabindex="-1">${notice(visit, 'bad', words.refused, table(visit, columns, problems, { caption: words.problems }), true)}</div>`;
}

export interface WorkbookPreview {
  readonly its: Case;
  readonly fields: readonly SheetField[];
  readonly vault: Vault;
  readonly compared: Compared;
}

/** What an import would change, before it does. */
export function workbookPreviewPage(visit: MemberVisit, { its, fields, vault, compared }: WorkbookPreview): Page {
  const address = visit.to(`/applications/${its.subject.id}/workbook`);
  const { changes, conflicts } = compared;
  const lead =
    changes.length === 0
      ? words.same
      : text(
          `${changes.length}欄が変わります。まだ保存されていません。`,
          `${changes.length} field${changes.length === 1 ? '' : 's'} would change. Nothing is saved yet.`,
        );
  const list = changes.map(({ path, to, base }) => ({ path, value: to, base }));
  const shown = (which: readonly Change[], before: Text, after: Text, caption: Text) =>
    table(visit, columnsFor(visit, fields, vault, before, after), which, { caption });
  return {
    title: words.previewTitle,
    body: html`${backLink(visit, words.backHere, address)}
${heading(visit, words.previewTitle, { above: visit.t(titleOf(its)), lead })}
${conflicts.length > 0 && notice(visit, 'warning', text(`${words.conflicts.ja} ${conflicts.length}件`, `${words.conflicts.en}: ${conflicts.length}`), html`<p>${visit.t(words.conflictsBody)}</p>${shown(conflicts, words.theirs, words.mine, words.conflicts)}`)}
${changes.length > 0 && section(visit, words.changes, shown(changes, words.from, words.to, words.changes))}
${
  changes.length === 0
    ? actions(buttonLink(visit, words.backHere, address, 'secondary'))
    : html`<div class="confirm">${postForm(
        visit,
        `${address}/apply`,
        html`${hiddenField('changes', JSON.stringify(list))}${actions(button(visit, words.apply), buttonLink(visit, words.backHere, address, 'quiet'))}`,
        { upload: true, label: words.previewTitle },
      )}</div>`
}`,
  };
}

function columnsFor(visit: MemberVisit, fields: readonly SheetField[], vault: Vault, before: Text, after: Text): readonly Column<Change>[] {
  const leaves = new Map(fields.flatMap((each) => each.leaves.map((leaf) => [leaf.path, { each, leaf }] as const)));
  const said = (path: string, value: JsonValue): Html | string => {
    const form = leaves.get(path)?.leaf.form;
    if (!form) return JSON.stringify(value);
    const lines =
      form.form === 'rows'
        ? [visit.t(text(`${toRows(form, value).length}行`, `${toRows(form, value).length} rows`))]
        : cellText(toCell(form, value, visit.language, vault)).split('\n');
    return html`${lines.map((line, index) => html`${index > 0 && html`<br>`}${line === '' ? html`<span class="quiet">—</span>` : line}`)}`;
  };
  const name = (path: string): Html => {
    const found = leaves.get(path);
    const part = found ? path.slice(found.each.field.id.length + 1) : '';
    return html`<span>${found && found.each.id !== found.each.field.id && html`<span class="code">${found.each.id}</span> `}${found ? visit.t(found.each.field.label) : path}${part !== '' && html`<br><span class="quiet small">${visit.t(partWords[part] ?? text(part, part))}</span>`}</span>`;
  };
  return [
    { label: words.field, head: true, cell: (each) => name(each.path) },
    { label: before, cell: (each) => said(each.path, each.from) },
    { label: after, cell: (each) => said(each.path, each.to) },
    { label: words.cell, tight: true, cell: (each) => html`<span class="code quiet">${each.cell}</span>` },
  ];
}

const partWords: Readonly<Record<string, Text>> = {
  verdict: text('判定', 'Verdict'),
  reason: text('理由', 'Reason'),
  method: text('評価方法', 'Method'),
  basis: text('根拠', 'Basis'),
  minutes: text('工数(人・分)', 'Person-minutes'),
  evidence: text('証跡', 'Evidence'),
  agreement: text('取決め', 'Agreement'),
  foreignLabel: text('海外ラベルの番号', 'Foreign label'),
  answer: text('開示', 'Disclosure'),
  content: text('内容', 'Content'),
};
