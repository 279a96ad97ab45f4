import type { Case } from '../applications/index.ts';
import type { Values } from '../rules/dossier.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../rules/json.ts';
import type { Located } from '../rules/moves.ts';
import { contentAfter } from '../rules/rewriting.ts';
import type { Subject } from '../rules/subject.ts';
import type { StoredEvent, Tx } from '../store/index.ts';

/** Old and new content at one path of the dossier; null where there is none. */
export interface Rewritten {
  readonly path: string;
  readonly was: JsonValue;
  readonly is: JsonValue;
}

type Held = Pick<Case, 'book' | 'subject' | 'values'>;

/** Old and new at every path that changes, in the order of the dossier. */
export const rewrittenFrom = (values: Values, changed: Values): readonly Rewritten[] =>
  Object.entries(changed).map(([path, is]) => ({ path, was: values[path] ?? null, is }));

const hashIn = (data: JsonObject): string | undefined => (typeof data.changes === 'string' ? data.changes : undefined);

/** What the rows of a thread proposed to change, the last word at each path. */
export async function proposed(tx: Pick<Tx, 'document'>, events: readonly StoredEvent[], thread: string): Promise<readonly Rewritten[]> {
  const found = new Map<string, Rewritten>();
  for (const event of events) {
    if (event.data.thread !== thread) continue;
    for (const each of await changesOf(tx, event)) found.set(each.path, { ...each, was: found.get(each.path)?.was ?? each.was });
  }
  return [...found.values()];
}

/** What one event changes or proposes to change; nothing where its document was erased. */
export async function changesOf(tx: Pick<Tx, 'document'>, { data }: Pick<StoredEvent, 'data'>): Promise<readonly Rewritten[]> {
  const hash = hashIn(data);
  const content = hash === undefined ? undefined : await tx.document(hash);
  return content === undefined ? [] : (JSON.parse(content) as readonly Rewritten[]);
}

/**
 * Puts the new content of a row into documents, old and new beside each other, and, where the row brings it into effect, the whole
 * dossier as it reads from then on. Gives what the row's event says of it: hashes, never content.
 */
export async function keepChanges(
  tx: Pick<Tx, 'document' | 'putDocument'>,
  its: Held & Pick<Case, 'events'>,
  at: Located,
  changed: Values,
): Promise<JsonObject> {
  const { organisation } = its.subject;
  const own = rewrittenFrom(its.values, changed);
  const hash = own.length > 0 ? await tx.putDocument(organisation, canonicalJson(own as unknown as JsonValue)) : undefined;
  const said: JsonObject = hash === undefined ? {} : { changes: hash };
  if (!at.row.effects?.includes('change-content')) return said;
  const all = [...(at.thread ? await proposed(tx, its.events, at.thread.id) : []), ...own];
  if (all.length === 0) return said;
  const now = contentAfter(its.values, Object.fromEntries(all.map((each) => [each.path, each.is])));
  return { ...said, dossier: await tx.putDocument(organisation, canonicalJson(now as JsonObject)) };
}

/** Which thread a change stands in, by the hash that its events carry. */
export const threadsWithChanges = (subject: Subject, events: readonly StoredEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ data }) => (hashIn(data) && typeof data.thread === 'string' ? [data.thread] : []))).intersection(
    new Set(subject.threads.map((thread) => thread.id)),
  );
