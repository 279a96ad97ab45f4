import type { Row } from '../rules/book.ts';
import { pointers } from '../rules/dossier.ts';
import type { JsonObject } from '../rules/json.ts';
import { InvalidInput } from '../rules/refusal.ts';
import type { Tx } from '../store/index.ts';
import { evidenceOf } from './facts.ts';

/**
 * Evidence that an act points to must be a file of the applicant's own vault that was not erased, with the place in it: all that is not is
 * refused at once (D-6.2-1, D-4.4-2). Nothing is asked of the store for an act without evidence.
 */
export async function assertPointsToOwn(
  tx: Pick<Tx, 'db'>,
  row: Pick<Row, 'asks'>,
  input: JsonObject,
  organisation: string,
): Promise<void> {
  const pointed = (row.asks ?? []).flatMap((field) =>
    field.kind === 'evidence'
      ? pointers(input[field.id]).map((pointer, index) => ({ field, pointer, at: `${field.id}/${index + 1}` }))
      : [],
  );
  if (pointed.length === 0) return;
  const own = new Set((await evidenceOf(tx, organisation)).flatMap((each) => (each.erased ? [] : [each.id])));
  const problems = pointed.flatMap(({ field, pointer, at }) => {
    if (!own.has(pointer.document))
      return [
        {
          path: at,
          message: {
            ja: `「${field.label.ja}」が、証跡保管庫にない資料を指しています。`,
            en: `“${field.label.en}” names a document that is not in the evidence vault.`,
          },
        },
      ];
    return pointer.place.trim() === ''
      ? [
          {
            path: at,
            message: {
              ja: `「${field.label.ja}」に、資料の中の箇所(頁、章節など)を記入してください。`,
              en: `“${field.label.en}” must say where in the document (page, section).`,
            },
          },
        ]
      : [];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
}
