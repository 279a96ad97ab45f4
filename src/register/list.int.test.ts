import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { attest, labelValues, markAttestation, somebody } from '../../test/labelled.ts';
import { day } from '../rules/day.ts';
import type { Values } from '../rules/dossier.ts';
import { isOverlap } from '../store/index.ts';
import { findEntry, type RegisterQuery, registerProjection, searchRegister } from './list.ts';

describe.each(engines)('the register on $name', ({ name, available }) => {
  describe.skipIf(!available)('kept beside the history', () => {
    const on = day('2026-12-01');
    let empty: EmptyStore;
    const label = (values: Values, issuedOn = '2026-11-22') =>
      attest(empty.store, iotLabel, { on: issuedOn, values: labelValues(iotLabel, values) });
    const found = async (query: Partial<RegisterQuery>, today = on) => {
      const { entries, count } = await searchRegister(empty.store, { limit: 50, offset: 0, ...query }, today);
      return { keys: entries.map((each) => each.entry.key), count };
    };
    const keys: Record<string, string> = {};

    beforeAll(async () => {
      empty = await emptyStore(name, { projections: [registerProjection({ books: [iotLabel] })] });
      keys.camera = await label({
        'product-name-ja': '見守りカメラ',
        'product-name-en': 'Care camera',
        models: [{ model: 'MC-5' }, { model: 'ＭＣ－６' }],
      });
      keys.lock = await label(
        {
          'product-name-ja': '電子錠',
          'product-name-en': 'Lock',
          'manufacturer-publication': 'withhold',
          models: [{ model: 'SL 2' }],
          'requested-last-day': '2026-11-30',
        },
        '2026-10-01',
      );
      keys.hub = await label(
        { 'product-name-ja': 'スマートハブ', 'product-name-en': 'Hub', 'applicant-name-ja': '有限会社髙﨑', models: [{ model: 'HUB-1' }] },
        '2026-11-25',
      );
    });
    afterAll(() => empty?.remove());

    test('an issue is in the register with its transaction, and a failed one is not', async () => {
      expect((await findEntry(empty.store, keys.camera ?? ''))?.entry).toMatchObject({
        number: keys.camera,
        title: { ja: '見守りカメラ', en: 'Care camera' },
        validUntil: '2028-11-21',
      });
      const so = await empty.store.read(`attestation:${keys.camera}`);
      const failing = empty.store.transaction(async (tx) => {
        const { type, data, effectiveOn, editions } = so[0] ?? {};
        if (!type || !data || !effectiveOn || !editions) throw new Error('nothing was issued');
        await tx.append(
          'attestation:AK1-999999-X',
          0,
          [{ type, data: { ...data, number: 'AK1-999999-X', level: '2' }, effectiveOn, editions }],
          somebody,
        );
        throw new Error('the decision fails after all');
      });
      await expect(failing).rejects.toThrow('after all');
      expect(await findEntry(empty.store, 'AK1-999999-X')).toBeUndefined();
    });

    describe('is searched', () => {
      test.each([
        ['by a word of two characters', '見守', 'camera'],
        ['by one character', '錠', 'lock'],
        ['in katakana or hiragana', 'すまーとはぶ', 'hub'],
        ['by a model in other width and without its hyphen', 'ｍｃ６', 'camera'],
        ['by a model in two words', 'SL 2', 'lock'],
        ['by the vendor', '髙﨑', 'hub'],
        ['by the vendor in English', 'akashi electric', 'camera'],
        ['by the number', 'ak1000001', 'camera'],
        ['by two words, both found', '見守り カメラ', 'camera'],
      ])('%s', async (_how, words, key) => expect((await found({ words })).keys).toContain(keys[key]));
      test.each([
        ['characters that stand apart', '見カ'],
        ['a word across two names', 'カメラcare'],
        ['one word of two missing', '見守り 電子錠'],
        ['a withheld manufacturer of this product only', '電子錠 秘密製造'],
      ])('not by %s', async (_how, words) => expect((await found({ words })).keys).toEqual([]));
      test.each(['%', '_', "'; drop table events; --", '\\', '*', '「」'])('%j finds nothing odd and breaks nothing', async (words) => {
        expect((await found({ words: `${words} 無い言葉` })).keys).toEqual([]);
      });
      test('by level, scheme and standing as of the day', async () => {
        expect((await found({ standing: 'in-force' })).keys).not.toContain(keys.lock);
        expect((await found({ standing: 'ended' })).keys).toEqual([keys.lock]);
        expect((await found({ standing: 'in-force' }, day('2026-11-30'))).keys).toContain(keys.lock);
        expect((await found({ level: '2' })).count).toBe(0);
        expect((await found({ scheme: 'another' })).count).toBe(0);
      });
      test('newest first, by name, or ending first; a page of it with the count of all', async () => {
        expect((await found({})).keys[0]).toBe(keys.hub);
        expect((await found({ order: 'ends-first' })).keys[0]).toBe(keys.lock);
        expect(await found({ order: 'ends-first', limit: 1, offset: 1 })).toMatchObject({ keys: [keys.camera], count: 3 });
      });
    });

    describe('L-3.2-1 a model stands in one attestation of a level at a time', () => {
      const refused = async (issuing: Promise<unknown>) => {
        const error = await issuing.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        return isOverlap(error);
      };
      test('another attestation of the same maker on overlapping days is refused, however the model is spelled, and nothing of it is stored', async () => {
        const before = (await found({})).count;
        expect(await refused(label({ models: [{ model: 'NEW-1' }, { model: 'mc−5' }] }))).toBe(true);
        expect((await found({})).count).toBe(before);
        expect((await found({ words: 'NEW1' })).keys).toEqual([]);
      });
      test('the same model number of another maker is allowed', async () => {
        expect(await label({ models: [{ model: 'MC-5' }], 'manufacturer-name-ja': '別の製造会社' })).toMatch(/^AK1-/);
      });
      test('after the first one ended it is allowed, on the day of the end already', async () => {
        const first = await label({ models: [{ model: 'END-1' }] });
        await markAttestation(empty.store, first, '2026-11-28', [{ mark: 'end', kind: 'lapsed', on: day('2026-11-28'), ground: '' }]);
        expect(await refused(label({ models: [{ model: 'END-1' }] }, '2026-11-27'))).toBe(true);
        expect(await label({ models: [{ model: 'END-1' }] }, '2026-11-28')).toMatch(/^AK1-/);
      });
      test('after the last day of the first one it is allowed', async () => {
        expect(await refused(label({ models: [{ model: 'sl2' }] }, '2026-11-30'))).toBe(true);
        expect(await label({ models: [{ model: 'sl2' }] }, '2026-12-01')).toMatch(/^AK1-/);
      });
      test('a renewal of the same attestation is no second attestation', async () => {
        const first = await label({ models: [{ model: 'REN-1' }] });
        const period = {
          from: day('2028-10-01'),
          until: day('2030-09-30'),
          application: 'case-r',
          edition: 'common/1.1',
          issuedOn: day('2028-10-01'),
        };
        await markAttestation(empty.store, first, '2028-10-01', [{ mark: 'period', period }]);
        const entry = (await findEntry(empty.store, first))?.entry;
        expect(entry).toMatchObject({ validUntil: '2030-09-30', issuedOn: '2026-11-22' });
        expect(entry?.history.map((each) => each.what)).toEqual(['issued', 'renewed']);
      });
    });

    test('rebuilt from the history it is the same', async () => {
      const rows = () =>
        empty.store.db.selectFrom('register_entries').select(['key', 'entry', 'version', 'search', 'search_text']).orderBy('key').execute();
      const before = await rows();
      await empty.store.rebuild(['register']);
      expect(await rows()).toEqual(before);
    });
  });
});
