import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { books } from '../../schemes/index.ts';
import { type CaseSeen, caller, fill, move, withEvidence } from '../../scripts/demo/api-client.ts';
import { type ServerProcess, startServerProcess } from '../../scripts/demo/demo-server.ts';
import { tokenAs } from '../../scripts/demo/demo-sign-in.ts';
import { acceptAndAsk, answerInquiry, type Cast, openCase } from '../../scripts/demo/first-label-walk.ts';
import { registerProjection } from '../../src/register/index.ts';
import type { JsonValue } from '../../src/rules/json.ts';
import { openStore } from '../../src/store/index.ts';
import { createDatabase, engines } from '../empty-store.ts';

const KILLS = 50;
const TEN_MINUTES = 600_000;

let folder = '';
let running: ServerProcess | undefined;
let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
const start = async (): Promise<ServerProcess> => {
  running = await startServerProcess(join(folder, 'data'), { AKASHI_LOG: 'silent', DATABASE_URL: database?.url ?? '' });
  return running;
};

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await database?.drop();
  database = undefined;
  await rm(folder, { recursive: true, force: true });
});

interface Tokens {
  readonly responsible: string;
  readonly acceptor: string;
  readonly issuer: string;
  readonly government: string;
}

const castAt = (address: string, tokens: Tokens): Cast => ({
  responsible: caller(address, tokens.responsible),
  acceptor: caller(address, tokens.acceptor),
  issuer: caller(address, tokens.issuer),
  government: caller(address, tokens.government),
});

const modelOf = (n: number): string => `KILL-${String(n).padStart(3, '0')}`;

/** A case that only waits for the decision: filed, accepted, paid, and answered by the government body. */
async function readyToIssue(cast: Cast, n: number, evidence: ReadonlyMap<string, string>): Promise<string> {
  const id = await openCase(cast.responsible, corrected);
  const models: JsonValue = [{ model: modelOf(n) }];
  await fill(cast.responsible, id, { ...withEvidence(corrected.values, evidence), models });
  await move(cast.responsible, id, 'submit');
  await acceptAndAsk(cast.acceptor, id);
  await answerInquiry(cast.government);
  return id;
}

/** Every pointer of the example to one and the same file. */
async function oneFile(cast: Cast): Promise<ReadonlyMap<string, string>> {
  const [id] = (await cast.responsible.upload([join(import.meta.dirname, 'rounds.ts')])).values();
  if (id === undefined) throw new Error('nothing was uploaded');
  return { get: () => id } as unknown as ReadonlyMap<string, string>;
}

/** Sends the decision and, beside it, new applications without a pause; kills the server in the midst of it. */
async function killWhileDeciding(server: ServerProcess, tokens: Tokens, id: string, round: number, opened: Set<string>): Promise<boolean> {
  const cast = castAt(server.address, tokens);
  const seen = await cast.issuer.get<CaseSeen>(`/api/v1/applications/${id}`);
  let dead = false;
  let isIssued = false;
  const open = async () => {
    while (!dead)
      await openCase(cast.responsible, corrected).then(
        (acknowledged) => opened.add(acknowledged),
        () => undefined,
      );
  };
  const busy = [open(), open()];
  await after(20);
  const headers = { 'if-match': `"${seen.version}"`, 'idempotency-key': `issue-of-${id}` };
  const decision = cast.issuer.send('POST', `/api/v1/applications/${id}/moves/issue`, { input: {}, hash: seen.hash }, headers).then(
    () => {
      isIssued = true;
    },
    () => undefined,
  );
  // Every other round just after the acknowledgement, else anywhere from before the decision is read to after it is acknowledged.
  await (round % 2 === 0 ? decision : after((round * 29) % 450));
  dead = true;
  await server.kill();
  await Promise.all([...busy, decision]);
  return isIssued;
}

interface Listed {
  readonly key: string;
  readonly number: string;
  readonly models: readonly string[];
  readonly status: { readonly id: string };
}
const registerOf = async (address: string): Promise<readonly Listed[]> =>
  ((await (await fetch(`${address}/api/v1/attestations?limit=100`)).json()) as { items: readonly Listed[] }).items;

const serialsOf = (labels: readonly Listed[]) =>
  labels.map(({ number }) => Number(/-(\d{6})-/.exec(number)?.[1])).toSorted((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

/** The register as it lies there, and as the history makes it anew. */
async function registerTwice(): Promise<readonly [unknown, unknown]> {
  const store = await openStore({
    dataDir: join(folder, 'data'),
    databaseUrl: database?.url,
    now: () => new Date('2026-11-22T00:00:00Z'),
    projections: [registerProjection({ books })],
    reactions: [],
  });
  const rows = async () => [
    (await store.db.selectFrom('register_entries').selectAll().orderBy('key').execute()).map(({ tx: _tx, ...row }) => row),
    await store.db.selectFrom('register_models').selectAll().orderBy('attestation').orderBy('model').execute(),
  ];
  try {
    const live = await rows();
    await store.rebuild(['register']);
    return [live, await rows()];
  } finally {
    await store.close();
  }
}

describe('the server killed while it issues labels', () => {
  for (const { name, available } of engines) {
    test.skipIf(!available)(
      `success shown before the write is durable: ${KILLS} × kill -9 on ${name}: no acknowledged decision or application is lost, none is half there, and the register agrees with the history`,
      async () => {
        folder = await mkdtemp(join(tmpdir(), 'akashi-kill-'));
        database = name === 'postgresql' ? await createDatabase() : undefined;
        let server = await start();
        const token = (person: Parameters<typeof tokenAs>[1]) => tokenAs(server.address, person);
        const tokens: Tokens = {
          responsible: await token('demo-hanako'),
          acceptor: await token('demo-sato'),
          issuer: await token('demo-suzuki'),
          government: await token('demo-yamada'),
        };
        const evidence = await oneFile(castAt(server.address, tokens));
        const cases: string[] = [];
        for (const n of upTo(KILLS)) cases.push(await readyToIssue(castAt(server.address, tokens), n, evidence));
        const acknowledged: string[] = [];
        const opened = new Set<string>();
        for (const [index, id] of cases.entries()) {
          if (index > 0) server = await start();
          if (await killWhileDeciding(server, tokens, id, index, opened)) acknowledged.push(id);
        }
        server = await start();
        const cast = castAt(server.address, tokens);
        const labels = await registerOf(server.address);
        const issued: string[] = [];
        for (const [index, id] of cases.entries()) {
          const { state } = await cast.issuer.get<CaseSeen>(`/api/v1/applications/${id}`);
          const its = labels.filter((label) => label.models.includes(modelOf(index + 1)));
          expect([state.id, its.length]).toEqual(state.id === 'issued' ? ['issued', 1] : ['inquiry', 0]);
          if (state.id === 'issued') issued.push(id);
        }
        expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS / 2);
        expect(acknowledged.filter((id) => !issued.includes(id))).toEqual([]);
        expect(serialsOf(labels)).toEqual(upTo(issued.length));
        // One by one: the list ends after 500.
        const lost: string[] = [];
        for (const id of opened) await cast.responsible.get(`/api/v1/applications/${id}`).catch(() => lost.push(id));
        expect(lost).toEqual([]);
        // What was not acknowledged is sent again with the same key: one act, whether or not it had been done.
        for (const id of cases) await cast.issuer.send('POST', `/api/v1/applications/${id}/moves/issue`, ...(await again(cast, id)));
        const all = await registerOf(server.address);
        expect(serialsOf(all)).toEqual(upTo(KILLS));
        expect(new Set(all.flatMap((label) => label.models)).size).toBe(KILLS);
        for (const { key } of all) expect((await fetch(`${server.address}/l/${key}.json`)).status).toBe(200);
        await server.stop();
        const [live, anew] = await registerTwice();
        expect(anew).toEqual(live);
        console.log(
          `${name}: ${KILLS} kills, ${acknowledged.length} decisions and ${opened.size} applications acknowledged, ${issued.length} labels there, 0 lost`,
        );
      },
      TEN_MINUTES,
    );
  }
});

/** The decision as it was sent before: the version and hash that were seen before it. */
async function again(cast: Cast, id: string): Promise<[JsonValue, Readonly<Record<string, string>>]> {
  const seen = await cast.issuer.get<CaseSeen>(`/api/v1/applications/${id}`);
  const version = seen.state.id === 'issued' ? seen.version - 1 : seen.version;
  return [
    { input: {}, hash: seen.hash },
    { 'if-match': `"${version}"`, 'idempotency-key': `issue-of-${id}` },
  ];
}
