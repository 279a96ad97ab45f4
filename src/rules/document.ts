import type { Artwork } from './artwork.ts';
import type { Day } from './day.ts';
import type { Language } from './text.ts';

/** Text of a document: plain, or in pieces of which some are bold. A newline breaks the line. */
export type Words = string | readonly (string | { readonly bold: string })[];

export type Align = 'left' | 'center' | 'right';

/** The cells of a row, or one line across all columns that heads the rows below it. */
export type TableRow = readonly Words[] | { readonly across: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly text: Words;
      readonly align?: Align | 'justify';
      readonly small?: boolean;
      readonly indent?: boolean;
    }
  | { readonly kind: 'list'; readonly items: readonly Words[]; readonly ordered?: boolean }
  /** Labels and their values, two columns. */
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: Words }[] }
  /** Rows may run over pages; the header is repeated on each. Column widths are shares of the whole. */
  | {
      readonly kind: 'table';
      readonly columns: readonly {
        readonly header: string;
        readonly share: number;
        readonly align?: Align;
        /** What names the row: said again on each page that the row goes on to. */
        readonly names?: boolean;
      }[];
      readonly rows: readonly TableRow[];
    }
  /** A drawing at its own size, or so many millimetres wide. */
  | { readonly kind: 'artwork'; readonly artwork: Artwork; readonly width?: number; readonly align?: Align }
  | { readonly kind: 'space'; readonly millimetres: number }
  | { readonly kind: 'rule' }
  | { readonly kind: 'page-break' };

/** A document to be printed: what it says, not how it is set. Pure; `src/io/render/pdf.ts` makes an A4 PDF of it. */
export interface DocumentModel {
  readonly language: Language;
  /** Set in a frame on one page, as what is handed over and hung up is. */
  readonly look?: 'certificate';
  /** A4 upright unless said otherwise. */
  readonly orientation?: 'landscape';
  /** At the head of the first page and in the file's properties. */
  readonly title: string;
  /** Under the title, e.g. the scheme. */
  readonly subtitle?: string;
  /** Who speaks. In the file's properties. */
  readonly author: string;
  /** The day in the file's properties: the same model gives the same bytes. */
  readonly on: Day;
  /** At the top right of every page, e.g. a number. */
  readonly header?: string;
  /** At the bottom left of every page; page numbers stand at the right. */
  readonly footer?: string;
  /** Across every page, e.g. DEMO 見本. */
  readonly stamp?: string;
  readonly blocks: readonly Block[];
}
