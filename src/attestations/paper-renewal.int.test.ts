import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../examples/iot-cloud/dossiers.ts';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { certify, cloudValues } from '../../test/certified.ts';
import { engines } from '../../test/empty-store.ts';
import { attest, labelValues } from '../../test/labelled.ts';
import { at, shown } from '../../test/life-case.ts';
import { formIn, textOf } from '../../test/page-form.ts';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`a renewal that came on paper, on ${engine}`, () => {
    let server: BellServer;
    let officer: Someone;
    let vendor: Someone;
    let serial = 0;

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [iotCloud, iotLabel], now: new Date('2026-11-22T01:00:00Z') });
    });
    afterAll(() => server.close());

    const go = async (on: string) => {
      at(server, on);
      officer = await server.as('demo-ito');
      vendor = await server.as('demo-aoi');
    };
    /** Certified on 2026-11-22: the last day is 2028-11-21, and it is renewed from 2028-09-22 to 2028-10-22. */
    const service = () => {
      serial += 1;
      const name = `紙の更新 ${serial}`;
      const values = cloudValues({ ...connect.scope, serviceName: name, 'B1-01/content': name });
      return certify(server.store, { on: '2026-11-22', organisation: 'demo-cloud', values });
    };
    const open = (by: Someone, key: string, receivedOn: string) =>
      by.send('POST', `/api/v1/held-attestations/${key}/paper-renewal`, { receivedOn });
    const opened = async (key: string, receivedOn: string) => ((await (await open(officer, key, receivedOn)).json()) as { id: string }).id;
    const refusal = async (answer: Response | Promise<Response>) => {
      const { code, clause, errors } = (await (await answer).json()) as { code: string; clause?: string; errors: { code: string }[] };
      return `${code === 'guards' ? errors[0]?.code : code} ${clause ?? ''}`.trim();
    };
    const seen = async (by: Someone, id: string) =>
      (await (await by.fetch(`/api/v1/applications/${id}`)).json()) as {
        version: number;
        hash: string;
        state: { id: string };
        values: Readonly<Record<string, unknown>>;
        history: readonly { by: string }[];
        receivedOn?: string;
      };
    const takeIn = async (id: string, receivedOn: string) => {
      const { version, hash } = await seen(officer, id);
      const input = { trackingNumber: '123-45-67890-1', postedOn: receivedOn, receivedOn, openedBy: '認定 伊藤' };
      return officer.send('POST', `/api/v1/applications/${id}/moves/receiveByPost`, { input, hash }, { 'if-match': `"${version}"` });
    };

    test('D-4.5-1 D-9.1-2 the day of receipt counts: received on the last day of the window and taken in after it, the certification stays in effect', async () => {
      await go('2028-10-25');
      const key = await service();
      const answer = await open(officer, key, '2028-10-22');
      expect(answer.status).toBe(201);
      const { id } = (await answer.json()) as { id: string };
      const draft = await seen(officer, id);
      expect(draft.values).toMatchObject({ serviceName: `紙の更新 ${serial}` });
      expect(draft.values['markUsedProperly']).toBeUndefined();
      const [first] = await server.store.read(`application:${id}`);
      expect(first).toMatchObject({
        actor: { person: 'demo-ito', role: 'officer' },
        data: { renews: key, onBehalf: true, organisation: 'demo-cloud' },
      });
      expect((await takeIn(id, '2028-10-22')).status).toBe(200);
      expect(await seen(vendor, id)).toMatchObject({ receivedOn: '2028-10-22', state: { id: 'formal-review' } });
      await go('2028-11-25');
      expect((await shown(server, key)).status.id).toBe('renewal-under-review');
    });

    test('D-9.1-1 D-9.1-2 received a day before the window or a day after it, the renewal is neither opened nor taken in', async () => {
      await go('2028-10-25');
      const key = await service();
      expect(await refusal(open(officer, key, '2028-09-21'))).toBe('renewal-too-early D-9.1-2');
      expect(await refusal(open(officer, key, '2028-10-23'))).toMatch(/^renewal-too-late D-9\.1-\d$/);
      expect((await open(officer, key, '2028-10-26')).status).toBe(422);
      expect((await open(officer, key, 'yesterday')).status).toBe(422);
      const id = await opened(key, '2028-09-22');
      expect(await refusal(takeIn(id, '2028-10-23'))).toMatch(/^renewal-too-late/);
      expect(await refusal(takeIn(id, '2028-09-21'))).toMatch(/^renewal-too-early/);
      expect((await takeIn(id, '2028-09-22')).status).toBe(200);
    });

    test('D-4.5-1 only officers open it, once, and only where the scheme takes paper; its holder’s own draft is in the way and stays unseen', async () => {
      await go('2028-10-10');
      const key = await service();
      expect((await open(vendor, key, '2028-10-09')).status).toBe(403);
      expect((await open(await server.as('demo-hanako'), key, '2028-10-09')).status).toBe(403);
      const label = await attest(server.store, iotLabel, { on: '2028-10-01', values: labelValues(iotLabel), organisation: 'demo-camera' });
      expect(await refusal(open(officer, label, '2028-10-09'))).toBe('nothing-on-paper');
      await opened(key, '2028-10-09');
      expect(await refusal(open(officer, key, '2028-10-09'))).toMatch(/^renewal-runs/);
      const other = await service();
      const own = await vendor.send('POST', `/api/v1/held-attestations/${other}/renewal`, {});
      const { id } = (await own.json()) as { id: string };
      expect(await refusal(open(officer, other, '2028-10-09'))).toMatch(/^renewal-runs/);
      expect(await (await officer.fetch(`/ja/attestations/${other}`)).text()).not.toContain(id);
    });

    test('D-4.5-1 the office begins it from the page of the certification, and finds there what is still to be done', async () => {
      await go('2028-10-10');
      const key = await service();
      const form = formIn(await (await officer.fetch(`/ja/attestations/${key}`)).text(), '/paper-renewal');
      form.fields.set('receivedOn', '2028-10-09');
      const answer = await officer.fetch(form.action, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.fields.toString(),
      });
      expect(answer.status).toBe(303);
      const place = answer.headers.get('location') ?? '';
      expect(place).toMatch(/^\/ja\/office\/intake\//);
      expect(textOf(await (await officer.fetch(place)).text())).toContain(`紙の更新 ${serial}`);
      expect(await (await officer.fetch(`/en/attestations/${key}`)).text()).toContain('There is an application for its renewal');
      expect(await (await vendor.fetch(`/ja/attestations/${key}`)).text()).not.toContain('/paper-renewal');
    });
  });
