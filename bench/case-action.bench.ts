import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { systemClock } from '../src/io/clock.ts';
import { openStore } from '../src/store/index.ts';
import { answer, ask, close, draftCase, look, type Office, openOffice, type Running, save, submit } from './cases.ts';
import { byClients, type Worked } from './clients.ts';
import { median, quantile } from './measure.ts';
import { ownPostgresql } from './own-postgresql.ts';
import { rawRows } from './raw-rows.ts';

export const name = 'case-action';

const ROUNDS = 5;
const CLIENTS = 8;
/** Of each kind of act in a round: 80 cases, a save and five moves each; the raw contender does as many. */
const CASES = 80;

const acts = { save, submit, ask, answer, close } as const;
type Act = keyof typeof acts;
type Round = Readonly<Record<Act, Worked>>;

/** One round: every act on cases of its own, in the order of a case's life; between the acts everybody looks at the case. */
async function round(office: Office, cases: readonly Running[]): Promise<Round> {
  const done: Partial<Record<Act, Worked>> = {};
  for (const [act, run] of Object.entries(acts) as [Act, (typeof acts)[Act]][]) {
    await byClients(CLIENTS, cases, (its) => look(office, its));
    done[act] = await byClients(CLIENTS, cases, (its) => run(office, its));
  }
  return done as Round;
}

const drafts = async (office: Office): Promise<readonly Running[]> => {
  const cases: Running[] = [];
  await byClients(CLIENTS, Array.from({ length: CASES }), async () => cases.push(await draftCase(office)));
  return cases;
};

/** Acts on cases as the program does them, durable, with 8 clients, beside hand-written transactions that write the same rows. */
export async function run(): Promise<object> {
  const { url } = await ownPostgresql();
  const rawUrl = await emptyDatabase(url);
  const office = await openOffice({ databaseUrl: url, dataDir: '' });
  try {
    await round(office, await drafts(office));
    const raw = await rawRows(url, rawUrl, CLIENTS);
    const rawAct = { save: raw.save, submit: raw.submit, ask: raw.move, answer: raw.move, close: raw.move };
    const rounds: { ours: Round; theirs: Round }[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const cases = await drafts(office);
      const done: { ours: Partial<Record<Act, Worked>>; theirs: Partial<Record<Act, Worked>> } = { ours: {}, theirs: {} };
      for (const [act, run] of Object.entries(acts) as [Act, (typeof acts)[Act]][]) {
        await byClients(CLIENTS, cases, (its) => look(office, its));
        const theirs = () => byClients(CLIENTS, cases, () => rawAct[act]());
        const ours = () => byClients(CLIENTS, cases, (its) => run(office, its));
        if (n % 2 === 0) done.theirs[act] = await theirs();
        done.ours[act] = await ours();
        done.theirs[act] ??= await theirs();
      }
      rounds.push(done as { ours: Round; theirs: Round });
    }
    await raw.close();
    return { clients: CLIENTS, bar: { ratio: 0.35, p95Ms: 150 }, ...figures(rounds), pglite: await onPglite() };
  } finally {
    await office.store.close();
  }
}

function figures(rounds: readonly { ours: Round; theirs: Round }[]) {
  const all = Object.keys(acts) as Act[];
  const each = Object.fromEntries(
    all.map((act) => [
      act,
      {
        ratio: median(rounds.map(({ ours, theirs }) => ours[act].perSecond / theirs[act].perSecond)),
        perSecond: Math.round(median(rounds.map(({ ours }) => ours[act].perSecond))),
        rawPerSecond: Math.round(median(rounds.map(({ theirs }) => theirs[act].perSecond))),
        p95Ms: median(rounds.map(({ ours }) => quantile(ours[act].latencies, 0.95))),
      },
    ]),
  );
  const life = (worked: Round) => 1 / all.reduce((time, act) => time + 1 / worked[act].perSecond, 0);
  const ratios = rounds.map(({ ours, theirs }) => life(ours) / life(theirs));
  const latencies = rounds.flatMap(({ ours }) => all.flatMap((act) => ours[act].latencies));
  return { ratio: median(ratios), ratios, p95Ms: quantile(latencies, 0.95), acts: each };
}

async function emptyDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database raw');
  await client.end();
  const raw = new URL(url);
  raw.pathname = '/raw';
  const store = await openStore({ databaseUrl: raw.href, dataDir: '', now: systemClock.now, projections: [], reactions: [] });
  await store.close();
  return raw.href;
}

async function onPglite(): Promise<object> {
  const dataDir = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
  const office = await openOffice({ dataDir });
  try {
    await round(office, await drafts(office));
    const worked = await round(office, await drafts(office));
    return Object.fromEntries(
      Object.entries(worked).map(([act, { perSecond, latencies }]) => [
        act,
        { perSecond: Math.round(perSecond), p95Ms: quantile(latencies, 0.95) },
      ]),
    );
  } finally {
    await office.store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
