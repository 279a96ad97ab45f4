import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import type { Text } from '../rules/text.ts';
import { readEntry } from './list.ts';
import { type PublicItem, type PublicLineView, type PublicValue, type PublicView, publicView } from './public-view.ts';
import type { RegisterSite } from './register-site.ts';

/** So many attestations can stand side by side. */
export const MOST_COMPARED = 4;

/** One line of a comparison: the values in the order of what is compared. */
export interface ComparedLine {
  readonly id: string;
  readonly label: Text;
  readonly item?: PublicItem;
  readonly values: readonly PublicValue[];
  /** Do any two of them say something else? What is withheld is not known to. */
  readonly differs: boolean;
}

export interface Comparison {
  readonly on: Day;
  readonly views: readonly PublicView[];
  readonly sections: readonly {
    readonly id: string;
    readonly label: Text;
    readonly part?: Text;
    readonly lines: readonly ComparedLine[];
  }[];
  /** Keys that were asked for and are not compared: never issued, of another scheme than the first, or one too many. */
  readonly leftOut: readonly string[];
}

/** The keys in an address: `?of=a&of=b`, or `?of=a,b`; each once. */
export function keysAsked(query: unknown): readonly string[] {
  const { of } = (query ?? {}) as { of?: unknown };
  const given = (Array.isArray(of) ? of : [of]).filter((each): each is string => typeof each === 'string');
  const keys = given.flatMap((each) => each.split(',')).map((each) => each.trim());
  return [...new Set(keys.filter((each) => /^[0-9A-Za-z-]{1,100}$/.test(each)))].slice(0, 20);
}

/** Attestations of one scheme item by item, as each reads on the day (D-3-1). */
export async function compare(site: Pick<RegisterSite, 'source' | 'books'>, keys: readonly string[], on: Day): Promise<Comparison> {
  const found = await Promise.all(keys.map((key) => readEntry(site.source, key, on)));
  const views: PublicView[] = [];
  for (const each of found) {
    const book: Book | undefined = each && site.books.find((one) => one.id === each.entry.scheme);
    const fits = views.length < MOST_COMPARED && (views[0] === undefined || views[0].book === book);
    if (each && book && fits) views.push(publicView(book, each.entry, on));
  }
  const compared = views.map((view) => view.entry.key);
  return { on, views, sections: sectionsOf(views), leftOut: keys.filter((key) => !compared.includes(key)) };
}

function sectionsOf(views: readonly PublicView[]): Comparison['sections'] {
  const all = views.flatMap((view) => view.sections);
  const ids = [...new Set(all.map((section) => section.id))];
  return ids.flatMap((id) => {
    const same = all.filter((section) => section.id === id);
    const [first] = same;
    if (!first) return [];
    const lines = [...new Map(same.flatMap((section) => section.lines).map((line) => [line.id, line])).values()];
    const { label, part } = first;
    return [{ id, label, ...(part ? { part } : {}), lines: lines.map((line) => lineOf(line, views)) }];
  });
}

function lineOf({ id, label, item }: PublicLineView, views: readonly PublicView[]): ComparedLine {
  const values = views.map(
    (view): PublicValue => view.sections.flatMap((section) => section.lines).find((line) => line.id === id)?.value ?? { kind: 'none' },
  );
  const known = values.filter((value) => value.kind !== 'withheld').map((value) => JSON.stringify(value));
  return { id, label, ...(item ? { item } : {}), values, differs: new Set(known).size > 1 };
}
