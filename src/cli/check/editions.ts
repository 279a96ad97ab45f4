import { productionBooks } from '../../../schemes/index.ts';
import type { BundleContent } from '../../check/bundle.ts';
import { partHash } from '../../check/judged-again.ts';
import type { Book } from '../../rules/book.ts';
import type { DevicePart } from '../../rules/device-part.ts';
import { refuse } from './language.ts';

/** A device part and the book that it stands in. */
export interface TestedEdition {
  readonly book: Book;
  readonly part: DevicePart;
}

const all: readonly TestedEdition[] = productionBooks.flatMap((book) => (book.deviceParts ?? []).map((part) => ({ book, part })));

/** The newest device part of the edition asked for (`common/1.1`, or `<scheme>:common/1.1`); of the last edition when none is asked for. */
export function editionFor(asked: string | undefined): TestedEdition {
  const [scheme, id] = asked?.includes(':') ? asked.split(':') : [undefined, asked];
  const fitting = all.filter(({ book, part }) => (scheme === undefined || book.id === scheme) && (id === undefined || part.edition === id));
  const newest = fitting.toSorted((a, b) => a.part.version - b.part.version).at(-1);
  const known = [...new Set(all.map(({ book, part }) => `${book.id}:${part.edition}`))].join(', ');
  return (
    newest ??
    refuse(
      `版 ${asked ?? ''} には実機テストがありません。ある版: ${known}`,
      `Edition ${asked ?? ''} has no device tests. There are: ${known}`,
    )
  );
}

/** The device part under which a bundle was judged, when this Akashi has it. */
export const editionOf = ({ edition }: BundleContent): TestedEdition | undefined =>
  all.find(({ book, part }) => book.id === edition.scheme && part.edition === edition.id && part.version === edition.devicePart.version);

/** What a bundle says about the edition. */
export const namedEdition = ({ book, part }: TestedEdition): BundleContent['edition'] => ({
  scheme: book.id,
  id: part.edition,
  devicePart: { version: part.version, hash: partHash(part) },
});
