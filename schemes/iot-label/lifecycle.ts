import type { Row, State, Table } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { lines } from './field.ts';

const states = {
  draft: { label: text('申請書類の作成中', 'Being prepared'), waitsFor: 'applicant', dossier: 'open', clause: 'L-3.5-5' },
  'form-check': { label: text('形式確認', 'Form check'), waitsFor: 'office', clause: 'L-3.5-2' },
  returned: { label: text('返戻(修正待ち)', 'Returned for correction'), waitsFor: 'applicant', dossier: 'open', clause: 'L-3.4-14' },
  accepted: { label: text('受理(手数料・照会の前)', 'Accepted: fee, then inquiry'), waitsFor: 'office', clause: 'L-3.5-2' },
  inquiry: { label: text('政府機関照会・交付の判断', 'Government inquiry and decision'), waitsFor: 'office', clause: 'L-3.5-4' },
  issued: { label: text('交付', 'Label issued'), waitsFor: 'end', clause: 'L-3.5-2' },
  refused: { label: text('不交付', 'Refused'), waitsFor: 'end', clause: 'L-3.5-4' },
  dropped: { label: text('取下げ', 'Withdrawn by the applicant'), waitsFor: 'end', clause: 'L-3.7-1' },
} as const satisfies Readonly<Record<string, State>>;

const submit: Row = {
  event: 'ApplicationSubmitted',
  label: text('申請書類を提出する', 'Submit the application'),
  by: ['applicant-responsible'],
  from: ['draft', 'returned'],
  to: 'form-check',
  needs: ['formClean', 'renewedLabelStands'],
  bound: 'to-what-was-seen',
  effects: ['freeze-dossier'],
  clause: 'L-3.5-2',
};

const sendBack: Row = {
  event: 'ApplicationReturned',
  label: text('修正を求めて返戻する', 'Return for correction'),
  by: ['officer'],
  from: ['form-check', 'accepted', 'inquiry'],
  to: 'returned',
  blockedBy: ['governmentInquiry'],
  asks: [
    lines({
      id: 'reason',
      label: text('返戻の理由', 'Reason for the return'),
      hint: text(
        '形式についての理由を書きます。評価の内容の当否は書きません。',
        'Say what is wrong with the form; the content of the assessment is not judged.',
      ),
      required: 'always',
      clause: 'L-3.5-2',
    }),
    {
      id: 'comments',
      kind: 'table',
      label: text('項目ごとの指摘', 'Comments per item'),
      hint: text(
        '適合基準の番号(例 S1.1-05)又は申請書の項目と、修正を求める点を1行に一つ書きます。',
        'One per row: the criterion (e.g. S1.1-05) or the item of the application, and what is to be corrected.',
      ),
      required: 'never',
      maxRows: 100,
      columns: [
        { id: 'item', label: text('項目', 'Item'), required: 'always', maxLength: 100 },
        { id: 'comment', label: text('指摘', 'Comment'), required: 'always', maxLength: 1000 },
      ],
      clause: 'L-3.5-2',
    },
  ],
  clause: 'L-3.5-2',
};

const accept: Row = {
  event: 'FormAccepted',
  label: text('形式を確認し受理する', 'Accept the form'),
  by: ['officer'],
  from: ['form-check'],
  to: 'accepted',
  needs: ['formStillClean'],
  blockedBy: ['question'],
  bound: 'to-what-was-seen',
  opens: ['fee'],
  clause: 'L-3.5-2',
};

/** The fee is paid after acceptance and before the inquiry. A case that was returned and accepted again is asked again, not charged. */
const ask: Row = {
  event: 'InquiryRequested',
  label: text('政府機関に照会する', 'Ask the government body'),
  by: ['officer'],
  from: ['accepted'],
  to: 'inquiry',
  blockedBy: ['fee'],
  opens: ['governmentInquiry'],
  clause: 'L-3.5-4',
};

const issue: Row = {
  event: 'IssueDecided',
  label: text('ラベルを交付する', 'Issue the label'),
  by: ['officer'],
  from: ['inquiry'],
  to: 'issued',
  needs: ['favourableInquiry', 'validityDecided', 'lastDayStillAhead', 'renewedLabelStill'],
  notBy: ['accept'],
  blockedBy: ['governmentInquiry', 'question'],
  bound: 'to-what-was-seen',
  effects: ['decide-issue'],
  clause: 'L-3.5-4',
};

/** Asks for no reason: what rests on the inquiry cites its clause and nothing more (design principle 5). */
const refuse: Row = {
  event: 'RefusalDecided',
  label: text('不交付とする', 'Refuse the label'),
  by: ['officer'],
  from: ['inquiry'],
  to: 'refused',
  needs: ['unfavourableInquiry'],
  notBy: ['accept'],
  blockedBy: ['governmentInquiry'],
  bound: 'to-what-was-seen',
  effects: ['decide-refuse'],
  clause: 'L-3.5-4',
};

const drop: Row = {
  event: 'ApplicationWithdrawn',
  label: text('申請を取り下げる(手数料は返還されません)', 'Withdraw the application (a fee paid is not refunded)'),
  by: ['applicant-responsible'],
  from: ['draft', 'form-check', 'returned', 'accepted', 'inquiry'],
  to: 'dropped',
  effects: ['drop'],
  clause: 'L-3.7-1',
};

const closeUncorrected: Row = {
  event: 'UncorrectedApplicationClosed',
  label: text('修正されないため手続を終える', 'Close because nothing was corrected'),
  by: ['officer'],
  from: ['returned'],
  to: 'dropped',
  needs: ['correctionTimeOver'],
  effects: ['drop'],
  clause: 'L-3.4-14',
};

/** After the grace of an old edition is over the applicant takes the dossier over to the one that is open. */
const adoptEdition: Row = {
  event: 'EditionAdopted',
  label: text('受付中の版に切り替える', 'Change to the edition that is open'),
  by: ['applicant-responsible', 'applicant-editor'],
  from: ['draft', 'returned'],
  effects: ['adopt-edition'],
  clause: 'L-3.4-14',
};

/** The road of an application: declaration, form check, fee, government inquiry, decision. */
export const application: Table = {
  initial: 'draft',
  states,
  rows: { submit, return: sendBack, accept, ask, issue, refuse, drop, closeUncorrected, adoptEdition },
};
