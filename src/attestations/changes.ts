import type { Case } from '../applications/index.ts';
import type { Row } from '../rules/book.ts';
import { type Field, isBlank, leafFields, type Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import { formProblems } from '../rules/field-check.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../rules/json.ts';
import type { Located } from '../rules/moves.ts';
import { InvalidInput } from '../rules/refusal.ts';
import type { Subject } from '../rules/subject.ts';
import type { StoredEvent, Tx } from '../store/index.ts';

/** Old and new content at one path of the dossier. */
export interface Rewritten {
  readonly path: string;
  readonly was: JsonValue;
  readonly is: JsonValue;
}

type Held = Pick<Case, 'book' | 'subject' | 'values'>;

/** The fields of the dossier whose new content a row may bring; none where it rewrites nothing. */
export function rewritable({ book, subject }: Pick<Held, 'book' | 'subject'>, row: Pick<Row, 'rewrites'>): readonly Field[] {
  const { rewrites } = row;
  if (rewrites === undefined) return [];
  const fields = [...new Set(leafFields(dossierOf(book, subject.edition ?? '')).values())];
  return fields.filter((field) => field.kind !== 'verdict' && (rewrites === 'any' || rewrites.includes(field.id)));
}

/**
 * What was filled in with a row, parted into what the row asks and the new content of the dossier. Only what differs from what stands
 * is a change. Refuses content that is not of the form of its field.
 */
export function parted(its: Held, row: Row, filled: JsonObject): { readonly input: JsonObject; readonly changed: Values } {
  const fields = rewritable(its, row);
  if (fields.length === 0) return { input: filled, changed: {} };
  const own = new Set((row.asks ?? []).map((field) => field.id));
  const leaves = leafFields(dossierOf(its.book, its.subject.edition ?? ''));
  const isContent = (path: string) => !own.has(path) && fields.some((field) => leaves.get(path) === field);
  const said = Object.entries(filled).filter(([path]) => isContent(path));
  const problems = said.flatMap(([path, value]) => {
    const field = leaves.get(path);
    return field && field.kind !== 'disclosure' && !isBlank(value)
      ? formProblems(field, value).map((each) => ({ path: each.path ?? path, message: each.message }))
      : [];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  const same = (path: string, value: JsonValue) => canonicalJson(its.values[path] ?? null) === canonicalJson(value);
  return {
    input: Object.fromEntries(Object.entries(filled).filter(([path]) => !isContent(path))),
    changed: Object.fromEntries(said.filter(([path, value]) => !same(path, value))),
  };
}

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
  const now = { ...its.values, ...Object.fromEntries(all.map((each) => [each.path, each.is])) };
  return { ...said, dossier: await tx.putDocument(organisation, canonicalJson(now as JsonObject)) };
}

/** Which thread a change stands in, by the hash that its events carry. */
export const threadsWithChanges = (subject: Subject, events: readonly StoredEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ data }) => (hashIn(data) && typeof data.thread === 'string' ? [data.thread] : []))).intersection(
    new Set(subject.threads.map((thread) => thread.id)),
  );
