import { corrected } from '../examples/iot-label/ruuvi-gateway/dossier.ts';
import { iotLabel } from '../schemes/iot-label/book.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { JsonObject, JsonValue } from '../src/rules/json.ts';
import { type BellServer, formWith, type Someone, startBellServer } from './bell-server.ts';

/** A demo server for the product label. */
export const startLabelServer = (now = new Date('2026-11-22T00:00:00Z')): Promise<BellServer> =>
  startBellServer({ now, books: [iotLabel] });

/** What the API says of a case. */
export interface SeenCase {
  readonly version: number;
  readonly hash: string;
  readonly state: { readonly id: string };
  readonly versions: Readonly<Record<string, number>>;
  readonly threads: readonly { readonly id: string; readonly kind: string }[];
}

const json = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

export const seen = async (by: Someone, id: string): Promise<SeenCase> => json(await by.fetch(`/api/v1/applications/${id}`));

/** Makes a move through the API on exactly what is there; gives the answer as it came. */
export async function move(
  by: Someone,
  id: string,
  name: string,
  input: JsonObject = {},
  place: JsonObject = {},
  at?: Pick<SeenCase, 'version' | 'hash'>,
): Promise<Response> {
  const { version, hash } = at ?? (await seen(by, id));
  return by.send('POST', `/api/v1/applications/${id}/moves/${name}`, { input, hash, ...place }, { 'if-match': `"${version}"` });
}

/** The same, and throws when it was refused. */
export const moved = async (...given: Parameters<typeof move>): Promise<unknown> => json(await move(...given));

let products = 0;

/** A complete dossier with models of its own, every pointer to one uploaded file. */
function values(file: string, over: Values): Values {
  const n = String(++products);
  const pointed = (value: JsonValue): JsonValue =>
    Array.isArray(value)
      ? value.map((row: JsonValue) => (typeof row === 'object' && row !== null && 'document' in row ? { ...row, document: file } : row))
      : value;
  const filled = Object.fromEntries(Object.entries(corrected.values).map(([path, value]) => [path, pointed(value)]));
  return {
    ...filled,
    'product-name-ja': `試験ゲートウェイ ${n}`,
    'product-name-en': `Test gateway ${n}`,
    models: [{ model: `TG-${n}` }, { model: `TG-${n}B`, difference: '黒' }],
    ...over,
  };
}

export async function fill(by: Someone, id: string, filled: Values): Promise<void> {
  const { versions } = await seen(by, id);
  const changes = Object.entries(filled).map(([path, value]) => ({ path, value, base: versions[path] ?? 0 }));
  await json(await by.send('PUT', `/api/v1/applications/${id}/fields`, { changes }));
}

/** Opens an application, fills it so that its form is clean, and leaves it as a draft; gives its id. */
export async function drafted(by: Someone, over: Values = {}): Promise<string> {
  const { files } = await json<{ files: readonly { id: string }[] }>(
    await by.send('POST', '/api/v1/evidence', formWith({}, { name: '評価報告書.txt', content: '証跡の中身' })),
  );
  const { id } = await json<{ id: string }>(
    await by.send('POST', '/api/v1/applications', { scheme: corrected.scheme, level: corrected.level, scope: corrected.scope }),
  );
  await fill(by, id, values(files[0]?.id ?? '', over));
  return id;
}

/** The same, submitted. */
export async function submitted(by: Someone, over: Values = {}): Promise<string> {
  const id = await drafted(by, over);
  await moved(by, id, 'submit');
  return id;
}

/** The office books the fee that arrives for an accepted application. */
export async function feePaid(by: Someone, id: string): Promise<void> {
  const charges = await json<readonly { id: string; total: number; chargedOn: string }[]>(
    await by.fetch(`/api/v1/applications/${id}/charges`),
  );
  const [charge] = charges;
  const arrived = { receivedOn: charge?.chargedOn ?? '', amount: charge?.total ?? 0, payer: '見本工業', account: '見本銀行', note: '' };
  const { payment } = await json<{ payment: string }>(await by.send('POST', '/api/v1/payments', arrived));
  await json(await by.send('POST', `/api/v1/payments/${payment}/assign`, { charge: charge?.id ?? '' }));
}

/** The office accepts an application, books its fee and asks the government body. */
export async function acceptedAndAsked(by: Someone, id: string): Promise<void> {
  await moved(by, id, 'accept');
  await feePaid(by, id);
  await moved(by, id, 'ask');
}

/** What the government body's API says of an inquiry. */
export interface SeenInquiry {
  readonly id: string;
  readonly version: number;
  readonly waiting: boolean;
  readonly fields: readonly { readonly path: string; readonly value: unknown }[];
  readonly answer?: JsonObject;
  readonly application?: string;
}

export const inquiries = async (by: Someone): Promise<readonly SeenInquiry[]> => json(await by.fetch('/api/v1/inquiries'));

/** Answers an inquiry; gives the answer of the API. */
export const answer = (
  by: Someone,
  inquiry: Pick<SeenInquiry, 'id' | 'version'>,
  input: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  by.send('POST', `/api/v1/inquiries/${inquiry.id}/moves/conclude`, { input }, { 'if-match': `"${inquiry.version}"`, ...headers });
