import type { Book, Row } from '../src/rules/book.ts';
import { guard } from '../src/rules/book.ts';
import type { Criterion, Edition } from '../src/rules/criteria.ts';
import { day } from '../src/rules/day.ts';
import { editionHash } from '../src/rules/editions.ts';
import { errorsIn } from '../src/rules/form-check.ts';
import { loadBook } from '../src/rules/load-book.ts';
import { STATUSES, type StatusId } from '../src/rules/status.ts';
import { text } from '../src/rules/text.ts';

/** A scheme that does not exist, small, with every kind of field and the parties that signed-in people really have: for tests over HTTP. */

const criterion = (id: string, ja: string, en: string): Criterion => ({
  id,
  name: text(ja, en),
  category: text('音', 'Sound'),
  requirement: text(`${ja}こと。`, `${en}.`),
  subConditions: [],
  methods: ['document', 'device'],
  notApplicableWhen: text('ベルがない。', 'There is no bell.'),
  guide: [text('鳴らして確かめる。', 'Ring it and listen.')],
  assets: [],
  threats: [],
  mappings: {},
  provenance: { requirement: { grade: 'ours', note: text('架空', 'Fictional') } },
});

const criteria = [
  criterion('R1.1-01', 'よく聞こえる', 'It can be heard'),
  criterion('R1.1-02', '片手で鳴らせる', 'It can be rung with one hand'),
];
const said = { clause: 'B-1', required: 'never' } as const;

const edition: Edition = {
  id: 'bells/1.0',
  title: text('ベルの基準 第1版', 'Criteria for bells, first edition'),
  documentNumber: 'BB-1',
  date: day('2026-01-01'),
  levels: ['1'],
  types: [],
  includes: [],
  criteria: criteria.map((each) => each.id),
  dossier: {
    sections: [
      {
        id: 'product',
        label: text('製品', 'Product'),
        fields: [
          {
            id: 'name',
            kind: 'text',
            lines: 'one',
            maxLength: 80,
            label: text('製品名', 'Product name'),
            ...said,
            required: 'always',
            published: 'always',
          },
          { id: 'maker', kind: 'text', lines: 'one', maxLength: 80, label: text('製造者', 'Maker'), ...said },
          { id: 'purpose', kind: 'text', lines: 'many', maxLength: 500, label: text('用途', 'Purpose'), ...said },
          { id: 'weight', kind: 'number', min: 0, max: 5000, unit: text('グラム', 'grams'), label: text('重さ', 'Weight'), ...said },
          { id: 'price', kind: 'money', label: text('価格', 'Price'), ...said },
          { id: 'onSale', kind: 'date', label: text('発売日', 'On sale from'), ...said },
          {
            id: 'mounting',
            kind: 'choice',
            label: text('取付け', 'Mounting'),
            options: [
              { value: 'clamp', label: text('締め具', 'Clamp') },
              { value: 'strap', label: text('バンド', 'Strap') },
            ],
            ...said,
          },
          {
            id: 'colours',
            kind: 'choices',
            label: text('色', 'Colours'),
            options: [
              { value: 'silver', label: text('銀', 'Silver') },
              { value: 'red', label: text('赤', 'Red') },
            ],
            ...said,
          },
          { id: 'models', kind: 'models', maxRows: 2000, label: text('型番', 'Models'), ...said, published: 'always' },
          {
            id: 'parts',
            kind: 'table',
            maxRows: 20,
            label: text('部品', 'Parts'),
            columns: [
              { id: 'part', label: text('部品名', 'Part'), required: 'always', maxLength: 40 },
              { id: 'from', label: text('原産国', 'Origin'), required: 'never', maxLength: 40 },
            ],
            ...said,
          },
          { id: 'photos', kind: 'evidence', maxPointers: 5, label: text('写真', 'Photos'), ...said },
          {
            id: 'promise',
            kind: 'oath',
            statement: text('記載は事実です。', 'All of this is true.'),
            label: text('宣誓', 'Oath'),
            ...said,
          },
        ],
      },
      {
        id: 'shop',
        label: text('販売', 'Sale'),
        fields: [{ id: 'returns', kind: 'disclosure', item: 'C1', weight: 'optional', label: text('返品の受付', 'Returns'), ...said }],
      },
      {
        id: 'answers',
        label: text('適合基準', 'Criteria'),
        fields: criteria.map((each) => ({ id: `answers/${each.id}`, kind: 'verdict', criterion: each.id, label: each.name, ...said })),
      },
    ],
  },
  formRules: {
    'required-fields': 'B-1',
    'field-forms': 'B-1',
    'verdict-given': 'B-1',
    'conforms-needs-evidence': 'B-1',
    'evidence-is-ours': 'B-1',
    'pointer-has-place': 'B-1',
    'models-unique': 'B-1',
  },
  contentGuards: [],
  provenance: { grade: 'ours', note: text('架空', 'Fictional') },
};

const move = (event: string, by: string, from: readonly string[], to: string, more: Partial<Row> = {}): Row => ({
  event,
  label: text(event, event),
  by: [by],
  from,
  to,
  clause: 'B-2',
  ...more,
});

function withOffer(book: Omit<Book, 'offers'>): Book {
  const hash = editionHash({ ...book, offers: [] }, edition.id);
  return {
    ...book,
    offers: [
      {
        edition: edition.id,
        hash,
        level: '1',
        approvedOn: day('2026-01-01'),
        approvedBy: text('架空', 'Nobody'),
        opensOn: day('2026-01-01'),
        source: '架空',
      },
    ],
  };
}

/** The rule book of bicycle bells. */
export const bellBook: Book = loadBook(
  withOffer({
    id: 'bicycle-bell',
    name: text('自転車ベル表示(架空)', 'Bicycle bell mark (fictional)'),
    shortName: text('ベル表示', 'Bell mark'),
    owner: text('架空の協会', 'A fictional society'),
    office: { name: text('事務局', 'Office'), contact: text('架空', 'Fictional') },
    attestationWord: text('表示', 'Mark'),
    grantedWord: text('表示', 'Mark'),
    decisionWord: text('表示の判断', 'Decision'),
    subjectWord: text('製品', 'Product'),
    parties: {
      'applicant-editor': { side: 'applicant', label: text('担当者', 'Editor') },
      'applicant-responsible': { side: 'applicant', label: text('責任者', 'Responsible person') },
      officer: { side: 'office', label: text('事務局', 'Officer') },
    },
    levels: {
      '1': {
        label: text('一級', 'Level one'),
        mark: '1',
        attestedBy: 'applicant',
        meaning: text('鳴ります。', 'It rings.'),
        clause: 'B-1',
      },
    },
    evaluatorCategories: { self: { label: text('自己', 'Own'), levels: ['1'], clause: 'B-1' } },
    scope: { questions: [], decide: () => ({ outcome: 'in-scope', clause: 'B-1', reason: text('ベルです。', 'It is a bell.') }) },
    criteria,
    editions: [edition],
    agreements: [],
    application: {
      initial: 'draft',
      states: {
        draft: { label: text('作成中', 'Draft'), waitsFor: 'applicant', dossier: 'open', clause: 'B-1' },
        desk: { label: text('確認中', 'At the desk'), waitsFor: 'office', clause: 'B-1' },
        returned: { label: text('返戻', 'Returned'), waitsFor: 'applicant', dossier: 'open', clause: 'B-1' },
        granted: { label: text('交付', 'Granted'), waitsFor: 'end', clause: 'B-2' },
        dropped: { label: text('取下げ', 'Dropped'), waitsFor: 'end', clause: 'B-2' },
      },
      rows: {
        submit: move('BellSubmitted', 'applicant-responsible', ['draft', 'returned'], 'desk', {
          needs: ['formClean'],
          effects: ['freeze-dossier'],
        }),
        giveBack: move('BellReturned', 'officer', ['desk'], 'returned'),
        grant: move('BellGranted', 'officer', ['desk'], 'granted', { bound: 'to-what-was-seen', effects: ['decide-issue'] }),
        drop: move('BellDropped', 'applicant-responsible', ['draft', 'desk', 'returned'], 'dropped', { effects: ['drop'] }),
      },
    },
    attestation: { initial: 'held', states: { held: { label: text('所持', 'Held'), waitsFor: 'nobody', clause: 'B-2' } }, rows: {} },
    threads: {},
    guards: { formClean: guard(['formFindings'], 'B-1', ({ facts }) => errorsIn(facts.formFindings)) },
    clocks: {},
    terms: [
      {
        from: day('2026-01-01'),
        source: '架空',
        value: {
          validity: { '1': { maxYears: 2, shorter: 'never', clause: 'B-2' } },
          number: { parts: [{ literal: 'BELL-' }, { serial: 4 }] },
          renewal: { effect: 'none', begins: 'on-issue', clause: 'B-2' },
          fees: [],
          correctionDays: 14,
          reminderDays: [],
          reapplicationDays: 0,
          holidays: [],
        },
      },
    ],
    publication: [
      {
        from: day('2026-01-01'),
        source: '架空',
        value: {
          path: 'bell',
          sections: [],
          meaning: {},
          advice: [],
          title: { ja: 'name' },
          maker: 'maker',
          applicant: 'maker',
          models: 'models',
          outline: { text: text('架空', 'Fictional'), link: 'https://bell.example/' },
        },
      },
    ],
    statusWords: Object.fromEntries(
      STATUSES.map((status) => [status, { word: text(status, status), sentence: text(status, status), clause: 'B-2' }]),
    ) as Record<StatusId, Book['statusWords'][StatusId]>,
    engineRules: { 'edition-known': 'B-1', 'set-approved': 'B-1', 'level-open': 'B-1', 'edition-open': 'B-1', 'validity-decided': 'B-2' },
    evidenceKept: 'B-3',
    clauses: { 'B-1': 'What is asked', 'B-2': 'What is decided', 'B-3': 'Evidence is kept' },
  }),
);
