import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Store, StoreSettings } from '../../src/store/index.ts';
import { openStore } from '../../src/store/index.ts';
import { issue, list } from '../../src/store/tally.fixture.ts';
import { emptyStore, engines } from '../empty-store.ts';
import { canMakeCluster, makeCluster } from './cluster.ts';
import { killRounds, type StartWriter } from './rounds.ts';

const KILLS = 50;
const CLUSTER_KILLS = 10;
const FIVE_MINUTES = 300_000;

const storeWriter =
  ({ databaseUrl, dataDir }: Pick<StoreSettings, 'databaseUrl' | 'dataDir'>): StartWriter =>
  (round) =>
    spawn(process.execPath, [path.join(import.meta.dirname, 'writer.ts'), JSON.stringify({ databaseUrl, dataDir, round })], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });

const SAME = `(select count(*) from application_list) as rows, (select count(distinct more->>'seen') from application_list) as seen`;

/** Nothing acknowledged is lost, nothing is half there, and what is derived agrees with the history. */
async function expectWhole(store: Store, acknowledged: readonly string[]): Promise<void> {
  const commands = await store.db.selectFrom('commands').select(['key', 'outcome']).execute();
  const kept = new Set(commands.map(({ key }) => key));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect(commands.filter(({ key, outcome }) => key !== outcome)).toEqual([]);
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from events where stream like 'application:%') as filed,
      (select count(*) from (select 1 from events where stream like 'application:%' group by stream having count(*) <> 2 or max(version) <> 2) odd) as halves,
      (select count(*) from events where type = 'Issued') as issued,
      (select count(distinct data->>'number') from events where type = 'Issued') as numbers,
      (select value from counters where name = 'attestation') as counter,
      (select count(*) from documents) as documents,
      (select count(*) from application_list where state = 'Granted' and version = 2) as listed,
      ${sql.raw(SAME)}`.execute(store.db);
  const n = commands.length;
  expect(rows[0]).toEqual({ filed: 2 * n, halves: 0, issued: n, numbers: n, counter: n, documents: n, listed: n, rows: n, seen: 1 });
  const live = await store.db.selectFrom('application_list').selectAll().orderBy('id').execute();
  await store.rebuild();
  expect(await store.db.selectFrom('application_list').selectAll().orderBy('id').execute()).toEqual(live);
}

describe('killed while it acknowledges', () => {
  for (const { name, available } of engines) {
    test.skipIf(!available)(
      `success shown before the write is durable: ${KILLS} kills of the server on ${name} lose nothing acknowledged and leave nothing half there`,
      async () => {
        const empty = await emptyStore(name, { projections: [list], reactions: [issue] });
        await empty.store.close();
        const acknowledged = await killRounds(KILLS, storeWriter(empty.settings), (writer) => void writer.kill('SIGKILL'));
        expect(acknowledged.length).toBeGreaterThan(KILLS);
        await expectWhole(await empty.reopen(), acknowledged);
        console.log(`${name}: ${KILLS} kills, ${acknowledged.length} acknowledged, 0 lost`);
        await empty.remove();
      },
      FIVE_MINUTES,
    );
  }

  test.skipIf(!canMakeCluster)(
    `success shown before the write is durable: ${CLUSTER_KILLS} kills of every PostgreSQL process lose nothing acknowledged and leave nothing half there`,
    async () => {
      const cluster = await makeCluster();
      await cluster.start();
      const settings: StoreSettings = {
        databaseUrl: cluster.url,
        dataDir: '',
        now: () => new Date('2026-11-22T00:00:00Z'),
        projections: [list],
        reactions: [issue],
      };
      const acknowledged = await killRounds(CLUSTER_KILLS, storeWriter(settings), async (writer) => {
        await cluster.kill();
        writer.kill('SIGKILL');
        await cluster.start();
      });
      expect(acknowledged.length).toBeGreaterThan(CLUSTER_KILLS);
      const store = await openStore(settings);
      await expectWhole(store, acknowledged);
      console.log(`every process of PostgreSQL: ${CLUSTER_KILLS} kills, ${acknowledged.length} acknowledged, 0 lost`);
      await store.close();
      await cluster.remove();
    },
    FIVE_MINUTES,
  );
});
