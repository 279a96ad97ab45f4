import process from 'node:process';
import pg from 'pg';
import { iotLabel } from '../schemes/iot-label/book.ts';
import { sample } from '../schemes/iot-label/sample.ts';
import { attestationStream, issue } from '../src/attestations/attestation.ts';
import { addDays, day } from '../src/rules/day.ts';
import type { Values } from '../src/rules/dossier.ts';
import { contentHash } from '../src/rules/hash.ts';
import type { JsonObject, JsonValue } from '../src/rules/json.ts';
import { canonicalJson } from '../src/rules/json.ts';
import type { Mark } from '../src/rules/status.ts';
import type { Subject } from '../src/rules/subject.ts';
import type { NewEvent } from '../src/store/index.ts';

/** How many labels a register at scale holds: 100,000 unless AKASHI_BENCH_LABELS says otherwise. */
export const LABELS = Number(process.env['AKASHI_BENCH_LABELS'] ?? 100_000);
export const EVENTS_A_LABEL = 3;
const FIRST_DAY = day('2026-10-01');

const places = ['玄関', '居間', '店舗', '倉庫', '浴室', '農場', '車庫', '教室', '病室', '工場'];
const things = [
  'みまもりカメラ',
  '漏水センサー',
  '電気錠',
  'ゲートウェイ',
  '温湿度計',
  '電力計',
  'ルーター',
  '炊飯器',
  '給湯器',
  '煙検知器',
];
const makers = ['架空電機', '見本工業', '例示製作所', '仮名精機', '試作通信', '想定電子', '模擬システム', '仮想家電'];
const pick = (of: readonly string[], index: number): string => of[index % of.length] ?? '';

/** The dossier of the nth label: the faultless sample of the scheme under other names, about 10 kB, no two alike. */
export function dossierOf(n: number): Values {
  const name = `${pick(places, n)}${pick(things, Math.floor(n / 10))}`;
  const maker = `${pick(makers, Math.floor(n / 100))}株式会社`;
  return {
    ...sample,
    'applicant-name-ja': maker,
    'manufacturer-name-ja': maker,
    'product-name-ja': `${name} ${n}型`,
    'product-name-en': `Product ${n}`,
    models: [
      { model: `M${n}-W`, name: '白' },
      { model: `M${n}-B`, name: '黒', difference: '色' },
    ],
  };
}

interface Row {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly effective_on: string;
  readonly editions: JsonObject;
}
const row = (stream: string, version: number, event: NewEvent): Row => ({
  ...{ stream, version, type: event.type, data: event.data, effective_on: event.effectiveOn, editions: event.editions },
});

/** The nth label as a granting decision makes it, by the program's own `issue`. */
function issued(n: number): { key: string; first: Row; document: { hash: string; content: string } } {
  const values = dossierOf(n);
  const hash = contentHash(values as JsonObject);
  const on = addDays(FIRST_DAY, n % 50);
  const application: Subject = {
    ...{
      kind: 'application',
      id: `case-${n}`,
      reference: `case-${n}`,
      scheme: iotLabel.id,
      organisation: `org-${n % 800}`,
      level: '1',
      version: 9,
    },
    ...{ state: 'issued', history: [], threads: [], openedOn: on, edition: iotLabel.editions[0]?.id ?? '', dossier: hash, periods: [] },
  };
  const { key, event } = issue(iotLabel, { application, dossier: hash, values, on, serial: n + 1, origin: 'https://akashi.example' });
  return { key, first: row(attestationStream(key), 1, event), document: { hash, content: canonicalJson(values as JsonObject) } };
}

/** What happened to the nth label later: a value is withheld for a while; then one in twenty lapses, the others mean to re-apply. */
function later(key: string, n: number, version: 2 | 3): Row {
  const on = addDays(FIRST_DAY, 50 + version);
  const mark: Mark =
    version === 2
      ? { mark: 'withheld', path: 'product-contact', from: on, until: addDays(on, 30) }
      : n % 20 === 0
        ? { mark: 'end', kind: 'lapsed', on, ground: 'other' }
        : { mark: 'intent', on };
  return row(attestationStream(key), version, {
    ...{ type: 'Marked', data: { marks: [mark] as unknown as JsonValue }, effectiveOn: on, editions: {} },
  });
}

const BATCH = 1000;

/**
 * Writes the history of so many labels, three events each, as 3 × n rows in the order of time (all issues, then what came later), and the
 * dossiers; gives the keys. The statements are bulk inserts of exactly the rows that `append` writes; no read model is filled.
 */
export async function writeHistory(url: string, count: number): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const actor = JSON.stringify({ person: 'p-1', organisation: 'office', role: 'officer', via: 'system' });
  const events = (rows: readonly Row[]) =>
    client.query(
      `insert into events (stream, version, type, data, actor, effective_on, editions, at)
       select stream, version, type, data, $2::jsonb, effective_on, editions, effective_on + interval '3 hours'
       from jsonb_to_recordset($1::jsonb) as e(stream text, version int, type text, data jsonb, effective_on date, editions jsonb)`,
      [JSON.stringify(rows), actor],
    );
  const documents = (rows: readonly { hash: string; content: string }[], organisation: string) =>
    client.query(
      `insert into documents (organisation, hash, content, created_at)
       select $2, hash, content, '2026-10-01' from jsonb_to_recordset($1::jsonb) as d(hash text, content text)`,
      [JSON.stringify(rows), organisation],
    );
  const keys: string[] = [];
  const batches = (each: (from: number, to: number) => Promise<unknown>) => inBatches(count, each);
  await batches(async (from, to) => {
    const labels = Array.from({ length: to - from }, (_, index) => issued(from + index));
    keys.push(...labels.map(({ key }) => key));
    await documents(
      labels.map(({ document }) => document),
      'bench',
    );
    await events(labels.map(({ first }) => first));
  });
  for (const version of [2, 3] as const)
    await batches((from, to) => events(keys.slice(from, to).map((key, index) => later(key, from + index, version))));
  await client.query('analyze');
  await client.end();
  return keys;
}

async function inBatches(count: number, each: (from: number, to: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < count; from += BATCH) await each(from, Math.min(count, from + BATCH));
}
