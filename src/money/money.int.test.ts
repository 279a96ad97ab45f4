import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { feeBook } from '../../test/fee-book.ts';
import { move, moved, seen } from '../../test/label-cases.ts';

interface Charge {
  readonly id: string;
  readonly reference: string;
  readonly invoice: string;
  readonly total: number;
  readonly outstanding: number;
  readonly state: string;
  readonly receipt: string | null;
  readonly application: string;
}
interface Booked {
  readonly payment: string;
  readonly state: string;
  readonly remaining: number;
  readonly settled?: boolean;
  readonly receipt?: string;
}
interface Queued {
  readonly id: string;
  readonly state: string;
  readonly remaining: number;
  readonly proposal: { readonly kind: string; readonly certainty: string; readonly assign: { charge: string; amount: number }[] } | null;
}
interface Refusal {
  readonly code: string;
  readonly clause?: string;
  readonly errors: readonly { readonly path: string }[];
}

const ACCOUNT = '見本銀行 本店 普通 1234567';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`money over HTTP on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let misaki: Someone;
    let sato: Someone;
    let suzuki: Someone;

    const json = async <T>(response: Response | Promise<Response>): Promise<T> => {
      const its = await response;
      if (!its.ok) throw new Error(`${its.url}: ${its.status} ${await its.text()}`);
      return (await its.json()) as T;
    };
    const refusal = async (response: Response | Promise<Response>): Promise<Refusal & { status: number }> => {
      const its = await response;
      return { ...((await its.json()) as Refusal), status: its.status };
    };
    let bells = 0;
    /** An application at whose desk a bell lies, accepted: its fee is charged. */
    const charged = async (by = hanako, values: Readonly<Record<string, unknown>> = {}) => {
      const { id } = await json<{ id: string }>(by.send('POST', '/api/v1/applications', { scheme: feeBook.id, level: '1', scope: {} }));
      const filled = { name: `ベル ${++bells}`, maker: '見本製作所', models: [{ model: `M-${bells}` }], ...values };
      const changes = Object.entries(filled).map(([path, value]) => ({ path, value, base: 0 }));
      await json(by.send('PUT', `/api/v1/applications/${id}/fields`, { changes }));
      await moved(by, id, 'submit');
      await moved(sato, id, 'accept');
      const [charge] = await json<Charge[]>(sato.fetch(`/api/v1/applications/${id}/charges`));
      if (!charge) throw new Error('nothing was charged');
      return { id, charge };
    };
    const pay = async (payer: string, amount: number, more: Readonly<Record<string, unknown>> = {}) =>
      json<Booked>(sato.send('POST', '/api/v1/payments', { receivedOn: '2026-11-22', amount, payer, account: ACCOUNT, note: '', ...more }));
    const queued = (payment: string) => json<Queued>(sato.fetch(`/api/v1/payments/${payment}`));
    const assign = (by: Someone, payment: string, charge: string, amount?: number) =>
      by.send('POST', `/api/v1/payments/${payment}/assign`, { charge, ...(amount === undefined ? {} : { amount }) });
    const charge = (id: string) => json<Charge>(sato.fetch(`/api/v1/charges/${id}`));

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [feeBook] });
      [hanako, misaki, sato, suzuki] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-misaki'),
        server.as('demo-sato'),
        server.as('demo-suzuki'),
      ]);
    });
    afterAll(() => server?.close());

    test('a charge carries its fee with tax, an invoice number without gaps and a reference; the review waits for it', async () => {
      const first = await charged();
      const second = await charged();
      expect(first.charge).toMatchObject({
        ...{ fee: 'new', net: 10_000, tax: 1000, percent: 10, total: 11_000, state: 'open', chargedOn: '2026-11-22', dueOn: '2026-11-30' },
      });
      const serial = (each: Charge) => Number(/^I-2026-(\d{5})$/.exec(each.invoice)?.[1]);
      expect(serial(second.charge)).toBe(serial(first.charge) + 1);
      expect(first.charge.reference).toMatch(/^[1-9]\d{7}$/);
      const refused = await refusal(move(sato, first.id, 'start'));
      expect([refused.status, refused.code, refused.clause]).toEqual([409, 'open-thread', 'B-4']);
    });

    test('the fee is the one that the dossier asks for, by the terms of the day of receipt', async () => {
      const { charge: big } = await charged(hanako, { mounting: 'clamp' });
      expect(big).toMatchObject({ fee: 'big', total: 22_000 });
    });

    test('an exact payment settles once it is confirmed: receipt, the row of the thread with what arrived, and the review may start', async () => {
      const { id, charge: owed } = await charged();
      const { payment } = await pay(`${owed.reference} カ)デモ`, 11_000);
      expect((await queued(payment)).proposal).toMatchObject({
        kind: 'settle',
        certainty: 'likely',
        assign: [{ charge: owed.id, amount: 11_000 }],
      });
      expect((await charge(owed.id)).state).toBe('open');
      const booked = await json<Booked>(assign(sato, payment, owed.id));
      expect(booked).toMatchObject({ settled: true, remaining: 0, receipt: expect.stringMatching(/^R-2026-\d{5}$/) });
      const now = await json<{ history: { input: object; label: { en: string } }[] }>(hanako.fetch(`/api/v1/applications/${id}`));
      expect(now.history.find((line) => line.label.en === 'Confirm the payment')?.input).toEqual({
        ...{ receivedOn: '2026-11-22', amount: 11_000, account: ACCOUNT },
      });
      await moved(sato, id, 'start');
      expect((await seen(sato, id)).state.id).toBe('review');
    });

    test('the row that settles cannot be asked for by name, and is no button', async () => {
      const { id, charge: owed } = await charged();
      const its = await json<{ moves: { move: string }[] }>(sato.fetch(`/api/v1/applications/${id}`));
      expect(its.moves.map((each) => each.move)).not.toContain('confirm');
      const input = { receivedOn: '2026-11-22', amount: 11_000, account: ACCOUNT };
      const refused = await refusal(move(sato, id, 'confirm', input, { thread: owed.id }));
      expect([refused.status, refused.code, refused.clause]).toEqual([409, 'only-by-receipt', 'B-4']);
      expect((await charge(owed.id)).state).toBe('open');
    });

    test('too little waits as a part payment for the rest; the last day and the sum stand in the record', async () => {
      const { id, charge: owed } = await charged();
      const { payment } = await pay(owed.reference, 4000, { receivedOn: '2026-11-22' });
      expect((await queued(payment)).proposal?.kind).toBe('part');
      expect(await json<Booked>(assign(sato, payment, owed.id))).toMatchObject({ settled: false, outstanding: 7000, state: 'done' });
      expect((await refusal(move(sato, id, 'start'))).code).toBe('open-thread');
      const { payment: rest } = await pay(owed.reference, 7000);
      expect((await queued(rest)).proposal?.kind).toBe('settle');
      expect(await json<Booked>(assign(suzuki, rest, owed.id))).toMatchObject({ settled: true });
      await moved(sato, id, 'start');
    });

    test('too much settles with what is owed; the surplus stays in the queue until it is returned', async () => {
      const { charge: owed } = await charged();
      const { payment } = await pay(owed.reference, 12_500);
      expect((await queued(payment)).proposal).toMatchObject({ kind: 'over', assign: [{ charge: owed.id, amount: 11_000 }] });
      expect((await refusal(assign(sato, payment, owed.id, 12_500))).errors.map((each) => each.path)).toEqual(['amount']);
      expect(await json<Booked>(assign(sato, payment, owed.id))).toMatchObject({ settled: true, remaining: 1500, state: 'open' });
      expect((await queued(payment)).proposal?.kind).toBe('rest');
      const back = { amount: 1500, returnedOn: '2026-11-22', reason: '過入金' };
      expect(await json<Booked>(sato.send('POST', `/api/v1/payments/${payment}/return`, back))).toMatchObject({
        remaining: 0,
        state: 'done',
      });
      expect((await refusal(sato.send('POST', `/api/v1/payments/${payment}/return`, back))).code).toBe('payment-used');
    });

    test('paid twice: the second is told from the first, settles nothing and can only go back', async () => {
      const { charge: owed } = await charged();
      const first = await pay(`${owed.reference}カ)デモ`, 11_000, { note: '一回目' });
      await json(assign(sato, first.payment, owed.id));
      const second = await pay(owed.reference, 11_000, { receivedOn: '2026-11-21' });
      expect((await queued(second.payment)).proposal?.kind).toBe('double');
      const refused = await refusal(assign(sato, second.payment, owed.id));
      expect([refused.status, refused.code, refused.clause]).toEqual([409, 'charge-settled', 'B-4']);
    });

    test('entered by hand twice: the later one is held up as the same transfer', async () => {
      const { charge: owed } = await charged();
      await pay(`${owed.reference} ニカイ`, 11_000);
      const again = await pay(`${owed.reference} ニカイ`, 11_000);
      expect((await queued(again.payment)).proposal?.kind).toBe('twin');
    });

    test('another payer, nobody known, and a day before the invoice: each a proposal of its own, none certain', async () => {
      const mine = await charged();
      const theirs = await charged(misaki);
      await moved(misaki, theirs.id, 'tell', { paidOn: '2026-11-22', payer: 'ド)デモセンサー' }, { thread: theirs.charge.id });
      const other = await pay(`${mine.charge.reference} デモセンサ-(ド`, 11_000);
      expect((await queued(other.payment)).proposal).toMatchObject({ kind: 'other-payer', certainty: 'open' });
      const early = await pay(mine.charge.reference, 11_000, { receivedOn: '2026-11-01' });
      expect((await queued(early.payment)).proposal).toMatchObject({ kind: 'before-invoice', certainty: 'open' });
      const unknown = await pay('ナゾノヒト', 999);
      expect((await queued(unknown.payment)).proposal).toMatchObject({ kind: 'unknown', assign: [] });
      const byName = await pay('デモセンサー', 11_000);
      expect((await queued(byName.payment)).proposal).toMatchObject({
        ...{ kind: 'settle', certainty: 'likely', by: 'payer', assign: [{ charge: theirs.charge.id, amount: 11_000 }] },
      });
      const aside = await json<Booked>(sato.send('POST', `/api/v1/payments/${unknown.payment}/set-aside`, { reason: '照会中' }));
      expect(aside.state).toBe('aside');
      expect((await json<Queued[]>(sato.fetch('/api/v1/payments'))).map((each) => each.id)).not.toContain(unknown.payment);
      await json(sato.send('POST', `/api/v1/payments/${unknown.payment}/take-up`, { reason: '回答あり' }));
      expect((await queued(unknown.payment)).state).toBe('open');
    });

    test('only what is certain is confirmed together: all of it or nothing', async () => {
      const a = await charged();
      const b = await charged();
      for (const { id, charge: owed } of [a, b])
        await moved(hanako, id, 'tell', { paidOn: '2026-11-22', payer: 'ハナコシヨウジ(カ' }, { thread: owed.id });
      const first = await pay(`${a.charge.reference} カ)ハナコショウジ`, 11_000);
      const short = await pay(`${b.charge.reference} カ)ハナコショウジ`, 10_999);
      expect((await queued(first.payment)).proposal).toMatchObject({ kind: 'settle', certainty: 'certain' });
      const pairs = [
        { payment: first.payment, charge: a.charge.id },
        { payment: short.payment, charge: b.charge.id },
      ];
      const refused = await refusal(sato.send('POST', '/api/v1/payments/confirm-certain', { payments: pairs }));
      expect([refused.status, refused.code]).toEqual([409, 'not-certain']);
      expect((await charge(a.charge.id)).state).toBe('open');
      const [booked] = await json<Booked[]>(sato.send('POST', '/api/v1/payments/confirm-certain', { payments: pairs.slice(0, 1) }));
      expect(booked).toMatchObject({ settled: true, charge: a.charge.id });
    });

    test('D-4.7-1 a fee that is never refunded is not: its clause says so; a refundable one goes back', async () => {
      const never = await charged();
      const { payment } = await pay(never.charge.reference, 11_000);
      await json(assign(sato, payment, never.charge.id));
      const back = { charge: never.charge.id, reason: '取下げ', returnedOn: '2026-11-22' };
      const refused = await refusal(sato.send('POST', `/api/v1/payments/${payment}/refund`, back));
      expect([refused.status, refused.code, refused.clause]).toEqual([409, 'fee-not-refunded', 'B-4']);
      const returned = await refusal(
        sato.send('POST', `/api/v1/payments/${payment}/return`, { amount: 1, returnedOn: '2026-11-22', reason: '取下げ' }),
      );
      expect(returned.code).toBe('payment-used');
      const refundable = await charged(hanako, { mounting: 'clamp' });
      const paid = await pay(refundable.charge.reference, 22_000);
      await json(assign(sato, paid.payment, refundable.charge.id));
      const refund = { ...back, charge: refundable.charge.id };
      expect(await json<Booked>(sato.send('POST', `/api/v1/payments/${paid.payment}/refund`, refund))).toMatchObject({ remaining: 0 });
    });

    test('a wrong assignment is taken back while the charge is open, and never after', async () => {
      const { charge: owed } = await charged();
      const wrong = await pay('ナゾノヒト', 5000, { receivedOn: '2026-11-20' });
      await json(assign(sato, wrong.payment, owed.id));
      const off = { charge: owed.id, reason: '別件の入金' };
      expect(await json<Booked>(sato.send('POST', `/api/v1/payments/${wrong.payment}/release`, off))).toMatchObject({
        ...{ remaining: 5000, state: 'open', outstanding: 11_000 },
      });
      const right = await pay(owed.reference, 11_000);
      await json(assign(sato, right.payment, owed.id));
      expect((await refusal(sato.send('POST', `/api/v1/payments/${right.payment}/release`, off))).code).toBe('charge-settled');
    });

    test('two officers who confirm at the same moment settle once; the same act sent twice is one', async () => {
      const { id, charge: owed } = await charged();
      const [one, two] = [await pay(owed.reference, 11_000), await pay(owed.reference, 11_000, { receivedOn: '2026-11-20' })];
      const answers = await Promise.all([
        assign(sato, one.payment, owed.id),
        assign(suzuki, one.payment, owed.id),
        assign(suzuki, two.payment, owed.id),
        assign(sato, two.payment, owed.id),
      ]);
      expect(answers.map((each) => each.status).toSorted()).toEqual([200, 409, 409, 409]);
      const now = await json<{ history: { label: { en: string } }[] }>(sato.fetch(`/api/v1/applications/${id}`));
      expect(now.history.filter((line) => line.label.en === 'Confirm the payment')).toHaveLength(1);
      const events = await server.store.read(`charge:${owed.id}`);
      expect(events.map((each) => each.type)).toEqual(['FeeCharged', 'PaymentApplied', 'ChargeSettled']);
      const { charge: next } = await charged();
      const { payment } = await pay(next.reference, 11_000);
      const key = { 'idempotency-key': `assign-${payment}` };
      const twice = [0, 1].map(() => json<Booked>(sato.send('POST', `/api/v1/payments/${payment}/assign`, { charge: next.id }, key)));
      const [first, second] = await Promise.all(twice);
      expect(second).toEqual(first);
    });

    test('a case that ends unpaid takes its charge with it; what arrives then is not awaited', async () => {
      const { id, charge: owed } = await charged();
      await moved(hanako, id, 'drop');
      expect((await charge(owed.id)).state).toBe('cancelled');
      const { payment } = await pay(owed.reference, 11_000);
      expect((await queued(payment)).proposal?.kind).toBe('not-awaited');
      expect((await refusal(assign(sato, payment, owed.id))).code).toBe('charge-cancelled');
    });

    test('an applicant sees the own charges only, and no payment; everybody else who is no officer sees none', async () => {
      const { id, charge: owed } = await charged();
      const yamada = await server.as('demo-yamada');
      expect((await json<Charge[]>(hanako.fetch('/api/v1/charges'))).map((each) => each.id)).toContain(owed.id);
      expect((await json<Charge[]>(misaki.fetch('/api/v1/charges'))).map((each) => each.id)).not.toContain(owed.id);
      expect((await misaki.fetch(`/api/v1/charges/${owed.id}`)).status).toBe(404);
      expect((await misaki.fetch(`/api/v1/applications/${id}/charges`)).status).toBe(404);
      const { payment } = await pay(owed.reference, 11_000);
      for (const path of ['/api/v1/payments', `/api/v1/payments/${payment}`]) {
        expect((await hanako.fetch(path)).status).toBe(403);
        expect((await yamada.fetch(path)).status).toBe(403);
      }
      expect((await yamada.fetch('/api/v1/charges')).status).toBe(403);
      expect((await assign(hanako, payment, owed.id)).status).toBe(403);
      expect((await hanako.send('POST', '/api/v1/payments', {})).status).toBeGreaterThanOrEqual(403);
      expect((await charge(owed.id)).state).toBe('open');
    });

    test('what is no payment is refused with every problem at once', async () => {
      const sent = { receivedOn: '2026-02-30', amount: 0.5, payer: '', account: '' };
      const refused = await refusal(sato.send('POST', '/api/v1/payments', sent));
      expect(refused.errors.map((each) => each.path).toSorted()).toEqual(['account', 'amount', 'payer', 'receivedOn']);
      const ahead = await refusal(
        sato.send('POST', '/api/v1/payments', { receivedOn: '2026-11-23', amount: 1, payer: 'ア', account: 'イ' }),
      );
      expect(ahead.errors.map((each) => each.path)).toEqual(['receivedOn']);
    });

    test('the ledger reads alike after a rebuild', async () => {
      const read = async () => [
        await json(sato.fetch('/api/v1/charges')),
        ...(await Promise.all(['open', 'done', 'aside'].map((state) => json(sato.fetch(`/api/v1/payments?state=${state}`))))),
      ];
      const before = await read();
      await server.store.rebuild(['money']);
      expect(await read()).toEqual(before);
    });
  });
