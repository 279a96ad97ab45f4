import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { day } from '../../src/rules/day.ts';
import type { Values } from '../../src/rules/dossier.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import type { BellServer, Someone } from '../bell-server.ts';
import { acceptedAndAsked, answer, drafted, fill, inquiries, move, moved, startLabelServer } from '../label-cases.ts';
import { attest, markAttestation } from '../labelled.ts';

/** Issued on 2026-11-22, the last day is 2028-11-21. */
const LAST = '2028-11-21';
let server: BellServer;
let dossier: Values;
let labels = 0;

/** A label as a decision would have issued it, with models of its own. */
const issued = () => {
  const n = String(++labels);
  const values = { ...dossier, 'product-name-ja': `更新する製品 ${n}`, models: [{ model: `RN-${n}` }] };
  return attest(server.store, iotLabel, { on: '2026-11-22', organisation: 'demo-camera', level: '1', values });
};
const goTo = (on: string) => server.clock.set(new Date(`${on}T03:00:00Z`));
const json = async <T>(response: Response): Promise<T> => (await response.json()) as T;
const path = (key: string) => `/api/v1/held-attestations/${key}/renewal`;
const open = async (by: Someone, key: string) => {
  const response = await by.send('POST', path(key), {});
  return { status: response.status, body: await json<{ id: string; clause?: string; detail?: string }>(response) };
};
interface Seen {
  readonly number: string;
  readonly validUntil: string;
  readonly status: { readonly id: string; readonly since: string };
}
const publicly = async (key: string) => json<Seen>(await fetch(`${server.address}/api/v1/attestations/${key}`));
const statusOn = async (key: string, on: string) => {
  goTo(on);
  return (await publicly(key)).status.id;
};
const ANEW = { 'declaration-oath': true, 'duties-oath': true } as const;

async function filed(key: string, over: Values = {}): Promise<string> {
  const hanako = await server.as('demo-hanako');
  const { id } = (await open(hanako, key)).body;
  await fill(hanako, id, { ...ANEW, ...over });
  await moved(hanako, id, 'submit');
  return id;
}
async function inquired(id: string): Promise<void> {
  await acceptedAndAsked(await server.as('demo-sato'), id);
}
async function answered(id: string): Promise<void> {
  const yamada = await server.as('demo-yamada');
  const waiting = (await inquiries(yamada)).find((each) => each.waiting);
  if (!waiting) throw new Error(`no inquiry for ${id}`);
  await answer(yamada, waiting, { outcome: 'favourable' });
}
const decide = async (id: string, input: JsonObject = {}) => move(await server.as('demo-suzuki'), id, 'issue', input);

beforeAll(async () => {
  server = await startLabelServer(new Date('2026-11-22T03:00:00Z'));
  const hanako = await server.as('demo-hanako');
  const id = await drafted(hanako);
  dossier = (await json<{ values: Values }>(await hanako.fetch(`/api/v1/applications/${id}`))).values;
  await moved(hanako, id, 'drop');
});
afterAll(() => server?.close());

describe('a ★1 label renewed before it expires', () => {
  let key: string;
  let id: string;
  beforeAll(async () => {
    goTo('2026-11-22');
    key = await issued();
    goTo('2028-10-01');
  });

  test('L-3.7-17 it begins with the dossier as it stands, and is declared anew', async () => {
    const hanako = await server.as('demo-hanako');
    const page = await (await hanako.fetch(`/ja/attestations/${key}`)).text();
    expect(page).toContain('更新の申請を始める');
    id = (await open(hanako, key)).body.id;
    const { values } = await json<{ values: Values }>(await hanako.fetch(`/api/v1/applications/${id}`));
    expect(values['models']).toEqual([{ model: 'RN-1' }]);
    expect(values['S1.1-01/evidence']).toEqual(dossier['S1.1-01/evidence']);
    expect([values['declaration-oath'], values['duties-oath']]).toEqual([undefined, undefined]);
    expect((await move(hanako, id, 'submit')).status).toBe(422);
    await fill(hanako, id, ANEW);
    await moved(hanako, id, 'submit');
  });
  test('L-3.7-17 the government body is asked again: without its answer nothing is issued', async () => {
    await inquired(id);
    expect((await decide(id)).ok).toBe(false);
    await answered(id);
  });
  test('L-3.7-17 it runs from its own issue date under the same number; the time left of the old one is not added', async () => {
    const { number } = await publicly(key);
    goTo('2028-10-05');
    expect((await decide(id)).status).toBe(200);
    expect(await publicly(key)).toMatchObject({ number, validUntil: '2030-10-04', status: { id: 'in-force', since: '2028-10-05' } });
    const rows = await server.store.db
      .selectFrom('register_models')
      .select('days')
      .where('attestation', '=', key)
      .orderBy('days')
      .execute();
    expect(rows.map((row) => row.days)).toEqual(['[2026-11-22,2028-10-05)', '[2028-10-05,2030-10-05)']);
    const page = await (await fetch(`${server.address}/l/${key}`)).text();
    expect(page).toContain('発行(有効期間 2026年11月22日から2028年10月4日まで)');
    expect(page).toContain('更新(有効期間 2028年10月5日から2030年10月4日まで)');
    expect(await statusOn(key, '2030-10-04')).toBe('in-force');
    expect(await statusOn(key, '2030-10-05')).toBe('expired');
  });
  test('L-3.2-1 its own models are no conflict for it, and stay one for everybody else', async () => {
    goTo('2028-10-06');
    const hanako = await server.as('demo-hanako');
    const other = await drafted(hanako, { models: [{ model: 'RN-1' }], 'manufacturer-name-ja': dossier['manufacturer-name-ja'] ?? null });
    const told = await json<{ errors: readonly { code: string }[] }>(await move(hanako, other, 'submit'));
    expect(JSON.stringify(told)).toContain('L-3.2-1');
  });
});

describe('a ★1 label that expires before its renewal is decided', () => {
  test('L-3.7-17 filing before expiry extends nothing; decided later it runs from that day on, after a gap', async () => {
    goTo('2026-11-22');
    const key = await issued();
    goTo(LAST);
    const id = await filed(key);
    expect(await statusOn(key, LAST)).toBe('in-force');
    expect(await statusOn(key, '2028-11-22')).toBe('expired');
    await inquired(id);
    await answered(id);
    goTo('2028-12-10');
    expect((await decide(id)).status).toBe(200);
    expect(await publicly(key)).toMatchObject({ validUntil: '2030-12-09', status: { id: 'in-force', since: '2028-12-10' } });
  });
  test('L-3.7-15 with the intention stated it reads re-application pending, never in force, until the decision or the drop', async () => {
    goTo('2026-11-22');
    const key = await issued();
    goTo('2028-11-20');
    await markAttestation(server.store, key, '2028-11-20', [{ mark: 'intent', on: day('2028-11-20') }]);
    const id = await filed(key);
    expect(await statusOn(key, '2028-11-22')).toBe('reapplication-pending');
    goTo('2028-11-25');
    await moved(await server.as('demo-hanako'), id, 'drop');
    expect((await publicly(key)).status.id).toBe('expired');
    const again = await filed(key);
    expect((await publicly(key)).status.id).toBe('reapplication-pending');
    await inquired(again);
    await answered(again);
    expect((await decide(again)).status).toBe(200);
    expect((await publicly(key)).status).toMatchObject({ id: 'in-force', since: '2028-11-25' });
  });
  test('L-3.7-17 after its expiry it is renewed all the same', async () => {
    goTo('2026-11-22');
    const key = await issued();
    goTo('2029-03-01');
    const id = await filed(key);
    await inquired(id);
    await answered(id);
    expect((await decide(id)).status).toBe(200);
    expect((await publicly(key)).validUntil).toBe('2031-02-28');
    expect(await statusOn(key, '2029-02-28')).toBe('expired');
  });
  test('L-3.7-18 what was withdrawn is not renewed, and says why', async () => {
    goTo('2026-11-22');
    const key = await issued();
    goTo('2027-05-01');
    await markAttestation(server.store, key, '2027-05-01', [{ mark: 'end', kind: 'withdrawn', on: day('2027-05-01'), ground: 'misuse' }]);
    const told = await open(await server.as('demo-hanako'), key);
    expect([told.status, told.body.clause]).toEqual([422, 'L-3.7-17']);
    expect(await (await (await server.as('demo-hanako')).fetch(`/ja/attestations/${key}`)).text()).toContain('更新できません');
  });
});
