import type { CertificateOf } from '../../src/rules/book.ts';
import type { Day } from '../../src/rules/day.ts';
import type { DocumentModel } from '../../src/rules/document.ts';
import { type Language, type Text, text } from '../../src/rules/text.ts';
import { levels, scheme } from './scheme.ts';

const words = {
  title: text('認定証', 'Certificate'),
  certifies: text(
    '下記のサービスについて、安全・信頼性に係る情報が審査基準に従い適切に開示されていることを認め、ここに認定する。',
    'It is hereby certified that, for the service named below, information on safety and reliability is properly disclosed in accordance with the standard of review.',
  ),
  number: text('認定番号', 'Certification number'),
  service: text('サービス名称', 'Service'),
  business: text('事業者名称', 'Business'),
  period: text('認定の有効期間', 'Certified period'),
  from: (first: Text, last: Text): Text =>
    text(`${first.ja}から${last.ja}まで(初日と末日を含む)`, `${first.en} to ${last.en} (both days included)`),
  certifiedOn: text('認定年月日', 'Date of certification'),
  issuedOn: text('発行年月日', 'Date of issue'),
  verify: text(
    '開示された内容と現在の状態は、二次元コード又は次のアドレスの公開ページで確かめられます。',
    'What is disclosed, and the status now, are on the public page behind the code, or at this address:',
  ),
  prevails: text('', 'This English copy is a translation for convenience. The certificate in Japanese prevails.'),
} as const;

const spelled = (day: Day): Text => {
  const [year, month, date] = day.split('-').map(Number);
  const months = 'January February March April May June July August September October November December'.split(' ');
  return text(`${year}年${month}月${date}日`, `${date} ${months[(month ?? 1) - 1]} ${year}`);
};

/**
 * The certificate (D-8.1-1): number, service, business, first and last day, which govern (D-8.1-2), and the dates of
 * certification and of issue, which are two; what is certified and what is not (D-3-1); the code of the public page.
 */
export function certificate(of: CertificateOf, language: Language): DocumentModel {
  const t = (each: Text) => each[language];
  const edge = 24;
  return {
    language,
    look: 'certificate',
    title: t(words.title),
    subtitle: t(scheme.name),
    author: t(scheme.owner),
    on: of.issuedOn,
    ...(of.demo ? { stamp: 'DEMO 見本' } : {}),
    blocks: [
      { kind: 'paragraph', text: t(words.certifies), align: language === 'ja' ? 'justify' : 'left' },
      { kind: 'space', millimetres: 4 },
      {
        kind: 'facts',
        rows: [
          { label: t(words.number), value: [{ bold: of.number }] },
          { label: t(words.service), value: [{ bold: t(of.title) }] },
          { label: t(words.business), value: [{ bold: t(of.applicant) }] },
          { label: t(words.period), value: t(words.from(spelled(of.from), spelled(of.until))) },
          { label: t(words.certifiedOn), value: t(spelled(of.certifiedOn)) },
          { label: t(words.issuedOn), value: t(spelled(of.issuedOn)) },
        ],
      },
      { kind: 'space', millimetres: 6 },
      { kind: 'paragraph', text: [{ bold: t(scheme.owner) }], align: 'right' },
      { kind: 'paragraph', text: t(scheme.office.name), align: 'right', small: true },
      { kind: 'space', millimetres: 6 },
      { kind: 'rule' },
      { kind: 'paragraph', text: t(levels.disclosure.meaning), small: true },
      { kind: 'paragraph', text: `${t(words.verify)}\n${of.address}`, small: true },
      ...(language === 'en' ? [{ kind: 'paragraph', text: words.prevails.en, small: true } as const] : []),
      {
        kind: 'artwork',
        align: 'right',
        artwork: {
          title: of.address,
          width: edge,
          height: edge,
          shapes: [{ kind: 'qr', x: 0, y: 0, size: edge, matrix: of.qr, fill: '#1a1a1c' }],
        },
      },
    ],
  };
}
