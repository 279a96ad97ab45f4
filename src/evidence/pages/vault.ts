import { type Text, text } from '../../rules/text.ts';
import { type Attempt, actions, button, errorSummary, fileField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { type Column, chip, emptyState, heading, notice, pagination, section, table, tabs } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { VAULT_LIMITS } from '../commands.ts';
import type { EvidenceFile, Use } from '../evidence.ts';
import { originLine } from './origin.ts';
import { dayWords, evidenceDay, sizeWords, standingTones, standingWords, typeWords } from './words.ts';

export interface VaultView {
  readonly files: readonly EvidenceFile[];
  readonly uses: ReadonlyMap<string, readonly Use[]>;
  readonly names: ReadonlyMap<string, Text>;
  readonly show: 'all' | 'unused';
  readonly page: number;
  /** How many files were just brought in. */
  readonly entered: number;
  readonly erased: boolean;
  /** Does a scheme that runs here take in files with the application? */
  readonly handsOver: boolean;
}

const megabytes = Math.floor(VAULT_LIMITS.fileLimit / 1024 / 1024);

const words = {
  title: text('証跡保管庫', 'Evidence vault'),
  bring: text('ファイルを加える', 'Add files'),
  field: text('証跡のファイル', 'Evidence files'),
  hint: text(
    `1ファイル ${megabytes} MB まで、一度に ${VAULT_LIMITS.files} 件まで。種類は問いません。同じ内容・同じ名前のファイルは一つだけ保管します。`,
    `Up to ${megabytes} MB a file, ${VAULT_LIMITS.files} files at a time, of any type. The same content under the same name is kept once.`,
  ),
  drop: text('ここにファイルを置くか、下のボタンで選んでください。', 'Drop files here, or choose them with the button below.'),
  send: text('保管庫に加える', 'Add to the vault'),
  closed: text('この保管庫は事務局からは見えません', 'The scheme office cannot see into this vault'),
  closedBody: text(
    '申請で提出されるのは「資料名と箇所」だけです。ファイルそのものを開けるのは、あなたの組織の利用者だけです。',
    'Only “which document, and where in it” goes with an application. The files themselves are open to people of your organisation alone.',
  ),
  handedOver: text('資料の提出を求める制度では、提出した資料だけが開かれます', 'Some schemes take in the documents themselves'),
  handedOverBody: text(
    '申請書類の項目が資料の提出を求めている場合、提出した申請が示している資料だけを事務局の担当者が開けます。開いた人と日時は、その資料の記録に残ります。提出前の資料と、ほかの資料は見えません。',
    'Where a form asks for the document itself, officers can open exactly the files that a submitted application points to. Who opened one, and when, stands in the file’s record. Nothing else can be seen, and nothing before submission.',
  ),
  list: text('保管している資料', 'Files kept'),
  all: text('すべて', 'All'),
  unused: text('未使用', 'Unused'),
  filter: text('資料の絞り込み', 'Filter'),
  name: text('資料名', 'Document'),
  used: text('使用箇所', 'Used in'),
  kind: text('種類・大きさ', 'Type, size'),
  entered: text('登録', 'Added'),
  get: text('ダウンロード', 'Download'),
  nowhere: text('どこからも使われていません', 'Not used anywhere'),
  empty: text('まだ資料がありません。', 'Nothing is kept here yet.'),
  emptyNext: text(
    '評価に使った設計書、試験結果、画面の写しなどを上の枠から加えてください。加えた資料は、申請書類の各項目から「資料名と箇所」で示せます。',
    'Add the design documents, test results and screenshots behind your assessment. Each answer of a dossier can then point to “document and place”.',
  ),
  noneUnused: text('未使用の資料はありません。', 'Every file is used.'),
  erased: text('資料を消去しました。', 'The file was erased.'),
  sending: text('送信中', 'Sending'),
  done: text('完了', 'Done'),
  failed: text('失敗', 'Failed'),
  tooLarge: text(`大きすぎます(上限 ${megabytes} MB)。送信していません。`, `Too large (limit ${megabytes} MB). It was not sent.`),
  lost: text('通信が途切れました。保存されていません。', 'The connection was lost. Nothing was stored.'),
  see: text('保管できた資料を一覧で見る', 'See the files that were stored'),
  unknown: text('(消去済み)', '(erased)'),
} as const satisfies Record<string, Text>;

const PAGE = 100;

/** What the organisation has uploaded, and where each file is used. */
export function vaultPage(visit: Visit, attempt: Attempt, view: VaultView): Page {
  const { t } = visit;
  const unused = view.files.filter((file) => !view.uses.has(file.id));
  const shown = view.show === 'unused' ? unused : view.files;
  const last = Math.max(1, Math.ceil(shown.length / PAGE));
  const current = Math.min(view.page, last);
  return {
    title: words.title,
    scripts: ['upload.js'],
    body: html`${errorSummary(visit, attempt)}${view.entered > 0 && notice(visit, 'good', text(`${view.entered}件のファイルを保管しました。`, `${view.entered} file(s) are now in the vault.`), undefined, true)}${view.erased && notice(visit, 'good', words.erased, undefined, true)}
${heading(visit, words.title, { lead: answer(view.files.length, unused.length) })}
${bringForm(visit, attempt, view.handsOver)}
${section(
  visit,
  words.list,
  html`${
    view.files.length > 0 &&
    tabs(visit, words.filter, [
      { label: words.all, address: visit.to('/evidence'), current: view.show === 'all', count: view.files.length },
      { label: words.unused, address: visit.to('/evidence?show=unused'), current: view.show === 'unused', count: unused.length },
    ])
  }${
    shown.length > 0
      ? table(visit, columns(visit, view), shown.slice((current - 1) * PAGE, current * PAGE), { caption: words.list })
      : emptyState(visit, view.files.length === 0 ? words.empty : words.noneUnused, view.files.length === 0 && t(words.emptyNext))
  }${pagination(visit, current, last, (n) => visit.to(`/evidence?${view.show === 'unused' ? 'show=unused&' : ''}page=${n}`))}`,
)}`,
  };
}

function answer(all: number, unused: number): Text {
  if (all === 0) return text('証跡の資料はまだありません。', 'There is no evidence here yet.');
  const rest =
    unused === 0
      ? text('すべて申請の回答から使われています。', 'every one is used by an answer.')
      : text(
          `うち${unused}件はどの回答からも使われていません。`,
          `${unused} of them ${unused === 1 ? 'is' : 'are'} not used by any answer.`,
        );
  return text(`${all}件の資料を保管しています。${rest.ja}`, `${all} file${all === 1 ? ' is' : 's are'} kept; ${rest.en}`);
}

function bringForm(visit: Visit, attempt: Attempt, handsOver: boolean): Html {
  const { t } = visit;
  const says = {
    sending: t(words.sending),
    done: t(words.done),
    failed: t(words.failed),
    tooLarge: t(words.tooLarge),
    lost: t(words.lost),
    see: t(words.see),
  };
  const form = postForm(
    visit,
    visit.to('/evidence'),
    html`<div class="drop"><p class="drop-words" hidden data-drop-words>${icon('upload')}<span>${t(words.drop)}</span></p>${fileField(visit, attempt, { name: 'file', label: words.field, hint: words.hint, multiple: true })}</div>
<ul class="uploads" data-uploads aria-live="polite"></ul>
${actions(button(visit, words.send))}`,
    { upload: true, label: words.bring },
  );
  return html`<div class="split"><div data-upload="/api/v1/evidence" data-limit="${VAULT_LIMITS.fileLimit}" data-then="${visit.to('/evidence')}" data-says="${JSON.stringify(says)}">${form}</div><aside>${handsOver ? notice(visit, 'info', words.handedOver, t(words.handedOverBody)) : notice(visit, 'info', words.closed, t(words.closedBody))}</aside></div>`;
}

const columns = (visit: Visit, view: VaultView): readonly Column<EvidenceFile>[] => {
  const { t, language } = visit;
  return [
    {
      label: words.name,
      head: true,
      cell: (file) =>
        html`<span><a href="${visit.to(`/evidence/${file.id}`)}">${file.name}</a>${originLine(visit, file)}<span class="hash code">SHA-256 ${file.sha256}</span></span>`,
    },
    { label: words.used, cell: (file) => usesCell(visit, view.uses.get(file.id) ?? []) },
    {
      label: words.kind,
      tight: true,
      cell: (file) => html`<span>${t(typeWords(file.type))}<br><span class="quiet">${sizeWords(file.size)}</span></span>`,
    },
    {
      label: words.entered,
      tight: true,
      cell: (file) =>
        html`<span>${dayWords(evidenceDay(file.uploadedAt), language)}<br><span class="quiet">${t(view.names.get(file.uploadedBy) ?? words.unknown)}</span></span>`,
    },
    {
      label: words.get,
      tight: true,
      cell: (file) => html`<a href="${visit.to(`/evidence/${file.id}/content`)}" download>${icon('download')}${t(words.get)}</a>`,
    },
  ];
};

const SHOWN = 3;

function usesCell(visit: Visit, uses: readonly Use[]): Html {
  const { t } = visit;
  if (uses.length === 0) return html`<span class="quiet">${t(words.nowhere)}</span>`;
  const rest = uses.length - SHOWN;
  return html`<ul class="uses">${uses.slice(0, SHOWN).map((use) => html`<li>${useLine(visit, use)}</li>`)}${rest > 0 && html`<li class="quiet">${t(text(`ほか${rest}箇所`, `and ${rest} more`))}</li>`}</ul>`;
}

/** One use in a line: what it stands in, which answer, which place. */
export const useLine = (visit: Visit, use: Use): Html =>
  html`${chip(visit, standingTones[use.standing], standingWords[use.standing])} <a href="${visit.to(`/applications/${use.application}`)}">${use.title || use.attestation || use.application}</a> ${visit.t(use.label)}<span class="quiet">${use.place === '' ? '' : ` (${use.place})`}</span>`;
