import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { scopeAnswers } from '../../schemes/iot-cloud/sample.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import { type BellServer, formWith, type Someone, startBellServer } from '../bell-server.ts';
import { certify, cloudValues } from '../certified.ts';
import { attest, labelValues } from '../labelled.ts';
import { acted, at, held, shown } from '../life-case.ts';
import { refusal } from '../refused.ts';

let server: BellServer;
let vendor: Someone;
let officer: Someone;
let second: Someone;
let provider: Someone;
let body: Someone;
let serial = 0;

/** Another day: nobody stays signed in that long. */
async function go(on: string): Promise<void> {
  at(server, on);
  [vendor, officer, second, provider, body] = await Promise.all([
    server.as('demo-hanako'),
    server.as('demo-suzuki'),
    server.as('demo-takahashi'),
    server.as('demo-aoi'),
    server.as('demo-ito'),
  ]);
}
beforeAll(async () => {
  server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [iotLabel, iotCloud] });
}, 60_000);
afterAll(() => server.close());

async function label(): Promise<string> {
  await go('2026-11-22');
  const n = ++serial;
  const values = labelValues(iotLabel, { models: [{ model: `BI-${n}` }, { model: `BI-${n}B` }] });
  return attest(server.store, iotLabel, { on: '2026-11-22', values, organisation: 'demo-camera' });
}
async function certificate(): Promise<string> {
  await go('2026-11-22');
  const values = cloudValues({ ...scopeAnswers, serviceName: `基盤 ${++serial}`, 'B1-01/content': `基盤 ${serial}` });
  return certify(server.store, { organisation: 'demo-cloud', values });
}

/** Sends it in Japanese and in English: both must be refused alike, in words and with nothing of our inside. "status code clause". */
async function told(by: Someone, method: string, path: string, sent: unknown, headers: Readonly<Record<string, string>> = {}) {
  const ask = (language: 'ja' | 'en') => by.send(method, path, sent, { ...headers, 'accept-language': language });
  const japanese = await refusal(await ask('ja'), 'ja');
  const english = await refusal(await ask('en'), 'en');
  const line = ({ status, code, clause, errors }: typeof english) =>
    [status, errors.map((each) => (each.code === 'invalid' ? each.path : each.code)).join('+') || code, clause].join(' ');
  expect(line(japanese)).toBe(line(english));
  return line(english);
}
/** The same of a move on an attestation; its record must be as it was. */
async function refused(
  by: Someone,
  key: string,
  move: string,
  input: JsonObject,
  place: { readonly opens?: string; readonly kind?: string } = {},
) {
  const before = await held(by, key);
  const thread = place.kind && before.threads.findLast((each) => each.kind === place.kind)?.id;
  const sent = { input, ...(place.opens ? { opens: place.opens } : {}), ...(thread ? { thread } : {}) };
  const line = await told(by, 'POST', `/api/v1/attestations/${key}/moves/${move}`, sent, { 'if-match': `"${before.version}"` });
  expect(await held(by, key)).toEqual(before);
  return line;
}

describe('a renewal outside its time', () => {
  // Certified on 2026-11-22, the last day is 2028-11-21: day 60 is 2028-09-22, day 30 is 2028-10-22.
  const renewal = (key: string) => `/api/v1/held-attestations/${key}/renewal`;
  const offered = async (key: string) => ((await (await provider.fetch(renewal(key))).json()) as { allowed: boolean }).allowed;

  test('D-9.1-1 D-9.1-2 on day 61 it is too early, on day 60 it is not', async () => {
    const key = await certificate();
    await go('2028-09-21');
    expect(await told(provider, 'POST', renewal(key), {})).toBe('422 renewal-too-early D-9.1-2');
    expect(await offered(key)).toBe(false);
    await go('2028-09-22');
    expect(await offered(key)).toBe(true);
  });
  test('D-9.1-1 D-9.1-2 on day 30 it is in time, on day 29 it is too late', async () => {
    const key = await certificate();
    await go('2028-10-22');
    expect(await offered(key)).toBe(true);
    await go('2028-10-23');
    expect(await told(provider, 'POST', renewal(key), {})).toBe('422 renewal-too-late D-9.1-2');
    expect(await offered(key)).toBe(false);
  });
});

describe('a change report where nothing stands that could change', () => {
  const change = { changedOn: '2026-12-01', description: '通信の保護の方式を変更' };
  const affecting = { ...change, criteria: 'S1.1-05', checked: true };
  const reports = async (key: string) => [
    await refused(vendor, key, 'reportAffectingChange', affecting),
    await refused(vendor, key, 'recordChange', { ...change, reason: '影響なし' }),
    await refused(vendor, key, 'notifyParticulars', { ...change, particular: 'contact', 'contact-department': '新しい部署' }),
  ];

  test('L-3.7-8 L-3.7-16 on a lapsed label every report of a change is refused', async () => {
    const key = await label();
    await go('2026-12-05');
    await acted(vendor, key, 'reportAffectingChange', affecting);
    expect(await reports(key)).toEqual(['409 wrong-state L-3.7-8', '409 wrong-state L-3.7-8', '409 wrong-state L-3.7-16']);
    expect((await shown(server, key)).status).toMatchObject({ id: 'lapsed', since: '2026-12-05' });
  });
  test('L-3.7-8 L-3.7-16 so it is on the day after the last day, and not on the last day', async () => {
    const key = await label();
    await go('2028-11-22');
    expect(await reports(key)).toEqual(['422 not-in-force L-3.7-8', '422 not-in-force L-3.7-8', '422 not-in-force L-3.7-16']);
    await go('2028-11-21');
    await acted(vendor, key, 'recordChange', { ...change, reason: '影響なし' });
  });
  test('L-3.7-8 a change that has not happened is not reported', async () => {
    const key = await label();
    expect(await refused(vendor, key, 'reportAffectingChange', affecting)).toBe('422 change-ahead L-3.7-8');
  });
});

describe('a withdrawal that skips a step', () => {
  const ground = { ground: 'duties-not-met', facts: '証跡を示さない' };
  const withdrawal = { ...ground, stock: '製造済みの製品は回収してください。' };

  test('L-3.7-12 without a ground, with one that is not listed, or with a further one that nobody explains, nothing is proposed', async () => {
    const key = await label();
    expect(await refused(officer, key, 'proposeWithdrawal', { facts: '事実' })).toBe('422 ground L-3.7-12');
    expect(await refused(officer, key, 'proposeWithdrawal', { ...ground, ground: 'disliked' })).toBe('422 ground L-3.7-12');
    expect(await refused(officer, key, 'proposeWithdrawal', { ...ground, ground: 'other' })).toBe('422 groundReason L-3.7-12');
    expect(await refused(officer, key, 'withdraw', { facts: '事実' })).toBe('422 ground+stock L-3.7-12');
  });
  test('L-3.7-12 without a hearing, or while it runs, nothing is withdrawn', async () => {
    const key = await label();
    expect(await refused(second, key, 'withdraw', withdrawal)).toBe('422 not-heard+another-ground L-3.7-12');
    await acted(officer, key, 'proposeWithdrawal', ground);
    expect(await refused(second, key, 'withdraw', withdrawal)).toBe('409 open-thread L-3.7-12');
    expect(await refused(officer, key, 'closeUnanswered', {}, { kind: 'hearing' })).toBe('422 still-time L-3.7-12');
    expect((await shown(server, key)).status.id).toBe('in-force');
  });
  test('L-3.7-12 by one person alone nothing is withdrawn, nor on a ground that nobody was heard on', async () => {
    const key = await label();
    await acted(officer, key, 'proposeWithdrawal', ground);
    await acted(vendor, key, 'state', { statement: '異議があります' }, { kind: 'hearing' });
    expect(await refused(officer, key, 'withdraw', withdrawal)).toBe('403 same-person L-3.7-12');
    expect(await refused(second, key, 'withdraw', { ...withdrawal, ground: 'false-application' })).toBe('422 another-ground L-3.7-12');
    expect(await refused(vendor, key, 'withdraw', withdrawal)).toMatch(/^403 /);
    expect((await shown(server, key)).status.id).toBe('in-force');
    await acted(second, key, 'withdraw', withdrawal);
    expect((await shown(server, key)).status.id).toBe('withdrawn');
  });
  test('D-11.4-1 a certification is withdrawn on no ground but the listed ones, never without reasons, and on カ only after asking for a just reason', async () => {
    const key = await certificate();
    expect(await refused(body, key, 'withdraw', { reasons: '事実' })).toBe('422 ground D-11.4-1');
    expect(await refused(body, key, 'withdraw', { ground: 'サ', reasons: '事実' })).toBe('422 ground D-11.4-1');
    expect(await refused(body, key, 'withdraw', { ground: 'ア' })).toBe('422 reasons D-11.4-1');
    expect(await refused(body, key, 'withdraw', { ground: 'カ', reasons: '届出がない' })).toBe('422 reason-not-asked D-11.4-1');
    await acted(body, key, 'open', { ground: 'カ', facts: '変更', due: '2026-12-10' }, { opens: 'justReason' });
    expect(await refused(body, key, 'withdraw', { ground: 'カ', reasons: '届出がない' })).toBe('409 open-thread D-11.4-1');
    expect((await shown(server, key)).status.id).toBe('in-force');
  });
});

describe('evidence after its due date', () => {
  const demanded = async () => {
    const key = await label();
    await acted(officer, key, 'open', { source: 'office', matter: '更新が署名されていない疑い' }, { opens: 'doubt' });
    const demand = { wanted: '署名の記録', reason: '確認のため', dueOn: '2026-12-10' };
    await acted(officer, key, 'open', demand, { opens: 'evidenceDemand' });
    return key;
  };
  const handOver = async () => {
    const answer = await vendor.send('POST', '/api/v1/evidence', formWith({}, { name: '証跡.txt', content: `証跡 ${++serial}` }));
    const { files } = (await answer.json()) as { files: readonly { id: string }[] };
    return { agreement: 'without', evidence: [{ document: files[0]?.id ?? '', place: '2章' }] };
  };
  const place = { kind: 'evidenceDemand' };

  test('L-3.7-10 L-3.7-11 on the due day nobody finds it refused; after it the office may, and then it is too late to hand it over', async () => {
    const key = await demanded();
    await go('2026-12-10');
    expect(await refused(officer, key, 'findNotHandedOver', { facts: 'なし' }, place)).toBe('422 still-time L-3.7-10');
    await go('2026-12-11');
    await acted(officer, key, 'findNotHandedOver', { facts: '期限までに提出がない' }, place);
    expect(await refused(vendor, key, 'handOver', await handOver(), place)).toBe('409 wrong-state L-3.7-11');
    expect(await refused(vendor, key, 'explain', { why: '秘密', statement: '説明' }, place)).toBe('409 wrong-state L-3.7-11');
    expect((await shown(server, key)).status.id).toBe('in-force');
  });
  test('L-3.7-11 late and before such a finding it is taken, and the record shows the day on which it came and the day on which it was due', async () => {
    const key = await demanded();
    await go('2026-12-12');
    await acted(vendor, key, 'handOver', await handOver(), place);
    const { history, threads } = await held(officer, key);
    expect(threads.find((each) => each.kind === 'evidenceDemand')?.due).toBe('2026-12-10');
    expect(history.at(-1)).toMatchObject({ on: '2026-12-12', by: 'demo-hanako' });
    expect(await refused(officer, key, 'findNotHandedOver', { facts: 'なし' }, place)).toBe('409 wrong-state L-3.7-10');
  });
  test('L-3.7-11 a demand due today, or on a day that is none, is not made', async () => {
    const key = await label();
    await acted(officer, key, 'open', { source: 'office', matter: '疑い' }, { opens: 'doubt' });
    const demand = (dueOn: string) => refused(officer, key, 'open', { wanted: 'x', reason: 'y', dueOn }, { opens: 'evidenceDemand' });
    expect(await demand('2026-11-22')).toBe('422 due-past L-3.7-11');
    expect(await demand('2027-02-29')).toBe('422 dueOn L-3.7-11');
  });
});

describe('what anyone sends from the page of a label', () => {
  const anyone = (headers: Readonly<Record<string, string>> = {}): Someone => ({
    ...{ cookie: '', csrf: '' },
    fetch: (path, init) => fetch(`${server.address}${path}`, init),
    send: (method, path, sent, more = {}) =>
      fetch(`${server.address}${path}`, {
        method,
        headers: { 'content-type': 'application/json', origin: server.address, ...headers, ...more },
        body: JSON.stringify(sent),
      }),
  });
  const path = (key: string) => `/api/v1/attestations/${key}/voices`;

  test('L-3.7-10 a script stays text on every page that shows it, and opens no case', async () => {
    const key = await label();
    const script = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const sent = await anyone().send('POST', path(key), { kind: 'doubt', words: script, contact: script });
    expect(sent.status).toBe(201);
    const { reference } = (await sent.json()) as { reference: string };
    for (const page of ['/ja/voices', `/ja/voices/${reference}`, `/en/voices/${reference}`]) {
      const markup = await (await officer.fetch(page)).text();
      expect(markup).toContain('&lt;script&gt;');
      expect(markup).not.toMatch(/<script>alert|<img src=x/);
    }
    expect((await held(officer, key)).threads).toEqual([]);
    expect(JSON.stringify(await shown(server, key))).not.toContain('alert');
  });
  test('L-3.7-10 a report about nothing, of no kind, too short or about a label never issued is refused', async () => {
    const key = await label();
    expect((await anyone().send('POST', path(key), { kind: 'doubt', words: 'x' })).status).toBe(422);
    expect((await anyone().send('POST', path(key), { kind: 'complaint', words: '箱の色が違うように見えます。' })).status).toBe(422);
    expect((await anyone().send('POST', path('AK1-999999-X'), { kind: 'doubt', words: '箱の色が違うように見えます。' })).status).toBe(404);
  });
  test('L-3.7-10 of many reports from one address a handful is kept; the others are told so and leave nothing', async () => {
    const key = await label();
    await go('2026-11-25');
    const count = async () => ((await (await officer.fetch('/api/v1/voices')).json()) as { openCount: number }).openCount;
    const before = await count();
    const answers = new Map<number, number>();
    for (let n = 0; n < 40; n += 1) {
      const { status } = await anyone().send('POST', path(key), { kind: 'doubt', words: `同じ報告を何度も送ります。${n}` });
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    const kept = answers.get(201) ?? 0;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(10);
    expect(answers.get(429)).toBe(40 - kept);
    expect(await told(anyone(), 'POST', path(key), { kind: 'doubt', words: 'もう一つ報告します。お願いします。' })).toMatch(
      /^429 too-many-requests/,
    );
    expect((await count()) - before).toBe(kept);
  });
});

describe('an end that cannot be', () => {
  const merger = { event: 'merger', occurredOn: '2026-11-21' };

  test('D-11.3-1 a merger before the certification or ahead, and a split that passes nothing on, end nothing', async () => {
    const key = await certificate();
    expect(await refused(body, key, 'recordSuccession', merger)).toBe('422 before-certification D-11.3-1');
    expect(await refused(body, key, 'recordSuccession', { ...merger, occurredOn: '2026-11-23' })).toBe('422 day-ahead D-11.3-1');
    const split = { event: 'split', occurredOn: '2026-11-22' };
    expect(await refused(body, key, 'recordSuccession', split)).toBe('422 service-not-passed D-11.3-1');
    expect(await refused(provider, key, 'recordSuccession', { ...merger, occurredOn: '2026-11-22' })).toMatch(/^403 .* D-11\.3-1$/);
    expect((await shown(server, key)).status.id).toBe('in-force');
  });
  test('D-9.3-1 the end of a service is not notified ahead, nor without the return of the certificate, nor twice', async () => {
    const key = await certificate();
    const end = { endedOn: '2026-11-22', certificateReturned: true };
    expect(await refused(provider, key, 'reportEnd', { ...end, endedOn: '2026-11-23' })).toBe('422 day-ahead D-9.3-1');
    expect(await refused(provider, key, 'reportEnd', { endedOn: '2026-11-22' })).toBe('422 certificateReturned D-9.3-1');
    await acted(provider, key, 'reportEnd', end);
    expect(await refused(provider, key, 'reportEnd', end)).toBe('409 wrong-state D-9.3-1');
  });
});

describe('a status asked for of another day', () => {
  const status = (key: string, on: string) => fetch(`${server.address}/api/v1/attestations/${key}/status?on=${on}`);

  test('L-3.7-18 before the label existed, and before its scheme did, it reads not yet, with no day since', async () => {
    const key = await label();
    for (const on of ['2026-11-21', '2025-03-24', '1999-12-31']) {
      const answer = await status(key, on);
      expect([on, answer.status, await answer.json()]).toMatchObject([on, 200, { status: 'not-yet' }]);
    }
    const first = (await (await status(key, '2026-11-22')).json()) as JsonObject;
    expect(first).toMatchObject({ status: 'in-force', since: '2026-11-22', nextChangeOn: '2028-11-22' });
  });
  test('L-3.7-18 a day that is none, and a label never issued, have no status', async () => {
    const key = await label();
    for (const on of ['2026-13-01', '2027-02-29', 'today', '']) {
      const answer = await status(key, on);
      expect([on, answer.status]).toEqual([on, 422]);
      expect((await refusal(answer, 'ja')).errors[0]?.path).toBe('on');
    }
    expect((await status('AK1-999999-X', '2026-11-22')).status).toBe(404);
  });
});
