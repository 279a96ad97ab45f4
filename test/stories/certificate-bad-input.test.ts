import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../examples/iot-cloud/dossiers.ts';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { caller, fill, move, nextKey, withEvidence } from '../../scripts/demo/api-client.ts';
import * as walk from '../../scripts/demo/first-certificate-walk.ts';
import { ofEdition, typedInto } from '../../scripts/demo/typed-workbook.ts';
import { type Field, fieldsOf, type Values } from '../../src/rules/dossier.ts';
import { dossierOf } from '../../src/rules/editions.ts';
import {
  castOf,
  charged,
  draft,
  moveBody,
  readCase,
  readyToDecide,
  type Stage,
  stage,
  today,
  underReview,
} from '../first-certificate-case.ts';
import { refusal, refused } from '../refused.ts';
import { secondMembership } from '../second-membership.ts';
import type { Walker } from '../walk-server.ts';

let its: Stage;
beforeAll(async () => {
  its = await stage();
});
afterAll(() => its?.server.close());

const items = () =>
  fieldsOf(dossierOf(iotCloud, 'form-b/2024.09')).filter((each): each is Field & { kind: 'disclosure' } => each.kind === 'disclosure');
/** The same of a refusal that repeats what somebody wrote in Japanese, which no language changes. */
const refusedInJapanese = async (
  by: Walker,
  path: string,
  init: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
) => refusal(await by.ask('POST', path, { ...init, headers: { 'accept-language': 'ja', ...init.headers } }), 'ja');
const submission = async (id: string) => {
  const { path, init } = await moveBody(its.people.responsible, id, 'submit');
  return refused(its.people.responsible, 'POST', path, init);
};
const decision = async (id: string, by = its.people.decider) => {
  const { path, init } = await moveBody(by, id, 'certify');
  return refused(by, 'POST', path, init);
};
const notDone = (item: string): Values => ({
  [`${item}/answer`]: 'not-done',
  [`${item}/content`]: '行っていません。',
  [`${item}/evidence`]: [],
});

describe('items that are not answered as they must be', () => {
  test.each([
    ['empty', { 'B4-14/answer': null, 'B4-14/content': null, 'B4-14/evidence': [] }],
    ['disclosed with nothing written', { 'B4-14/content': '  ' }],
  ] as const)('D-4.4-2 a mandatory item that is %s is refused at submission and named; what was typed stays', async (_how, changes) => {
    const id = await draft(its, changes);
    const answer = await submission(id);
    expect(answer).toMatchObject({ status: 422, clause: 'D-4.4-2' });
    expect(answer.errors.map((each) => [each.path, each.code])).toEqual([['B4-14/content', 'disclosure-given']]);
    const after = await readCase(its.people.responsible, id);
    expect(after.state.id).toBe('draft');
    expect(after.values['B4-15/content']).toBe(connect.values['B4-15/content']);
  });
  test('D-5.2-3 “not disclosed” at a mandatory item is told beforehand, may be filed, and refuses the certification by name', async () => {
    const id = await readyToDecide(its, { 'B4-14/answer': 'not-disclosed', 'B4-14/content': null, 'B4-14/evidence': [] });
    const told = await readCase(its.people.responsible, id);
    expect(told.findings.map((each) => [each.path, each.weight])).toEqual([['B4-14/answer', 'note']]);
    const answer = await decision(id);
    expect(answer).toMatchObject({ status: 422, code: 'below-standard', clause: 'D-5.2-1' });
    expect(answer.errors.map((each) => each.path)).toEqual(['B4-14/answer']);
    expect(answer.errors[0]?.message).toContain('B4-14');
    expect((await readCase(its.people.decider, id)).state.id).toBe('decision');
  });
  test.each(['A6-03', 'B5-19', 'B7-01', 'B7-07', 'B7-08'])(
    'D-5.2-1 “not done” at the decisive item %s refuses the certification, naming it',
    async (item) => {
      const id = await readyToDecide(its, notDone(item));
      const answer = await decision(id);
      expect(answer).toMatchObject({ status: 422, clause: 'D-5.2-1' });
      expect(answer.errors.map((each) => each.path)).toEqual([`${item}/answer`]);
      expect(answer.errors[0]?.message).toContain(item);
    },
  );
  test('D-5.2-3 “not done” at any other mandatory item is a disclosure and passes, all of them together', async () => {
    const others = items().filter((each) => each.weight === 'mandatory' && each.decisive === undefined);
    const named = ['A2-01', 'B1-01'];
    const changes = Object.assign({}, ...others.filter((each) => !named.includes(each.id)).map((each) => notDone(each.id)));
    const id = await readyToDecide(its, changes);
    await walk.certify(castOf(its.people), id);
    expect((await readCase(its.people.responsible, id)).state.id).toBe('certified');
  });
  test('D-5.2-2 nothing at all at the optional items is no obstacle', async () => {
    const empty = items()
      .filter((each) => each.weight === 'optional')
      .flatMap((each) => ['answer', 'content', 'evidence'].map((part) => [`${each.id}/${part}`, null] as const));
    const id = await readyToDecide(its, Object.fromEntries(empty));
    await walk.certify(castOf(its.people), id);
    expect((await readCase(its.people.responsible, id)).state.id).toBe('certified');
  });
  test('D-4.4-5 a disclosed optional item without evidence is refused at submission', async () => {
    const answer = await submission(await draft(its, { 'B4-11/evidence': [] }));
    expect(answer).toMatchObject({ status: 422, clause: 'D-4.4-5' });
    expect(answer.errors.map((each) => each.path)).toEqual(['B4-11/evidence']);
  });
  test('D-4.4-6 an item that runs at a contractor’s cannot rest on the provider’s own paper', async () => {
    const own = its.evidence.get('会社案内.pdf') ?? '';
    const id = await draft(its, { 'B6-03/evidence': [{ document: own, place: '2 会社概要' }] });
    const { path, init } = await moveBody(its.people.responsible, id, 'submit');
    const answer = await refusedInJapanese(its.people.responsible, path, init);
    expect(answer).toMatchObject({ status: 422, clause: 'D-4.4-6' });
    expect(answer.errors.map((each) => each.path)).toEqual(['B6-03/evidence']);
  });
});

describe('money that does not fit', () => {
  const send = (path: string, body: object) => refused(its.people.decider, 'POST', path, { body });
  const arrived = (more: object) =>
    its.people.decider.api.send<{ payment: string; settled?: boolean; outstanding?: number; remaining: number }>(
      'POST',
      '/api/v1/payments',
      {
        ...{ receivedOn: today, amount: 209_000, payer: 'ミホンクラウドキバン(カ', account: '見本銀行 本店', note: '' },
        ...more,
      },
    );
  const assigned = (payment: string, charge: string) =>
    its.people.decider.api.send<{ settled?: boolean; outstanding?: number; remaining: number }>(
      'POST',
      `/api/v1/payments/${payment}/assign`,
      {
        charge,
      },
    );
  const proposed = async (payment: string) =>
    (await its.people.decider.api.get<{ proposal: { kind: string; certainty: string } }>(`/api/v1/payments/${payment}`)).proposal;
  const tooEarly = async (id: string) => {
    const { path, init } = await moveBody(its.people.reviewer, id, 'startDocumentReview');
    return refused(its.people.reviewer, 'POST', path, init);
  };

  test('D-4.7-2 no review move before the payment: what is refused says which thread waits', async () => {
    const id = await charged(its);
    expect(await tooEarly(id)).toMatchObject({ status: 409, code: 'open-thread', clause: 'D-4.7-2' });
    const path = `/api/v1/applications/${id}/item-findings`;
    const changes = [{ item: 'A2-01', finding: 'in-order', words: '', base: 0, content: '0'.repeat(64) }];
    expect(await refused(its.people.reviewer, 'PUT', path, { body: { changes } })).toMatchObject({ status: 409, code: 'wrong-state' });
  });
  test('D-4.7-2 too little does not settle; the rest does, and the review may begin', async () => {
    const id = await charged(its);
    const charge = await walk.openCharge(its.people.responsible.api, id);
    const part = await arrived({ amount: 200_000, note: charge.reference });
    expect(await proposed(part.payment)).toMatchObject({ kind: 'part' });
    expect(await assigned(part.payment, charge.id)).toMatchObject({ settled: false, outstanding: 9_000 });
    expect(await tooEarly(id)).toMatchObject({ code: 'open-thread' });
    const rest = await arrived({ amount: 9_000, note: charge.reference });
    expect(await assigned(rest.payment, charge.id)).toMatchObject({ settled: true });
    await walk.startReview(castOf(its.people), id);
  });
  test('D-4.7-1 paid twice: the second transfer stays in the queue as double, counts nowhere, and the fee itself is not refunded', async () => {
    const id = await charged(its);
    const charge = await walk.openCharge(its.people.responsible.api, id);
    const first = await arrived({ note: charge.reference });
    expect(await assigned(first.payment, charge.id)).toMatchObject({ settled: true });
    const second = await arrived({ note: `${charge.reference} 2回目`, payer: 'ミホンクラウド' });
    expect(await proposed(second.payment)).toMatchObject({ kind: 'double' });
    expect(await send(`/api/v1/payments/${second.payment}/assign`, { charge: charge.id })).toMatchObject({ code: 'charge-settled' });
    const refund = { charge: charge.id, reason: '申請者の求め', returnedOn: today };
    expect(await send(`/api/v1/payments/${first.payment}/refund`, refund)).toMatchObject({ code: 'fee-not-refunded', clause: 'D-4.7-1' });
    const back = { amount: 209_000, returnedOn: today, reason: '二重払い' };
    expect(await its.people.decider.api.send('POST', `/api/v1/payments/${second.payment}/return`, back)).toMatchObject({ remaining: 0 });
  });
  test('D-4.7-2 another payer’s transfer is only proposed; a person decides', async () => {
    const id = await charged(its);
    const charge = await walk.openCharge(its.people.responsible.api, id);
    const other = await arrived({ payer: 'ベツノカイシャ(カ', note: charge.reference });
    const proposal = await proposed(other.payment);
    expect(proposal.certainty).not.toBe('certain');
    const pair = { payments: [{ payment: other.payment, charge: charge.id }] };
    const certain = await refusedInJapanese(its.people.decider, '/api/v1/payments/confirm-certain', { body: pair });
    expect(certain.detail).toContain('ベツノカイシャ(カ');
    expect((await walk.openCharge(its.people.responsible.api, id)).outstanding).toBe(209_000);
    expect(await assigned(other.payment, charge.id)).toMatchObject({ settled: true });
  });
  test('D-4.7-2 money that came before the invoice is told apart, and can be assigned by a person', async () => {
    const id = await charged(its);
    const charge = await walk.openCharge(its.people.responsible.api, id);
    const before = await arrived({ receivedOn: '2026-11-20', note: charge.reference });
    expect(await proposed(before.payment)).toMatchObject({ kind: 'before-invoice' });
    expect(await assigned(before.payment, charge.id)).toMatchObject({ settled: true });
  });
});

describe('acts that are not to be made', () => {
  test('D-7.2-2 a request to withhold without a reason, and D-7.2-3 one for a part of form A', async () => {
    const id = await underReview(its);
    const ask = async (input: Values) => {
      const { path, init } = await moveBody(its.people.responsible, id, 'open', input, { opens: 'withholding' });
      return refused(its.people.responsible, 'POST', path, init);
    };
    const without = await ask({ about: 'B5-01/content', reason: ' ' });
    expect(without.status).toBe(422);
    expect(without.errors.map((each) => each.path)).toEqual(['reason']);
    await move(its.people.responsible.api, id, 'open', { about: 'serviceName', reason: '見せたくない' }, { opens: 'withholding' });
    const thread = (await readCase(its.people.decider, id)).threads.findLast((each) => each.kind === 'withholding')?.id ?? '';
    const grant = { finding: '認める', until: '2027-03-31' };
    const { path, init } = await moveBody(its.people.decider, id, 'withhold', grant, { thread });
    expect(await refused(its.people.decider, 'POST', path, init)).toMatchObject({ code: 'not-withholdable', clause: 'D-7.2-3' });
  });
  test('D-5.2-1 of two decisions at the same moment one stands; the other is told that the case has moved on', async () => {
    const id = await readyToDecide(its);
    const certify = await moveBody(its.people.decider, id, 'certify');
    const improvements = [{ item: 'B5-19', explanation: '不足' }];
    const refuse = await moveBody(its.people.decider, id, 'refuse', { because: 'standard', improvements });
    const both = await Promise.all([certify, refuse].map(({ path, init }) => its.people.decider.ask('POST', path, init)));
    expect(both.map((each) => each.status).toSorted()).toEqual([200, 412]);
    const { state, history } = await readCase(its.people.decider, id);
    const won = both[0]?.status === 200 ? 'certified' : 'refused';
    expect(state.id).toBe(won);
    expect(history.filter((entry) => ['認定する', '非認定とする'].includes(entry.label.ja))).toHaveLength(1);
  });
  test('D-5.2-1 whoever reviewed may not decide, not under a second membership either', async () => {
    const id = await readyToDecide(its);
    expect(await decision(id, its.people.reviewer)).toMatchObject({ status: 403, code: 'same-person' });
    const token = await secondMembership(its.server.address, walk.parts.reviewer, 'demo-sato', 'officer');
    const again = {
      ...its.people.reviewer,
      token,
      api: caller(its.server.address, token),
      ask: (method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Readonly<Record<string, string>> } = {}) =>
        fetch(`${its.server.address}${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': nextKey(), 'content-type': 'application/json', ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
    };
    expect((await again.api.get<{ organisation: { id: string } }>('/api/v1/me')).organisation.id).toBe('demo-office');
    expect(await decision(id, again)).toMatchObject({ status: 403, code: 'same-person' });
    expect((await readCase(its.people.decider, id)).state.id).toBe('decision');
  });
});

describe('what cannot be taken into a dossier', () => {
  const sendWorkbook = async (id: string, bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.append('apply', 'yes');
    form.append('file', new Blob([bytes]), 'form-b.xlsx');
    return refused(its.people.editor, 'POST', `/api/v1/applications/${id}/workbook`, { body: form });
  };
  test('D-4.4-1 the workbook of another edition, or of another application, is refused as a whole, and nothing of it is saved', async () => {
    const [id, other] = [await draft(its), await draft(its)];
    const workbookOf = (of: string) => its.people.editor.api.bytes(`/api/v1/applications/${of}/workbook?lang=ja`);
    const typed = { 'B1-06/content': '別の所で書いた記載' };
    const older = await sendWorkbook(id, await ofEdition(await typedInto(await workbookOf(id), typed), 'form-b/2019.01'));
    expect(older).toMatchObject({ status: 422 });
    expect(older.errors.map((each) => each.message).join()).toMatch(/edition/i);
    const foreign = await sendWorkbook(id, await typedInto(await workbookOf(other), typed));
    expect(foreign).toMatchObject({ status: 422 });
    expect(foreign.errors.map((each) => each.message).join()).toMatch(/application/i);
    for (const each of [id, other])
      expect((await readCase(its.people.editor, each)).values['B1-06/content']).toBe(connect.values['B1-06/content']);
  });
  test('D-6.1-1 a content of 40,000 characters is kept as typed, found by the form check, and refused at submission', async () => {
    const long = '長'.repeat(40_000);
    const id = await draft(its, { 'B1-04/content': long });
    expect((await readCase(its.people.responsible, id)).values['B1-04/content']).toBe(long);
    const answer = await submission(id);
    expect(answer).toMatchObject({ status: 422, clause: 'D-6.1-1' });
    expect(answer.errors.map((each) => each.path)).toEqual(['B1-04/content']);
    await fill(its.people.responsible.api, id, { 'B1-04/content': '短く書いた。' });
    await move(its.people.responsible.api, id, 'submit');
  });
  test('D-7.2-1 HTML in a content column is text on the public page, character for character', async () => {
    const typed = '<script>alert(1)</script> & <b>太字</b>';
    const name = '印のあるサービス';
    const id = await readyToDecide(its, { 'B1-01/content': name, 'B1-06/content': typed });
    await walk.certify(castOf(its.people), id);
    const { key } = await walk.certificateInRegister(its.server.address, name);
    const { html } = await its.server.anyone(`/c/${key}`);
    expect(html.includes('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;太字&lt;/b&gt;')).toBe(true);
    expect(html.includes('<script>alert')).toBe(false);
    const json = JSON.parse((await its.server.anyone(`/c/${key}.json`)).html) as {
      sections: readonly { lines: readonly { id: string; value: unknown }[] }[];
    };
    expect(json.sections.flatMap((each) => each.lines).find((each) => each.id === 'B1-06')?.value).toBe(typed);
  });
});

test('everything refused above left a complete draft as it was', async () => {
  const id = await draft(its);
  const after = await readCase(its.people.responsible, id);
  expect(after.values['B5-19/evidence']).toEqual(withEvidence(connect.values, its.evidence)['B5-19/evidence']);
  expect(after.findings).toEqual([]);
});
