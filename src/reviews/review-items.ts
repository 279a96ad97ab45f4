import { carryingRow, type FrozenFindings, isReviewed, itemContent, type KeptFinding } from '../applications/index.ts';
import type { Book } from '../rules/book.ts';
import { type Dossier, type Field, fieldsOf, type Values } from '../rules/dossier.ts';
import { isOpen } from '../rules/moves.ts';
import type { Subject, Thread } from '../rules/subject.ts';

/** How an item stands in a review: nothing was found yet (or not about what it says now), in order, to improve, or a question is open. */
export type ReviewedIs = 'left' | 'in-order' | 'to-improve' | 'asked';

/** One item of the dossier as the office reviews it. */
export interface ReviewItem {
  readonly field: Field;
  readonly is: ReviewedIs;
  readonly finding?: KeptFinding;
  /** The version to write over; 0 when nobody wrote anything. */
  readonly version: number;
  /** Hash of what it says now: a finding is made about exactly this. */
  readonly content: string;
  /** What it says, or what was answered about it, changed since the finding was made. */
  readonly changedSince: boolean;
  /** What was asked about it, newest last. */
  readonly questions: readonly Thread[];
}

/** A review as it stands: every item, whether findings can be written, and the hash of the frozen ones when they are shown. */
export interface Review {
  readonly items: readonly ReviewItem[];
  readonly isOpen: boolean;
  /** Absent while the findings are working papers. */
  readonly frozen?: string;
}

/** Does a thread speak about this item: by its field, a path in it, or its number? */
export function isAboutItem(thread: Pick<Thread, 'about'>, field: Field): boolean {
  const { about } = thread;
  if (about === undefined) return false;
  return about === field.id || about.startsWith(`${field.id}/`) || about === numberOf(field);
}

const numberOf = (field: Field): string | undefined =>
  field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : undefined;

/**
 * The review of a case; undefined when nobody reviews it item by item: its book carries no findings, or no review began yet.
 * While it runs the kept findings are shown, afterwards the frozen ones.
 */
export function reviewOf(
  book: Book,
  subject: Subject,
  dossier: Dossier,
  values: Values,
  found: { readonly kept: readonly KeptFinding[]; readonly frozen?: FrozenFindings },
): Review | undefined {
  const open = carryingRow(book, subject) !== undefined;
  const frozen = open ? undefined : found.frozen;
  if (!open && !frozen && found.kept.every((each) => each.finding === undefined)) return undefined;
  const findings = new Map<string, KeptFinding>(
    frozen ? frozen.findings.map((each) => [each.item, { ...each, version: 0 }]) : found.kept.map((each) => [each.item, each]),
  );
  const items = fieldsOf(dossier)
    .filter(isReviewed)
    .map((field) => reviewItem(book, subject, values, field, findings.get(field.id)));
  return { items, isOpen: open, ...(frozen && subject.findings ? { frozen: subject.findings } : {}) };
}

function reviewItem(book: Book, subject: Subject, values: Values, field: Field, kept: KeptFinding | undefined): ReviewItem {
  const questions = subject.threads.filter((thread) => isAboutItem(thread, field));
  const isAsked = questions.some((thread) => {
    const kind = book.threads[thread.kind];
    return kind !== undefined && isOpen(kind, thread);
  });
  const said =
    questions
      .flatMap((thread) => thread.history.map((entry) => entry.at))
      .sort()
      .at(-1) ?? '';
  const content = itemContent(field, values);
  const changedSince = kept?.finding !== undefined && (kept.content !== content || said > kept.at);
  return {
    field,
    is: isAsked ? 'asked' : kept?.finding === undefined || changedSince ? 'left' : kept.finding,
    ...(kept?.finding ? { finding: kept } : {}),
    version: kept?.version ?? 0,
    content,
    changedSince,
    questions,
  };
}

/** How far a review is. */
export interface ReviewProgress {
  readonly all: number;
  readonly done: number;
  readonly left: number;
  readonly asked: number;
  readonly toImprove: number;
}

/** Counts; what is asked is neither done nor left. */
export function progressOf(items: readonly ReviewItem[]): ReviewProgress {
  const count = (...which: readonly ReviewedIs[]) => items.filter((each) => which.includes(each.is)).length;
  return {
    all: items.length,
    done: count('in-order', 'to-improve'),
    left: count('left'),
    asked: count('asked'),
    toImprove: count('to-improve'),
  };
}

export const REVIEW_FILTERS = ['all', 'left', 'asked', 'to-improve', 'mandatory', 'decisive', 'changed'] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

/** The filter that an address asks for; all items when it asks for none that there is. */
export const filterFrom = (asked: string | undefined): ReviewFilter => REVIEW_FILTERS.find((each) => each === asked) ?? 'all';

const passes = {
  all: () => true,
  left: (item) => item.is === 'left',
  asked: (item) => item.questions.length > 0,
  'to-improve': (item) => item.is === 'to-improve',
  mandatory: ({ field }) => (field.kind === 'disclosure' ? field.weight === 'mandatory' : field.kind === 'verdict'),
  decisive: ({ field }) => field.kind === 'disclosure' && field.decisive !== undefined,
  changed: (item) => item.changedSince,
} as const satisfies Record<ReviewFilter, (item: ReviewItem) => boolean>;

/** The items that a filter lets through. `changed` also takes those named: what the last submission changed. */
export const filtered = (items: readonly ReviewItem[], filter: ReviewFilter, changed: ReadonlySet<string>): readonly ReviewItem[] =>
  items.filter((item) => passes[filter](item) || (filter === 'changed' && changed.has(item.field.id)));

/** The next item without a finding after this one, from the top again at the end; undefined when none is left. */
export function nextLeft(items: readonly ReviewItem[], after: string): ReviewItem | undefined {
  const at = items.findIndex((each) => each.field.id === after);
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((each) => each.is === 'left' && each.field.id !== after);
}
