import { describe, expect, test } from 'vitest';
import type { Field } from '../../rules/dossier.ts';
import { text } from '../../rules/text.ts';
import { changesIn, leavesOf, readLeaf, traceOf } from './leaf.ts';

const said = { label: text('欄', 'Field'), clause: 'X', required: 'never' } as const;
const parts: Field = {
  id: 'parts',
  kind: 'table',
  maxRows: 5,
  columns: [
    { id: 'part', label: text('部品', 'Part'), required: 'always', maxLength: 10 },
    { id: 'from', label: text('国', 'From'), required: 'never', maxLength: 10 },
  ],
  ...said,
};
const answer: Field = { id: 'answers/R1.1-01', kind: 'verdict', criterion: 'R1.1-01', ...said };
const name: Field = { id: 'name', kind: 'text', lines: 'one', maxLength: 10, ...said };
const weight: Field = { id: 'weight', kind: 'number', min: 0, max: 9, unit: text('g', 'g'), ...said };

const leaf = (field: Field, part = '') => {
  const found = leavesOf(field).find((each) => each.part === part);
  if (!found) throw new Error(part);
  return found;
};

describe('A posted form is read leaf by leaf', () => {
  test('rows come in their order, empty ones are left out, and a row that is removed is gone', () => {
    const posted = { 'parts/2/part': 'b', 'parts/1/part': 'a', 'parts/1/from': 'JP', 'parts/3/part': '  ', 'parts/10/part': 'z' };
    expect(readLeaf(leaf(parts), posted)).toEqual([{ part: 'a', from: 'JP' }, { part: 'b' }, { part: 'z' }]);
    expect(readLeaf(leaf(parts), posted, 'parts/1')).toEqual([{ part: 'b' }, { part: 'z' }]);
    expect(readLeaf(leaf(parts), {})).toBeNull();
  });

  test('L-3.4-10 a pointer keeps its document and its place, also while one of them is missing', () => {
    expect(
      readLeaf(leaf(answer, 'evidence'), { 'answers/R1.1-01/evidence/1/document': 'doc-1', 'answers/R1.1-01/evidence/1/place': '' }),
    ).toEqual([{ document: 'doc-1', place: '' }]);
  });

  test('a number is read as people type it, and what is no number stays as typed', () => {
    expect(readLeaf(leaf(weight), { weight: '１,２００' })).toBe(1200);
    expect(readLeaf(leaf(weight), { weight: '約5' })).toBe('約5');
    expect(readLeaf(leaf(weight), { weight: '' })).toBeNull();
  });

  test('a field left alone is no change, whatever others did to it meanwhile', () => {
    const left = { name: 'ベル', 'was:name': traceOf('ベル'), 'base:name': '3' };
    expect(changesIn([name], left)).toEqual([]);
    expect(changesIn([name], { ...left, name: 'リン' })).toEqual([{ path: 'name', value: 'リン', base: 3 }]);
    expect(changesIn([name], { ...left, name: '' })).toEqual([{ path: 'name', value: null, base: 3 }]);
    expect(changesIn([name], { ...left, name: 'リン' }, { take: 'name' })).toEqual([]);
  });

  test('a field that the form did not send is no change', () => {
    expect(changesIn([name, weight], { name: 'x', 'was:name': traceOf('x') })).toEqual([]);
  });
});
