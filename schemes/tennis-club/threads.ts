import type { Table, ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { names, opinions, picks, says } from './fields.ts';

const question: ThreadKind = {
  label: text('照会', 'Question'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('回答待ち', 'Waiting for an answer'), waitsFor: 'applicant', clause: 'T-5-3' },
    answered: { label: text('回答あり', 'Answered'), waitsFor: 'end', clause: 'T-5-3' },
  },
  opening: {
    event: 'QuestionAsked',
    label: text('選手に尋ねる', 'Ask the player'),
    by: ['desk'],
    from: ['review'],
    asks: [
      { ...says('about', text('どの項目か', 'About which item'), 'T-5-3'), required: 'never' },
      says('question', text('質問', 'Question'), 'T-5-3'),
    ],
    clause: 'T-5-3',
  },
  rows: {
    answer: {
      event: 'QuestionAnswered',
      label: text('答える', 'Answer'),
      by: ['player'],
      from: ['asked'],
      to: 'answered',
      asks: [says('answer', text('答え', 'Answer'), 'T-5-3')],
      clause: 'T-5-3',
    },
  },
  due: { days: 5, counted: 'business', clause: 'T-5-3' },
  readers: ['applicant', 'office'],
  clause: 'T-5-3',
};

const evaluation: ThreadKind = {
  label: text('コーチによる評価', 'Evaluation by a coach'),
  on: 'application',
  initial: 'assigned',
  states: {
    assigned: { label: text('独立の宣言待ち', 'Waiting for the declaration'), waitsFor: 'evaluator', clause: 'T-3-3' },
    declared: { label: text('評価中', 'Being evaluated'), waitsFor: 'evaluator', clause: 'T-3-3' },
    reported: { label: text('報告済み', 'Reported'), waitsFor: 'end', clause: 'T-3-3' },
  },
  opening: { event: 'CoachAsked', label: text('コーチに依頼する', 'Ask a coach'), by: ['desk'], from: ['review'], clause: 'T-3-3' },
  rows: {
    declare: {
      event: 'IndependenceDeclared',
      label: text('独立を宣言する', 'Declare independence'),
      by: ['coach'],
      from: ['assigned'],
      to: 'declared',
      needs: ['independent'],
      asks: [
        {
          id: 'ofPlayer',
          kind: 'oath',
          statement: text('選手から独立しています。', 'I am independent of the player.'),
          label: text('選手からの独立', 'Independence of the player'),
          clause: 'T-3-3',
          required: 'always',
        },
        {
          id: 'ofFans',
          kind: 'oath',
          statement: text('応援する団体から独立しています。', 'I am independent of the supporters.'),
          label: text('利用者からの独立', 'Independence of users'),
          clause: 'T-3-3',
          required: 'always',
        },
      ],
      clause: 'T-3-3',
    },
    report: {
      event: 'MatchReported',
      label: text('評価を報告する', 'Report the evaluation'),
      by: ['coach'],
      from: ['declared'],
      to: 'reported',
      needs: ['declaredThemselves'],
      asks: [picks('result', text('結果', 'Result'), 'T-3-3', { passed: text('合格', 'Passed'), failed: text('不合格', 'Failed') })],
      clause: 'T-3-3',
    },
  },
  readers: ['evaluator', 'office'],
  clause: 'T-3-3',
};

const committee: ThreadKind = {
  label: text('長老会', 'Council of elders'),
  on: 'application',
  initial: 'sitting',
  states: {
    sitting: { label: text('審議中', 'Sitting'), waitsFor: 'committee', clause: 'T-5-4' },
    concluded: { label: text('終了', 'Concluded'), waitsFor: 'end', clause: 'T-5-4' },
  },
  opening: { event: 'CouncilConvened', label: text('長老会を開く', 'Convene the elders'), by: ['desk'], from: ['review'], clause: 'T-5-4' },
  rows: {
    recuse: {
      event: 'ElderRecused',
      label: text('審議から外れる', 'Recuse oneself'),
      by: ['elder'],
      from: ['sitting'],
      once: 'per-person',
      notBy: ['committee.opine'],
      asks: [says('reason', text('理由', 'Reason'), 'T-5-5')],
      clause: 'T-5-5',
    },
    opine: {
      event: 'OpinionGiven',
      label: text('意見を述べる', 'Give an opinion'),
      by: ['elder'],
      from: ['sitting'],
      once: 'per-person',
      notBy: ['committee.recuse'],
      asks: [picks('opinion', text('意見', 'Opinion'), 'T-5-6', opinions)],
      clause: 'T-5-6',
    },
    conclude: {
      event: 'CouncilConcluded',
      label: text('長老会を閉じる', 'Conclude'),
      by: ['desk', 'elder'],
      from: ['sitting'],
      to: 'concluded',
      needs: ['quorum'],
      clause: 'T-5-4',
    },
  },
  readers: ['committee', 'office'],
  clause: 'T-5-4',
};

const neighbours: ThreadKind = {
  label: text('隣人への照会', 'Inquiry to the neighbours'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: { label: text('照会中', 'Asked'), waitsFor: 'government', clause: 'T-5-8' },
    concluded: { label: text('終了', 'Concluded'), waitsFor: 'end', clause: 'T-5-8' },
  },
  rows: {
    reply: {
      event: 'NeighboursReplied',
      label: text('返事をする', 'Reply'),
      by: ['neighbour'],
      from: ['asked'],
      to: 'concluded',
      asks: [picks('outcome', text('返事', 'Reply'), 'T-5-8', opinions)],
      clause: 'T-5-8',
    },
  },
  readers: ['government', 'office'],
  sealed: { extract: ['name'], clause: 'T-5-8' },
  clause: 'T-5-8',
};

const fee: ThreadKind = {
  label: text('入会金', 'Entry fee'),
  on: 'application',
  initial: 'awaited',
  states: {
    awaited: { label: text('入金待ち', 'Awaited'), waitsFor: 'applicant', clause: 'T-5-2' },
    arrived: { label: text('入金済み', 'Arrived'), waitsFor: 'end', clause: 'T-5-2' },
  },
  rows: {
    promise: {
      event: 'FeePromised',
      label: text('払う日を伝える', 'Say when one will pay'),
      by: ['player'],
      from: ['awaited'],
      asks: [names('paidOn', text('払う日', 'Day of the payment'), 'T-5-2')],
      clause: 'T-5-2',
    },
    settle: {
      event: 'FeeArrived',
      label: text('入金を確認する', 'Confirm the payment'),
      by: ['desk'],
      from: ['awaited'],
      to: 'arrived',
      needs: ['feePaid'],
      asks: [
        names('receivedOn', text('入金日', 'Received on'), 'T-5-2'),
        { id: 'amount', kind: 'money', label: text('入金額(円)', 'Amount (yen)'), clause: 'T-5-2', required: 'always' },
      ],
      clause: 'T-5-2',
    },
  },
  due: { days: 10, counted: 'calendar-to-business', clause: 'T-5-2' },
  charges: { fees: [{ fee: 'entry' }], settledBy: 'settle', clause: 'T-5-2' },
  readers: ['applicant', 'office'],
  clause: 'T-5-2',
};

const request = [says('about', text('公表しない項目', 'Which field'), 'T-7-1'), says('reason', text('理由', 'Reason'), 'T-7-1')];

const findings: Table = {
  initial: 'requested',
  states: {
    requested: { label: text('判断待ち', 'Waiting for a finding'), waitsFor: 'office', clause: 'T-7-1' },
    withheld: { label: text('認めた', 'Granted'), waitsFor: 'end', clause: 'T-7-1' },
    declined: { label: text('認めなかった', 'Declined'), waitsFor: 'end', clause: 'T-7-1' },
  },
  rows: {
    withhold: {
      event: 'FieldWithheld',
      label: text('期間を決めて公表しない', 'Withhold until a day'),
      by: ['desk'],
      from: ['requested'],
      to: 'withheld',
      needs: ['withholdable'],
      asks: [
        says('finding', text('判断の理由', 'Finding'), 'T-7-1'),
        names('until', text('公表しない最後の日', 'Last day withheld'), 'T-7-2'),
      ],
      effects: ['withhold'],
      clause: 'T-7-1',
    },
    decline: {
      event: 'WithholdingDeclined',
      label: text('認めない', 'Decline'),
      by: ['desk'],
      from: ['requested'],
      to: 'declined',
      asks: [says('finding', text('判断の理由', 'Finding'), 'T-7-1')],
      clause: 'T-7-1',
    },
  },
};

const withholding: ThreadKind = {
  ...findings,
  label: text('公表の留保', 'Withholding'),
  on: 'application',
  opening: {
    event: 'WithholdingRequested',
    label: text('公表しないことを願い出る', 'Ask to withhold a field'),
    by: ['player'],
    from: ['desk', 'unpaid', 'review'],
    asks: request,
    clause: 'T-7-1',
  },
  readers: ['applicant', 'office'],
  clause: 'T-7-1',
};

/** The same request once the badge is there: for the first time, or to extend what is withheld. */
const furtherWithholding: ThreadKind = {
  ...withholding,
  label: text('公表の留保・延長', 'Withholding or its extension'),
  on: 'attestation',
  opening: {
    event: 'FurtherWithholdingRequested',
    label: text('公表しないこと又は延長を願い出る', 'Ask to withhold a field, or for longer'),
    by: ['player'],
    from: ['held'],
    asks: request,
    clause: 'T-7-2',
  },
};

const correction: ThreadKind = {
  label: text('是正', 'Correction'),
  on: 'attestation',
  initial: 'demanded',
  states: {
    demanded: { label: text('是正待ち', 'Waiting for the player'), waitsFor: 'applicant', clause: 'T-8-1' },
    claimed: { label: text('確認待ち', 'Waiting for verification'), waitsFor: 'office', clause: 'T-8-1' },
    verified: { label: text('是正済み', 'Corrected'), waitsFor: 'end', clause: 'T-8-1' },
  },
  opening: {
    event: 'CorrectionDemanded',
    label: text('是正を求める', 'Demand a correction'),
    by: ['desk', 'head'],
    from: ['held'],
    asks: [says('finding', text('直すべきこと', 'Finding'), 'T-8-1'), names('due', text('期限', 'Time allowed until'), 'T-8-1')],
    clause: 'T-8-1',
  },
  rows: {
    claim: {
      event: 'CorrectionClaimed',
      label: text('直したと伝える', 'Tell that it is corrected'),
      by: ['player'],
      from: ['demanded'],
      to: 'claimed',
      asks: [says('action', text('したこと', 'What was done'), 'T-8-1')],
      clause: 'T-8-1',
    },
    verify: {
      event: 'CorrectionVerified',
      label: text('確かめた', 'Verified'),
      by: ['desk'],
      from: ['claimed'],
      to: 'verified',
      clause: 'T-8-1',
    },
    again: {
      event: 'CorrectionInsufficient',
      label: text('足りないと伝える', 'Not enough'),
      by: ['desk'],
      from: ['claimed'],
      to: 'demanded',
      asks: [names('due', text('新しい期限', 'New time allowed'), 'T-8-1')],
      clause: 'T-8-1',
    },
  },
  due: { asked: 'due', clause: 'T-8-1' },
  readers: ['applicant', 'office'],
  clause: 'T-8-1',
};

/** News of the player, which the desk looks at before it stands. */
const news: ThreadKind = {
  label: text('変わったこと', 'News'),
  on: 'attestation',
  initial: 'told',
  states: {
    told: { label: text('受付の確認待ち', 'Waiting for the desk'), waitsFor: 'office', clause: 'T-8-6' },
    entered: { label: text('書き換え済み', 'Entered'), waitsFor: 'end', clause: 'T-8-6' },
    waved: { label: text('書き換えない', 'Not entered'), waitsFor: 'end', clause: 'T-8-6' },
  },
  opening: {
    event: 'NewsTold',
    label: text('変わったことを届け出る', 'Tell what changed'),
    by: ['player'],
    from: ['held'],
    needs: ['nameProven'],
    asks: [{ ...says('paper', text('示した書類', 'Paper that was shown'), 'T-8-6'), required: 'never' }],
    rewrites: 'any',
    clause: 'T-8-6',
  },
  rows: {
    add: {
      event: 'NewsAdded',
      label: text('書き足す', 'Add to it'),
      by: ['player'],
      from: ['told'],
      rewrites: ['hand', 'company'],
      clause: 'T-8-6',
    },
    enter: {
      event: 'NewsEntered',
      label: text('書き換える', 'Enter it'),
      by: ['desk'],
      from: ['told'],
      to: 'entered',
      effects: ['change-content'],
      clause: 'T-8-6',
    },
    wave: {
      event: 'NewsNotEntered',
      label: text('書き換えない', 'Do not enter it'),
      by: ['desk'],
      from: ['told'],
      to: 'waved',
      clause: 'T-8-6',
    },
  },
  readers: ['applicant', 'office'],
  clause: 'T-8-6',
};

/** A look at the strokes of somebody on whom the lot fell; nothing is held against them. */
const strokeLook: ThreadKind = {
  label: text('素振りの見学', 'A look at the strokes'),
  on: 'attestation',
  initial: 'drawn',
  states: {
    drawn: { label: text('見学の前', 'To be looked at'), waitsFor: 'office', clause: 'T-8-8' },
    seen: { label: text('見た', 'Looked at'), waitsFor: 'end', clause: 'T-8-8' },
  },
  rows: {
    look: {
      event: 'StrokesSeen',
      label: text('見たことを記録する', 'Record what was seen'),
      by: ['desk'],
      from: ['drawn'],
      to: 'seen',
      asks: [says('seen', text('見たこと', 'What was seen'), 'T-8-8')],
      clause: 'T-8-8',
    },
  },
  due: { days: 30, counted: 'calendar', clause: 'T-8-8' },
  readers: ['applicant', 'office'],
  clause: 'T-8-8',
};

export const threads = {
  strokeLook,
  question,
  fee,
  evaluation,
  committee,
  neighbours,
  withholding,
  furtherWithholding,
  correction,
  news,
} satisfies Readonly<Record<string, ThreadKind>>;
