import { type Field, leaves } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import type { Entry } from '../../rules/subject.ts';
import type { Case } from '../commands.ts';
import { cellOf } from './field-words.ts';

/** One comment that came with the return of a dossier: what it is about, as written, and its words. */
export interface Comment {
  readonly about: string;
  readonly words: string;
  readonly entry: Entry;
}

/** The row that last opened the dossier again, if it is open because of it. */
export function lastReturn(its: Pick<Case, 'book' | 'subject'>): Entry | undefined {
  const { book, subject } = its;
  if (book.application.states[subject.state]?.dossier !== 'open') return undefined;
  const entry = subject.history.findLast((each) => book.application.rows[each.row]?.to !== undefined);
  return entry && book.application.rows[entry.row]?.to === subject.state ? entry : undefined;
}

/** The comments of the last return, row by row: the first column of a table says what each is about, the others what. */
export function comments(its: Pick<Case, 'book' | 'subject'>): readonly Comment[] {
  const entry = lastReturn(its);
  const tables = (entry && its.book.application.rows[entry.row]?.asks?.filter((field) => field.kind === 'table')) ?? [];
  return tables.flatMap((table) => {
    const rows = entry?.input[table.id];
    const [about, ...rest] = table.columns;
    if (!Array.isArray(rows) || !about || !entry) return [];
    return (rows as readonly JsonValue[]).map((row) => ({
      about: cellOf(row, about.id),
      words: rest
        .map((column) => cellOf(row, column.id))
        .filter(Boolean)
        .join('\n'),
      entry,
    }));
  });
}

const plain = (spelling: string) =>
  spelling
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s「」]/g, '');

/** Is the comment about this field: named by its id, its label, or the number of its criterion or item? */
export function isAbout(comment: Pick<Comment, 'about'>, field: Field): boolean {
  const about = plain(comment.about);
  if (about === '') return false;
  const code = field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : '';
  const label = [field.label.ja, field.label.en].map(plain);
  if (
    [plain(field.id), plain(code), ...label, ...leaves(field).map(plain), ...label.map((each) => plain(code) + each)]
      .filter(Boolean)
      .includes(about)
  )
    return true;
  return code !== '' && about.startsWith(plain(code)) && !/^[\w-]/.test(about.slice(plain(code).length));
}

/** The comments on a field. */
export const commentsOn = (its: Pick<Case, 'book' | 'subject'>, field: Field): readonly Comment[] =>
  comments(its).filter((comment) => isAbout(comment, field));
