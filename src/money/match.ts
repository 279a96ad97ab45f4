import type { Day } from '../rules/day.ts';
import { referencesIn } from './reference.ts';

/** Money in hand, as far as matching looks at it. */
export interface Incoming {
  readonly id: string;
  readonly receivedOn: Day;
  /** Yen that is assigned to nothing and returned to nobody yet. */
  readonly remaining: number;
  /** As arrived. */
  readonly amount: number;
  readonly payer: string;
  /** As names are compared (payer.ts). */
  readonly payerKey: string;
  readonly note: string;
  readonly account: string;
  readonly source: 'hand' | 'statement';
}

/** A charge, as far as matching looks at it. */
export interface Awaiting {
  readonly id: string;
  readonly reference: string;
  readonly organisation: string;
  readonly state: 'open' | 'settled' | 'cancelled';
  readonly total: number;
  readonly paid: number;
  readonly chargedOn: Day;
}

/** What is known of who pays for whom: payer keys by organisation. */
export type KnownPayers = ReadonlyMap<string, ReadonlySet<string>>;

/** What a line of the queue is, in one word. */
export const PROPOSALS = [
  'settle',
  'part',
  'over',
  'several',
  'double',
  'other-payer',
  'before-invoice',
  'not-awaited',
  'twin',
  'rest',
  'ambiguous',
  'unknown',
] as const;
export type ProposalKind = (typeof PROPOSALS)[number];

/** What could be done with a payment, and how sure that is. Never done without a person. */
export interface Proposal {
  readonly kind: ProposalKind;
  /** certain: its own reference, the exact sum, a payer known for the organisation. Only these may be confirmed together. */
  readonly certainty: 'certain' | 'likely' | 'open';
  /** How the charge was found. */
  readonly by: 'reference' | 'payer' | 'none';
  readonly payer: 'known' | 'new' | 'other';
  /** What would be assigned to what, in yen. */
  readonly assign: readonly { readonly charge: string; readonly amount: number }[];
  /** Charges that come into question. */
  readonly about: readonly string[];
  /** Another payment that this one seems to be once more. */
  readonly twin?: string;
}

export interface Known {
  readonly charges: readonly Awaiting[];
  readonly payers: KnownPayers;
  /** Other payments of the same day, sum and payer. */
  readonly others: readonly Incoming[];
}

const openSum = (charge: Awaiting): number => charge.total - charge.paid;
const byId = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => all.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** The organisations for which somebody of this name is known to pay. */
const payersOrganisations = (key: string, payers: KnownPayers): readonly string[] =>
  key === '' ? [] : [...payers].filter(([, keys]) => keys.has(key)).map(([organisation]) => organisation);

/**
 * What a payment is for, as a proposal for a person. By reference first: exact, in part, over, paid already, awaited no more,
 * before the invoice, or by somebody known for another organisation. Without a reference by the payer's name and the exact sum,
 * which is never certain. Does not depend on the order in which charges are given.
 */
export function propose(payment: Incoming, known: Known): Proposal {
  const mine = payersOrganisations(payment.payerKey, known.payers);
  const references = referencesOf(payment);
  const named = byId(known.charges.filter((each) => references.includes(each.reference)));
  const payerOf = (charge: Awaiting | undefined): Proposal['payer'] =>
    charge && mine.includes(charge.organisation) ? 'known' : mine.length > 0 ? 'other' : 'new';
  const base = { certainty: 'open', by: 'none', payer: mine.length > 0 ? 'known' : 'new', assign: [], about: [] } as const;
  if (payment.remaining < payment.amount) return { ...base, kind: 'rest' };
  const twin = byId(known.others).find((each) => isTwin(each, payment));
  if (twin) return { ...base, kind: 'twin', twin: twin.id };
  const [only, ...more] = named;
  if (only && more.length === 0) return forCharge(payment, only, 'reference', payerOf(only));
  if (only) return forSeveral(payment, named, base);
  const theirs = byId(known.charges.filter((each) => mine.includes(each.organisation)));
  const waiting = theirs.filter((each) => each.state === 'open' && each.chargedOn <= payment.receivedOn);
  const exact = waiting.filter((each) => openSum(each) === payment.remaining);
  const [fits] = exact;
  if (fits && exact.length === 1) return forCharge(payment, fits, 'payer', 'known');
  if (exact.length > 1) return { ...base, kind: 'ambiguous', about: exact.map((each) => each.id) };
  const [single] = waiting;
  if (single && waiting.length === 1) return forCharge(payment, single, 'payer', 'known');
  if (waiting.length > 1) {
    const sum = waiting.reduce((total, each) => total + openSum(each), 0);
    return sum === payment.remaining
      ? { ...base, kind: 'several', certainty: 'likely', by: 'payer', assign: waiting.map(inFull), about: waiting.map((each) => each.id) }
      : { ...base, kind: 'ambiguous', about: waiting.map((each) => each.id) };
  }
  const early = theirs.filter((each) => each.state === 'open');
  if (early.length > 0) return { ...base, kind: 'before-invoice', by: 'payer', about: early.map((each) => each.id) };
  const paid = theirs.filter((each) => each.state === 'settled' && each.total === payment.remaining);
  if (paid.length > 0) return { ...base, kind: 'double', by: 'payer', about: paid.map((each) => each.id) };
  return mine.length > 0 ? { ...base, kind: 'before-invoice', by: 'payer' } : { ...base, kind: 'unknown' };
}

/** What could be a reference in a transfer's payer or note. */
export const referencesOf = ({ payer, note }: Pick<Incoming, 'payer' | 'note'>): readonly string[] => referencesIn(`${payer}\n${note}`);

const inFull = (charge: Awaiting) => ({ charge: charge.id, amount: openSum(charge) });

/**
 * The same transfer once more, entered by hand before or after it came with a statement, or by two people. Two lines of
 * statements are two transfers. Ids rise with time: the later one is the twin.
 */
const isTwin = (first: Incoming, second: Incoming): boolean =>
  first.id < second.id &&
  (first.source === 'hand' || second.source === 'hand') &&
  first.receivedOn === second.receivedOn &&
  first.amount === second.amount &&
  first.payerKey === second.payerKey &&
  referencesOf(first).join() === referencesOf(second).join();

function forCharge(payment: Incoming, charge: Awaiting, by: 'reference' | 'payer', payer: Proposal['payer']): Proposal {
  const base = { certainty: 'open', by, payer, assign: [], about: [charge.id] } as const;
  if (charge.state === 'cancelled') return { ...base, kind: 'not-awaited' };
  if (charge.state === 'settled') return { ...base, kind: 'double' };
  const open = openSum(charge);
  const assign = [{ charge: charge.id, amount: Math.min(open, payment.remaining) }];
  if (payment.receivedOn < charge.chargedOn) return { ...base, kind: 'before-invoice', assign };
  if (payer === 'other') return { ...base, kind: 'other-payer', assign };
  if (payment.remaining > open) return { ...base, kind: 'over', certainty: 'likely', assign };
  if (payment.remaining < open) return { ...base, kind: 'part', certainty: 'likely', assign };
  return { ...base, kind: 'settle', certainty: by === 'reference' && payer === 'known' ? 'certain' : 'likely', assign };
}

/** One transfer that names several references: all of them when the sums fit exactly. */
function forSeveral(payment: Incoming, named: readonly Awaiting[], base: Omit<Proposal, 'kind'>): Proposal {
  const about = named.map((each) => each.id);
  const fits = named.every((each) => each.state === 'open' && each.chargedOn <= payment.receivedOn);
  const sum = named.reduce((total, each) => total + openSum(each), 0);
  return fits && sum === payment.remaining
    ? { ...base, kind: 'several', certainty: 'likely', by: 'reference', assign: named.map(inFull), about }
    : { ...base, kind: 'ambiguous', by: 'reference', about };
}
