import { describe, expect, test } from 'vitest';
import { improvementFindings, standardFindings, standardOf } from './disclosure.ts';
import type { Dossier, Field, Values } from './dossier.ts';
import type { ItemFinding } from './item-finding.ts';

const item = (id: string, weight: 'mandatory' | 'optional', decisive = false): Field => ({
  id,
  kind: 'disclosure',
  item: id,
  weight,
  ...(decisive ? { decisive: 'must-be-done' } : {}),
  label: { ja: id, en: id },
  clause: 'X-1',
  required: 'never',
});
const dossier: Dossier = {
  sections: [{ id: 's', label: { ja: '', en: '' }, fields: [item('A', 'mandatory'), item('B', 'mandatory', true), item('C', 'optional')] }],
};
const given = (id: string, answer: string, content = ''): Values => ({ [`${id}/answer`]: answer, [`${id}/content`]: content });
const full = { ...given('A', 'content', 'a'), ...given('B', 'content', 'b'), ...given('C', 'content', 'c') };
const standing = (values: Values) => Object.fromEntries(standardOf(dossier, values).map((each) => [each.field.id, each.is]));
const toImprove = (id: string): ItemFinding => ({ item: id, finding: 'to-improve', words: 'w', by: 'p', at: '', content: '' });

describe('the standard of disclosure, item by item', () => {
  test('D-5.2-1 everything disclosed and done meets it', () => {
    expect(standing(full)).toEqual({ A: 'met', B: 'met', C: 'optional' });
    expect(standardFindings(dossier, full, 'X')).toEqual([]);
  });
  test('D-5.2-3 “not done” is accepted but on a decisive item; “not disclosed” and nothing at all are not', () => {
    expect(standing({ ...full, ...given('A', 'not-done') })['A']).toBe('not-done-accepted');
    expect(standing({ ...full, ...given('B', 'not-done') })['B']).toBe('below');
    expect(standing({ ...full, ...given('A', 'not-disclosed') })['A']).toBe('below');
    expect(standing(given('B', 'content', 'b'))['A']).toBe('below');
  });
  test('D-5.2-2 an optional item is never counted, whatever it says', () => {
    for (const answer of ['content', 'not-done', 'not-disclosed']) {
      const values = { ...full, ...given('C', answer) };
      expect(standing(values)['C']).toBe('optional');
      expect(standardFindings(dossier, values, 'X')).toEqual([]);
    }
  });
  test('what is shown and what the guard finds are one judgement', () => {
    for (const a of ['content', 'not-done', 'not-disclosed', ''])
      for (const b of ['content', 'not-done', 'not-disclosed', '']) {
        const values = { ...given('A', a, a === 'content' ? 'x' : ''), ...given('B', b, b === 'content' ? 'x' : '') };
        const below = standardOf(dossier, values).filter((each) => each.is === 'below');
        expect(below.map((each) => `${each.field.id}/answer`)).toEqual(standardFindings(dossier, values, 'X').map((each) => each.path));
      }
  });
  test('D-5.2-1 D-5.2-2 a mandatory item found in need of improvement is not properly disclosed; an optional one never counts', () => {
    expect(improvementFindings(dossier, [toImprove('A')], 'X')).toMatchObject([{ code: 'to-improve', path: 'A/content', clause: 'X' }]);
    expect(improvementFindings(dossier, [toImprove('C'), { ...toImprove('B'), finding: 'in-order' }], 'X')).toEqual([]);
  });
});
