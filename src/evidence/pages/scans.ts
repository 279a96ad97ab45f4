import { type Case, titleOf } from '../../applications/index.ts';
import { text } from '../../rules/text.ts';
import { type Attempt, actions, button, errorSummary, fileField, postForm } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, emptyState, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { VAULT_LIMITS } from '../commands.ts';
import type { EvidenceFile } from '../evidence.ts';
import { dayWords, evidenceDay, sizeWords, typeWords } from './words.ts';

const megabytes = Math.floor(VAULT_LIMITS.fileLimit / 1024 / 1024);

const words = {
  title: text('郵送された書類を読み取って加える', 'Scans of the papers that came by post'),
  lead: text(
    '加えたファイルは申請者の組織の証跡になり、この案件の申請書類から示せます。紙から読み取ったことと、加えた担当者・日時が記録に残ります。',
    'What you add becomes evidence of the applicant, and the dossier of this case can point to it. That it comes from paper, who added it and when stays on record.',
  ),
  back: text('受付の手順に戻る', 'Back to the intake'),
  field: text('読み取ったファイル', 'Scanned files'),
  hint: text(
    `1ファイル ${megabytes} MB まで、一度に ${VAULT_LIMITS.files} 件まで。`,
    `Up to ${megabytes} MB a file, ${VAULT_LIMITS.files} files at a time.`,
  ),
  send: text('この案件に加える', 'Add to this case'),
  list: text('加えたファイル', 'Files added'),
  none: text('まだ加えられていません。', 'Nothing was added yet.'),
  name: text('資料名', 'Document'),
  kind: text('種類・大きさ', 'Type, size'),
  added: text('追加日', 'Added'),
  closed: text('この申請は受け付け済みです。ファイルを加えることはできません。', 'This application was taken in: nothing can be added.'),
};

export interface ScansView {
  readonly its: Case;
  readonly files: readonly EvidenceFile[];
  readonly back: string;
  /** How many were just brought in. */
  readonly entered: number;
}

/** Which papers are in the case, and how do more come in? */
export function scansPage(visit: MemberVisit, attempt: Attempt, { its, files, back, entered }: ScansView): Page {
  const { t, to, language } = visit;
  const { book, subject } = its;
  const isOpen = book.application.states[subject.state]?.dossier === 'open';
  const form = postForm(
    visit,
    to(`/cases/${subject.id}/scans`),
    html`${fileField(visit, attempt, { name: 'file', label: words.field, hint: words.hint, multiple: true })}${actions(button(visit, words.send))}`,
    { upload: true, label: words.title },
  );
  const list = table(
    visit,
    [
      {
        label: words.name,
        head: true,
        cell: (file: EvidenceFile) => html`<span>${file.name}<span class="hash code">SHA-256 ${file.sha256}</span></span>`,
      },
      {
        label: words.kind,
        tight: true,
        cell: (file) => html`${t(typeWords(file.type))}<br><span class="quiet">${sizeWords(file.size)}</span>`,
      },
      { label: words.added, tight: true, cell: (file) => dayWords(evidenceDay(file.uploadedAt), language) },
    ],
    files,
    { caption: words.list },
  );
  return {
    title: words.title,
    variant: 'office',
    body: html`${errorSummary(visit, attempt)}${entered > 0 && notice(visit, 'good', text(`${entered}件のファイルを加えました。`, `${entered} file(s) were added.`), undefined, true)}${backLink(visit, words.back, to(back))}${heading(visit, words.title, { above: html`${t(titleOf(its, its.values))} · ${subject.reference}`, lead: words.lead })}${isOpen ? html`<div class="narrow">${form}</div>` : notice(visit, 'info', words.closed)}${section(visit, words.list, files.length === 0 ? emptyState(visit, words.none) : list)}`,
  };
}
