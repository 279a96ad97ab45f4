import { type Dossier, type Field, fieldsOf, isBlank, leaves, pointers, type Section, type Values } from '../../rules/dossier.ts';
import { canonicalJson, type JsonValue } from '../../rules/json.ts';

/** A field about the applicant that an earlier application has filled in, beside what stands here now. */
export interface Reusable {
  readonly section: Section;
  readonly field: Field;
  /** Leaf path → the earlier value; a leaf that was blank there stays as it is here. */
  readonly values: Values;
  /** new: nothing stands here. same: the same stands here. other: something else was typed here. */
  readonly standing: 'new' | 'same' | 'other';
  /** Pointers left out because their document was erased since. */
  readonly lost: number;
}

/**
 * What can be taken over from an earlier application of the same organisation: the fields of sections about the applicant that both
 * dossiers have in the same kind and that are filled in there. Documents that are no longer in the vault are left out of the pointers.
 */
export function reusable(
  to: { readonly dossier: Dossier; readonly values: Values },
  from: { readonly dossier: Dossier; readonly values: Values },
  documents: ReadonlySet<string>,
): readonly Reusable[] {
  const earlier = new Map(fieldsOf(from.dossier).map((field) => [field.id, field]));
  return to.dossier.sections
    .filter((section) => section.about === 'applicant')
    .flatMap((section) =>
      section.fields.flatMap((field): Reusable[] => {
        if (earlier.get(field.id)?.kind !== field.kind || field.kind === 'oath') return [];
        const found = leaves(field).map((path) => ({ path, ...kept(from.values[path], documents) }));
        const values = Object.fromEntries(found.flatMap(({ path, value }) => (isBlank(value) ? [] : [[path, value]])));
        if (Object.keys(values).length === 0) return [];
        const lost = found.reduce((sum, each) => sum + each.lost, 0);
        return [{ section, field, values, standing: standingOf(field, values, to.values), lost }];
      }),
    );
}

function kept(value: JsonValue | undefined, documents: ReadonlySet<string>): { readonly value: JsonValue; readonly lost: number } {
  const all = pointers(value);
  if (all.length === 0) return { value: value ?? null, lost: 0 };
  const own = all.filter((pointer) => documents.has(pointer.document));
  return { value: own as unknown as JsonValue, lost: all.length - own.length };
}

function standingOf(field: Field, values: Values, now: Values): Reusable['standing'] {
  const paths = leaves(field);
  if (paths.every((path) => isBlank(now[path]))) return 'new';
  const same = Object.entries(values).every(([path, value]) => canonicalJson(now[path] ?? null) === canonicalJson(value));
  return same ? 'same' : 'other';
}
