import { artworkPdf } from '../io/render/pdf.ts';
import { qrMatrix } from '../io/render/qr.ts';
import { artworkPng, artworkSvg } from '../io/render/svg-to-png.ts';
import type { Artwork } from '../rules/artwork.ts';
import type { Book } from '../rules/book.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import type { StatusId } from '../rules/status.ts';
import type { Language } from '../rules/text.ts';
import type { HeldView } from './list.ts';

export const LABEL_FILES = ['label.svg', 'label.png', 'label.pdf'] as const;
export type LabelFile = (typeof LABEL_FILES)[number];
export const VARIANTS = ['print', 'web'] as const;
export type Variant = (typeof VARIANTS)[number];

const types = { 'label.svg': 'image/svg+xml', 'label.png': 'image/png', 'label.pdf': 'application/pdf' } as const;
/** Statuses under which a label may be put on anything new. */
const USABLE: readonly StatusId[] = ['in-force', 'renewal-under-review'];

export interface MadeFile {
  readonly name: string;
  readonly type: (typeof types)[LabelFile];
  readonly bytes: Buffer;
}

/** May the label still be put on products? */
export const isUsable = (view: Pick<HeldView, 'status'>): boolean => USABLE.includes(view.status.status);

/**
 * The label as a file, its QR code the address fixed at issue. Refuses a label that is not in force, citing the clause
 * of its status and of its use, a scheme that draws none, and files that were not handed over where the book says by which act. A demonstration's says so on the drawing.
 */
export async function labelFile(view: HeldView, file: LabelFile, variant: Variant, language: Language, demo: boolean): Promise<MadeFile> {
  const { book, entry, status } = view;
  if (!isUsable(view)) throw notUsable(book, status.status);
  if (!view.artworkGiven && book.artworkUse?.givenBy) throw notGiven(book, book.artworkUse.givenBy, book.artworkUse.clause);
  const drawn = draw(view, variant, language, demo);
  return {
    name: `${entry.key}-${variant}-${language}${file.slice('label'.length)}`,
    type: types[file],
    bytes: await bytesOf(drawn, file, view),
  };
}

/** The drawing itself; refuses a scheme that draws none. */
export function draw({ book, entry }: Pick<HeldView, 'book' | 'entry'>, variant: Variant, language: Language, demo: boolean): Artwork {
  if (!book.artwork) throw new NotFound(`artwork of ${book.id}`);
  const { level, number, validUntil } = entry;
  return book.artwork({ level, number, qr: qrMatrix(entry.address), validUntil, demo }, variant, language);
}

async function bytesOf(drawn: Artwork, file: LabelFile, view: HeldView): Promise<Buffer> {
  if (file === 'label.svg') return Buffer.from(artworkSvg(drawn));
  return file === 'label.png' ? artworkPng(drawn) : artworkPdf(drawn, view.entry.updatedOn);
}

function notUsable(book: Book, status: StatusId): RuleRefused {
  const { word, clause } = book.statusWords[status];
  const clauses = [...clause.split(' '), ...(book.artworkUse ? [book.artworkUse.clause] : [])];
  return new RuleRefused('label-not-in-force', [...new Set(clauses)].join(' '), {
    ja: `状態が「${word.ja}」のため、新しく表示するための画像は取得できません。`,
    en: `The status is “${word.en}”, so no artwork is given for new use.`,
  });
}

function notGiven(book: Book, row: string, clause: string): RuleRefused {
  const label = book.attestation.rows[row]?.label ?? { ja: row, en: row };
  return new RuleRefused(
    'artwork-not-given',
    clause,
    {
      ja: `画像を取得する前に「${label.ja}」を行い、受け渡しを記録してください。`,
      en: `Before the files are taken, “${label.en}” records that they were handed over.`,
    },
    { allowed: [row] },
  );
}
