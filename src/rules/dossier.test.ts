import { describe, expect, test } from 'vitest';
import { type Field, holds, isBlank, isRequired, leaves, modelKey, models, pointers, type When } from './dossier.ts';
import { text } from './text.ts';

const field = (more: Partial<Field>): Field =>
  ({ id: 'f', kind: 'date', label: text('欄', 'Field'), clause: 'T-5-1', required: 'always', ...more }) as Field;

describe('conditions on other fields', () => {
  const left: When = { field: 'hand', is: ['left', 'both'] };
  test.each<[When, Record<string, string | string[] | null>, boolean]>([
    [left, { hand: 'left' }, true],
    [left, { hand: 'right' }, false],
    [left, {}, false],
    [left, { hand: ['right', 'both'] }, true],
    [{ field: 'hand', is: [null] }, {}, true],
    [{ not: left }, { hand: 'left' }, false],
    [{ all: [left, { field: 'x', is: ['1'] }] }, { hand: 'left', x: '2' }, false],
    [{ any: [left, { field: 'x', is: ['1'] }] }, { hand: 'right', x: '1' }, true],
    [{ all: [] }, {}, true],
    [{ any: [] }, {}, false],
  ])('%j of %j is %s', (when, values, expected) => {
    expect(holds(when, values)).toBe(expected);
    expect(isRequired(field({ required: when }), values)).toBe(expected);
  });

  test('always is always and never never', () =>
    expect(['always', 'never'].map((required) => isRequired(field({ required: required as 'always' }), {}))).toEqual([true, false]));
});

test('nothing, blank text and an empty list are blank; no and zero are not', () => {
  expect([undefined, null, '', ' \u3000\n', []].every(isBlank)).toBe(true);
  expect([false, 0, 'x', [''], {}].some(isBlank)).toBe(false);
});

test('a field has the leaves of its kind', () => {
  expect(leaves(field({}))).toEqual(['f']);
  expect(leaves(field({ kind: 'disclosure', item: 'C1', weight: 'optional' }))).toEqual(['f/answer', 'f/content', 'f/evidence']);
  expect(leaves(field({ kind: 'verdict', criterion: 'B1' }))).toContain('f/foreignLabel');
});

test('what is no pointer is left out, what is no model is reported as an empty one', () => {
  expect(pointers([{ document: 'd', place: 'p' }, { document: 'd' }, null, 'x', { document: 1, place: 'p' }])).toEqual([
    { document: 'd', place: 'p' },
  ]);
  expect(pointers('x')).toEqual([]);
  expect(models([{ model: 'A', name: 'n', difference: '' }, { name: 'n' }, null, { model: 3 }])).toEqual([
    { model: 'A', name: 'n' },
    { model: '' },
    { model: '' },
    { model: '' },
  ]);
  expect(models(undefined)).toEqual([]);
});

test('width, case, spaces and kinds of hyphen do not tell models apart', () => {
  expect(
    new Set(['AB-100', 'ab-100', 'ＡＢ－１００', 'AB 100'.replace(' ', '‐'), 'A B - 1 0 0', 'ab−100', 'ABー100'].map(modelKey)),
  ).toEqual(new Set(['AB-100']));
  expect(modelKey('AB100')).not.toBe(modelKey('AB-100'));
});
