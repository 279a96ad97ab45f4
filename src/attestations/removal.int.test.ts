import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { attest, labelValues } from '../../test/labelled.ts';
import { act, acted } from '../../test/life-case.ts';
import { formIn, textOf } from '../../test/page-form.ts';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`content that a change removes, on ${engine}`, () => {
    let server: BellServer;
    let vendor: Someone;
    let key: string;
    const department = 'contact-department';

    beforeAll(async () => {
      server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [iotLabel], engine });
      const values = { ...labelValues(iotLabel), [department]: '品質保証課' };
      key = await attest(server.store, iotLabel, { on: '2026-11-22', values, organisation: 'demo-camera' });
      vendor = await server.as('demo-hanako');
    });
    afterAll(() => server.close());

    const stands = async () => {
      const events = await server.store.read(`attestation:${key}`);
      const hash = String(events.findLast(({ data }) => typeof data.dossier === 'string')?.data.dossier);
      return JSON.parse((await server.store.transaction((tx) => tx.document(hash))) ?? '{}') as Readonly<Record<string, unknown>>;
    };
    const page = (language = 'ja') => `/${language}/attestations/${key}/moves/notifyParticulars`;
    const post = (from: { action: string; fields: URLSearchParams }) =>
      vendor.fetch(from.action, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: from.fields.toString(),
      });
    const filled = async (changes: Readonly<Record<string, string>>, language = 'ja') => {
      const form = formIn(await (await vendor.fetch(page(language))).text(), 'notifyParticulars');
      const notice = { particular: 'contact', changedOn: '2026-11-22', description: '部署の廃止' };
      for (const [name, value] of Object.entries({ ...notice, ...changes })) form.fields.set(name, value);
      return form;
    };

    test('L-3.7-16 a part that is emptied is removed after it was shown and confirmed, never by itself', async () => {
      const asked = await post(await filled({ [department]: '' }));
      expect(asked.status).toBe(422);
      const markup = await asked.text();
      expect(textOf(markup)).toContain('次の内容が削除されます');
      expect(markup).toMatch(/<del class="as-typed">品質保証課<\/del>[\s\S]*−削除/);
      expect((await stands())[department]).toBe('品質保証課');
      const other = formIn(markup, 'notifyParticulars');
      other.fields.set('remove', 'yes');
      other.fields.set('removes', '0000000000000000');
      expect((await post(other)).status).toBe(422);
      const confirmed = formIn(markup, 'notifyParticulars');
      confirmed.fields.set('remove', 'yes');
      expect((await post(confirmed)).status).toBe(303);
      expect(department in (await stands())).toBe(false);
      const record = await (await vendor.fetch(`/en/attestations/${key}`)).text();
      expect(record).toMatch(/<del class="as-typed">品質保証課<\/del>[\s\S]*−removed/);
    });

    test('L-3.7-16 what the form needs cannot be emptied; what was left as it stood is no change', async () => {
      const asked = await post(await filled({ 'product-url': '' }, 'en'));
      const needed = formIn(await asked.text(), 'notifyParticulars');
      needed.fields.set('remove', 'yes');
      const refused = await post(needed);
      expect(refused.status).toBe(422);
      expect(textOf(await refused.text())).toContain('is needed and cannot be left empty');
      const before = await stands();
      expect((await post(await filled({ description: '何も変えない' }))).status).toBe(303);
      expect(await stands()).toEqual(before);
    });

    test('L-3.7-16 over the API null removes, and what is not named stays', async () => {
      const notice = { particular: 'contact', changedOn: '2026-11-22', description: '電話の変更' };
      await acted(vendor, key, 'notifyParticulars', { ...notice, [department]: 'お客様窓口' });
      await acted(vendor, key, 'notifyParticulars', notice);
      expect((await stands())[department]).toBe('お客様窓口');
      await acted(vendor, key, 'notifyParticulars', { ...notice, [department]: null });
      expect(department in (await stands())).toBe(false);
      expect((await act(vendor, key, 'notifyParticulars', { ...notice, 'product-url': null })).status).toBe(422);
    });
  });
