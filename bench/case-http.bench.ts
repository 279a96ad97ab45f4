import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corrected } from '../examples/iot-label/ruuvi-gateway/dossier.ts';
import { type Caller, type CaseSeen, caller, fill, move, withEvidence } from '../scripts/demo/api-client.ts';
import { tokenAs } from '../scripts/demo/demo-sign-in.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { JsonValue } from '../src/rules/json.ts';
import { byClients } from './clients.ts';
import { quantile } from './measure.ts';
import { ownPostgresql } from './own-postgresql.ts';
import { startServer } from './server-process.ts';

export const name = 'case-http';

const CLIENTS = 8;
const CASES = 80;
const TEXT = 'product-outline-ja';

/** The same acts through the HTTP API of a server as in production, on PostgreSQL, with 8 clients: a field saved, and the three moves of a question. */
export async function run(): Promise<object> {
  const { url } = await ownPostgresql();
  const server = await startServer({ DATABASE_URL: url });
  try {
    const applicant = caller(server.address, await tokenAs(server.address, 'demo-hanako'));
    const officer = caller(server.address, await tokenAs(server.address, 'demo-sato'));
    const evidence = withEvidence(corrected.values, await uploaded(applicant));
    const cases: { id: string; seen?: CaseSeen }[] = [];
    await byClients(
      CLIENTS,
      Array.from({ length: CASES }, (_, n) => n),
      async (n) => cases.push({ id: await draft(applicant, evidence, n) }),
    );
    const look = (by: Caller) =>
      byClients(CLIENTS, cases, async (its) => Object.assign(its, { seen: await by.get<CaseSeen>(`/api/v1/applications/${its.id}`) }));
    const say = (by: Caller, name: string, input: Readonly<Record<string, JsonValue>>, opens?: string) =>
      byClients(CLIENTS, cases, ({ id, seen }) => {
        const thread = seen?.moves.find((each) => each.move === name && each.thread)?.thread;
        const body = { input, hash: seen?.hash ?? '', ...(opens ? { opens } : thread ? { thread } : {}) };
        return by.send('POST', `/api/v1/applications/${id}/moves/${name}`, body, { 'if-match': `"${seen?.version}"` });
      });
    await look(applicant);
    const save = await byClients(CLIENTS, cases, ({ id, seen }) => {
      const changes = [{ path: TEXT, value: '測定値を集めて送る装置です。第2稿。', base: seen?.versions[TEXT] ?? 0 }];
      return applicant.send('PUT', `/api/v1/applications/${id}/fields`, { changes });
    });
    await byClients(CLIENTS, cases, ({ id }) => move(applicant, id, 'submit'));
    await look(officer);
    const asked = await say(officer, 'open', { question: '型番の一覧を確認してください。' }, 'question');
    await look(applicant);
    const answered = await say(applicant, 'answer', { answer: '確認しました。' });
    await look(officer);
    const closed = await say(officer, 'close', {});
    const told = ({ perSecond, latencies }: Awaited<typeof save>) => ({
      perSecond: Math.round(perSecond),
      p95Ms: quantile(latencies, 0.95),
    });
    const all = [save, asked, answered, closed].flatMap(({ latencies }) => latencies);
    return {
      ...{ clients: CLIENTS, p95Ms: quantile(all, 0.95), bar: { p95Ms: 150 } },
      acts: { save: told(save), ask: told(asked), answer: told(answered), close: told(closed) },
    };
  } finally {
    await server.stop();
  }
}

/** The example's evidence, one text a name. */
async function uploaded(by: Caller): Promise<ReadonlyMap<string, string>> {
  const rows = Object.values(corrected.values).flatMap((value): readonly JsonValue[] => (Array.isArray(value) ? value : []));
  const names = new Set(
    rows.flatMap((row) => (typeof row === 'object' && row !== null && 'document' in row ? [String(row.document)] : [])),
  );
  const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
  try {
    const files = [...names].map((each) => join(folder, each));
    for (const file of files) await writeFile(file, `証跡 ${file}\n`);
    return await by.upload(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function draft(by: Caller, values: Values, n: number): Promise<string> {
  const opening = { scheme: corrected.scheme, level: corrected.level, scope: corrected.scope };
  const { id } = await by.send<{ id: string }>('POST', '/api/v1/applications', opening);
  await fill(by, id, { ...values, models: [{ model: `BENCH-${n}` }] });
  return id;
}
