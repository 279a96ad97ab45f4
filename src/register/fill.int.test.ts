import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { attest, labelValues, markAttestation } from '../../test/labelled.ts';
import { day } from '../rules/day.ts';
import { registerProjection } from './projection.ts';

const projection = registerProjection({ books: [iotLabel] });

describe.each(engines)('a rebuild of the register on $name', ({ name, available }) => {
  describe.skipIf(!available)('from the history', () => {
    let empty: EmptyStore;
    let keys: readonly string[] = [];
    const rows = async () => {
      const { db } = empty.store;
      const entries = await db.selectFrom('register_entries').selectAll().orderBy('key').execute();
      const models = await db.selectFrom('register_models').selectAll().orderBy('attestation').orderBy('model').orderBy('days').execute();
      return { entries: entries.map(({ tx: _tx, ...row }) => row), models };
    };
    beforeAll(async () => {
      empty = await emptyStore(name, { projections: [projection] });
      const label = (model: string) =>
        attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel, { models: [{ model }, { model: `${model}L` }] }) });
      keys = [await label('A-1'), await label('B-1'), await label('C-1')];
      const [first = '', second = ''] = keys;
      await markAttestation(empty.store, first, '2026-12-01', [
        { mark: 'withheld', path: 'product-url', from: day('2026-12-01'), until: day('2027-01-01') },
      ]);
      await markAttestation(empty.store, second, '2026-12-02', [{ mark: 'intent', on: day('2026-12-02') }]);
      await markAttestation(empty.store, first, '2026-12-03', [{ mark: 'end', kind: 'lapsed', on: day('2026-12-03'), ground: 'other' }]);
    });
    afterAll(() => empty?.remove());

    test('gives the rows that were written event by event', async () => {
      const live = await rows();
      expect(live.entries.map((row) => row.key)).toEqual(keys.toSorted());
      expect(live.models).toHaveLength(6);
      await empty.store.rebuild(['register']);
      expect(await rows()).toEqual(live);
    });

    test('batches that bring events again, late or in another order change nothing', async () => {
      const live = await rows();
      const { events } = await empty.store.feed(undefined, 100);
      await empty.store.transaction(async (tx) => {
        const bulk = {
          db: tx.db,
          loadAll: async (streams: readonly string[]) =>
            new Map(await Promise.all(streams.map(async (each) => [each, await tx.load(each)] as const))),
          documents: async (hashes: readonly string[]) =>
            new Map(await Promise.all(hashes.map(async (each) => [each, (await tx.document(each)) ?? ''] as const))),
        };
        const [, second = ''] = keys;
        await tx.db.deleteFrom('register_entries').where('key', '=', second).execute();
        await tx.db.deleteFrom('register_models').where('attestation', '=', second).execute();
        for (const event of [...events].reverse()) await projection.applyAll?.(bulk, [event]);
        return null;
      });
      expect(await rows()).toEqual(live);
    });
  });
});
