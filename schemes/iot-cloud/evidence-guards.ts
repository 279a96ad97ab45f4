import { type Guard, guard } from '../../src/rules/book.ts';
import { type DisclosureField, hasContent } from '../../src/rules/disclosure.ts';
import { type Field, fieldsOf, isBlank, pointers, type Values } from '../../src/rules/dossier.ts';
import type { EvidenceFact } from '../../src/rules/facts.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import type { Finding } from '../../src/rules/refusal.ts';
import { formB202409 } from './criteria/form-b/2024.09/edition.ts';
import { no } from './refuse.ts';

const fields = fieldsOf(formB202409.dossier);

/** Where a field keeps its pointers; undefined when it has none. */
const pointersAt = (field: Field): string | undefined =>
  field.kind === 'evidence' ? field.id : field.kind === 'disclosure' ? `${field.id}/evidence` : undefined;

/** Each pointer of the dossier whose file is known, with its path. */
const attached = (values: Values, evidence: readonly EvidenceFact[]) =>
  fields.flatMap((field) => {
    const at = pointersAt(field);
    return pointers(at === undefined ? undefined : values[at]).flatMap((pointer, index) => {
      const file = evidence.find((each) => each.id === pointer.document);
      return file ? [{ field, file, path: `${at}/${index + 1}` }] : [];
    });
  });

interface Contractor {
  readonly name: string;
  readonly items: string;
  readonly path: string;
}

function contractors(values: Values): readonly Contractor[] {
  const rows = Array.isArray(values.outsourcing) && values.outsourced === 'yes' ? values.outsourcing : [];
  return rows.map((row, index) => {
    const { contractor, items } = (typeof row === 'object' ? row : {}) as JsonObject;
    return { name: String(contractor ?? ''), items: String(items ?? ''), path: `outsourcing/${index + 1}` };
  });
}

/** The items that a row of contractors names: by code (B6-01) or by section (B6). */
function itemsNamed(items: string): readonly DisclosureField[] {
  const codes =
    items
      .normalize('NFKC')
      .toUpperCase()
      .match(/[AB]\d(-\d\d)?/g) ?? [];
  return fields.filter(
    (field): field is DisclosureField =>
      field.kind === 'disclosure' && codes.some((code) => field.item === code || field.item.startsWith(`${code}-`)),
  );
}

/** A contractor's part rests on the contractor's own word: public, or signed by its responsible person. */
const contractorsVouch = guard(['evidence'], 'D-4.4-6', ({ values, facts }) => [
  ...attached(values, facts.evidence).flatMap(({ field, file, path }) =>
    file.origin?.contractor === undefined || file.origin.address || file.origin.signedBy
      ? []
      : no(
          'contractor-material',
          'D-4.4-6',
          `「${field.label.ja}」の資料「${file.name}」は外部委託先の資料です。公表資料であること(URL)か、委託先の事業担当責任者の署名が必要です。`,
          `“${file.name}” for “${field.label.en}” is a contractor’s material: it must be public (its address), or signed by the contractor’s responsible person.`,
          path,
        ),
  ),
  ...contractors(values).flatMap((row) => contractorFindings(row, values, facts.evidence)),
]);

function contractorFindings(row: Contractor, values: Values, evidence: readonly EvidenceFact[]): readonly Finding[] {
  if (isBlank(row.items)) return [];
  const named = itemsNamed(row.items);
  if (named.length === 0)
    return no(
      'contractor-items',
      'D-4.4-6',
      `外部委託先「${row.name}」: 関係する項目を申請書Bの番号(例 B6-01)で記入してください。`,
      `Contractor “${row.name}”: name the items concerned by their codes in form B, such as B6-01.`,
      `${row.path}/items`,
    );
  const files = attached(values, evidence);
  const unvouched = named.filter(
    (field) => hasContent(field, values) && !files.some((each) => each.field === field && each.file.origin?.contractor !== undefined),
  );
  return unvouched.flatMap((field) =>
    no(
      'contractor-silent',
      'D-4.4-6',
      `${field.item}「${field.label.ja}」は「${row.name}」に委託しています。委託先の公表資料か、署名のある資料を添付してください。`,
      `${field.item} “${field.label.en}” is outsourced to “${row.name}”: attach its public material, or material that it signed.`,
      `${field.id}/evidence`,
    ),
  );
}

/** A page is evidence as a dated copy: the file is the copy, its origin says of which address and which day. */
const pagesCaptured = guard(['evidence'], 'D-4.4-7', ({ values, facts }) =>
  attached(values, facts.evidence).flatMap(({ field, file, path }) =>
    !file.origin?.address || file.origin.on
      ? []
      : no(
          'page-undated',
          'D-4.4-7',
          `「${field.label.ja}」の資料「${file.name}」はウェブページの写しです。日付を付してください。`,
          `“${file.name}” for “${field.label.en}” is the copy of a web page: it needs a date.`,
          path,
        ),
  ),
);

/** When a file counts as evidence. */
export const evidenceGuards = { contractorsVouch, pagesCaptured } satisfies Readonly<Record<string, Guard>>;
