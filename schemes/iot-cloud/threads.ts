import type { ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { disclosure } from './confidentiality.ts';
import { choice, date, line, lines, option } from './fields.ts';
import { FEE_DAYS } from './terms.ts';
import { withholding } from './withholding.ts';

const about = (clause: string) =>
  line('about', text('項目', 'Item'), clause, {
    required: 'never',
    maxLength: 100,
    hint: text('申請書の項目(例 B5-19/content)', 'The item of the form, such as B5-19/content'),
  });

const unitQuestion: ThreadKind = {
  label: text('申請の単位・種類についての問合せ', 'Question on the unit or kind'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('回答待ち', 'Waiting for the office'), waitsFor: 'office', clause: 'D-4.1-2' },
    answered: { label: text('回答済み', 'Answered'), waitsFor: 'end', clause: 'D-4.1-2' },
  },
  opening: {
    event: 'UnitQuestionAsked',
    label: text('提出の前に問い合わせる', 'Ask before filing'),
    by: ['applicant-responsible', 'applicant-editor'],
    from: ['draft', 'returned'],
    asks: [lines('question', text('問合せ', 'Question'), 'D-4.1-2')],
    clause: 'D-4.1-2',
  },
  rows: {
    answer: {
      event: 'UnitQuestionAnswered',
      label: text('問合せに答える', 'Answer'),
      by: ['officer'],
      from: ['asked'],
      to: 'answered',
      asks: [
        choice('mayApply', text('このサービスをこの単位で申請できますか', 'Can the service be applied for as this unit?'), 'D-4.1-2', [
          option('yes', '申請できる', 'Yes'),
          option('no', '申請できない', 'No'),
          option('unaffected', '申請の可否に関わらない', 'The question does not bear on it'),
        ]),
        lines('answer', text('回答', 'Answer'), 'D-4.1-2'),
      ],
      clause: 'D-4.1-2',
    },
  },
  beforeFiling: { shows: 'scope', clause: 'D-4.3-1' },
  readers: ['applicant', 'office'],
  clause: 'D-4.1-2',
};

const fee: ThreadKind = {
  label: text('審査手数料', 'Review fee'),
  on: 'application',
  initial: 'announced',
  states: {
    announced: { label: text('入金待ち', 'Awaiting payment'), waitsFor: 'applicant', clause: 'D-4.7-2' },
    confirmed: { label: text('入金確認済み', 'Payment confirmed'), waitsFor: 'end', clause: 'D-4.7-2' },
  },
  rows: {
    tell: {
      event: 'TransferTold',
      label: text('振り込んだことを知らせる', 'Tell of the transfer'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['announced'],
      asks: [date('paidOn', text('振込日', 'Transferred on'), 'D-4.7-2'), line('payer', text('振込名義', 'Name of the payer'), 'D-4.7-2')],
      clause: 'D-4.7-2',
    },
    confirm: {
      event: 'PaymentConfirmed',
      label: text('入金を確認する', 'Confirm the payment'),
      by: ['officer'],
      from: ['announced'],
      to: 'confirmed',
      needs: ['feePaid'],
      asks: [
        date('receivedOn', text('入金日', 'Received on'), 'D-4.7-2'),
        { id: 'amount', kind: 'money', label: text('入金額(円)', 'Amount (yen)'), clause: 'D-4.7-2', required: 'always' },
        line('account', text('入金口座', 'Account'), 'D-4.7-2'),
      ],
      clause: 'D-4.7-2',
    },
  },
  due: { days: FEE_DAYS, counted: 'calendar-to-business', clause: 'D-4.7-2' },
  charges: {
    fees: [
      { fee: 'new', of: 'new' },
      { fee: 'renewal', of: 'renewal' },
    ],
    settledBy: 'confirm',
    clause: 'D-4.7-2',
  },
  readers: ['applicant', 'office'],
  clause: 'D-4.7-2',
};

const question: ThreadKind = {
  label: text('申請者への照会', 'Question to the applicant'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('回答待ち', 'Waiting for an answer'), waitsFor: 'applicant', clause: 'D-6.2-1' },
    answered: { label: text('回答あり', 'Answered'), waitsFor: 'office', clause: 'D-6.2-1' },
    settled: { label: text('確認済み', 'Settled'), waitsFor: 'end', clause: 'D-6.2-1' },
  },
  opening: {
    event: 'QuestionAsked',
    label: text('申請者に照会する', 'Ask the applicant'),
    by: ['officer'],
    from: ['formal-review', 'document-review', 'decision'],
    asks: [about('D-6.2-1'), lines('question', text('照会事項', 'Question'), 'D-6.2-1')],
    clause: 'D-6.2-1',
  },
  rows: {
    answer: {
      event: 'QuestionAnswered',
      label: text('照会に答える', 'Answer'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['asked'],
      to: 'answered',
      asks: [lines('answer', text('回答', 'Answer'), 'D-6.2-1')],
      clause: 'D-6.2-1',
    },
    askAgain: {
      event: 'QuestionAskedAgain',
      label: text('再度照会する', 'Ask again'),
      by: ['officer'],
      from: ['answered'],
      to: 'asked',
      asks: [lines('question', text('照会事項', 'Question'), 'D-6.2-1')],
      clause: 'D-6.2-1',
    },
    settle: {
      event: 'QuestionSettled',
      label: text('回答を確認した', 'Settle'),
      by: ['officer'],
      from: ['answered'],
      to: 'settled',
      clause: 'D-6.2-1',
    },
  },
  due: { days: 14, counted: 'calendar', clause: 'D-6.2-1' },
  readers: ['applicant', 'office'],
  clause: 'D-6.2-1',
};

const siteVisit: ThreadKind = {
  label: text('現地調査', 'On-site investigation'),
  on: 'application',
  initial: 'requested',
  states: {
    requested: { label: text('受入れの回答待ち', 'Waiting for the applicant'), waitsFor: 'applicant', clause: 'D-6.3-1' },
    agreed: { label: text('調査中', 'To be carried out'), waitsFor: 'office', clause: 'D-6.3-1' },
    reported: { label: text('調査済み', 'Reported'), waitsFor: 'end', clause: 'D-6.3-1' },
    cancelled: { label: text('中止', 'Cancelled'), waitsFor: 'end', clause: 'D-6.3-1' },
  },
  opening: {
    event: 'SiteVisitRequested',
    label: text('調査の受入れを求める', 'Ask for an on-site investigation'),
    by: ['officer'],
    from: ['document-review'],
    asks: [
      line('place', text('営業所、事務所その他の事業場', 'Place of business'), 'D-6.3-1'),
      lines('reason', text('調査の必要', 'Why it is needed'), 'D-6.3-1'),
    ],
    clause: 'D-6.3-1',
  },
  rows: {
    agree: {
      event: 'SiteVisitAgreed',
      label: text('調査を受け入れる', 'Agree to the investigation'),
      by: ['applicant-responsible'],
      from: ['requested'],
      to: 'agreed',
      asks: [date('visitOn', text('調査の日', 'Day of the visit'), 'D-6.3-1')],
      clause: 'D-6.3-1',
    },
    report: {
      event: 'SiteVisitReported',
      label: text('調査の結果を記録する', 'Report the investigation'),
      by: ['officer'],
      from: ['agreed'],
      to: 'reported',
      asks: [lines('result', text('調査の結果', 'Result'), 'D-6.3-1')],
      clause: 'D-6.3-1',
    },
    cancel: {
      event: 'SiteVisitCancelled',
      label: text('調査を中止する', 'Cancel the investigation'),
      by: ['officer'],
      from: ['requested', 'agreed'],
      to: 'cancelled',
      asks: [lines('reason', text('理由', 'Reason'), 'D-6.3-1')],
      clause: 'D-6.3-1',
    },
  },
  readers: ['applicant', 'office'],
  clause: 'D-6.3-1',
};

const committee: ThreadKind = {
  label: text('認定審査委員会', 'Certification committee'),
  on: 'application',
  initial: 'convened',
  states: {
    convened: { label: text('意見聴取中', 'Being heard'), waitsFor: 'committee', clause: 'D-6.4-1' },
    concluded: { label: text('意見聴取済み', 'Heard'), waitsFor: 'end', clause: 'D-6.4-1' },
  },
  opening: {
    event: 'CommitteeConvened',
    label: text('認定審査委員会の意見を聴く', 'Hear the certification committee'),
    by: ['officer'],
    from: ['document-review', 'decision'],
    asks: [date('meetsOn', text('開催日', 'Meets on'), 'D-6.4-1')],
    clause: 'D-6.4-1',
  },
  rows: {
    recuse: {
      event: 'MemberRecused',
      label: text('審議を回避する', 'Recuse oneself'),
      by: ['committee-member'],
      from: ['convened'],
      once: 'per-person',
      notBy: ['committee.opine'],
      asks: [lines('reason', text('回避の理由', 'Reason'), 'D-6.4-1')],
      clause: 'D-6.4-1',
    },
    opine: {
      event: 'OpinionGiven',
      label: text('意見を述べる', 'Give an opinion'),
      by: ['committee-member'],
      from: ['convened'],
      once: 'per-person',
      notBy: ['committee.recuse'],
      asks: [
        choice('opinion', text('意見', 'Opinion'), 'D-6.4-1', [
          option('certify', '認定が適当', 'Certify'),
          option('refuse', '非認定が適当', 'Refuse'),
        ]),
        lines('remarks', text('意見の内容', 'Remarks'), 'D-6.4-1', { required: 'never' }),
      ],
      bound: 'to-what-was-seen',
      clause: 'D-6.4-1',
    },
    conclude: {
      event: 'CommitteeConcluded',
      label: text('意見聴取を終え、議事を記録する', 'Conclude and record the minutes'),
      by: ['officer'],
      from: ['convened'],
      to: 'concluded',
      needs: ['opinionGiven'],
      asks: [lines('minutes', text('議事', 'Minutes'), 'D-6.4-1')],
      clause: 'D-6.4-1',
    },
  },
  hearing: { on: 'meetsOn', recusal: 'recuse', opinion: 'opine', clause: 'D-6.4-1' },
  readers: ['committee', 'office'],
  clause: 'D-6.4-1',
};

export const applicationThreads = { unitQuestion, fee, question, siteVisit, committee, withholding, disclosure } satisfies Readonly<
  Record<string, ThreadKind>
>;
