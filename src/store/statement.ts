import { CompiledQuery, type Kysely } from 'kysely';
import type { Database } from './tables.ts';

/**
 * A statement spelled once, its values at $1, $2 …; gives its rows. For what every act says: a builder spells its
 * statement anew at each use, which costs more than the database needs for it.
 */
export const statement =
  <Row>(text: string) =>
  async (db: Kysely<Database>, ...values: readonly unknown[]): Promise<readonly Row[]> => {
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
    return rows;
  };
