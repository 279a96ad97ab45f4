import { addDays, type Day, lastDayOfYears } from './day.ts';
import type { NumberPattern } from './number.ts';
import { RuleRefused } from './refusal.ts';
import type { Text } from './text.ts';

/** A decision and the day from which it applies, also to what was granted before it (design principle 3). */
export interface DatedEntry<T> {
  readonly from: Day;
  readonly value: T;
  /** Who decided, and where it is written. */
  readonly source: string;
}
export type Dated<T> = readonly DatedEntry<T>[];

/** What applies on the day; undefined before the first entry. */
export function asOf<T>(dated: Dated<T>, on: Day): T | undefined {
  let found: DatedEntry<T> | undefined;
  for (const entry of dated) if (entry.from <= on && (!found || entry.from >= found.from)) found = entry;
  return found?.value;
}

export interface Fee {
  readonly id: string;
  readonly label: Text;
  /** Yen. */
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly refundable: 'never' | 'before-review';
  readonly clause: string;
}

/** How long an attestation of a level lasts; `undecided` levels are not issued. */
export type Validity = { readonly maxYears: number; readonly shorter: 'on-request' | 'never'; readonly clause: string } | 'undecided';

export interface RenewalTerms {
  /** Days before the last day, both included; absent: any day while in force. */
  readonly window?: { readonly opens: number; readonly closes: number };
  /** What a filing in time does to the old period after its last day. */
  readonly effect: 'continues-until-decided' | 'none';
  /** Where the new period begins. */
  readonly begins: 'on-issue' | 'day-after-last';
  readonly clause: string;
}

/**
 * How many of what was issued are inspected without any doubt: of every hundred in effect when it is drawn, once a year, and the act of the
 * attestation by which that is recorded. Null: it was decided that none are.
 */
export type Sampling =
  | { readonly percent: number; readonly drawnBy: string; readonly clause: string }
  | { readonly percent: null; readonly clause: string };

/** The operating rules that the engine reads. Everything here carries the day from which it applies. */
export interface Terms {
  /** By level or, where a decision names a product type, by `level/type`. */
  readonly validity: Readonly<Record<string, Validity>>;
  readonly number: NumberPattern;
  readonly renewal: RenewalTerms;
  readonly fees: readonly Fee[];
  /** Calendar days to correct what was returned and keep the first day of receipt. */
  readonly correctionDays: number;
  /** Reminders before the last day, in days. */
  readonly reminderDays: readonly number[];
  /** Days that an expired attestation may read "re-application pending"; 0: never. */
  readonly reapplicationDays: number;
  /** By level; nothing was decided about a level that is left out, and nothing is drawn of it. */
  readonly sampling?: Readonly<Record<string, Sampling>>;
  /** Bank and office holidays known so far. */
  readonly holidays: readonly Day[];
}

/** How long it lasts at a level for a product type: what was decided for the type, else for the level; undefined where nothing was. */
export const validityOf = (terms: Terms, of: { readonly level: string; readonly type?: string }): Validity | undefined =>
  (of.type === undefined ? undefined : terms.validity[`${of.level}/${of.type}`]) ?? terms.validity[of.level];

/**
 * The last day of a new period that begins on `first`. A shorter end may be asked for where the terms allow it.
 * Refuses an undecided level (citing the clause given), an end after the maximum, an end before the beginning.
 */
export function lastDay(validity: Validity | undefined, first: Day, asked: Day | undefined, clauseIfUndecided = ''): Day {
  if (validity === undefined || validity === 'undecided') {
    throw new RuleRefused('validity-undecided', clauseIfUndecided, {
      ja: 'このレベルの有効期間はまだ定められていないため、交付できません。',
      en: 'No validity has been decided for this level, so nothing can be issued.',
    });
  }
  const longest = lastDayOfYears(first, validity.maxYears);
  if (asked === undefined) return longest;
  if (asked < first || asked > longest || (validity.shorter === 'never' && asked !== longest)) {
    throw new RuleRefused('validity-out-of-range', validity.clause, {
      ja: `有効期限は${first}から${longest}までの日でなければなりません。`,
      en: `The last day must lie between ${first} and ${longest}.`,
    });
  }
  return asked;
}

/** Where a filing stands to the renewal window of a period that ends on `end`. */
export type Filing = 'early' | 'in-window' | 'late';

/** Both ends of the window are included, Tokyo calendar days, no shift for holidays (D-9.1-1). */
export function filing(renewal: RenewalTerms, end: Day, received: Day): Filing {
  if (!renewal.window) return received <= end ? 'in-window' : 'late';
  if (received < addDays(end, -renewal.window.opens)) return 'early';
  return received <= addDays(end, -renewal.window.closes) ? 'in-window' : 'late';
}
