import type { ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { choice, date, lines, option } from './field.ts';

/** A look at the labelled product itself, which the vendor must let happen (L-3.7-10). It starts from a doubt: nothing is sampled at ★1. */
export const inspection: ThreadKind = {
  label: text('検査・調査', 'Inspection or survey'),
  on: 'attestation',
  initial: 'asked',
  states: {
    asked: { label: text('ベンダーの回答待ち', 'Waiting for the vendor'), waitsFor: 'applicant', clause: 'L-3.7-10' },
    agreed: { label: text('検査待ち', 'Waiting for the inspection'), waitsFor: 'office', clause: 'L-3.7-10' },
    done: { label: text('検査済み', 'Inspected'), waitsFor: 'end', clause: 'L-3.7-10' },
    off: { label: text('取りやめ', 'Called off'), waitsFor: 'end', clause: 'L-3.7-10' },
    refused: { label: text('義務の不履行', 'Duty not met'), waitsFor: 'end', clause: 'L-3.7-10' },
  },
  opening: {
    event: 'InspectionAskedFor',
    label: text('検査・調査への協力を求める', 'Ask to inspect or survey'),
    by: ['officer'],
    from: ['granted'],
    needs: ['doubtBehindInspection', 'inspectionAhead'],
    asks: [
      choice({ id: 'how', label: text('方法', 'How'), clause: 'L-3.7-10' }, [
        option('product', '製品の検査', 'Inspection of the product'),
        option('place', '事業所での調査', 'Survey at the vendor’s place'),
        option('answers', '書面による調査', 'Survey in writing'),
      ]),
      lines({ id: 'what', label: text('検査・調査の内容', 'What is looked at'), required: 'always', clause: 'L-3.7-10' }),
      lines({ id: 'reason', label: text('求める理由', 'Reason'), required: 'always', clause: 'L-3.7-10' }),
      date({ id: 'dueOn', label: text('回答の期限', 'Answer due'), clause: 'L-3.7-10' }),
    ],
    clause: 'L-3.7-10',
  },
  rows: {
    agree: {
      event: 'InspectionAgreed',
      label: text('協力すると答える', 'Agree to cooperate'),
      by: ['applicant-responsible'],
      from: ['asked'],
      to: 'agreed',
      asks: [
        date({ id: 'from', label: text('協力できる最初の日', 'Possible from'), clause: 'L-3.7-10' }),
        lines({ id: 'note', label: text('伝えておくこと', 'Note'), clause: 'L-3.7-10' }),
      ],
      clause: 'L-3.7-10',
    },
    decline: {
      event: 'InspectionDeclined',
      label: text('協力しないと答える', 'Decline to cooperate'),
      by: ['applicant-responsible'],
      from: ['asked', 'agreed'],
      to: 'refused',
      asks: [lines({ id: 'why', label: text('理由', 'Reason'), required: 'always', clause: 'L-3.7-10' })],
      clause: 'L-3.7-10',
    },
    report: {
      event: 'Inspected',
      label: text('検査・調査の結果を記録する', 'Record what was found'),
      by: ['officer'],
      from: ['agreed'],
      to: 'done',
      needs: ['inspectionHappened'],
      asks: [
        date({ id: 'on', label: text('検査・調査の日', 'Day of the inspection'), clause: 'L-3.7-10' }),
        lines({ id: 'result', label: text('結果', 'Result'), required: 'always', clause: 'L-3.7-10' }),
      ],
      clause: 'L-3.7-10',
    },
    callOff: {
      event: 'InspectionCalledOff',
      label: text('検査・調査を取りやめる', 'Call it off'),
      by: ['officer'],
      from: ['asked', 'agreed'],
      to: 'off',
      asks: [lines({ id: 'reason', label: text('理由', 'Reason'), required: 'always', clause: 'L-3.7-10' })],
      clause: 'L-3.7-10',
    },
    findRefused: {
      event: 'CooperationWithInspectionRefused',
      label: text('期限までに回答がないと認定する', 'Find that no answer came in time'),
      by: ['officer'],
      from: ['asked'],
      to: 'refused',
      needs: ['inspectionTimeOver'],
      asks: [lines({ id: 'facts', label: text('認定した事実', 'Facts found'), required: 'always', clause: 'L-3.7-10' })],
      clause: 'L-3.7-10',
    },
  },
  due: { asked: 'dueOn', clause: 'L-3.7-10' },
  readers: ['applicant', 'office'],
  clause: 'L-3.7-10',
};
