import type { Day } from '../rules/day.ts';
import type { KeepingEnd } from '../rules/keeping.ts';

/** Everything of a case once nothing of it is kept, or before that what a renewal superseded. */
export const PARTS = ['all', 'superseded'] as const;
export type Part = (typeof PARTS)[number];
export const isPart = (value: unknown): value is Part => PARTS.some((part) => part === value);

/** The kind of job that erases what was returned. */
export const ERASE = 'erase-returned';

export const RETURNS = 'return:';
/** The stream of the return of an application's documents. */
export const returnStream = (application: string, part: Part): string => `${RETURNS}${application}:${part}`;

export interface Offered {
  readonly application: string;
  readonly reference: string;
  readonly scheme: string;
  readonly organisation: string;
  readonly part: Part;
  readonly end: KeepingEnd;
  readonly endedOn: Day;
  /** Clause under which they are kept no more. */
  readonly clause: string;
  /** Last day on which the applicant can fetch them. */
  readonly fetchUntil: Day;
  /** Names are rows of the vault until the bytes are gone. */
  readonly files: readonly { readonly id: string; readonly sha256: string }[];
  readonly dossiers: readonly string[];
}

/** What stays of a file for ever: its hash and name, and how large it was (D-10-2). */
export interface Remembered {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export interface Gone {
  readonly files: readonly Remembered[];
  /** Files that another case of the same organisation still rests on. */
  readonly kept: readonly { readonly id: string; readonly by: string }[];
  readonly dossiers: readonly { readonly hash: string; readonly remains: string }[];
  readonly clause: string;
}

export type ReturnEvent =
  | { readonly type: 'DocumentsOffered'; readonly data: Offered }
  | { readonly type: 'DocumentsFetched'; readonly data: { readonly application: string } }
  | { readonly type: 'ReturnCalledOff'; readonly data: { readonly because: 'kept-again' } }
  | { readonly type: 'DocumentsErased'; readonly data: Gone };

/** A return as its events make it. */
export interface Return extends Offered {
  readonly state: 'offered' | 'called-off' | 'erased';
  readonly fetchedOn?: Day;
  readonly erasedOn?: Day;
  readonly gone?: Gone;
}

/** The return that its events make; undefined while nothing was offered. What is offered once more has a new last day. */
export function evolveReturn(events: readonly (ReturnEvent & { readonly effectiveOn: Day })[]): Return | undefined {
  let so: Return | undefined;
  for (const event of events) {
    if (event.type === 'DocumentsOffered') so = { ...(so?.fetchedOn ? { fetchedOn: so.fetchedOn } : {}), ...event.data, state: 'offered' };
    else if (so) so = changed(so, event);
  }
  return so;
}

function changed(so: Return, event: Exclude<ReturnEvent, { type: 'DocumentsOffered' }> & { readonly effectiveOn: Day }): Return {
  if (event.type === 'DocumentsFetched') return { ...so, fetchedOn: event.effectiveOn };
  if (event.type === 'ReturnCalledOff') return { ...so, state: 'called-off' };
  return { ...so, state: 'erased', erasedOn: event.effectiveOn, gone: event.data };
}
