import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { cloudValues } from '../../test/certified.ts';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { origin, somebody } from '../../test/labelled.ts';
import { registerProjection } from '../register/index.ts';
import { day } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { canonicalJson } from '../rules/json.ts';
import { RuleRefused } from '../rules/refusal.ts';
import type { NewEvent, Store, Tx } from '../store/index.ts';
import { issueOnDecision } from './issue-on-decision.ts';
import { attestationProjection } from './list.ts';

const books = [iotCloud];
const edition = iotCloud.editions[0]?.id ?? '';
const on = day('2026-11-22');
const serialOf = (number: string) => Number(/^IP-IoT (\d{4})-2611$/.exec(number)?.[1]);

/** The stream of an application up to its certification, as the engine would append it. */
async function decide(tx: Tx, id: string): Promise<void> {
  const dossier = await tx.putDocument('org-1', canonicalJson(cloudValues() as JsonObject));
  const event = (type: string, data: JsonObject): NewEvent => ({ type, data, effectiveOn: on, editions: {} });
  const events = [
    event('ApplicationOpened', { scheme: iotCloud.id, organisation: 'org-1', level: 'disclosure', edition, state: 'draft' }),
    event('ApplicationSubmitted', { row: 'submit', party: '', input: {}, to: 'decision', dossier, receivedOn: on }),
    event('ServiceCertified', { row: 'certify', party: 'officer', input: {}, to: 'certified', effects: ['decide-issue'] }),
  ];
  await tx.append(`application:${id}`, 0, events, somebody);
}
const certifyAll = (store: Store, ids: readonly string[]) => Promise.all(ids.map((id) => store.transaction((tx) => decide(tx, id))));
const numbers = async (store: Store) =>
  (await store.db.selectFrom('register_entries').select('number').execute()).map((row) => serialOf(row.number)).toSorted((a, b) => a - b);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe.each(engines.filter((engine) => engine.available))('numbers of certificates on $name', ({ name }) => {
  let empty: EmptyStore;
  beforeAll(async () => {
    empty = await emptyStore(name, {
      projections: [registerProjection({ books }), attestationProjection],
      reactions: [issueOnDecision({ books, origin: () => origin })],
    });
  });
  afterAll(async () => empty?.remove());

  test('D-9.1-7 decisions made at the same time get numbers without gap or repeat', async () => {
    await certifyAll(
      empty.store,
      upTo(12).map((n) => `c-${n}`),
    );
    expect(await numbers(empty.store)).toEqual(upTo(12));
  });
  test('D-9.1-7 a decision that fails after its number was taken gives it back, also among others', async () => {
    const failing = (id: string) =>
      empty.store.transaction(async (tx) => {
        await decide(tx, id);
        throw new Error('the power went');
      });
    const results = await Promise.allSettled([...upTo(4).map((n) => failing(`f-${n}`)), certifyAll(empty.store, ['d-1', 'd-2', 'd-3'])]);
    expect(results.map((each) => each.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(await numbers(empty.store)).toEqual(upTo(15));
  });
  test('D-9.1-7 after a restart the next number follows the last', async () => {
    await empty.reopen();
    await certifyAll(empty.store, ['e-1']);
    expect(await numbers(empty.store)).toEqual(upTo(16));
  });
  test('D-9.1-7 beyond 9999 the decision is refused with the clause, and nothing is stored', async () => {
    await empty.store.db.updateTable('counters').set({ value: 9998 }).where('name', '=', `attestation-number:${iotCloud.id}`).execute();
    await certifyAll(empty.store, ['last']);
    expect((await numbers(empty.store)).at(-1)).toBe(9999);
    const refused = await certifyAll(empty.store, ['beyond']).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RuleRefused);
    expect(refused).toMatchObject({ code: 'numbers-used-up', clause: 'D-9.1-7' });
    expect(await empty.store.read('application:beyond')).toEqual([]);
    expect((await numbers(empty.store)).at(-1)).toBe(9999);
  });
});
