import { describe, expect, test } from 'vitest';
import { probes } from '../probes/index.ts';
import { judges } from '../probes/judges.ts';
import { books } from '../schemes/index.ts';

const parts = books.flatMap((book) => book.deviceParts ?? []);
const told = Object.values(judges).flatMap((judge) => Object.keys(judge.aspects).map((aspect) => `${judge.id}/${aspect}`));

describe('L-3.4-6 probes and rule books fit together', () => {
  test('every finding that a book names is made by a probe', () => {
    const named = parts.flatMap((part) => part.tests.map((each) => each.finding));
    expect([...new Set(named)].filter((finding) => !told.includes(finding))).toEqual([]);
  });
  test('every finding of a probe bears on a criterion of some book: none is made and never used', () => {
    const used = new Set(parts.flatMap((part) => part.tests.map((each) => each.finding)));
    expect(told.filter((finding) => !used.has(finding))).toEqual([]);
  });
  test('every probe has a judge that stands alone, in one order: each after those whose observations it reads', () => {
    expect(probes.map(({ id }) => id).toSorted()).toEqual(Object.keys(judges).toSorted());
    for (const [at, probe] of probes.entries()) {
      const before = probes.slice(0, at).map(({ id }) => id);
      expect(
        probe.after.filter((id) => !before.includes(id)),
        probe.id,
      ).toEqual([]);
    }
  });
});
