import type { Table } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { names, picks, says } from './fields.ts';

const RUNNING = ['draft', 'desk', 'returned', 'unpaid', 'review'] as const;

/** From the first stroke to the decision. */
export const application: Table = {
  initial: 'draft',
  states: {
    draft: { label: text('記入中', 'Being filled in'), waitsFor: 'applicant', dossier: 'open', clause: 'T-5-1' },
    desk: { label: text('受付で確認中', 'At the desk'), waitsFor: 'office', clause: 'T-5-1' },
    returned: { label: text('返却', 'Returned'), waitsFor: 'applicant', dossier: 'open', clause: 'T-4-2' },
    unpaid: { label: text('会費待ち', 'Waiting for the fee'), waitsFor: 'applicant', clause: 'T-5-2' },
    review: { label: text('審査中', 'Under review'), waitsFor: 'office', clause: 'T-5-3' },
    granted: { label: text('交付', 'Granted'), waitsFor: 'end', clause: 'T-5-7' },
    refused: { label: text('不交付', 'Refused'), waitsFor: 'end', clause: 'T-5-9' },
    dropped: { label: text('取下げ', 'Withdrawn by the player'), waitsFor: 'end', clause: 'T-5-10' },
  },
  rows: {
    submit: {
      event: 'Submitted',
      label: text('提出する', 'Submit'),
      by: ['player'],
      from: ['draft', 'returned'],
      to: 'desk',
      needs: ['formClean', 'renewalInWindow'],
      effects: ['freeze-dossier'],
      clause: 'T-5-1',
    },
    adoptEdition: {
      event: 'EditionAdopted',
      label: text('新しい版に切り替える', 'Adopt the edition now open'),
      by: ['player'],
      from: ['draft', 'returned'],
      effects: ['adopt-edition'],
      clause: 'T-4-2',
    },
    giveBack: {
      event: 'Returned',
      label: text('返却する', 'Return'),
      by: ['desk'],
      from: ['desk', 'review'],
      to: 'returned',
      asks: [says('reason', text('直すところ', 'What to correct'), 'T-5-1')],
      clause: 'T-5-1',
    },
    accept: {
      event: 'Accepted',
      label: text('受け付ける', 'Accept'),
      by: ['desk'],
      from: ['desk'],
      to: 'unpaid',
      needs: ['formClean'],
      opens: ['neighbours'],
      clause: 'T-5-1',
    },
    startReview: {
      event: 'ReviewStarted',
      label: text('審査を始める', 'Start the review'),
      by: ['desk'],
      from: ['unpaid'],
      to: 'review',
      needs: ['feePaid'],
      clause: 'T-5-2',
    },
    grant: {
      event: 'Granted',
      label: text('会員章を交付する', 'Grant the badge'),
      by: ['head'],
      from: ['review'],
      to: 'granted',
      needs: ['standardMet', 'evaluated', 'neighboursAgree'],
      notBy: ['accept', 'startReview', 'evaluation.report'],
      blockedBy: ['question', 'committee', 'evaluation', 'withholding'],
      bound: 'to-what-was-seen',
      effects: ['decide-issue'],
      clause: 'T-5-7',
    },
    refuse: {
      event: 'Refused',
      label: text('不交付とする', 'Refuse'),
      by: ['head'],
      from: ['review'],
      to: 'refused',
      blockedBy: ['committee'],
      asks: [says('reason', text('改善を要する点', 'What needs improvement'), 'T-5-9')],
      effects: ['decide-refuse'],
      clause: 'T-5-9',
    },
    drop: { event: 'Dropped', label: text('取り下げる', 'Withdraw'), by: ['player'], from: RUNNING, to: 'dropped', effects: ['drop'], clause: 'T-5-10' },
  },
};

/** What can happen to a badge once it is there. */
export const attestation: Table = {
  initial: 'held',
  states: {
    held: { label: text('所持', 'Held'), waitsFor: 'nobody', clause: 'T-6-2' },
    ended: { label: text('終了', 'Ended'), waitsFor: 'end', clause: 'T-8-2' },
  },
  rows: {
    giveUp: {
      event: 'TennisGivenUp',
      label: text('テニスをやめたと届け出る', 'Tell that one gave up tennis'),
      by: ['player'],
      from: ['held'],
      to: 'ended',
      needs: ['notAhead'],
      asks: [names('endedOn', text('やめた日', 'Day of the last stroke'), 'T-8-4')],
      effective: 'endedOn',
      effects: ['cease'],
      clause: 'T-8-4',
    },
    passOn: {
      event: 'RacketPassedOn',
      label: text('ラケットの譲渡を記録する', 'Record that the racket was passed on'),
      by: ['desk'],
      from: ['held'],
      to: 'ended',
      needs: ['notAhead'],
      asks: [names('endedOn', text('譲渡の日', 'Day of the transfer'), 'T-8-3')],
      effective: 'endedOn',
      effects: ['lapse'],
      clause: 'T-8-3',
    },
    intend: {
      event: 'ReapplicationIntended',
      label: text('再申請の意思を伝える', 'Say that one will apply again'),
      by: ['player'],
      from: ['held'],
      needs: ['inForce'],
      effects: ['intend-reapplication'],
      clause: 'T-8-5',
    },
    withdraw: {
      event: 'BadgeWithdrawn',
      label: text('会員章を取り消す', 'Withdraw the badge'),
      by: ['head'],
      from: ['held'],
      to: 'ended',
      needs: ['groundGiven'],
      notBy: ['correction.open'],
      asks: [
        picks('ground', text('理由', 'Ground'), 'T-8-2', {
          'not-corrected': text('期限までに直さなかった', 'Not corrected in the time allowed'),
          cheating: text('ずるをした', 'Cheated'),
        }),
      ],
      effects: ['withdraw'],
      clause: 'T-8-2',
    },
  },
};
