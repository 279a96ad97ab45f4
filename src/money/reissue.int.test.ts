import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { moved } from '../../test/label-cases.ts';
import { reissueBook } from '../../test/reissue-book.ts';

interface Held {
  readonly version: number;
  readonly moves: readonly { readonly move: string; readonly thread?: string }[];
  readonly threads: readonly { readonly id: string; readonly state: { readonly en: string } }[];
  readonly history: readonly { readonly label: { readonly en: string }; readonly input: object; readonly thread?: string }[];
}
interface Charge {
  readonly id: string;
  readonly total: number;
  readonly state: string;
  readonly reference: string;
  readonly application: string;
  readonly attestation: { readonly key: string; readonly number: string } | null;
}

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`money after the issue over HTTP on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let sato: Someone;
    const key = 'BELL-0001';
    let application: string;

    const json = async <T>(response: Promise<Response>): Promise<T> => {
      const its = await response;
      if (!its.ok) throw new Error(`${its.url}: ${its.status} ${await its.text()}`);
      return (await its.json()) as T;
    };
    const held = () => json<Held>(sato.fetch(`/api/v1/held-attestations/${key}`));
    const act = async (by: Someone, move: string, body: object) =>
      by.send('POST', `/api/v1/attestations/${key}/moves/${move}`, body, { 'if-match': `"${(await held()).version}"` });
    const charges = () => json<Charge[]>(sato.fetch(`/api/v1/charges?application=${key}`));
    /** Notifies a change; gives the thread. */
    const notified = async (alters: 'yes' | 'no') => {
      await json(act(hanako, 'open', { opens: 'change', input: { alters } }));
      const thread = (await held()).threads.at(-1)?.id;
      if (!thread) throw new Error('nothing was notified');
      return thread;
    };
    const pay = async (charge: Charge, amount = charge.total) => {
      const received = { receivedOn: '2026-11-22', amount, payer: charge.reference, account: '見本銀行', note: '' };
      const { payment } = await json<{ payment: string }>(sato.send('POST', '/api/v1/payments', received));
      return json<{ settled: boolean; receipt?: string }>(sato.send('POST', `/api/v1/payments/${payment}/assign`, { charge: charge.id }));
    };
    const chargeOf = async (thread: string): Promise<Charge> => json<Charge>(sato.fetch(`/api/v1/charges/${thread}`));

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [reissueBook] });
      [hanako, sato] = await Promise.all([server.as('demo-hanako'), server.as('demo-sato')]);
      ({ id: application } = await json<{ id: string }>(
        hanako.send('POST', '/api/v1/applications', { scheme: reissueBook.id, level: '1', scope: {} }),
      ));
      const changes = Object.entries({ name: 'ベル', maker: '見本製作所', models: [{ model: 'M-1' }] }).map(([path, value]) => ({
        ...{ path, value, base: 0 },
      }));
      await json(hanako.send('PUT', `/api/v1/applications/${application}/fields`, { changes }));
      await moved(hanako, application, 'submit');
      await moved(sato, application, 'grant');
    });
    afterAll(() => server?.close());

    test('D-4.7-3 a change that alters what was issued charges the fee in the same act; one that does not charges nothing', async () => {
      await notified('no');
      expect(await charges()).toEqual([]);
      const thread = await notified('yes');
      expect(await charges()).toMatchObject([
        { id: thread, total: 10_450, tax: 950, state: 'open', application, attestation: { key }, dueOn: '2026-11-30' },
      ]);
      expect(await json<Charge[]>(sato.fetch(`/api/v1/applications/${application}/charges`))).toEqual([]);
    });

    test('D-4.7-3 the row that settles cannot be asked for by name, and is no button', async () => {
      const thread = await notified('yes');
      expect((await held()).moves.filter((each) => each.thread === thread).map((each) => each.move)).not.toContain('received');
      const asked = await act(sato, 'received', { thread, input: { receivedOn: '2026-11-22', amount: 10_450 } });
      expect([asked.status, await asked.json()]).toMatchObject([409, { code: 'only-by-receipt', clause: 'B-5' }]);
      expect((await chargeOf(thread)).state).toBe('open');
    });

    test('D-4.7-3 money settles it in the transaction that writes the row to the attestation, whatever state the thread is in', async () => {
      const thread = await notified('yes');
      await json(act(sato, 'askMore', { thread, input: {} }));
      expect(await pay(await chargeOf(thread), 10_000)).toMatchObject({ settled: false });
      expect(await pay(await chargeOf(thread), 450)).toMatchObject({ settled: true, receipt: expect.stringMatching(/^R-2026-/) });
      const now = await held();
      expect(now.history.filter((each) => each.thread === thread).map((each) => [each.label.en, each.input])).toContainEqual([
        'Confirm the fee',
        { receivedOn: '2026-11-22', amount: 10_450 },
      ]);
      expect(now.threads.find((each) => each.id === thread)?.state.en).toBe('Incomplete');
    });

    test('D-4.7-3 the fee is not refunded', async () => {
      const thread = await notified('yes');
      const charge = await chargeOf(thread);
      const received = { receivedOn: '2026-11-22', amount: charge.total, payer: charge.reference, account: '見本銀行', note: '' };
      const { payment } = await json<{ payment: string }>(sato.send('POST', '/api/v1/payments', received));
      await json(sato.send('POST', `/api/v1/payments/${payment}/assign`, { charge: thread }));
      const refund = { charge: thread, reason: '取下げ', returnedOn: '2026-11-22' };
      const refused = await sato.send('POST', `/api/v1/payments/${payment}/refund`, refund);
      expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'fee-not-refunded', clause: 'B-5' }]);
    });

    test('D-4.7-3 the holder sees how to pay, the office its charge; the invoice names what it is for', async () => {
      const thread = await notified('yes');
      const owed = await hanako.fetch(`/en/attestations/${key}/charges/${thread}`);
      expect([owed.status, await owed.text()]).toEqual([200, expect.stringContaining('BELL-0001')]);
      expect(await (await hanako.fetch(`/en/attestations/${key}`)).text()).toContain(`/en/attestations/${key}/charges/${thread}`);
      expect(await (await sato.fetch(`/en/attestations/${key}`)).text()).toContain(`/en/office/money/charges/${thread}`);
      const desk = await sato.fetch(`/en/office/money/charges/${thread}`);
      expect([desk.status, await desk.text()]).toEqual([200, expect.stringContaining(`/en/attestations/${key}`)]);
      const pdf = await hanako.fetch(`/api/v1/charges/${thread}/invoice.pdf`);
      expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    });

    test('a change taken back, and an attestation that ends, owe nothing any more', async () => {
      const back = await notified('yes');
      await json(act(hanako, 'takeBack', { thread: back, input: {} }));
      expect((await chargeOf(back)).state).toBe('cancelled');
      const open = await notified('yes');
      await json(act(hanako, 'leave', { input: {} }));
      expect((await chargeOf(open)).state).toBe('cancelled');
    });
  });
