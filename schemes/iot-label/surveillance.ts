import type { ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { choice, date, lines, option } from './field.ts';
import { inspection } from './inspection.ts';

/** A doubt about a labelled product, from a procurer, a user, or the office's own judgement (L-3.7-10). */
const doubt: ThreadKind = {
  label: text('適合への疑義', 'Doubt about conformity'),
  on: 'attestation',
  initial: 'examined',
  states: {
    examined: { label: text('確認中', 'Being examined'), waitsFor: 'office', clause: 'L-3.7-10' },
    dismissed: { label: text('疑義なし', 'Dismissed'), waitsFor: 'end', clause: 'L-3.7-10' },
    upheld: { label: text('不適合を認定', 'Non-conformity found'), waitsFor: 'end', clause: 'L-3.7-10' },
  },
  opening: {
    event: 'DoubtOpened',
    label: text('疑義を登録する', 'Register a doubt'),
    by: ['officer'],
    from: ['granted'],
    asks: [
      choice({ id: 'source', label: text('疑義のきっかけ', 'Where it comes from'), clause: 'L-3.7-10' }, [
        option('procurer-or-user', '調達者・利用者からの指摘', 'Report of a procurer or user'),
        option('office', '制度事務局の判断', 'Judgement of the scheme office'),
        option('application-content', '申請内容についての疑義', 'Doubt about the content of the application'),
      ]),
      lines({ id: 'matter', label: text('疑義の内容', 'The matter'), required: 'always', clause: 'L-3.7-10' }),
    ],
    clause: 'L-3.7-10',
  },
  rows: {
    dismiss: {
      event: 'DoubtDismissed',
      label: text('疑義なしとして終える', 'Close: no ground for doubt'),
      by: ['officer'],
      from: ['examined'],
      to: 'dismissed',
      blockedBy: ['evidenceDemand', 'inspection'],
      asks: [lines({ id: 'reason', label: text('理由', 'Reason'), required: 'always', clause: 'L-3.7-10' })],
      clause: 'L-3.7-10',
    },
    uphold: {
      event: 'DoubtUpheld',
      label: text('不適合を認定する', 'Find a non-conformity'),
      by: ['officer'],
      from: ['examined'],
      to: 'upheld',
      blockedBy: ['evidenceDemand', 'inspection'],
      asks: [lines({ id: 'finding', label: text('認定した不適合', 'Non-conformity found'), required: 'always', clause: 'L-3.7-10' })],
      clause: 'L-3.7-10',
    },
  },
  readers: ['applicant', 'office'],
  clause: 'L-3.7-10',
};

/** A demand for the evidence that the assessment rested on, with NDA, without, or a statement in its place (L-3.7-11). */
const evidenceDemand: ThreadKind = {
  label: text('証跡の提出の求め', 'Demand for evidence'),
  on: 'attestation',
  initial: 'demanded',
  states: {
    demanded: { label: text('提出待ち', 'Waiting for the vendor'), waitsFor: 'applicant', clause: 'L-3.7-11' },
    nda: { label: text('秘密保持契約の締結待ち', 'Waiting for the non-disclosure agreement'), waitsFor: 'office', clause: 'L-3.7-11' },
    answered: { label: text('確認中', 'Being examined'), waitsFor: 'office', clause: 'L-3.7-11' },
    settled: { label: text('確認済み', 'Settled'), waitsFor: 'end', clause: 'L-3.7-11' },
    unsettled: { label: text('義務の不履行', 'Duty not met'), waitsFor: 'end', clause: 'L-3.7-10' },
  },
  opening: {
    event: 'EvidenceDemanded',
    label: text('証跡の提出を求める', 'Demand evidence'),
    by: ['officer'],
    from: ['granted'],
    needs: ['doubtIsOpen', 'dueAhead'],
    asks: [
      lines({ id: 'wanted', label: text('求める証跡', 'Evidence wanted'), required: 'always', clause: 'L-3.7-11' }),
      lines({ id: 'reason', label: text('求める理由', 'Reason'), required: 'always', clause: 'L-3.7-10' }),
      date({ id: 'dueOn', label: text('提出の期限', 'Due'), clause: 'L-3.7-11' }),
    ],
    clause: 'L-3.7-11',
  },
  rows: {
    askForAgreement: {
      event: 'AgreementAskedFor',
      label: text('秘密保持契約の締結を求める', 'Ask for a non-disclosure agreement'),
      by: ['applicant-responsible'],
      from: ['demanded'],
      to: 'nda',
      clause: 'L-3.7-11',
    },
    concludeAgreement: {
      event: 'AgreementConcluded',
      label: text('秘密保持契約の締結を記録する', 'Record the non-disclosure agreement'),
      by: ['officer'],
      from: ['nda'],
      to: 'demanded',
      asks: [date({ id: 'concludedOn', label: text('締結日', 'Concluded on'), clause: 'L-3.7-11' })],
      clause: 'L-3.7-11',
    },
    handOver: {
      event: 'EvidenceHandedOver',
      label: text('証跡を提出する', 'Hand over the evidence'),
      by: ['applicant-responsible'],
      from: ['demanded'],
      to: 'answered',
      asks: [
        choice({ id: 'agreement', label: text('秘密保持契約', 'Non-disclosure agreement'), clause: 'L-3.7-11' }, [
          option('under', '秘密保持契約に基づいて提出する', 'Under a non-disclosure agreement'),
          option('without', '秘密保持契約によらず提出する', 'Without one'),
        ]),
        {
          ...{ id: 'evidence', kind: 'evidence', maxPointers: 100, label: text('証跡', 'Evidence') },
          ...{ required: 'always', handedOver: 'L-3.7-11', clause: 'L-3.7-11' },
        },
      ],
      clause: 'L-3.7-11',
    },
    explain: {
      event: 'EvidenceExplained',
      label: text('説明文書を提出する', 'Hand over an explanatory statement'),
      by: ['applicant-responsible'],
      from: ['demanded', 'nda'],
      to: 'answered',
      asks: [
        lines({
          id: 'why',
          label: text('証跡を開示できない理由', 'Why the evidence cannot be shown'),
          required: 'always',
          clause: 'L-3.7-11',
        }),
        lines({ id: 'statement', label: text('疑義に対する説明', 'Statement on the doubt'), required: 'always', clause: 'L-3.7-11' }, 8000),
      ],
      clause: 'L-3.7-11',
    },
    settle: {
      event: 'EvidenceSettled',
      label: text('確認を終える', 'Settle the demand'),
      by: ['officer'],
      from: ['answered'],
      to: 'settled',
      asks: [lines({ id: 'result', label: text('確認の結果', 'Result'), required: 'always', clause: 'L-3.7-11' })],
      clause: 'L-3.7-11',
    },
    demandMore: {
      event: 'MoreEvidenceDemanded',
      label: text('追加の提出を求める', 'Demand more'),
      by: ['officer'],
      from: ['answered'],
      to: 'demanded',
      asks: [lines({ id: 'wanted', label: text('追加で求める証跡', 'What is still wanted'), required: 'always', clause: 'L-3.7-11' })],
      clause: 'L-3.7-11',
    },
    findNotHandedOver: {
      event: 'CooperationRefused',
      label: text('期限までに提出がないと認定する', 'Find that nothing was handed over in time'),
      by: ['officer'],
      from: ['demanded'],
      to: 'unsettled',
      needs: ['evidenceTimeOver'],
      asks: [lines({ id: 'facts', label: text('認定した事実', 'Facts found'), required: 'always', clause: 'L-3.7-10' })],
      clause: 'L-3.7-10',
    },
  },
  due: { asked: 'dueOn', clause: 'L-3.7-11' },
  readers: ['applicant', 'office'],
  clause: 'L-3.7-11',
};

/** Corrective action: finding, time allowed, the vendor's action, verification (L-3.7-13). */
const correction: ThreadKind = {
  label: text('是正', 'Corrective action'),
  on: 'attestation',
  initial: 'ordered',
  states: {
    ordered: { label: text('是正待ち', 'Waiting for correction'), waitsFor: 'applicant', clause: 'L-3.7-13' },
    reported: { label: text('是正の確認中', 'Being verified'), waitsFor: 'office', clause: 'L-3.7-13' },
    corrected: { label: text('是正済み', 'Corrected'), waitsFor: 'end', clause: 'L-3.7-13' },
    'not-corrected': { label: text('是正されず', 'Not corrected'), waitsFor: 'end', clause: 'L-3.7-13' },
  },
  opening: {
    event: 'CorrectionOrdered',
    label: text('是正を求める', 'Require correction'),
    by: ['officer'],
    from: ['granted'],
    needs: ['nonConformityFound', 'timeAllowedAhead'],
    asks: [
      lines({ id: 'finding', label: text('不適合の内容', 'Non-conformity'), required: 'always', clause: 'L-3.7-13' }),
      date({ id: 'dueOn', label: text('是正の期限(猶予期間の最終日)', 'Last day of the time allowed'), clause: 'L-3.7-13' }),
    ],
    clause: 'L-3.7-13',
  },
  rows: {
    reportCorrection: {
      event: 'CorrectionReported',
      label: text('是正を報告する', 'Report the correction'),
      by: ['applicant-responsible'],
      from: ['ordered'],
      to: 'reported',
      asks: [lines({ id: 'action', label: text('是正の内容', 'Action taken'), required: 'always', clause: 'L-3.7-13' }, 4000)],
      clause: 'L-3.7-13',
    },
    verify: {
      event: 'CorrectionVerified',
      label: text('是正を確認する', 'Verify the correction'),
      by: ['officer'],
      from: ['reported'],
      to: 'corrected',
      asks: [
        lines({
          id: 'result',
          label: text('確認の方法と結果', 'How it was verified, and the result'),
          required: 'always',
          clause: 'L-3.7-13',
        }),
      ],
      clause: 'L-3.7-13',
    },
    findInsufficient: {
      event: 'CorrectionFoundInsufficient',
      label: text('是正が不十分として差し戻す', 'Send back as insufficient'),
      by: ['officer'],
      from: ['reported'],
      to: 'ordered',
      asks: [lines({ id: 'reason', label: text('不十分な点', 'What is missing'), required: 'always', clause: 'L-3.7-13' })],
      clause: 'L-3.7-13',
    },
    findNotCorrected: {
      event: 'CorrectionFailed',
      label: text('猶予期間中に是正されなかったと認定する', 'Find that it was not corrected in the time allowed'),
      by: ['officer'],
      from: ['ordered', 'reported'],
      to: 'not-corrected',
      needs: ['correctiveTimeOver'],
      asks: [lines({ id: 'facts', label: text('認定した事実', 'Facts found'), required: 'always', clause: 'L-3.7-13' })],
      clause: 'L-3.7-13',
    },
  },
  due: { asked: 'dueOn', clause: 'L-3.7-13' },
  readers: ['applicant', 'office'],
  clause: 'L-3.7-13',
};

/** The vendor is heard before a withdrawal [ours]; opened by the proposal. */
const hearing: ThreadKind = {
  label: text('意見の聴取', 'Hearing'),
  on: 'attestation',
  initial: 'notified',
  states: {
    notified: { label: text('意見待ち', 'Waiting for the vendor'), waitsFor: 'applicant', clause: 'L-3.7-12' },
    heard: { label: text('聴取済み', 'Heard'), waitsFor: 'nobody', clause: 'L-3.7-12' },
    abandoned: { label: text('起案の取りやめ', 'Proposal given up'), waitsFor: 'end', clause: 'L-3.7-12' },
  },
  rows: {
    state: {
      event: 'HolderHeard',
      label: text('意見を述べる', 'State your view'),
      by: ['applicant-responsible'],
      from: ['notified'],
      to: 'heard',
      asks: [lines({ id: 'statement', label: text('意見', 'Statement'), required: 'always', clause: 'L-3.7-12' }, 8000)],
      clause: 'L-3.7-12',
    },
    waive: {
      event: 'HearingWaived',
      label: text('意見を述べない', 'Waive the hearing'),
      by: ['applicant-responsible'],
      from: ['notified'],
      to: 'heard',
      clause: 'L-3.7-12',
    },
    closeUnanswered: {
      event: 'HearingTimeEnded',
      label: text('期限までに意見がなかったことを記録する', 'Record that nothing was said in time'),
      by: ['officer'],
      from: ['notified'],
      to: 'heard',
      needs: ['hearingTimeOver'],
      clause: 'L-3.7-12',
    },
    giveUp: {
      event: 'WithdrawalGivenUp',
      label: text('取消しの起案を取りやめる', 'Give up the proposal'),
      by: ['officer'],
      from: ['notified', 'heard'],
      to: 'abandoned',
      asks: [lines({ id: 'reason', label: text('理由', 'Reason'), required: 'always', clause: 'L-3.7-12' })],
      clause: 'L-3.7-12',
    },
  },
  due: { days: 14, counted: 'calendar', clause: 'L-3.7-12' },
  readers: ['applicant', 'office'],
  clause: 'L-3.7-12',
};

/** Threads beside a label. */
export const attestationThreads = { doubt, evidenceDemand, inspection, correction, hearing } as const satisfies Readonly<
  Record<string, ThreadKind>
>;
