import type { Model } from '../../rules/dossier.ts';
import { modelKey } from '../../rules/dossier.ts';
import type { Finding } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import {
  type Attempt,
  actions,
  button,
  errorSummary,
  fileField,
  getForm,
  hiddenField,
  postForm,
  radioGroup,
  textArea,
  textField,
} from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, type Column, chip, clause, emptyState, fold, heading, notice, pagination, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { titleOf } from '../pages/case-frame.ts';
import { places } from '../pages/desk.ts';
import type { AttestedModel, FamilyOfCase } from './commands.ts';
import type { RowProblem } from './family.ts';

const words = {
  title: text('型番', 'Models'),
  back: text('申請書類', 'Dossier'),
  one: text('1件加える', 'Add one'),
  model: text('型番', 'Model number'),
  name: text('名称', 'Name'),
  difference: text('違い', 'Difference'),
  differs: text('ほかの型番との違い', 'How it differs from the others'),
  addOne: text('この型番を加える', 'Add this model'),
  oneHint: text('同じ型番があれば、名称と違いを書き換えます。', 'If the model is there already, its name and difference are replaced.'),
  many: text('まとめて加える', 'Add many'),
  manyLead: text(
    'ファイルか貼り付けのどちらかで。読み取った結果と、変わるところを先に確かめられます。',
    'By file or by paste. You see what was read, and what would change, before anything is saved.',
  ),
  file: text('ファイル(CSV、Excel)', 'File (CSV or Excel)'),
  fileHint: text(
    '1列目に型番、2列目に名称、3列目に違い。1行目に「型番」「名称」「違い」の見出しがあれば、その順に読みます。CSV は UTF-8 と Shift_JIS のどちらも読めます。',
    'Column 1 model number, 2 name, 3 difference; or in any order under the headings “Model number”, “Name”, “Difference”. A CSV may be in UTF-8 or Shift_JIS.',
  ),
  paste: text('貼り付け', 'Paste'),
  pasteHint: text(
    '1行に1件。名称と違いは、タブかコンマで区切って続けます。',
    'One model a line; name and difference after it, parted by tabs or commas.',
  ),
  how: text('今の型番をどうしますか', 'What becomes of the present models?'),
  add: text('今の型番に加える', 'Add to them'),
  replace: text('この一覧に入れ替える', 'Replace them by this list'),
  replaceHint: text('一覧にない型番は除かれます。', 'Models that are not in the list are removed.'),
  preview: text('読み取って確かめる', 'Read it and show what changes'),
  list: text('登録されている型番', 'Models of this application'),
  get: text('CSV で保存', 'Save as CSV'),
  filter: text('型番を探す', 'Find a model'),
  find: text('探す', 'Find'),
  remove: text('選んだ型番を除く', 'Remove the chosen models'),
  choose: text('除く', 'Remove'),
  number: text('行', 'No.'),
  none: text('型番はまだありません。', 'There are no models yet.'),
  noneNext: text('上の「1件加える」か「まとめて加える」から始めてください。', 'Begin with “Add one” or “Add many” above.'),
  noHit: text('当てはまる型番はありません。', 'No model matches.'),
  closed: text('今の状態では型番を変更できません', 'The models cannot be changed in the present state'),
  attested: text('登録済み', 'Taken'),
  row: text('行', 'Row'),
  cell: text('セル', 'Cell'),
  problem: text('直すところ', 'What to correct'),
  unread: text('型番は保存されていません', 'No model was saved'),
  saved: text('型番を保存しました。', 'The models were saved.'),
  moved: text('ほかの人が先に型番を変更しました', 'Somebody else changed the models first'),
  movedBody: text(
    '何も上書きされていません。今の一覧を確かめてから、もう一度行ってください。',
    'Nothing was overwritten. Look at the list as it is now, and do it again.',
  ),
} as const satisfies Record<string, Text>;

export interface ModelsView {
  readonly of: FamilyOfCase;
  readonly findings: readonly Finding[];
  readonly attested: readonly AttestedModel[];
  /** What is searched for; empty: all. */
  readonly find: string;
  readonly page: number;
  readonly told?: 'saved' | 'moved';
}

const PAGE = 100;
type Listed = Model & { readonly place: number };

/** All model numbers of an application: whether they are right, adding by hand, by paste and by file, and removing. */
export function modelsPage(visit: MemberVisit, attempt: Attempt, view: ModelsView, problems: readonly RowProblem[] = []): Page {
  const { of } = view;
  const { id } = of.its.subject;
  const address = visit.to(places.models(id));
  return {
    title: words.title,
    ...(problems.length > 0 ? { status: 422 } : {}),
    body: html`${backLink(visit, words.back, visit.to(places.dossier(id)))}${errorSummary(visit, attempt)}${told(visit, view)}
${heading(visit, words.title, { above: visit.t(titleOf(of.its)), lead: answer(view) })}
${problems.length > 0 && rowProblems(visit, problems)}${findingsNotice(visit, view)}
${of.isOpen ? html`<div class="split split-even">${section(visit, words.one, oneForm(visit, attempt, address, of.version))}${section(visit, words.many, manyForm(visit, attempt, address), { lead: words.manyLead })}</div>` : notice(visit, 'info', words.closed)}
${listSection(visit, view, address)}`,
  };
}

function answer({ of, findings }: ModelsView): Text {
  const many = of.family.length;
  if (many === 0) return text('型番はまだ登録されていません。', 'No model is listed yet.');
  const wrong = findings.length;
  const rest =
    wrong === 0
      ? text('直すところはありません。', 'nothing to correct.')
      : text(`直すところが${wrong}件あります。`, `${wrong} to correct.`);
  return text(`${many}件の型番があります。${rest.ja}`, `${many} model${many === 1 ? '' : 's'}; ${rest.en}`);
}

const told = (visit: MemberVisit, view: ModelsView): Html | false =>
  view.told === 'saved'
    ? notice(visit, 'good', words.saved, undefined, true)
    : view.told === 'moved' && notice(visit, 'warning', words.moved, visit.t(words.movedBody), true);

const MANY = 20;

function findingsNotice(visit: MemberVisit, { findings }: ModelsView): Html | false {
  if (findings.length === 0) return false;
  const items = findings.map((finding) => html`<li>${visit.t(finding.message)} ${clause(finding.clause)}</li>`);
  const rest = findings.length - MANY;
  return notice(
    visit,
    'warning',
    words.problem,
    html`<ul>${items.slice(0, MANY)}</ul>${rest > 0 && fold(visit.t(text(`ほか${rest}件`, `${rest} more`)), html`<ul>${items.slice(MANY)}</ul>`)}`,
  );
}

/** All rows that could not be taken, with the numbers of the sender's own file. */
function rowProblems(visit: MemberVisit, problems: readonly RowProblem[]): Html {
  const columns: readonly Column<RowProblem>[] = [
    { label: words.row, tight: true, cell: (each) => html`<span class="row-number">${each.row}</span>` },
    { label: words.cell, tight: true, cell: (each) => each.cell && html`<span class="code">${each.cell}</span>` },
    { label: words.problem, head: true, cell: (each) => visit.t(each.message) },
  ];
  const title = text(`${problems.length}件の行を直してください`, `${problems.length} row${problems.length === 1 ? '' : 's'} to correct`);
  return html`<div data-error-summary tabindex="-1">${notice(visit, 'bad', words.unread, table(visit, columns, problems, { caption: title, showCaption: true }), true)}</div>`;
}

const base = (version: number): Html => hiddenField('base', String(version));

function oneForm(visit: MemberVisit, attempt: Attempt, address: string, version: number): Html {
  return postForm(
    visit,
    address,
    html`${base(version)}${textField(visit, attempt, { name: 'model', label: words.model, hint: words.oneHint, required: true, maxLength: 100 })}${textField(visit, attempt, { name: 'name', label: words.name, required: false, maxLength: 200 })}${textField(visit, attempt, { name: 'difference', label: words.differs, required: false, maxLength: 500 })}${actions(button(visit, words.addOne))}`,
    { label: words.one },
  );
}

function manyForm(visit: MemberVisit, attempt: Attempt, address: string): Html {
  const choices = [
    { value: 'add', label: words.add },
    { value: 'replace', label: words.replace, hint: words.replaceHint },
  ];
  return postForm(
    visit,
    `${address}/import`,
    html`${fileField(visit, attempt, { name: 'file', label: words.file, hint: words.fileHint, accept: '.csv,.txt,.tsv,.xlsx' })}${textArea(visit, attempt, { name: 'paste', label: words.paste, hint: words.pasteHint, rows: 5 })}${radioGroup(visit, attempt, { name: 'how', label: words.how, choices, value: 'add' })}${actions(button(visit, words.preview))}`,
    { upload: true, label: words.many },
  );
}

function listSection(visit: MemberVisit, view: ModelsView, address: string): Html {
  const { of, find } = view;
  const wanted = modelKey(find);
  const all = of.family.map((model, index): Listed => ({ ...model, place: index + 1 }));
  const hits =
    wanted === '' ? all : all.filter((each) => modelKey(`${each.model} ${each.name ?? ''} ${each.difference ?? ''}`).includes(wanted));
  const last = Math.max(1, Math.ceil(hits.length / PAGE));
  const current = Math.min(view.page, last);
  const shown = hits.slice((current - 1) * PAGE, current * PAGE);
  const rows = table(visit, columnsOf(visit, view), shown, { caption: words.list });
  const listed = of.isOpen
    ? postForm(visit, `${address}/remove`, html`${base(of.version)}${rows}${actions(button(visit, words.remove, { kind: 'danger' }))}`, {
        label: words.list,
      })
    : rows;
  const query = find === '' ? '' : `find=${encodeURIComponent(find)}&`;
  const search =
    of.family.length > 10 &&
    getForm(
      visit,
      address,
      html`${textField(visit, { fields: {}, problems: [] }, { name: 'find', label: words.filter, value: find, kind: 'search' })}${button(visit, words.find, { kind: 'secondary' })}`,
      { search: true, label: words.filter },
    );
  return section(
    visit,
    words.list,
    html`${search}${shown.length > 0 ? listed : emptyState(visit, of.family.length === 0 ? words.none : words.noHit, of.family.length === 0 && of.isOpen && visit.t(words.noneNext))}${pagination(visit, current, last, (n) => `${address}?${query}page=${n}`)}`,
    { id: 'list', actions: of.family.length > 0 && html`<a href="${address}/list.csv">${visit.t(words.get)}</a>` },
  );
}

function columnsOf(visit: MemberVisit, view: ModelsView): readonly Column<Listed>[] {
  const holders = new Map(view.attested.map((each) => [each.place, each.attestation]));
  const remove: Column<Listed> = {
    label: words.choose,
    tight: true,
    cell: (each) =>
      html`<input class="tick" type="checkbox" name="remove" value="${each.model}" aria-label="${visit.t(text(`${each.model}を除く`, `Remove ${each.model}`))}">`,
  };
  const holder = (each: Listed) => holders.get(each.place);
  return [
    ...(view.of.isOpen ? [remove] : []),
    { label: words.number, tight: true, align: 'end', cell: (each) => html`<span class="row-number">${each.place}</span>` },
    {
      label: words.model,
      head: true,
      cell: (each) =>
        html`<span>${each.model}${holder(each) && html` ${chip(visit, 'action', words.attested)} <span class="quiet small">${holder(each)}</span>`}</span>`,
    },
    { label: words.name, cell: (each) => each.name },
    { label: words.difference, cell: (each) => each.difference },
  ];
}
