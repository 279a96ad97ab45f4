import { type ListedView, statusFaces } from '../../register/index.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { backLink, chip, emptyState, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { isUsable, VARIANTS, type Variant } from '../label-file.ts';
import type { HeldView } from '../list.ts';

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
  number: text('番号', 'Number'),
  status: text('状態', 'Status'),
  until: text('有効期限', 'Valid until'),
  left: text('残り', 'Left'),
  days: (days: number): Text => text(`${days}日`, `${days} days`),
  level: text('レベル', 'Level'),
  issued: text('発行日', 'Issued on'),
  address: text('公開ページのアドレス(二次元コードの中身)', 'Address of the public page (content of the QR code)'),
  open: text('公開ページを開く', 'Open the public page'),
  files: text('ラベルの画像', 'Artwork of the label'),
  filesLead: text(
    '用途と言語に合わせて取得してください。文字は図形になっているため、フォントは要りません。',
    'Take what fits the use and the language. Letters are outlines, so no font is needed.',
  ),
  print: text('印刷用(横型 72 × 36 mm)', 'For print (72 × 36 mm)'),
  web: text('ウェブ用(縦型 46 × 78 mm)', 'For the web (46 × 78 mm)'),
  preview: (variant: Text): Text => text(`${variant.ja}の見本`, `Preview: ${variant.en}`),
  japanese: text('日本語', 'Japanese'),
  english: text('英語', 'English'),
  demo: text('デモのラベルには「見本」と表示されます。効力はありません。', 'Labels of a demonstration say so and have no effect.'),
  rules: text('ラベルの使い方', 'How the label may be used'),
  notNow: text('いまはラベルを新しく付けることができません', 'The label cannot be put on anything new'),
  rule1: text(
    '公開ページに載っている型番の製品と、その包装・取扱説明書・パンフレット・ウェブサイトに表示できます。',
    'On products of the models named on the public page, their packages, manuals, pamphlets and web pages.',
  ),
  rule2: text(
    '有効である間だけ新しく表示できます。状態が変わると、公開ページの表示はすぐに変わります。',
    'Only while it is in force. When the status changes, the public page changes at once.',
  ),
  rule3: text(
    '縦横の比率・色・番号・二次元コードを変えないでください。二次元コードの周りの余白も必要です。',
    'Do not change proportions, colours, the number or the QR code; the margin around the code is needed, too.',
  ),
  rule4: text(
    'セキュリティが保証されているかのような説明とともに使わないでください。',
    'Do not use it with words that sound like a guarantee of security.',
  ),
  back: text('ラベル・認定の一覧', 'All labels and certificates'),
} as const;

const variantWords = { print: words.print, web: words.web } as const satisfies Record<Variant, Text>;

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
              { label: words.level, tight: true, cell: (view) => view.level.mark },
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

/** Our label: number, address, status, the files to put it on products, and how it may be used. */
export function heldPage(visit: Visit, view: HeldView): Page {
  const { t, language } = visit;
  const { entry, status, level, book } = view;
  const path = new URL(entry.address).pathname;
  return {
    title: entry.title,
    body: html`${backLink(visit, words.back, visit.to('/attestations'))}
${heading(visit, entry.title, { above: html`${t(book.name)} · ${t(book.attestationWord)}`, chip: statusChip(visit, view), lead: status.sentence })}
${factList(visit, [
  { name: words.number, value: html`<span class="code">${entry.number}</span>` },
  { name: words.level, value: t(level.label) },
  { name: words.issued, value: spellDay(language, entry.issuedOn) },
  {
    name: words.until,
    value: html`${spellDay(language, entry.validUntil)}${view.daysLeft > 0 && html` <span class="quiet">(${t(words.left)} ${t(words.days(view.daysLeft))})</span>`}`,
  },
  {
    name: words.address,
    value: html`<span class="code">${entry.address}</span><br><a href="${language === 'en' ? `${path}/en` : path}">${t(words.open)}</a>`,
  },
])}
${book.artwork && section(visit, words.files, isUsable(view) ? files(visit, view) : notice(visit, 'warning', words.notNow, html`<p>${t(status.sentence)}</p>`), { id: 'files', ...(isUsable(view) ? { lead: words.filesLead } : {}) })}
${section(visit, words.rules, html`<ul><li>${t(words.rule1)}</li><li>${t(words.rule2)}</li><li>${t(words.rule3)}</li><li>${t(words.rule4)}</li></ul>`, { id: 'use' })}`,
  };
}

function files(visit: Visit, view: HeldView): Html {
  const { t, language } = visit;
  const address = (file: string, variant: Variant, lang: string) =>
    `/api/v1/attestations/${view.entry.key}/artwork/label.${file}?variant=${variant}&lang=${lang}`;
  return html`${visit.demo && html`<p class="small">${t(words.demo)}</p>`}<div class="label-files">${VARIANTS.map(
    (variant) => html`<div class="label-file"><h3>${t(variantWords[variant])}</h3>
<p class="label-preview"><img src="${address('png', variant, language)}" alt="${t(words.preview(variantWords[variant]))}" class="label-preview-${variant}"></p>
${(['ja', 'en'] as const).map(
  (lang) =>
    html`<p>${icon('download')}${t(lang === 'ja' ? words.japanese : words.english)}: ${['svg', 'png', 'pdf'].map((file, i) => html`${i > 0 && ' · '}<a href="${address(file, variant, lang)}" download>${file.toUpperCase()}<span class="sr"> (${t(variantWords[variant])}, ${t(lang === 'ja' ? words.japanese : words.english)})</span></a>`)}</p>`,
)}</div>`,
  )}</div>`;
}
