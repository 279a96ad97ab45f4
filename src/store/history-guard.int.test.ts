import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { databaseCode, isOverlap } from './store-error.ts';
import { actor, happened } from './tally.fixture.ts';

for (const { name, available } of engines) {
  describe.skipIf(!available)(`the tables on ${name}`, () => {
    let empty: EmptyStore;
    beforeAll(async () => {
      empty = await emptyStore(name);
      await empty.store.command({ principal: 'p', key: 'k', request: 1 }, async (tx) => {
        await tx.append('application:1', 0, [happened('Filed')], actor);
        return 1;
      });
    });
    afterAll(() => empty?.remove());
    const failure = (statement: string) =>
      sql
        .raw(statement)
        .execute(empty.store.db)
        .then(
          () => 'done',
          (error: unknown) => databaseCode(error),
        );

    test.each(['events', 'commands'])(
      'DELETE left granted on the history: %s refuses UPDATE, DELETE and TRUNCATE, even to its owner',
      async (table) => {
        const column = table === 'events' ? 'type' : 'key';
        expect(await failure(`update ${table} set ${column} = 'x'`)).toBe('42501');
        expect(await failure(`update ${table} set ${column} = 'x' where false`)).toBe('42501');
        expect(await failure(`delete from ${table}`)).toBe('42501');
        expect(await failure(`truncate ${table}`)).toBe('42501');
        expect(await failure(`truncate ${table} cascade`)).toBe('42501');
        const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(empty.store.db);
        expect(rows).toEqual([{ n: 1 }]);
      },
    );

    const model = (attestation: string, days: string, level = '1', key = 'ab100') =>
      sql`insert into register_models values (${attestation}, 'club', ${level}, '明石電機', 'AB-100', ${key}, ${days}::daterange)`
        .execute(empty.store.db)
        .then(
          () => 'stored',
          (error: unknown) => (isOverlap(error) ? 'overlap' : error),
        );
    test('one model is never under two attestations of a level at a time', async () => {
      expect(await model('a', '[2026-01-01,2028-01-01)')).toBe('stored');
      expect(await model('b', '[2027-12-31,2029-01-01)')).toBe('overlap');
      expect(await model('b', '[2028-01-01,2029-01-01)')).toBe('stored');
    });
    test('one model may stand in two periods of one attestation, in two levels, and two models in one time', async () => {
      expect(await model('a', '[2027-06-01,2027-12-01)')).toBe('stored');
      expect(await model('c', '[2026-01-01,2028-01-01)', '2')).toBe('stored');
      expect(await model('c', '[2026-01-01,2028-01-01)', '1', 'ab101')).toBe('stored');
    });
    test('the search index finds a two-character word, and rows say which transaction touched them', async () => {
      const entry = (key: string, terms: string[]) =>
        sql`insert into register_entries (key, scheme, number, level, product_ja, product_en, applicant, manufacturer, type, issued_on,
            valid_from, status_from_events, entry, version, search, search_text)
          values (${key}, 'club', ${key}, '1', 'x', 'x', 'x', 'x', 'x', '2026-11-22', '2026-11-22', 'valid', '{}', 1, ${terms}, 'x')`.execute(
          empty.store.db,
        );
      await entry('k-1', ['情報', '報漏', '漏洩']);
      await entry('k-2', ['電鍋']);
      const found = await sql<{ key: string; touched: boolean }>`
        select key, tx < pg_snapshot_xmin(pg_current_snapshot()) as touched from register_entries where search @> ${['漏洩']}`.execute(
        empty.store.db,
      );
      expect(found.rows).toEqual([{ key: 'k-1', touched: true }]);
      const row = await empty.store.db.selectFrom('register_entries').selectAll().where('key', '=', 'k-1').executeTakeFirst();
      expect(row).toMatchObject({ issued_on: '2026-11-22', valid_until: null, search: ['情報', '報漏', '漏洩'], entry: {}, version: 1 });
    });
  });
}
