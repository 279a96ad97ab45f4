import type { Book, ThreadKind } from '../src/rules/book.ts';
import { day } from '../src/rules/day.ts';
import type { Field, Section } from '../src/rules/dossier.ts';
import { editionHash } from '../src/rules/editions.ts';
import { loadBook } from '../src/rules/load-book.ts';
import { text } from '../src/rules/text.ts';
import { bellBook } from './bell-book.ts';

/**
 * A second scheme that does not exist: shops disclose how they work, in as many items as one likes. A form A about the applicant and
 * what it applies for, a form B with a half about the business and a half about the shop, questions, withholding and a committee.
 */

const [base] = bellBook.editions;
const said = { clause: 'B-1' } as const;

/** Item n of the form: every fourth optional, every tenth decisive, five under one heading. */
const item = (code: string, n: number): Field => ({
  id: code,
  kind: 'disclosure',
  item: code,
  weight: n % 4 === 3 ? 'optional' : 'mandatory',
  ...(n % 10 === 5 ? { decisive: 'must-be-done' as const } : {}),
  label: text(`開示項目その${n + 1}`, `Disclosure item ${n + 1}`),
  hint: text(`項目${n + 1}について、実施の有無と方法を書いてください。`, `Say whether and how item ${n + 1} is done.`),
  evidenceHint: text('規程、画面の写しなど', 'Rules, captured screens and the like'),
  category: text(`見出し${Math.floor(n / 5) + 1}`, `Heading ${Math.floor(n / 5) + 1}`),
  ...said,
  required: n % 4 === 3 ? 'never' : 'always',
  published: 'withholdable',
});

const line = (id: string, ja: string, en: string, required: 'always' | 'never' = 'always'): Field => ({
  id,
  kind: 'text',
  lines: 'one',
  maxLength: 80,
  label: text(ja, en),
  ...said,
  required,
});

const formA = text('様式A(フェースシート)', 'Form A (face sheet)');
const formB = text('様式B(開示項目)', 'Form B (disclosure items)');

const itemSections = (many: number): readonly Section[] => {
  const perSection = 12;
  return Array.from({ length: Math.ceil(many / perSection) }, (_, s): Section => {
    const count = Math.min(perSection, many - s * perSection);
    return {
      id: `part-${s + 1}`,
      part: formB,
      label: text(`第${s + 1}節`, `Section ${s + 1}`),
      ...(s < 3 ? { about: 'applicant' as const } : {}),
      fields: Array.from({ length: count }, (_item, i) => item(`S${s + 1}-${String(i + 1).padStart(2, '0')}`, s * perSection + i)),
    };
  });
};

const question: ThreadKind = {
  label: text('申請者への照会', 'Question to the applicant'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('回答待ち', 'Waiting for an answer'), waitsFor: 'applicant', clause: 'B-1' },
    answered: { label: text('回答済み', 'Answered'), waitsFor: 'end', clause: 'B-1' },
  },
  opening: {
    event: 'ShopAsked',
    label: text('申請者に照会する', 'Ask the applicant'),
    by: ['officer'],
    from: ['desk'],
    asks: [line('about', '項目', 'Item', 'never'), line('question', '照会事項', 'Question')],
    clause: 'B-1',
  },
  rows: {
    answer: {
      event: 'ShopAnswered',
      label: text('照会に答える', 'Answer'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['asked'],
      to: 'answered',
      asks: [line('answer', '回答', 'Answer')],
      clause: 'B-1',
    },
  },
  readers: ['applicant', 'office'],
  clause: 'B-1',
};

const withholding: ThreadKind = {
  label: text('公表の留保', 'Withholding of publication'),
  on: 'application',
  initial: 'requested',
  states: {
    requested: { label: text('判断待ち', 'Waiting for a finding'), waitsFor: 'office', clause: 'B-1' },
    declined: { label: text('認めなかった', 'Declined'), waitsFor: 'end', clause: 'B-1' },
  },
  opening: {
    event: 'ShopWithholdingAsked',
    label: text('公表の留保を申し出る', 'Ask to withhold a part'),
    by: ['applicant-responsible'],
    from: ['desk'],
    asks: [line('about', '留保する項目', 'Part to withhold'), line('reason', '理由', 'Reason')],
    clause: 'B-1',
  },
  rows: {
    decline: {
      event: 'ShopWithholdingDeclined',
      label: text('認めない', 'Decline'),
      by: ['officer'],
      from: ['requested'],
      to: 'declined',
      asks: [line('finding', '理由', 'Finding')],
      clause: 'B-1',
    },
  },
  readers: ['applicant', 'office'],
  clause: 'B-1',
};

const unitQuestion: ThreadKind = {
  label: text('提出前の問合せ', 'Question before filing'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('回答待ち', 'Waiting for the office'), waitsFor: 'office', clause: 'B-1' },
    answered: { label: text('回答済み', 'Answered'), waitsFor: 'end', clause: 'B-1' },
  },
  opening: {
    event: 'ShopUnitAsked',
    label: text('提出の前に問い合わせる', 'Ask before filing'),
    by: ['applicant-responsible', 'applicant-editor'],
    from: ['draft'],
    asks: [line('question', '問合せ', 'Question')],
    clause: 'B-1',
  },
  rows: {
    answer: {
      event: 'ShopUnitAnswered',
      label: text('問合せに答える', 'Answer'),
      by: ['officer'],
      from: ['asked'],
      to: 'answered',
      asks: [line('answer', '回答', 'Answer')],
      clause: 'B-1',
    },
  },
  beforeFiling: { shows: 'scope', clause: 'B-1' },
  readers: ['applicant', 'office'],
  clause: 'B-1',
};

/** The rule book of open shops, with so many items in form B. */
export function shopBook(many = 100): Book {
  if (!base) throw new Error('the bells have no edition');
  const edition = {
    ...base,
    id: 'shops/1.0',
    title: text('開示様式 第1版', 'Disclosure forms, first edition'),
    documentNumber: 'SH-1',
    criteria: [],
    dossier: {
      sections: [
        {
          id: 'about-us',
          part: formA,
          label: text('事業者', 'The business'),
          about: 'applicant' as const,
          fields: [line('maker', '事業者名', 'Business'), line('phone', '電話', 'Telephone', 'never')],
        },
        {
          id: 'about-shop',
          part: formA,
          label: text('サービス', 'The service'),
          fields: [{ ...line('name', 'サービス名', 'Service'), published: 'always' as const }],
        },
        ...itemSections(many),
      ],
    },
    formRules: {
      'required-fields': 'B-1',
      'field-forms': 'B-1',
      'disclosure-given': 'B-1',
      'disclosure-needs-evidence': 'B-1',
      'disclosure-meets-standard': 'B-1',
      'pointer-has-place': 'B-1',
      'evidence-is-ours': 'B-1',
    },
  } satisfies Book['editions'][number];
  const rows = bellBook.publication.map((each) => {
    const { models: _models, ...value } = each.value;
    return { ...each, value: { ...value, path: 'shop' } };
  });
  const book: Book = {
    ...bellBook,
    id: 'open-shop',
    name: text('開かれた店の認定(架空)', 'Open shop certification (fictional)'),
    shortName: text('開かれた店', 'Open shop'),
    subjectWord: text('サービス', 'Service'),
    attestationWord: text('認定', 'Certification'),
    grantedWord: text('認定', 'Certification'),
    decisionWord: text('認定の判断', 'Decision'),
    scope: {
      questions: [
        {
          id: 'unit',
          kind: 'choice',
          label: text('一つの店ですか', 'Is it one shop?'),
          options: [
            { value: 'yes', label: text('はい', 'Yes') },
            { value: 'unsure', label: text('分からない', 'Not sure') },
          ],
          ...said,
          required: 'always',
        },
      ],
      decide: (answers) =>
        answers['unit'] === 'yes'
          ? { outcome: 'in-scope', clause: 'B-1', reason: text('申請できます。', 'It can be applied for.') }
          : { outcome: 'unclear', clause: 'B-1', reason: text('事務局へお問い合わせください。', 'Ask the office first.') },
    },
    criteria: [],
    editions: [edition],
    offers: [],
    threads: { question, withholding, unitQuestion },
    publication: rows,
  };
  const offers = bellBook.offers.map((each) => ({
    ...each,
    edition: edition.id,
    hash: editionHash(book, edition.id),
    approvedOn: day('2026-01-01'),
  }));
  return loadBook({ ...book, offers });
}
