import type { Day } from '../rules/day.ts';
import type { Block, DocumentModel } from '../rules/document.ts';
import { type ChargeState, caseWords, yen } from './charge.ts';
import { accountLine, type Issuer } from './issuer.ts';

/** What an invoice and a receipt say. Both are in Japanese, for Japanese books. */
export interface DocumentOf {
  readonly charge: ChargeState;
  readonly issuer: Issuer;
  /** The scheme's name. */
  readonly scheme: string;
  /** The applicant. */
  readonly recipient: string;
  /** The product or service that was applied for. */
  readonly title: string;
  readonly demo: boolean;
  /** Writes a day for people. */
  readonly spell: (day: Day) => string;
}

const sum = (amount: number): string => `${yen(amount)}円`;

const head = (of: DocumentOf, numbers: readonly { readonly label: string; readonly value: string }[]): readonly Block[] => [
  { kind: 'paragraph', text: numbers.map(({ label, value }) => `${label} ${value}`).join('\n'), align: 'right' },
  { kind: 'paragraph', text: [{ bold: `${of.recipient} 御中` }] },
  {
    kind: 'paragraph',
    align: 'right',
    text: [{ bold: of.issuer.name }, `\n登録番号 ${of.issuer.registration}\n${of.issuer.address}\n${of.issuer.contact}`],
  },
];

/** The line of what was charged with its rate and tax, and the sums by rate, as a qualified invoice must have them. */
const lines = ({ charge, title, spell }: DocumentOf): readonly Block[] => [
  {
    kind: 'table',
    columns: [
      { header: '取引年月日', share: 3 },
      { header: '内容', share: 6 },
      { header: '税率', share: 1.4, align: 'right' },
      { header: '金額(税抜)', share: 2.6, align: 'right' },
    ],
    rows: [
      [
        spell(charge.chargedOn),
        `${charge.label.ja}\n${caseWords(charge).ja}${title === '' ? '' : `\n${title}`}`,
        `${charge.percent}%`,
        sum(charge.net),
      ],
    ],
  },
  {
    kind: 'facts',
    rows: [
      { label: `${charge.percent}%対象(税抜)`, value: sum(charge.net) },
      { label: `消費税等(${charge.percent}%)`, value: sum(charge.tax) },
      { label: '合計(税込)', value: [{ bold: sum(charge.total) }] },
    ],
  },
];

function frame(of: DocumentOf, title: string, number: string, on: Day, blocks: readonly Block[]): DocumentModel {
  return {
    language: 'ja',
    title,
    subtitle: of.scheme,
    author: of.issuer.name,
    on,
    header: number,
    footer: [`${of.scheme} ${caseWords(of.charge).ja}`, of.demo ? '見本 この文書に効力はありません。' : ''].filter(Boolean).join('  '),
    ...(of.demo ? { stamp: 'DEMO 見本' } : {}),
    blocks,
  };
}

/** The qualified invoice of a charge: issuer and registration number, day, content, rate, tax, recipient, and how to pay. Pure. */
export function invoiceDocument(of: DocumentOf): DocumentModel {
  const { charge, issuer, spell } = of;
  return frame(of, '請求書', charge.invoice, charge.chargedOn, [
    ...head(of, [
      { label: '請求書番号', value: charge.invoice },
      { label: '発行日', value: spell(charge.chargedOn) },
    ]),
    { kind: 'paragraph', text: '下記のとおりご請求申し上げます。' },
    {
      kind: 'facts',
      rows: [
        { label: 'ご請求金額(税込)', value: [{ bold: sum(charge.total) }] },
        { label: 'お支払期限', value: charge.dueOn === null ? '—' : [{ bold: spell(charge.dueOn) }] },
      ],
    },
    ...lines(of),
    { kind: 'heading', level: 2, text: 'お支払い' },
    {
      kind: 'facts',
      rows: [
        { label: '振込先', value: accountLine(issuer) },
        { label: '口座名義', value: issuer.holder },
        { label: '振込の番号', value: [{ bold: charge.reference }] },
      ],
    },
    {
      kind: 'paragraph',
      small: true,
      text: `振込依頼人名の前に、上の8桁の番号を付けてお振り込みください(例 ${charge.reference} カ)ミホン)。番号があると、入金を確実に確認できます。`,
    },
    ...(charge.refundable === 'never'
      ? [
          {
            kind: 'paragraph',
            small: true,
            text: `この手数料は、審査の結果にかかわらず返還しません(${charge.feeClause})。`,
          } satisfies Block,
        ]
      : []),
  ]);
}

/** The receipt of a charge that was paid in full. Pure; undefined while it is not. */
export function receiptDocument(of: DocumentOf): DocumentModel | undefined {
  const { charge, spell } = of;
  if (charge.receipt === undefined || charge.settledOn === undefined) return undefined;
  const days = [...new Set(charge.applied.map((each) => each.receivedOn))].toSorted();
  return frame(of, '領収書', charge.receipt, charge.settledOn, [
    ...head(of, [
      { label: '領収書番号', value: charge.receipt },
      { label: '発行日', value: spell(charge.settledOn) },
    ]),
    { kind: 'paragraph', text: '下記の金額を領収いたしました。' },
    {
      kind: 'facts',
      rows: [
        { label: '領収金額(税込)', value: [{ bold: sum(charge.total) }] },
        { label: '但し', value: `${charge.label.ja}として` },
        { label: '入金日', value: days.map(spell).join('、') },
        { label: '請求書番号', value: charge.invoice },
      ],
    },
    ...lines(of),
  ]);
}
