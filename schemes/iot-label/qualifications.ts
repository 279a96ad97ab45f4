import { type Day, day } from '../../src/rules/day.ts';
import { type Text, text } from '../../src/rules/text.ts';

/** A qualification as the technical committee designated it: a dated decision (L-3.7-4). */
export interface Qualification {
  readonly id: string;
  readonly label: Text;
  readonly from: Day;
  readonly until?: Day;
  /** Regular expression of its registration numbers. */
  readonly number: string;
  readonly numberForm: Text;
  readonly source: string;
}

/** The policy names one example; equivalents and the training are still to be decided. */
export const qualifications: readonly Qualification[] = [
  {
    id: 'riss',
    label: text('情報処理安全確保支援士', 'Registered Information Security Specialist'),
    from: day('2025-03-25'),
    number: '^(第)?[0-9]{6}(号)?$',
    numberForm: text('数字6桁', 'six digits'),
    source: 'METI policy 2024-08 section 3.7 (named as the example); form of the number: general knowledge, unverified',
  },
];
