import type { Case } from '../applications/index.ts';
import { attestationStream } from '../attestations/index.ts';
import { pointedAt } from '../evidence/index.ts';
import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { leafFields, type Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { Text } from '../rules/text.ts';
import type { StoredEvent, Tx } from '../store/index.ts';
import { compare, type Difference } from './compare.ts';

/** A dossier that was granted before, and what the renewal changes of it. */
export interface Comparison {
  readonly with: 'first' | 'last';
  /** The day on which it was granted. */
  readonly on: Day;
  readonly differences: readonly Difference[];
}

/** A document that is with the office and that the renewal points to no longer. */
export interface Superseded {
  readonly document: string;
  readonly label: Text;
  readonly place: string;
}

/** A renewal beside what it renews: the new application, and at a further renewal the last one too (D-9.1-4); what it supersedes (D-10-1). */
export interface RenewalChanges {
  readonly comparisons: readonly Comparison[];
  readonly superseded: readonly Superseded[];
  /** The dossiers compared with. */
  readonly before: readonly Values[];
}

interface Granted {
  readonly on: Day;
  readonly values: Values;
}

/** Loads what a renewal changes; undefined for a new application. */
export async function renewalChanges(tx: Pick<Tx, 'load' | 'document'>, its: Case): Promise<RenewalChanges | undefined> {
  const { book, subject, values } = its;
  if (subject.renews === undefined) return undefined;
  const granted: Granted[] = [];
  for (const event of grantsBefore(await tx.load(attestationStream(subject.renews)), subject.id)) {
    const content = await tx.document(String(event.data.dossier), subject.organisation);
    if (content !== undefined) granted.push({ on: event.effectiveOn, values: JSON.parse(content) as Values });
  }
  return changesOf(book, subject.edition ?? '', granted, values);
}

/** The grants of an attestation before that of this application, the first and the last of them. */
function grantsBefore(events: readonly StoredEvent[], application: string): readonly StoredEvent[] {
  const all = events.filter((event) => event.data.period !== undefined && typeof event.data.dossier === 'string');
  const own = all.findIndex((event) => event.data.application === application);
  const before = own < 0 ? all : all.slice(0, own);
  const [first, last] = [before[0], before.at(-1)];
  return first === last ? before.slice(0, 1) : [first, last].filter((each) => each !== undefined);
}

/** What a renewal changes of the first and the last dossier that was granted. Pure. */
export function changesOf(book: Book, edition: string, granted: readonly Granted[], now: Values): RenewalChanges {
  const dossier = dossierOf(book, edition);
  const fields = leafFields(dossier);
  const kept = new Set(pointedAt(dossier, now).map((each) => each.document));
  const last = granted.at(-1);
  return {
    comparisons: granted.map(
      ({ on, values }, index): Comparison => ({
        with: index === 0 ? 'first' : 'last',
        on,
        differences: compare(book, edition, values, now),
      }),
    ),
    superseded: (last ? pointedAt(dossier, last.values) : [])
      .filter(({ path, document }) => fields.get(path)?.handedOver !== undefined && !kept.has(document))
      .map(({ document, label, place }) => ({ document, label, place })),
    before: granted.map((each) => each.values),
  };
}
