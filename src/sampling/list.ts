import { sql } from 'kysely';
import { assertMay, type Principal, worksFor } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { NotFound } from '../rules/refusal.ts';
import { draw, drawnOf } from '../rules/sampling.ts';
import { asOf, type Sampling } from '../rules/terms.ts';
import type { Store, StoredEvent, Tx } from '../store/index.ts';
import { inEffect } from './commands.ts';
import { DRAW_STREAMS, type Drawn, type DrawOf, drawStream, type SampleDrawn } from './draw.ts';

const drawnIn = ({ data, effectiveOn }: Pick<StoredEvent, 'data' | 'effectiveOn'>): Drawn => ({
  ...(data as unknown as SampleDrawn),
  on: effectiveOn,
});

/** Every draw of these schemes, the newest first. */
export async function listDraws(store: Pick<Store, 'db'>, schemes: readonly string[]): Promise<readonly Drawn[]> {
  const { rows } = await sql<{ data: StoredEvent['data']; effective_on: Day }>`
    select data, effective_on from events where stream like ${`${DRAW_STREAMS}%`} and type = 'SampleDrawn'
      and data->>'scheme' = any(${[...schemes]}::text[]) order by position desc limit 500`.execute(store.db);
  return rows.map(({ data, effective_on }) => drawnIn({ data, effectiveOn: effective_on }));
}

/** A draw with the list that it was made from, and whether both still give what was drawn. */
export interface CheckedDraw extends Drawn {
  readonly keys: readonly string[];
  readonly isRight: boolean;
}

/** Reads one draw and draws it again; NotFound for one that was never made. */
export async function readDraw(tx: Pick<Tx, 'load' | 'document'>, its: DrawOf): Promise<CheckedDraw> {
  const [event] = await tx.load(drawStream(its));
  if (!event) throw new NotFound(drawStream(its));
  const drawn = drawnIn(event);
  const keys = JSON.parse((await tx.document(drawn.from)) ?? '[]') as readonly string[];
  return { ...drawn, keys, isRight: draw(drawn.seed, keys, drawn.percent).join() === drawn.drawn.join() };
}

/** A level of a scheme as it is sampled today. */
export interface Sampled {
  readonly book: Book;
  readonly level: string;
  readonly sampling: Sampling;
  /** In effect today, and how many of them would be drawn. */
  readonly of: number;
  readonly many: number;
  /** What was drawn this year; absent: not yet. */
  readonly thisYear?: Drawn;
}

/** Does any book sample anything, on whatever day? */
export const samples = (books: readonly Book[]): boolean =>
  books.some((book) => book.terms.some(({ value }) => Object.values(value.sampling ?? {}).some((each) => each.percent !== null)));

/** What an office samples, by scheme and level, also where that is decided to be nothing; and all that was drawn. Refuses everybody else. */
export async function officeSampling(
  { store, books }: { readonly store: Store; readonly books: readonly Book[] },
  person: Principal,
  today: Day,
): Promise<{ readonly levels: readonly Sampled[]; readonly draws: readonly Drawn[] }> {
  assertMay(person, 'sample.draw');
  const own = books.filter((book) => worksFor(person, book.id));
  const draws = await listDraws(
    store,
    own.map(({ id }) => id),
  );
  const levels: Sampled[] = [];
  for (const book of own)
    for (const [level, sampling] of Object.entries(asOf(book.terms, today)?.sampling ?? {})) {
      const of = sampling.percent === null ? 0 : (await store.transaction((tx) => inEffect(tx.db, book.id, level, today))).length;
      const thisYear = draws.find((each) => each.scheme === book.id && each.level === level && each.year === today.slice(0, 4));
      levels.push({ book, level, sampling, of, many: drawnOf(sampling.percent ?? 0, of), ...(thisYear ? { thisYear } : {}) });
    }
  return { levels, draws };
}
