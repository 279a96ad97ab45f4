import type { Row, State, Table } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { discloseOfCase } from './confidentiality.ts';
import { choice, date, line, lines, option } from './fields.ts';

const BEFORE_DECISION = ['draft', 'formal-review', 'returned', 'awaiting-payment', 'document-review', 'revising', 'decision'] as const;

const states = {
  draft: { label: text('申請書類の作成中', 'Being prepared'), waitsFor: 'applicant', dossier: 'open', clause: 'D-4.6-1' },
  'formal-review': { label: text('形式審査', 'Formal review'), waitsFor: 'office', clause: 'D-6.1-1' },
  returned: { label: text('返戻(補正待ち)', 'Returned for correction'), waitsFor: 'applicant', dossier: 'open', clause: 'D-9.1-1' },
  'awaiting-payment': { label: text('審査手数料の入金待ち', 'Awaiting the review fee'), waitsFor: 'office', clause: 'D-4.7-2' },
  'document-review': { label: text('書類審査', 'Document review'), waitsFor: 'office', clause: 'D-6.2-1' },
  revising: { label: text('申請書類の補正中', 'Being corrected in the review'), waitsFor: 'applicant', dossier: 'open', clause: 'D-6.2-1' },
  decision: { label: text('認定の判断', 'Decision'), waitsFor: 'office', clause: 'D-5.2-1' },
  certified: { label: text('認定', 'Certified'), waitsFor: 'end', clause: 'D-5.2-1' },
  refused: { label: text('非認定', 'Not certified'), waitsFor: 'end', clause: 'D-6.5-1' },
  dropped: { label: text('取下げ', 'Withdrawn by the applicant'), waitsFor: 'end', clause: 'D-4.7-1' },
} as const satisfies Readonly<Record<string, State>>;

const submit: Row = {
  event: 'ApplicationSubmitted',
  label: text('申請書類を提出する', 'Submit the application'),
  by: ['applicant-responsible'],
  from: ['draft', 'returned'],
  to: 'formal-review',
  needs: ['formClean', 'waitOver', 'renewalInWindow', 'changesProven'],
  bound: 'to-what-was-seen',
  effects: ['freeze-dossier'],
  clause: 'D-4.4-1',
};

const receiveByPost: Row = {
  event: 'ApplicationReceivedByPost',
  label: text('郵便書留で届いた申請を受け付ける', 'Take in an application that came by registered post'),
  by: ['officer'],
  from: ['draft', 'returned'],
  to: 'formal-review',
  needs: ['postDated', 'renewalInWindow'],
  asks: [
    line('trackingNumber', text('書留番号', 'Tracking number'), 'D-4.5-1', { maxLength: 30 }),
    date('postedOn', text('発送日', 'Posted on'), 'D-4.5-1'),
    date('receivedOn', text('受領日', 'Received on'), 'D-4.5-1', text('受領日が申請の日になります。', 'The day of receipt counts.')),
    line('openedBy', text('開封した人', 'Opened by'), 'D-4.5-1', { maxLength: 100 }),
  ],
  effective: 'receivedOn',
  intake: 'on-behalf',
  effects: ['freeze-dossier'],
  clause: 'D-4.5-1',
};

const completeFormalReview: Row = {
  event: 'FormalReviewCompleted',
  label: text('形式審査を完了し、手数料を案内する', 'Complete the formal review and announce the fee'),
  by: ['officer'],
  from: ['formal-review'],
  to: 'awaiting-payment',
  needs: ['formClean', 'originalSeen'],
  opens: ['fee'],
  clause: 'D-6.1-1',
};

const certify: Row = {
  event: 'ServiceCertified',
  label: text('認定する', 'Certify'),
  by: ['officer'],
  from: ['decision'],
  to: 'certified',
  needs: ['standardMet'],
  notBy: ['completeReview'],
  blockedBy: ['question', 'committee', 'withholding'],
  bound: 'to-what-was-seen',
  effects: ['decide-issue'],
  clause: 'D-5.2-1',
};

const refuse: Row = {
  event: 'CertificationRefused',
  label: text('非認定とする', 'Refuse certification'),
  by: ['officer'],
  from: ['document-review', 'decision'],
  to: 'refused',
  needs: ['refusalGrounded'],
  notBy: ['completeReview'],
  blockedBy: ['committee'],
  bound: 'to-what-was-seen',
  asks: [
    choice('because', text('非認定とする根拠', 'Why it is refused'), 'D-6.5-1', [
      option('standard', '審査基準に適合しない', 'The standard is not met'),
      option('not-completed', '補正が有効期間内に終わらない(更新)', 'Corrections were not completed within the validity (renewal)'),
    ]),
    {
      id: 'improvements',
      kind: 'table',
      label: text('改善等が求められる情報開示項目', 'Items that need improvement'),
      columns: [
        { id: 'item', label: text('項目', 'Item'), required: 'always', maxLength: 100 },
        { id: 'explanation', label: text('説明', 'Explanation'), required: 'always', maxLength: 1000 },
      ],
      maxRows: 100,
      clause: 'D-6.5-1',
      required: 'always',
    },
  ],
  effects: ['decide-refuse'],
  clause: 'D-6.5-1',
};

const simple = (
  event: string,
  label: Row['label'],
  by: string,
  from: readonly string[],
  to: string,
  clause: string,
  more: Partial<Row> = {},
): Row => ({ event, label, by: [by], from, to, clause, ...more });
const reason = [lines('reason', text('理由', 'Reason'), 'D-6.2-1')];

/** The application, from the first field to the decision. */
export const application: Table = {
  initial: 'draft',
  states,
  rows: {
    submit,
    receiveByPost,
    adoptEdition: {
      event: 'EditionAdopted',
      label: text('新しい様式に切り替える', 'Adopt the forms now in use'),
      by: ['applicant-responsible'],
      from: ['draft', 'returned'],
      effects: ['adopt-edition'],
      clause: 'D-4.4-1',
    },
    recordOriginal: {
      event: 'OriginalSeen',
      label: text('登記事項証明書の原本を確認した', 'Record sight of the original registry certificate'),
      by: ['officer'],
      from: ['formal-review'],
      asks: [date('seenOn', text('確認した日', 'Seen on'), 'D-4.4-3')],
      clause: 'D-4.4-3',
    },
    sendBack: simple(
      'ApplicationReturned',
      text('補正を求めて返戻する', 'Return for correction'),
      'officer',
      ['formal-review'],
      'returned',
      'D-6.1-1',
      { asks: reason },
    ),
    completeFormalReview,
    startDocumentReview: simple(
      'DocumentReviewStarted',
      text('書類審査を始める', 'Start the document review'),
      'officer',
      ['awaiting-payment'],
      'document-review',
      'D-4.7-2',
      { blockedBy: ['fee'] },
    ),
    askToRevise: simple(
      'RevisionAsked',
      text('申請書類の補正を求める', 'Ask for a correction of the documents'),
      'officer',
      ['document-review'],
      'revising',
      'D-6.2-1',
      { asks: reason },
    ),
    revise: simple(
      'ApplicationRevised',
      text('補正した申請書類を提出する', 'Submit the corrected documents'),
      'applicant-responsible',
      ['revising'],
      'document-review',
      'D-6.2-1',
      { needs: ['formClean', 'changesProven'], bound: 'to-what-was-seen', effects: ['amend-dossier'] },
    ),
    completeReview: simple(
      'DocumentReviewCompleted',
      text('書類審査を完了する', 'Complete the document review'),
      'officer',
      ['document-review'],
      'decision',
      'D-6.2-1',
      {
        blockedBy: ['question', 'siteVisit'],
        carries: 'item-findings',
        asks: [lines('finding', text('審査の所見', 'Finding'), 'D-6.2-1')],
      },
    ),
    reviewAgain: simple(
      'ReviewReopened',
      text('書類審査に戻す', 'Return to the document review'),
      'officer',
      ['decision'],
      'document-review',
      'D-6.2-1',
      { asks: reason },
    ),
    certify,
    refuse,
    returnDocuments: {
      event: 'ApplicationDocumentsReturned',
      label: text('申請書類を返却する', 'Return the documents'),
      by: ['officer'],
      from: ['refused'],
      asks: [
        date('returnedOn', text('返却した日', 'Returned on'), 'D-10-1'),
        line('to', text('申請担当者', 'Person in charge of the application'), 'D-10-1'),
      ],
      clause: 'D-10-1',
    },
    discloseInformation: discloseOfCase,
    drop: {
      event: 'ApplicationDropped',
      label: text('申請を取り下げる(審査手数料は返還されません)', 'Withdraw the application (the review fee is not refunded)'),
      by: ['applicant-responsible'],
      from: BEFORE_DECISION,
      to: 'dropped',
      effects: ['drop'],
      clause: 'D-4.7-1',
    },
  },
};
