import { fieldControl } from '../../applications/index.ts';
import type { Book } from '../../rules/book.ts';
import type { JsonObject } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, errorSummary, type Problem, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { backLink, clause, emptyState, factList, heading, notice, section } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { type EvidenceFile, isBinding, type Use } from '../evidence.ts';
import { kindOfOrigin, originFields } from '../origin.ts';
import { originLine } from './origin.ts';
import { useLine } from './vault.ts';
import { dayWords, evidenceDay, sizeWords, typeWords } from './words.ts';

export interface FileView {
  readonly file: EvidenceFile;
  readonly uses: readonly Use[];
  readonly history: readonly { readonly at: string; readonly by: string; readonly organisation: string; readonly type: string }[];
  readonly book: Book;
}

/** What came back from the last try to state the origin. */
export interface OriginTried {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
}

const words = {
  back: text('証跡保管庫', 'Evidence vault'),
  get: text('ダウンロード', 'Download'),
  facts: text('この資料', 'This file'),
  kind: text('種類(内容から判定)', 'Type (told from the content)'),
  size: text('大きさ', 'Size'),
  hash: text('SHA-256', 'SHA-256'),
  id: text('資料ID', 'File ID'),
  entered: text('登録日', 'Added on'),
  used: text('使用箇所', 'Used in'),
  unused: text('どの申請の回答からも使われていません。', 'No answer of any application points to this file.'),
  history: text('記録', 'Record'),
  origin: text('資料の出所', 'Where it comes from'),
  originLead: text(
    '自社で作成した資料でない場合に記入してください。提出した資料では、事務局にもこの内容が示されます。',
    'Say so when the file is not your own work. Where the file is handed over with an application, the office sees this beside it.',
  ),
  state: text('出所を記録する', 'Record where it comes from'),
  erase: text('消去', 'Erase'),
  kept: text('この資料は消去できません', 'This file cannot be erased'),
  keptBody: text(
    '提出済みの申請又は有効な証明が、この資料を証跡として示しています。証明が有効な間、証跡は保管しなければなりません。',
    'A submitted application, or an attestation in force, points to it. Evidence has to be kept while what rests on it is valid.',
  ),
  consequence: text(
    'ファイルと資料名は完全に消え、元に戻せません。誰がいつ消去したかと SHA-256 だけが記録に残ります。',
    'The file and its name are gone for good. Only who erased it, when, and its SHA-256 stay on record.',
  ),
  dangling: text(
    '作成中の申請から示している箇所は、資料のない指示になります。形式確認で指摘されます。',
    'Drafts that point to it will point to nothing; the form check will say so.',
  ),
  button: text('この資料を完全に消去する', 'Erase this file for good'),
} as const satisfies Record<string, Text>;

const happenings: Readonly<Record<string, Text>> = {
  EvidenceUploaded: text('保管庫に加えた', 'Added to the vault'),
  EvidenceOriginStated: text('資料の出所を記録した', 'Said where it comes from'),
  EvidenceOpened: text('提出された資料として開いた', 'Opened as a submitted document'),
};

/** One file: what it is, where it is used, who brought it in, and the way to erase it. */
export function filePage(visit: Visit, { file, uses, history, book }: FileView, tried?: OriginTried): Page {
  const { t, language } = visit;
  const name = text(file.name, file.name);
  const lead =
    uses.length === 0
      ? words.unused
      : text(
          `${uses.length}箇所の回答から使われています。`,
          `${uses.length} pointer${uses.length === 1 ? '' : 's'} of your applications name${uses.length === 1 ? 's' : ''} this file.`,
        );
  return {
    title: name,
    ...(tried ? { status: 422 } : {}),
    body: html`${tried && errorSummary(visit, { fields: {}, problems: tried.problems })}${backLink(visit, words.back, visit.to('/evidence'))}
${heading(visit, name, { lead, actions: buttonLink(visit, words.get, visit.to(`/evidence/${file.id}/content`)) })}
${section(
  visit,
  words.facts,
  factList(visit, [
    { name: words.kind, value: html`${t(typeWords(file.type))} <span class="code quiet">${file.type}</span>` },
    { name: words.size, value: `${sizeWords(file.size)} (${file.size.toLocaleString('en')} B)` },
    { name: words.hash, value: html`<span class="code">${file.sha256}</span>` },
    { name: words.entered, value: dayWords(evidenceDay(file.uploadedAt), language) },
    { name: words.id, value: html`<span class="code">${file.id}</span>` },
  ]),
)}
${section(visit, words.origin, originForm(visit, file, book, tried), { id: 'origin', lead: words.originLead })}
${section(visit, words.used, uses.length === 0 ? emptyState(visit, words.unused) : html`<ul class="uses">${uses.map((use) => html`<li>${useLine(visit, use)}</li>`)}</ul>`)}
${section(visit, words.history, html`<ul>${history.map((line) => html`<li>${dayWords(line.at, language)} — ${t(happenings[line.type] ?? text(line.type, line.type))} — ${line.by}${line.organisation && html` <span class="quiet">(${line.organisation})</span>`}</li>`)}</ul>`)}
${section(visit, words.erase, eraseForm(visit, file, uses), { id: 'erase' })}`,
  };
}

function originForm(visit: Visit, file: EvidenceFile, book: Book, tried: OriginTried | undefined): Html {
  const values: JsonObject = tried?.input ?? { kind: kindOfOrigin(file.origin), ...file.origin };
  const dossier = { sections: [{ id: 'origin', label: words.origin, fields: originFields }] };
  const controls = originFields.map((field) =>
    fieldControl({ visit, values, problems: tried?.problems ?? [], dossier, evidence: [], book }, field),
  );
  return html`${originLine(visit, file)}${postForm(visit, visit.to(`/evidence/${file.id}/origin`), html`${controls}${actions(button(visit, words.state, { kind: 'secondary' }))}`)}`;
}

function eraseForm(visit: Visit, file: EvidenceFile, uses: readonly Use[]): Html {
  const { t } = visit;
  const binding = uses.filter(isBinding);
  if (binding.length > 0) {
    const clauses = [...new Set(binding.map((use) => use.clause))].filter((each) => each !== '');
    return notice(visit, 'info', words.kept, html`<p>${t(words.keptBody)} ${clauses.map((each) => clause(each))}</p>`);
  }
  return postForm(
    visit,
    visit.to(`/evidence/${file.id}/erase`),
    html`<div class="prose"><p>${t(words.consequence)}</p>${uses.some((use) => use.standing === 'draft') && html`<p>${t(words.dangling)}</p>`}</div>${actions(button(visit, words.button, { kind: 'danger' }))}`,
  );
}
