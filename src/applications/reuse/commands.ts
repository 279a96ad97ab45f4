import type { Principal } from '../../people/index.ts';
import { leaves } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import { InvalidInput, NotFound } from '../../rules/refusal.ts';
import { text } from '../../rules/text.ts';
import type { Tx } from '../../store/index.ts';
import { type Case, type Engine, loadCase, saveFields } from '../commands.ts';
import type { Saved } from '../draft.ts';
import { type ListedApplication, listApplications } from '../list.ts';
import { type Reusable, reusable } from './reuse.ts';

/** A case with what it could take over from another of the same organisation. */
export interface Offer {
  readonly its: Case;
  readonly from: Case;
  readonly fields: readonly Reusable[];
}

/** Other applications of the own organisation for the same scheme: what could be taken over from. The newest first. */
export async function reuseSources(
  engine: Engine,
  person: Principal,
  its: Pick<Case, 'book' | 'subject'>,
): Promise<readonly ListedApplication[]> {
  const all = await listApplications(engine, { organisation: person.organisation.id });
  return all
    .filter((each) => each.scheme === its.book.id && each.id !== its.subject.id)
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}

/** What one application could take over from another; NotFound for one of another organisation or scheme, exactly as for none. */
export async function offerFrom(engine: Engine, tx: Tx, id: string, from: string, person: Principal): Promise<Offer> {
  const its = await loadCase(engine, tx, id, person, 'application.edit');
  const source = await loadCase(engine, tx, from, person, 'application.read');
  if (source.book.id !== its.book.id || source.subject.organisation !== its.subject.organisation || id === from)
    throw new NotFound(`application ${from}`);
  const files = await tx.db
    .selectFrom('files')
    .select('id')
    .where('organisation', '=', its.subject.organisation)
    .where('erased_at', 'is', null)
    .execute();
  const side = (each: Case) => ({ dossier: dossierOf(each.book, each.subject.edition ?? ''), values: each.values });
  return { its, from: source, fields: reusable(side(its), side(source), new Set(files.map((file) => file.id))) };
}

/**
 * Takes fields over into the draft: those named, else those where nothing stands yet. What was typed is overwritten only when its
 * field is named, and only over the version that was seen; what somebody typed meanwhile comes back as a conflict.
 */
export async function takeOver(
  engine: Engine,
  person: Principal,
  asked: { readonly id: string; readonly from: string; readonly fields?: readonly string[]; readonly seen?: ReadonlyMap<string, number> },
): Promise<Saved> {
  const { its, fields } = await engine.store.transaction((tx) => offerFrom(engine, tx, asked.id, asked.from, person));
  const known = new Set(fields.map(({ field }) => field.id));
  const unknown = (asked.fields ?? []).filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map((path) => ({ path, message: text('この欄は取り込めません。', 'This field cannot be taken over.') })),
    );
  const versions = new Map(its.draft.map((each) => [each.path, each.version]));
  const chosen = fields.filter(({ field, standing }) => (asked.fields ? asked.fields.includes(field.id) : standing === 'new'));
  const changes = chosen.flatMap(({ field, values }) =>
    leaves(field).flatMap((path) => {
      const base = asked.seen?.get(path) ?? versions.get(path) ?? 0;
      // A leaf that is blank there is emptied only where it stood beside what is replaced.
      const value = values[path] ?? null;
      return value === null && (versions.get(path) ?? 0) === 0 ? [] : [{ path, value, base }];
    }),
  );
  return saveFields(engine, person, asked.id, changes);
}
