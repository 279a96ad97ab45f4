import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { badge, code, desk, inThread, player } from '../../schemes/tennis-club/cast.ts';
import type { Book, Row } from './book.ts';
import { day } from './day.ts';
import { termsOn } from './decide.ts';
import { draw, drawnOf, drawRows, samplingProblems } from './sampling.ts';
import type { Sampling } from './terms.ts';

const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 60 });

describe('the draw', () => {
  test('the share is rounded up: of one, one; of a hundred and one at ten in a hundred, eleven; of none, none', () => {
    expect([drawnOf(10, 1), drawnOf(10, 100), drawnOf(10, 101), drawnOf(10, 0), drawnOf(100, 7)]).toEqual([1, 10, 11, 0, 7]);
  });

  test('it depends on seed and keys alone, whatever their order, and draws as many as the share says, each of them once', () => {
    void fc.assert(
      fc.property(keys, fc.string(), fc.integer({ min: 1, max: 100 }), (all, seed, percent) => {
        const drawn = draw(seed, all, percent);
        expect(draw(seed, all.toReversed(), percent)).toEqual(drawn);
        expect(new Set(drawn).size).toBe(drawnOf(percent, all.length));
        expect(all).toEqual(expect.arrayContaining([...drawn]));
      }),
    );
  });

  test('a larger share draws the same and more; another seed draws others, each as often as any other', () => {
    const all = Array.from({ length: 20 }, (_each, n) => `TC1-${n}`);
    expect(draw('a', all, 50).slice(0, 2)).toEqual(draw('a', all, 10));
    const often = new Map(all.map((key) => [key, 0]));
    for (let seed = 0; seed < 2000; seed += 1) for (const key of draw(String(seed), all, 10)) often.set(key, (often.get(key) ?? 0) + 1);
    for (const times of often.values()) expect(Math.abs(times - 200)).toBeLessThan(70);
  });

  test('anyone gets the same with the common tools: SHA-256 of seed, space and key', () => {
    expect(draw('0', ['A', 'B', 'C'], 34)).toEqual(['A', 'B']);
  });
});

describe('how a book samples', () => {
  test('L-3.7-10 at ★1 it is decided that nothing is sampled, from the first day of the scheme; T-8-8 the club samples from its day on', () => {
    for (const { value } of iotLabel.terms) expect(value.sampling?.['1']).toEqual({ percent: null, clause: 'L-3.7-10' });
    expect([...drawRows(iotLabel)]).toEqual([]);
    expect(termsOn(club, day('2027-03-31')).sampling).toBeUndefined();
    expect(termsOn(club, day('2027-04-01')).sampling?.['1']).toMatchObject({ percent: 10, drawnBy: 'drawLot' });
    expect([...drawRows(club)]).toEqual(['drawLot']);
  });

  test('T-8-8 what was drawn waits for the desk to look at it, which is told when its thirty days are over; nobody else draws', () => {
    const lot = { input: { draw: 'tennis-club/1/2027', seed: 'seven' } };
    const drawn = badge().on('2027-04-05').does(desk, 'drawLot', lot);
    expect(drawn.thread('strokeLook')).toMatchObject({ state: 'drawn', due: '2027-05-05' });
    expect(drawn.subject.history.at(-1)).toMatchObject({ row: 'drawLot', input: lot.input });
    expect(drawn.strikes()).toContainEqual(expect.objectContaining({ on: '2027-05-05', tells: 'office', kind: 'prompt' }));
    expect(code(badge().on('2027-04-05').refused(player, 'drawLot', lot))).toBe('wrong-party T-8-8');
    const seen = drawn.does(desk, 'look', { place: inThread(drawn, 'strokeLook'), input: { seen: '見事' } });
    expect(seen.thread('strokeLook').state).toBe('seen');
    expect(seen.status().status).toBe('in-force');
  });

  const sampling = (its: Readonly<Record<string, Sampling>>): Book => ({
    ...club,
    terms: club.terms.map((entry) => ({ ...entry, value: { ...entry.value, sampling: its } })),
  });
  const share = { percent: 10, drawnBy: 'drawLot', clause: 'T-8-8' };
  const lot = (more: Partial<Row>): Book => {
    const row = club.attestation.rows['drawLot'];
    if (!row) throw new Error('no lot');
    return { ...club, attestation: { ...club.attestation, rows: { ...club.attestation.rows, drawLot: { ...row, ...more } } } };
  };
  test.each<[string, Book, string]>([
    ['a level that does not exist', sampling({ '9': share }), 'is of a level that does not exist'],
    ['a clause that nobody knows', sampling({ '1': { percent: null, clause: 'T-0' } }), 'cites T-0, which the book does not know'],
    ['more than all', sampling({ '1': { ...share, percent: 101 } }), 'draws 101 of a hundred'],
    ['part of one in a hundred', sampling({ '1': { ...share, percent: 0.5 } }), 'draws 0.5 of a hundred'],
    ['an act that is not there', sampling({ '1': { ...share, drawnBy: 'x' } }), 'is recorded by x, which is no row of the attestation'],
    ['an act of the player', lot({ by: ['player'] }), 'is not made by the office'],
    ['an act that is not always possible', lot({ from: ['ended'] }), 'cannot be recorded in every state before the end'],
    ['an act that depends on something', lot({ needs: ['notAhead'] }), 'depends on more than the draw'],
    ['an act that asks for more', lot({ asks: [] }), 'asks for other than draw and seed'],
    ['an act that leads to no inspection', lot({ opens: [] }), 'opens nothing that waits for the office'],
  ])('%s is found', (_what, book, problem) => {
    expect(samplingProblems(book).some((each) => each.endsWith(problem))).toBe(true);
  });
});
