import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { day } from '../rules/day.ts';
import type { Entry, Subject, Thread } from '../rules/subject.ts';
import { compare } from './compare.ts';
import { correctionDay, returnLetter } from './return-letter.ts';
import { decisionsOf, fourEyes, returnRow, worksOf } from './work.ts';

const today = day('2026-11-22');
const entry = (row: string, by: string): Entry => ({
  row,
  by,
  organisation: 'o',
  party: 'officer',
  on: today,
  at: '2026-11-20T00:00:00.000Z',
  input: {},
});
const subject = (state: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'application',
  id: 'a-1',
  reference: '2026-00001',
  scheme: 'iot-label',
  organisation: 'o',
  level: '1',
  version: 3,
  state,
  history: [],
  threads: [],
  openedOn: today,
  edition: 'common/1.1',
  receivedOn: today,
  periods: [],
  ...more,
});
const thread = (kind: string, state: string, due?: string): Thread => ({
  id: 't-1',
  kind,
  state,
  openedOn: today,
  history: [entry('open', 'p')],
  ...(due ? { due: day(due) } : {}),
});
const officer = (person: string) => ({ person, organisation: 'office', parties: ['officer'] });

describe('the work of the office', () => {
  test.each([
    ['form-check', [], 'check'],
    ['inquiry', [], 'decide'],
    ['inquiry', [thread('governmentInquiry', 'asked')], 'waiting'],
    ['form-check', [thread('question', 'answered')], 'answer'],
    ['form-check', [thread('question', 'asked')], 'waiting'],
    ['returned', [], 'waiting'],
  ] as const)('a case in %s with %j is %s', (state, threads, kind) => {
    expect(worksOf(iotLabel, subject(state, { threads }), today).map((work) => work.kind)).toEqual([kind]);
  });
  test('a case that is over is no work', () => {
    expect(worksOf(iotLabel, subject('issued', { threads: [thread('question', 'asked', '2026-11-01')] }), today)).toEqual([]);
  });
  test('a question is overdue for whom it waits, and an answer that came is not', () => {
    const of = (state: string, due: string) =>
      worksOf(iotLabel, subject('form-check', { threads: [thread('question', state, due)] }), today)[0]?.isOverdue;
    expect([of('asked', '2026-11-21'), of('asked', '2026-11-22'), of('answered', '2026-11-01')]).toEqual([true, false, false]);
  });
  test('who accepted may decide nothing, another may', () => {
    const its = subject('inquiry', { history: [entry('accept', 'sato')] });
    expect(decisionsOf(iotLabel, its).map(({ id }) => id)).toEqual(['issue', 'refuse']);
    expect(fourEyes(iotLabel, its, officer('sato'))?.code).toBe('same-person');
    expect(fourEyes(iotLabel, its, officer('suzuki'))).toBeUndefined();
  });
});

describe('the comparison of two submissions', () => {
  test('tells added, removed and changed apart, and is silent about what is the same', () => {
    const before = { 'product-contact': 'a', 'support-end': '2030-01-01', models: [{ model: 'X' }] };
    const now = { 'product-contact': 'b', 'product-url': 'https://x.example', models: [{ model: 'X' }] };
    expect(compare(iotLabel, 'common/1.1', before, now).map(({ path, is }) => [path, is])).toEqual([
      ['product-url', 'added'],
      ['product-contact', 'changed'],
      ['support-end', 'removed'],
    ]);
  });
});

describe('the letter of return', () => {
  test('L-3.4-14 names the last day on which a correction keeps its place, and every comment', () => {
    const found = returnRow(iotLabel, subject('form-check'));
    if (!found) throw new Error('no return');
    const same = { ja: '製品', en: 'Product' };
    const letter = returnLetter(
      {
        book: iotLabel,
        subject: subject('form-check'),
        row: found.row,
        input: { reason: '不足', comments: [{ item: 'S1.1-05', comment: '公開日' }] },
        on: today,
        title: same,
        applicant: same,
        edition: same,
        isPreview: true,
        demo: false,
      },
      'ja',
      (_language, spelled) => `〈${spelled}〉`,
    );
    const said = JSON.stringify(letter);
    expect(correctionDay(iotLabel, today)).toBe('2026-12-22');
    for (const wanted of ['〈2026-12-22〉', '不足', 'S1.1-05', '公開日', '下書き', 'L-3.5-2']) expect(said).toContain(wanted);
  });
});
