import { addDays, type Day, spellDay } from '../rules/day.ts';
import type { DirectoryEntry } from '../rules/facts.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';

export type DirectoryKind = DirectoryEntry['kind'];
/** What the directory lists. */
export const DIRECTORY_KINDS = ['qualification', 'verification-operator', 'evaluation-body'] as const satisfies readonly DirectoryKind[];

/** The stream of all entries of one kind: they are numbered, and their periods compared, within it. */
export const directoryStream = (kind: DirectoryKind): `directory:${DirectoryKind}` => `directory:${kind}`;

/** Who decided what is entered, and when: a document, a list, a resolution. */
type Decision = { readonly source: string; readonly decidedOn: Day };

type EntryAdded = Decision & {
  readonly entry: number;
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
  readonly from: Day;
  /** Last day of validity; null where the decision sets none. */
  readonly until: Day | null;
};
type EntryEnded = Decision & { readonly entry: number; readonly lastDay: Day };
type EntryStruck = Decision & { readonly entry: number };

/** What happens to a kind's list. Nothing is ever removed from it. */
export type DirectoryEvent =
  | { readonly type: 'DirectoryEntryAdded'; readonly effectiveOn: Day; readonly data: EntryAdded }
  | { readonly type: 'DirectoryEntryEnded'; readonly effectiveOn: Day; readonly data: EntryEnded }
  | { readonly type: 'DirectoryEntryStruck'; readonly effectiveOn: Day; readonly data: EntryStruck };

/** An entry as it stands. An end brings `until` forward; a struck entry counts as if it had never been listed. */
export interface Listing extends Decision {
  readonly kind: DirectoryKind;
  /** 1, 2, 3 … within its kind. */
  readonly entry: number;
  /** The registration or accreditation number; of a qualification, the code that dossiers name it by. */
  readonly id: string;
  readonly name: Text;
  readonly from: Day;
  readonly until: Day | null;
  readonly standing: 'listed' | 'ended' | 'struck';
}

/** The entries of a kind in the order in which they were added. */
export function evolveDirectory(kind: DirectoryKind, events: readonly DirectoryEvent[]): readonly Listing[] {
  const listings = new Map<number, Listing>();
  for (const { type, data } of events) {
    if (type === 'DirectoryEntryAdded') {
      listings.set(data.entry, { kind, ...data, standing: 'listed' });
      continue;
    }
    const before = listings.get(data.entry);
    if (!before) throw new Error(`${directoryStream(kind)} changes entry ${data.entry}, which it does not have`);
    listings.set(
      data.entry,
      type === 'DirectoryEntryEnded' ? { ...before, until: data.lastDay, standing: 'ended' } : { ...before, standing: 'struck' },
    );
  }
  return [...listings.values()];
}

/** A number as it is kept and compared: full-width spellings folded, single spaces, none around. */
export const tidyNumber = (spelling: string): string => spelling.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();

export type AskedEntry = Omit<EntryAdded, 'entry'>;

/**
 * The event that lists somebody. Refuses an end before the beginning, a decision of a day still to come, and a period that overlaps another of the
 * same number: ending the one would leave the other in force.
 */
export function decideEntry(listings: readonly Listing[], asked: AskedEntry, today: Day): DirectoryEvent {
  const id = tidyNumber(asked.id);
  const overlapping = listings.find(
    (each) =>
      each.standing !== 'struck' &&
      each.id === id &&
      (asked.until === null || each.from <= asked.until) &&
      (each.until === null || asked.from <= each.until),
  );
  refuse([
    ...(id === '' ? [problem('id', text('番号を入力してください。', 'Enter the number.'))] : []),
    ...(asked.until !== null && asked.until < asked.from
      ? [problem('until', text('有効期限は、有効期間の初日以後の日としてください。', 'The last day must not be before the first.'))]
      : []),
    ...decidedAhead(asked, today),
    ...(overlapping
      ? [
          problem(
            'from',
            text(
              `同じ番号の記載(${spellDay('ja', overlapping.from)}から${overlapping.until ? `${spellDay('ja', overlapping.until)}まで` : '期限なし'})と期間が重なっています。`,
              `The period overlaps an entry of the same number (${spellDay('en', overlapping.from)} to ${overlapping.until ? spellDay('en', overlapping.until) : 'no last day'}).`,
            ),
          ),
        ]
      : []),
  ]);
  return { type: 'DirectoryEntryAdded', effectiveOn: asked.from, data: { ...asked, id, entry: listings.length + 1 } };
}

/** How an entry stops counting: from a day on, or as a mistake that never counted. */
export type AskedEnd = Decision & ({ readonly how: 'ended'; readonly lastDay: Day } | { readonly how: 'mistake' });

/**
 * The event that ends an entry. The last day may lie in the past (the office hears later) and only ever comes forward; a longer validity is a new
 * entry. NotFound for an unknown entry; a struck one cannot be ended.
 */
export function decideEnd(listings: readonly Listing[], entry: number, asked: AskedEnd, today: Day): DirectoryEvent {
  const listing = listings.find((each) => each.entry === entry);
  if (!listing) throw new NotFound(`directory entry ${entry}`);
  const isLonger = asked.how === 'ended' && listing.until !== null && asked.lastDay >= listing.until;
  refuse([
    ...(listing.standing === 'struck'
      ? [problem('how', text('この記載は誤りとして既に取り消されています。', 'This entry was struck as a mistake already.'))]
      : []),
    ...(asked.how === 'ended' && asked.lastDay < listing.from
      ? [
          problem(
            'lastDay',
            text(
              `最後の有効日は、有効期間の初日(${spellDay('ja', listing.from)})以後の日としてください。`,
              `The last day must not be before the first day of validity (${spellDay('en', listing.from)}).`,
            ),
          ),
        ]
      : []),
    ...(isLonger
      ? [
          problem(
            'lastDay',
            text(
              `最後の有効日は、今の有効期限(${spellDay('ja', listing.until ?? '')})より前の日としてください。延長は新しい記載で行います。`,
              `The last day must be before the present one (${spellDay('en', listing.until ?? '')}). A longer validity is a new entry.`,
            ),
          ),
        ]
      : []),
    ...decidedAhead(asked, today),
  ]);
  const decision = { entry, source: asked.source, decidedOn: asked.decidedOn };
  return asked.how === 'ended'
    ? { type: 'DirectoryEntryEnded', effectiveOn: addDays(asked.lastDay, 1), data: { ...decision, lastDay: asked.lastDay } }
    : { type: 'DirectoryEntryStruck', effectiveOn: listing.from, data: decision };
}

const problem = (path: string, message: Text) => ({ path, message });

const decidedAhead = (asked: Decision, today: Day) =>
  asked.decidedOn > today
    ? [problem('decidedOn', text('決定日が本日より後の日になっています。', 'The decision cannot be of a day still to come.'))]
    : [];

function refuse(problems: readonly { path: string; message: Text }[]): void {
  if (problems.length > 0) throw new InvalidInput(problems);
}

/** What an entry reads on a day. */
export type Validity = 'valid' | 'ahead' | 'expired' | 'ended' | 'struck';

/** Both first and last day count; `ended` when a decision brought the last day forward. */
export function validityOn(listing: Pick<Listing, 'standing' | 'from' | 'until'>, on: Day): Validity {
  if (listing.standing === 'struck') return 'struck';
  if (on < listing.from) return 'ahead';
  if (listing.until === null || on <= listing.until) return 'valid';
  return listing.standing === 'ended' ? 'ended' : 'expired';
}
