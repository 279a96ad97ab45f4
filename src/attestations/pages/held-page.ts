import type { CaseView } from '../../applications/index.ts';
import { type ListedView, statusFaces } from '../../register/index.ts';
import { type Text, text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, clause, emptyState, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { draw, isUsable, VARIANTS, type Variant } from '../label-file.ts';
import type { HeldView } from '../list.ts';
import type { RenewalOffer } from '../renewal.ts';
import { withdrawalOf } from '../withdrawal-notice.ts';
import { type BesideThreads, heldHistory, heldMoves, heldThreads, heldWithheld } from './held-course.ts';
import { heldMoveAddress } from './move-page.ts';
import { renewalSection } from './renewal.ts';

const words = {
  mine: text('ラベル・認定', 'Labels and certificates'),
  mineLead: text(
    '自組織に発行されたものと、有効期限までの日数です。',
    'What was issued to your organisation, and how long it still holds.',
  ),
  allLead: text('発行されたすべてのものを新しい順に示します。', 'Everything that was issued, newest first.'),
  none: text('まだ発行されたものはありません', 'Nothing has been issued yet'),
  noneNext: text(
    '申請が認められると、ここに番号・有効期限・ラベルの画像が並びます。',
    'Once an application is granted, its number, expiry and artwork appear here.',
  ),
  toApplications: text('申請の一覧へ', 'To your applications'),
  product: text('製品・サービス', 'Product or service'),
  applicant: text('申請者', 'Applicant'),
  number: text('番号', 'Number'),
  status: text('状態', 'Status'),
  until: text('有効期限', 'Valid until'),
  left: text('残り', 'Left'),
  days: (days: number): Text => text(`${days}日`, `${days} days`),
  daysLeft: (days: number): Text => text(`残り${days}日`, days === 1 ? '1 day left' : `${days} days left`),
  level: text('レベル', 'Level'),
  issued: text('発行日', 'Issued on'),
  address: text('公開ページのアドレス(二次元コードの中身)', 'Address of the public page (content of the QR code)'),
  open: text('公開ページを開く', 'Open the public page'),
  ahead: text('何が、いつ起きるかを見る', 'What will happen, and when'),
  files: text('表示用の画像', 'Artwork to show'),
  filesLead: text(
    '用途と言語に合わせて取得してください。文字は図形になっているため、フォントは要りません。',
    'Take what fits the use and the language. Letters are outlines, so no font is needed.',
  ),
  print: (size: string): Text => text(`印刷用(横型 ${size} mm)`, `For print (${size} mm)`),
  web: (size: string): Text => text(`ウェブ用(縦型 ${size} mm)`, `For the web (${size} mm)`),
  preview: (variant: Text): Text => text(`${variant.ja}の見本`, `Preview: ${variant.en}`),
  japanese: text('日本語', 'Japanese'),
  english: text('英語', 'English'),
  demo: text('デモの画像には「見本」と表示されます。効力はありません。', 'Artwork of a demonstration says so and has no effect.'),
  rules: text('表示の使い方', 'How it may be used'),
  notNow: text('いまは新しく表示することができません', 'It cannot be put on anything new'),
  notGiven: text('画像はまだ受け渡されていません', 'The files have not been handed over yet'),
  notGivenBody: text(
    '使い方を確かめて受け渡しを記録すると、画像を取得できるようになります。',
    'Read how it may be used and record the handover; then the files can be taken.',
  ),
  certificate: (word: Text): Text => text(`${word.ja}の交付`, `The ${word.en.toLowerCase()}`),
  certificateLead: text(
    'A4判のPDFです。有効期間の初日と末日、認定の日と発行の日が記載されます。',
    'A PDF of A4 size, with the first and last day of the period and the dates of certification and of issue.',
  ),
  certificateNot: text('いまは交付できません', 'It is not given out now'),
  demoCertificate: text(
    'デモで交付されるものには「見本」と表示されます。効力はありません。',
    'What a demonstration gives out says so and has no effect.',
  ),
  withdrawal: text('取消しの通知を見る', 'See the notice of withdrawal'),
  back: text('ラベル・認定の一覧', 'All labels and certificates'),
} as const;

/** What a variant is for, and how large it is drawn. */
function variantWords(view: HeldView, variant: Variant): Text {
  const { width, height } = draw(view, variant, 'ja', false);
  return words[variant](`${width} × ${height}`);
}

const statusChip = (visit: Visit, view: ListedView): Html =>
  chip(visit, statusFaces[view.status.status].tone, view.status.word, statusFaces[view.status.status].icon);

/** What was issued to us, and how long does it hold? */
export function heldListPage(visit: Visit, views: readonly HeldView[], whose: 'own' | 'all'): Page {
  const { t, language } = visit;
  return {
    title: words.mine,
    variant: whose === 'all' ? 'office' : 'plain',
    body: html`${heading(visit, words.mine, { lead: whose === 'all' ? words.allLead : words.mineLead })}${
      views.length === 0
        ? emptyState(
            visit,
            words.none,
            html`${t(words.noneNext)}${whose === 'own' && html`<br><a href="${visit.to('/applications')}">${t(words.toApplications)}</a>`}`,
          )
        : table(
            visit,
            [
              {
                label: words.product,
                head: true,
                cell: (view) => html`<a href="${visit.to(`/attestations/${view.entry.key}`)}">${t(view.entry.title)}</a>`,
              },
              { label: words.number, tight: true, cell: (view) => html`<span class="code">${view.entry.number}</span>` },
              ...(whose === 'all' ? [{ label: words.applicant, cell: (view: HeldView) => t(view.entry.applicant) }] : []),
              ...(views.some((view) => Object.keys(view.book.levels).length > 1)
                ? [{ label: words.level, tight: true, cell: (view: HeldView) => view.level.mark }]
                : []),
              { label: words.status, tight: true, cell: (view) => statusChip(visit, view) },
              { label: words.until, tight: true, cell: (view) => spellDay(language, view.entry.validUntil) },
              {
                label: words.left,
                tight: true,
                align: 'end',
                cell: (view) => (view.daysLeft > 0 ? t(words.days(view.daysLeft)) : html`<span class="quiet">—</span>`),
              },
            ],
            views,
            { caption: words.mine },
          )
    }`,
  };
}

/** What was issued to us: number, address, status, its papers and files and how they may be used, what can be done, and what happened. */
export function heldPage(
  visit: MemberVisit,
  view: HeldView,
  course: CaseView,
  names: ReadonlyMap<string, Text>,
  beside: BesideThreads,
  renewal?: RenewalOffer,
): Page {
  const { t, language } = visit;
  const { entry, status, level, book } = view;
  const path = new URL(entry.address).pathname;
  const isOffice = visit.principal.organisation.kind === 'office';
  const toShow = html`${book.certificate && section(visit, words.certificate(book.attestationWord), isUsable(view) ? certificate(visit, view) : notice(visit, 'warning', words.certificateNot, html`<p>${t(status.sentence)}</p>`), { id: 'certificate', ...(isUsable(view) ? { lead: words.certificateLead } : {}) })}
${book.artwork && section(visit, words.files, filesOrWhyNot(visit, view, course), { id: 'files', ...(isUsable(view) && (view.artworkGiven || !book.artworkUse?.givenBy) ? { lead: words.filesLead } : {}) })}
${book.artworkUse && section(visit, words.rules, html`<ul>${book.artworkUse.rules.map((rule) => html`<li>${t(rule)}</li>`)}</ul><p>${clause(book.artworkUse.clause)}</p>`, { id: 'use' })}`;
  const toDo = html`${renewalSection(visit, entry.key, renewal)}${heldMoves(visit, course)}`;
  const past = html`${heldWithheld(visit, course, entry.standing, view.on)}${heldThreads(visit, course, names, beside, 'concluded')}${heldHistory(visit, course, names, beside)}`;
  return {
    title: entry.title,
    body: html`${backLink(visit, words.back, visit.to('/attestations'))}
${heading(visit, entry.title, { above: html`${t(book.name)} · ${t(book.attestationWord)}`, chip: statusChip(visit, view), lead: status.sentence })}
${factList(visit, [
  { name: words.number, value: html`<span class="code">${entry.number}</span>` },
  ...(Object.keys(book.levels).length > 1 ? [{ name: words.level, value: t(level.label) }] : []),
  { name: words.issued, value: spellDay(language, entry.issuedOn) },
  {
    name: words.until,
    value: html`${spellDay(language, entry.validUntil)}${view.daysLeft > 0 && html` <span class="quiet">(${t(words.daysLeft(view.daysLeft))})</span>`}<br><a href="${visit.to(`/attestations/${entry.key}/ahead`)}">${t(words.ahead)}</a>`,
  },
  {
    name: words.address,
    value: html`<span class="code">${entry.address}</span><br><a href="${language === 'en' ? `${path}/en` : path}">${t(words.open)}</a>`,
  },
])}
${withdrawalOf(course.its) && html`<p>${buttonLink(visit, words.withdrawal, visit.to(`/attestations/${entry.key}/withdrawal`), 'secondary')}</p>`}
${heldThreads(visit, course, names, beside, 'running')}
${isOffice ? [toDo, past, toShow] : [toShow, toDo, past]}`,
  };
}

function certificate(visit: MemberVisit, view: HeldView): Html {
  const { t } = visit;
  const address = (lang: string) => `/api/v1/attestations/${view.entry.key}/certificate.pdf?lang=${lang}`;
  const word = view.book.attestationWord;
  return html`${visit.demo && html`<p class="small">${t(words.demoCertificate)}</p>`}<p>${icon('download')}${(['ja', 'en'] as const).map((lang, i) => html`${i > 0 && ' · '}<a href="${address(lang)}" download>${t(word)} (${t(lang === 'ja' ? words.japanese : words.english)}, PDF)</a>`)}</p>`;
}

function filesOrWhyNot(visit: MemberVisit, view: HeldView, course: CaseView): Html {
  if (!isUsable(view)) return notice(visit, 'warning', words.notNow, html`<p>${visit.t(view.status.sentence)}</p>`);
  const by = view.book.artworkUse?.givenBy;
  if (by === undefined || view.artworkGiven) return files(visit, view);
  const move = course.moves.find((each) => each.id === by && 'in' in each.place);
  return notice(
    visit,
    'info',
    words.notGiven,
    html`<p>${visit.t(words.notGivenBody)}</p>${move && html`<p>${buttonLink(visit, move.row.label, heldMoveAddress(visit, view.entry.key, move.id, move.place))}</p>`}`,
  );
}

function files(visit: Visit, view: HeldView): Html {
  const { t, language } = visit;
  const address = (file: string, variant: Variant, lang: string) =>
    `/api/v1/attestations/${view.entry.key}/artwork/label.${file}?variant=${variant}&lang=${lang}`;
  return html`${visit.demo && html`<p class="small">${t(words.demo)}</p>`}<div class="label-files">${VARIANTS.map((variant) => {
    const name = variantWords(view, variant);
    return html`<div class="label-file"><h3>${t(name)}</h3>
<p class="label-preview"><img src="${address('png', variant, language)}" alt="${t(words.preview(name))}" class="label-preview-${variant}"></p>
${(['ja', 'en'] as const).map(
  (lang) =>
    html`<p>${icon('download')}${t(lang === 'ja' ? words.japanese : words.english)}: ${['svg', 'png', 'pdf'].map((file, i) => html`${i > 0 && ' · '}<a href="${address(file, variant, lang)}" download>${file.toUpperCase()}<span class="sr"> (${t(name)}, ${t(lang === 'ja' ? words.japanese : words.english)})</span></a>`)}</p>`,
)}</div>`;
  })}</div>`;
}
