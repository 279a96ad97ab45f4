import type { Charge, ThreadKind } from '../../src/rules/book.ts';
import type { When } from '../../src/rules/dossier.ts';
import { text } from '../../src/rules/text.ts';
import { choice, date, line, lines, option } from './field.ts';

/** A question of the office on the form; the case does not go on before it is closed. */
const question: ThreadKind = {
  label: text('申請者への照会', 'Question to the applicant'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('回答待ち', 'Waiting for the answer'), waitsFor: 'applicant', clause: 'L-3.5-2' },
    answered: { label: text('回答あり', 'Answered'), waitsFor: 'office', clause: 'L-3.5-2' },
    closed: { label: text('終了', 'Closed'), waitsFor: 'end', clause: 'L-3.5-2' },
  },
  opening: {
    event: 'QuestionAsked',
    label: text('申請者に照会する', 'Ask the applicant'),
    by: ['officer'],
    from: ['form-check', 'accepted', 'inquiry'],
    asks: [
      {
        id: 'about',
        kind: 'text',
        lines: 'one',
        maxLength: 200,
        label: text('照会する項目', 'Item asked about'),
        required: 'never',
        clause: 'L-3.5-2',
      },
      lines({ id: 'question', label: text('照会の内容', 'Question'), required: 'always', clause: 'L-3.5-2' }),
    ],
    clause: 'L-3.5-2',
  },
  rows: {
    answer: {
      event: 'QuestionAnswered',
      label: text('照会に回答する', 'Answer the question'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['asked'],
      to: 'answered',
      asks: [lines({ id: 'answer', label: text('回答', 'Answer'), required: 'always', clause: 'L-3.5-2' }, 4000)],
      clause: 'L-3.5-2',
    },
    askAgain: {
      event: 'QuestionAskedAgain',
      label: text('再度照会する', 'Ask again'),
      by: ['officer'],
      from: ['answered'],
      to: 'asked',
      asks: [lines({ id: 'question', label: text('照会の内容', 'Question'), required: 'always', clause: 'L-3.5-2' })],
      clause: 'L-3.5-2',
    },
    close: {
      event: 'QuestionClosed',
      label: text('照会を終える', 'Close the question'),
      by: ['officer'],
      from: ['asked', 'answered'],
      to: 'closed',
      clause: 'L-3.5-2',
    },
  },
  due: { days: 14, counted: 'calendar', clause: 'L-3.5-2' },
  readers: ['applicant', 'office'],
  clause: 'L-3.5-2',
};

/** A product compliant with the UK act, as its answers say: criteria met by recognition under that agreement. */
const isPsti: When = {
  any: ['S1.1-02', 'S1.1-05', 'S1.1-16'].map((criterion) => ({
    all: [
      { field: `${criterion}/basis`, is: ['recognised'] },
      { field: `${criterion}/agreement`, is: ['uk-psti'] },
    ],
  })),
};

/** What an application costs: ★1 is the only level with a fee that is known, and the only one that is open. */
export const applicationFee: Charge = {
  fees: [{ fee: 'star1-psti', when: isPsti }, { fee: 'star1-launch' }, { fee: 'star1' }],
  settledBy: 'confirm',
  clause: 'L-4.1-1',
};

/** The application fee, charged by the acceptance; who is asked next waits for it. The days are ours: a reminder, no limit. */
const fee: ThreadKind = {
  label: text('申請手数料', 'Application fee'),
  on: 'application',
  initial: 'charged',
  states: {
    charged: { label: text('入金待ち', 'Awaiting payment'), waitsFor: 'applicant', clause: 'L-4.1-1' },
    paid: { label: text('入金確認済み', 'Paid'), waitsFor: 'end', clause: 'L-4.1-1' },
  },
  rows: {
    tell: {
      event: 'TransferTold',
      label: text('振り込んだことを知らせる', 'Tell of the transfer'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['charged'],
      asks: [
        date({ id: 'paidOn', label: text('振込日', 'Transferred on'), clause: 'L-4.1-1' }),
        line({ id: 'payer', label: text('振込名義', 'Name of the payer'), required: 'always', clause: 'L-4.1-1' }, 100),
      ],
      clause: 'L-4.1-1',
    },
    confirm: {
      event: 'FeePaid',
      label: text('入金を確認する', 'Confirm the payment'),
      by: ['officer'],
      from: ['charged'],
      to: 'paid',
      needs: ['feeArrived'],
      asks: [
        date({ id: 'receivedOn', label: text('入金日', 'Received on'), clause: 'L-4.1-1' }),
        { id: 'amount', kind: 'money', label: text('入金額(円)', 'Amount (yen)'), required: 'always', clause: 'L-4.1-1' },
      ],
      clause: 'L-4.1-1',
    },
  },
  due: { days: 30, counted: 'calendar', clause: 'L-4.1-1' },
  charges: applicationFee,
  readers: ['applicant', 'office'],
  clause: 'L-4.1-1',
};

/** The fields that leave the office with a government inquiry: who applies, what for, made by whom and where. */
export const inquiryExtract = [
  ...['applicant-name-ja', 'applicant-name-en', 'applicant-identity', 'applicant-corporate-number', 'applicant-address', 'applicant-role'],
  ...['product-name-ja', 'product-name-en', 'product-outline-ja', 'product-type', 'product-url', 'devices', 'services', 'models'],
  ...['manufacturer-name-ja', 'manufacturer-name-en', 'manufacturing-countries'],
] as const;

/** Opened once the fee of the accepted application is paid; a renewal is asked again. The history knows "asked" and "concluded" only. */
const governmentInquiry: ThreadKind = {
  label: text('政府機関照会', 'Government inquiry'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('照会中', 'Asked'), waitsFor: 'government', clause: 'L-3.5-4' },
    concluded: { label: text('照会終了', 'Concluded'), waitsFor: 'end', clause: 'L-3.5-4' },
  },
  rows: {
    conclude: {
      event: 'GovernmentInquiryConcluded',
      label: text('照会に回答する', 'Answer the inquiry'),
      by: ['government'],
      from: ['asked'],
      to: 'concluded',
      asks: [
        choice({ id: 'outcome', label: text('サプライチェーン・リスクの懸念', 'Concern about supply-chain risk'), clause: 'L-3.5-4' }, [
          option('favourable', '懸念なし', 'No concern'),
          option('unfavourable', '懸念あり', 'Concern'),
        ]),
        choice(
          {
            id: 'viewpoint',
            label: text('懸念の観点', 'Viewpoint of the concern'),
            required: { field: 'outcome', is: ['unfavourable'] },
            clause: 'L-3.5-4',
          },
          [
            option(
              'compliance',
              '我が国の法令や国際的に受け入れられた基準等の遵守(過去の実績を含む)',
              'Compliance with Japanese law and internationally accepted standards, past record included',
            ),
            option(
              'foreign-legal-environment',
              '製品のセキュリティ確保に対する外国の法的環境等の影響',
              'Influence of foreign legal environments on keeping the product secure',
            ),
            option('other', 'その他', 'Another viewpoint'),
          ],
        ),
        lines(
          {
            id: 'note',
            label: text('回答の内容', 'Answer in words'),
            hint: text(
              '制度事務局だけが読みます。申請者には交付・不交付の結果だけが伝わります。',
              'Read by the scheme office only. The applicant learns only whether the label is issued.',
            ),
            clause: 'L-3.5-4',
          },
          4000,
        ),
      ],
      clause: 'L-3.5-4',
    },
  },
  due: { days: 30, counted: 'calendar', clause: 'L-3.5-4' },
  readers: ['office', 'government'],
  sealed: { extract: inquiryExtract, clause: 'L-3.5-4' },
  clause: 'L-3.5-4',
};

/** Threads beside an application. */
export const applicationThreads = { question, fee, governmentInquiry } as const satisfies Readonly<Record<string, ThreadKind>>;
