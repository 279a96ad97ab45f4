import type { DevicePart } from '../rules/device-part.ts';
import type { Observations } from './probe.ts';

/** Person-minutes by criterion; `other` are those of probes whose findings bear on none. */
export interface PersonMinutes {
  readonly byCriterion: Readonly<Record<string, number>>;
  readonly other: number;
}

/**
 * The person-minutes of a run by criterion (L-3.4-7): those of a probe are split evenly over the criteria that its findings bear on under the
 * device part. In hundredths of a minute; the parts add up to the whole.
 */
export function personMinutes(part: DevicePart, observations: Observations): PersonMinutes {
  const hundredths = new Map<string, number>();
  let other = 0;
  for (const { probe, personMinutes: minutes } of observations) {
    const criteria = criteriaOf(part, probe);
    const spent = Math.round(minutes * 100);
    if (criteria.length === 0) other += spent;
    criteria.forEach((criterion, index) => {
      const share = Math.floor(spent / criteria.length) + (index < spent % criteria.length ? 1 : 0);
      if (share > 0) hundredths.set(criterion, (hundredths.get(criterion) ?? 0) + share);
    });
  }
  const byCriterion = Object.fromEntries([...hundredths].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, spent]) => [id, spent / 100]));
  return { byCriterion, other: other / 100 };
}

/** The criteria on which the findings of a probe bear, by id. */
export const criteriaOf = (part: DevicePart, probe: string): readonly string[] =>
  [...new Set(part.tests.filter((test) => test.finding.startsWith(`${probe}/`)).map((test) => test.criterion))].sort();
