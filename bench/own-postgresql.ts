import pg from 'pg';
import { type Cluster, canMakeCluster, makeCluster } from '../test/kill/cluster.ts';
import { atTheEnd } from './at-the-end.ts';

/** A throw-away PostgreSQL with its shipped settings (fsync and synchronous_commit on), removed after the last benchmark. */
export async function ownPostgresql(): Promise<Cluster> {
  if (!canMakeCluster) throw new Error('PostgreSQL’s programs are needed (Debian: apt-get install postgresql)');
  const cluster = await makeCluster();
  atTheEnd(() => cluster.remove());
  await cluster.start();
  const { fsync, synchronous_commit } = await settingsOf(cluster.url);
  if (fsync !== 'on' || synchronous_commit !== 'on') throw new Error('this PostgreSQL does not write durably');
  return cluster;
}

async function settingsOf(url: string): Promise<Record<string, string | undefined>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit')`,
  );
  await client.end();
  return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
}
