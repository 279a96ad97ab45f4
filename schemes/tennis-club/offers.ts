import type { Offer } from '../../src/rules/criteria.ts';
import { day } from '../../src/rules/day.ts';
import { text } from '../../src/rules/text.ts';
import { editionsLock } from './editions-lock.ts';

const assembly = text('総会(架空)', 'The assembly (fictional)');
const approved = { approvedOn: day('2025-12-01'), approvedBy: assembly, opensOn: day('2026-01-01'), source: '架空の議事録' };

/** Which editions are open, from when and until when. */
export const offers: readonly Offer[] = [
  { ...approved, edition: 'basic/1.0', hash: editionsLock['basic/1.0'], level: '1', lastDay: day('2027-03-31') },
  {
    ...approved,
    edition: 'basic/2.0',
    hash: editionsLock['basic/2.0'],
    level: '1',
    approvedOn: day('2026-12-01'),
    opensOn: day('2027-01-01'),
  },
  { ...approved, edition: 'regular/1.0', hash: editionsLock['regular/1.0'], level: '2' },
  { ...approved, edition: 'master/1.0', hash: editionsLock['master/1.0'], level: '3', opensOn: day('2026-04-01') },
];
