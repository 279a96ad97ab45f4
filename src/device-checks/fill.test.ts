import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttachedCheck } from '../check/index.ts';
import type { DeviceAnswer } from '../rules/device-part.ts';
import type { Dossier } from '../rules/dossier.ts';
import { contentHash } from '../rules/hash.ts';
import type { JsonValue } from '../rules/json.ts';
import { VERDICTS, type Verdict } from '../rules/verdict.ts';
import { fillFrom } from './fill.ts';

const label = { ja: '項目', en: 'Item' };
const dossier: Dossier = {
  sections: [
    {
      id: 'answers',
      label,
      fields: ['C-1', 'C-2'].map((criterion) => ({
        ...{ id: `answers/${criterion}`, kind: 'verdict', criterion, label, clause: 'X', required: 'always' },
      })) as Dossier['sections'][number]['fields'],
    },
  ],
};
const answer = (criterion: string, verdict: Verdict): DeviceAnswer => ({
  criterion,
  verdict,
  reason: { ja: `理由${verdict}`, en: verdict },
  rests: [],
});
const leaf = (part: string, value: JsonValue, version = 1) => ({ path: `answers/C-1/${part}`, value, version });
const bundle = '11111111-1111-4111-8111-111111111111';
const filled = (changes: readonly { readonly path: string; readonly value: JsonValue }[]): AttachedCheck => ({
  ...{ document: bundle, sha256: '', signedBy: '', tool: 'akashi 1', edition: 'common/1', part: 1, testedAt: '', by: '', at: '' },
  device: { model: '', serial: '', firmware: '' },
  answers: {},
  filled: Object.fromEntries(changes.map(({ path, value }) => [path, contentHash(value)])),
});
const given = { dossier, minutes: {}, document: bundle, draft: [], earlier: [] };

describe('L-3.4-6 the result of device tests fills the dossier', () => {
  test('given nothing is written, then verdict, method, basis, reason, minutes and evidence are filled', () => {
    const { changes, differs, open } = fillFrom({
      ...given,
      answers: [answer('C-1', 'conforms'), answer('C-2', 'not-tested')],
      minutes: { 'C-1': 2.3 },
    });
    expect(Object.fromEntries(changes.map(({ path, value }) => [path, value]))).toEqual({
      'answers/C-1/verdict': 'conforms',
      'answers/C-1/method': 'device',
      'answers/C-1/basis': 'own',
      'answers/C-1/reason': '理由conforms',
      'answers/C-1/minutes': 3,
      'answers/C-1/evidence': [{ document: bundle, place: 'C-1' }],
    });
    expect(differs).toEqual([]);
    expect(open).toEqual(['C-2']);
  });
  test('given a person answered otherwise, then nothing of the answer is touched and the difference is told', () => {
    const { changes, differs } = fillFrom({ ...given, answers: [answer('C-1', 'does-not-conform')], draft: [leaf('verdict', 'conforms')] });
    expect(changes).toEqual([]);
    expect(differs).toEqual([{ criterion: 'C-1', stands: 'conforms', found: 'does-not-conform' }]);
  });
  test('given a person gave the same answer with a reason, then the reason stays and what is empty is filled', () => {
    const draft = [
      leaf('verdict', 'conforms'),
      leaf('reason', '設計書で確認した。', 4),
      leaf('evidence', [{ document: 'own', place: '3頁' }], 2),
    ];
    const { changes } = fillFrom({ ...given, answers: [answer('C-1', 'conforms')], draft });
    expect(changes.map(({ path }) => path)).toEqual(['answers/C-1/method', 'answers/C-1/basis', 'answers/C-1/evidence']);
    expect(changes.at(-1)).toMatchObject({
      base: 2,
      value: [
        { document: 'own', place: '3頁' },
        { document: bundle, place: 'C-1' },
      ],
    });
  });
  test('given an earlier bundle filled it and nobody touched it, then the new result replaces it, pointer included', () => {
    const first = fillFrom({ ...given, answers: [answer('C-1', 'does-not-conform')] }).changes;
    const draft = first.map(({ path, value }) => ({ path, value, version: 1 }));
    const next = fillFrom({ ...given, answers: [answer('C-1', 'conforms')], document: 'next', draft, earlier: [filled(first)] });
    expect(Object.fromEntries(next.changes.map(({ path, value }) => [path, value]))).toMatchObject({
      'answers/C-1/verdict': 'conforms',
      'answers/C-1/reason': '理由conforms',
      'answers/C-1/evidence': [{ document: 'next', place: 'C-1' }],
    });
  });
  test('whatever a person wrote is there afterwards (automation never overwrites a human decision)', () => {
    const value = fc.oneof(
      fc.constantFrom<JsonValue>(...VERDICTS),
      fc.string({ minLength: 1 }).filter((each) => each.trim() !== ''),
    );
    const parts = fc.constantFrom('verdict', 'method', 'basis', 'reason', 'minutes');
    fc.assert(
      fc.property(fc.array(fc.tuple(parts, value)), fc.constantFrom(...VERDICTS), (typed, verdict) => {
        const draft = [...new Map(typed.map(([part, its]) => [part, leaf(part, its)])).values()];
        const { changes } = fillFrom({ ...given, answers: [answer('C-1', verdict)], minutes: { 'C-1': 1 }, draft });
        return draft.every(({ path }) => changes.every((change) => change.path !== path));
      }),
    );
  });
  test('no bundle makes a pass of what is none', () => {
    for (const verdict of VERDICTS) {
      const { changes } = fillFrom({ ...given, answers: [answer('C-1', verdict)] });
      const put = changes.find(({ path }) => path.endsWith('/verdict'))?.value;
      expect(put).toBe(verdict === 'not-tested' ? undefined : verdict);
    }
  });
});
