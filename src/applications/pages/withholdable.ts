import type { Book, Row } from '../../rules/book.ts';
import { type Field, leafFields } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { Place } from '../../rules/moves.ts';
import type { Subject } from '../../rules/subject.ts';

/**
 * What a row asks for, as a person fills it in: where it opens a thread in which something can be withheld, the field that
 * it is about is chosen from what can be, and not typed as a path.
 */
export function askedOf(
  book: Book,
  subject: Pick<Subject, 'edition'>,
  { row, place }: { row: Pick<Row, 'asks'>; place: Place },
): readonly Field[] {
  const asks = row.asks ?? [];
  const kind = 'opens' in place ? book.threads[place.opens] : undefined;
  const withholds = Object.values(kind?.rows ?? {}).some((each) => each.effects?.includes('withhold'));
  if (!withholds || !subject.edition) return asks;
  const options = [...leafFields(dossierOf(book, subject.edition))].flatMap(([path, field]) => {
    if (field.published !== 'withholdable' || (field.kind === 'disclosure' && !path.endsWith('/content'))) return [];
    const code = field.kind === 'disclosure' ? `${field.item} ` : '';
    return [{ value: path, label: { ja: `${code}${field.label.ja}`, en: `${code}${field.label.en}` } }];
  });
  return asks.map((field) => {
    if (field.id !== 'about') return field;
    const { id, label, clause, required } = field;
    return { id, label, clause, required, kind: 'choice', options };
  });
}
