import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { day } from '../../src/rules/day.ts';
import { type BellServer, formWith, type Someone, startBellServer } from '../bell-server.ts';
import { certify, cloudValues } from '../certified.ts';
import { act, acted, at, held, refusalOf, shown } from '../life-case.ts';

let server: BellServer;
let provider: Someone;
let officer: Someone;
let second: Someone;

/** Another day: nobody stays signed in that long. */
async function go(day: string): Promise<void> {
  at(server, day);
  provider = await server.as('demo-aoi');
  officer = await server.as('demo-ito');
  second = await server.as('demo-watanabe');
}
beforeAll(async () => {
  server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [iotCloud] });
}, 60_000);
afterAll(() => server.close());

async function certificate(): Promise<string> {
  await go('2026-11-22');
  const key = await certify(server.store, { organisation: 'demo-cloud', values: cloudValues({ maintenanceLead: 14 }) });
  const [issued] = await server.store.read(`attestation:${key}`);
  const opened = { scheme: iotCloud.id, organisation: 'demo-cloud', level: 'disclosure', state: 'certified', reference: `2026-${key}` };
  // The case that the certificate rests on: what is charged names it.
  await server.store.transaction((tx) =>
    tx.append(
      `application:${issued?.data.application}`,
      0,
      [{ type: 'ApplicationOpened', data: opened, effectiveOn: day('2026-11-22'), editions: {} }],
      { person: 'demo-aoi', organisation: 'demo-cloud', role: 'applicant-responsible', via: 'system' },
    ),
  );
  return key;
}
const notice = { concerns: 'forms', changedOn: '2026-12-01', description: '別添のとおり', altersCertificate: 'no' };
async function file(): Promise<{ document: string; place: string }[]> {
  const answer = await provider.send('POST', '/api/v1/evidence', formWith({}, { name: '登記事項証明書.txt', content: '登記' }));
  const { files } = (await answer.json()) as { files: readonly { id: string }[] };
  return [{ document: files[0]?.id ?? '', place: '1頁' }];
}

describe('changes', () => {
  test('D-9.2-1 an accepted change stands on the page; until then the old content does; both stand side by side, in red and with a sign', async () => {
    const key = await certificate();
    await go('2026-12-05');
    await acted(provider, key, 'open', { ...notice, evidence: await file(), 'A2-05/content': '新しい事業の概要' }, { opens: 'change' });
    const page = async () => (await fetch(`${server.address}/c/${key}`)).text();
    expect(await page()).not.toContain('新しい事業の概要');
    const compared = await (await officer.fetch(`/ja/attestations/${key}`)).text();
    expect(compared).toMatch(/<del[^>]*>開示A205contentの内容<\/del>/);
    expect(compared).toMatch(/<ins[^>]*><span class="sign">▲変更<\/span> 新しい事業の概要<\/ins>/);
    await acted(officer, key, 'accept', {}, { kind: 'change' });
    expect(await page()).toContain('新しい事業の概要');
    expect((await shown(server, key)).history.at(-1)).toMatchObject({ on: '2026-12-05', label: { en: 'Content changed' } });
    const events = await server.store.read(`attestation:${key}`);
    expect(await server.store.transaction((tx) => tx.document(String(events[0]?.data.dossier)))).toContain('開示A205contentの内容');
  });

  test('D-9.2-1 a new name needs a new registry certificate, and changed items their evidence', async () => {
    const key = await certificate();
    await go('2026-12-05');
    const named = { ...notice, concerns: 'registry', altersCertificate: 'yes', businessName: '株式会社新みなと' };
    expect(await refusalOf(await act(provider, key, 'open', named, { opens: 'change' }))).toBe('422 registry-missing D-9.1-5');
    const item = { ...notice, 'A2-05/content': '新しい概要' };
    expect(await refusalOf(await act(provider, key, 'open', item, { opens: 'change' }))).toBe('422 evidence-missing D-9.1-5');
    const hidden = { ...notice, registry: await file(), businessName: '株式会社新みなと' };
    expect(await refusalOf(await act(provider, key, 'open', hidden, { opens: 'change' }))).toBe('422 certificate-altered D-4.7-3');
    expect((await act(provider, key, 'open', { ...named, registry: await file() }, { opens: 'change' })).status).toBe(200);
  });

  test('D-4.7-3 a change of the certificate costs the reissue fee, and the certificate issued anew bears its own day', async () => {
    const key = await certificate();
    await go('2026-12-05');
    const input = { ...notice, altersCertificate: 'yes', evidence: await file(), 'A2-01/content': '株式会社新みなと' };
    await acted(provider, key, 'open', input, { opens: 'change' });
    expect(await refusalOf(await act(officer, key, 'acceptAndReissue', {}, { kind: 'change' }))).toMatch(/fee-open D-4\.7-3/);
    expect(await refusalOf(await act(officer, key, 'accept', {}, { kind: 'change' }))).toBe('422 reissue-needed D-4.7-3');
    const thread = (await held(provider, key)).threads.find((each) => each.kind === 'change')?.id ?? '';
    const paid = { receivedOn: '2026-12-05', amount: 10_450, payer: 'ミナト', account: '見本銀行', note: '' };
    const { payment } = (await (await officer.send('POST', '/api/v1/payments', paid)).json()) as { payment: string };
    expect((await officer.send('POST', `/api/v1/payments/${payment}/assign`, { charge: thread })).status).toBe(200);
    await acted(officer, key, 'acceptAndReissue', {}, { kind: 'change' });
    const after = await shown(server, key);
    expect([after.applicant.ja, after.status.id]).toEqual(['株式会社新みなと', 'in-force']);
    expect(after.history.map((each) => [each.on, each.label.en])).toContainEqual(['2026-12-05', 'Certificate issued anew']);
    const page = await (await fetch(`${server.address}/c/${key}`)).text();
    expect(page).toContain('2026年12月5日');
  });
});

describe('incidents and maintenance', () => {
  test('D-11.1-1 an incident keeps the day on which it occurred and the day on which it came to light, and is reported on until it is closed', async () => {
    const key = await certificate();
    await go('2026-12-05');
    const leak = { kind: 'leak', occurredOn: '2026-11-30', cameToLightOn: '2026-12-04', description: '設定の誤り' };
    expect(await refusalOf(await act(provider, key, 'open', { ...leak, occurredOn: '2026-12-05' }, { opens: 'incident' }))).toBe(
      '422 incident-dates D-11.1-1',
    );
    await acted(provider, key, 'open', leak, { opens: 'incident' });
    await acted(provider, key, 'report', { progress: '遮断した' }, { kind: 'incident' });
    await acted(officer, key, 'close', { finding: '復旧を確認' }, { kind: 'incident' });
    expect((await act(provider, key, 'report', { progress: 'まだ' }, { kind: 'incident' })).status).toBe(409);
    expect((await shown(server, key)).status.id).toBe('in-force');
  });

  test('D-11.1-2 a notice later than form B’s own answer is recognised as an incident; one in time is recorded', async () => {
    const key = await certificate();
    await go('2026-12-05');
    const late = await act(provider, key, 'recordMaintenanceNotice', { noticedOn: '2026-12-05', stopsOn: '2026-12-18' });
    expect(await refusalOf(late)).toBe('422 short-notice D-11.1-2');
    await acted(provider, key, 'recordMaintenanceNotice', { noticedOn: '2026-12-05', stopsOn: '2026-12-19' });
  });

  test('D-11.2-1 the body demands with a date, and publishes that it did: the public page tells it', async () => {
    const key = await certificate();
    await acted(officer, key, 'open', { kind: 'explanation', demand: '経過の説明', due: '2026-12-10' }, { opens: 'demand' });
    expect((await shown(server, key)).notices).toEqual([]);
    await acted(officer, key, 'publish', { notice: '説明を求めています。' }, { kind: 'demand' });
    expect((await shown(server, key)).notices).toMatchObject([{ on: '2026-11-22', text: { ja: '説明を求めています。' } }]);
    expect(await (await fetch(`${server.address}/c/${key}`)).text()).toContain('説明を求めています。');
  });
});

describe('the end', () => {
  const merger = { event: 'merger', occurredOn: '2026-12-01' };

  test('D-11.3-1 a merger ends the certification on its day, learned later; the register shows both dates, and no one was heard', async () => {
    const key = await certificate();
    await go('2027-01-15');
    await acted(officer, key, 'recordSuccession', merger);
    const { status, history } = await shown(server, key);
    expect(status).toMatchObject({ id: 'lapsed', since: '2026-12-01', learnedOn: '2027-01-15' });
    expect(history.at(-1)).toMatchObject({ on: '2026-12-01', recordedOn: '2027-01-15' });
    const page = await (await fetch(`${server.address}/c/${key}`)).text();
    expect(page).toContain('2026年12月1日から');
    expect(page).toContain('2027年1月15日に把握');
  });

  test('D-11.3-1 a merger before the certification, or ahead, is refused', async () => {
    const key = await certificate();
    expect(await refusalOf(await act(officer, key, 'recordSuccession', { ...merger, occurredOn: '2026-11-21' }))).toBe(
      '422 before-certification D-11.3-1',
    );
    expect((await act(officer, key, 'recordSuccession', { ...merger, occurredOn: '2026-11-23' })).status).toBe(422);
    expect((await shown(server, key)).status.id).toBe('in-force');
  });

  test('D-9.3-1 the end of the service is notified with the return of the certificate; the register shows the day', async () => {
    const key = await certificate();
    await go('2026-12-05');
    expect((await act(provider, key, 'reportEnd', { endedOn: '2026-12-01' })).status).toBe(422);
    await acted(provider, key, 'reportEnd', { endedOn: '2026-12-01', certificateReturned: true });
    expect((await shown(server, key)).status).toMatchObject({ id: 'ceased', since: '2026-12-01', learnedOn: '2026-12-05' });
  });

  test('D-11.4-1 a withdrawal on a ground that needs the absence of a just reason asks for it first, by somebody else; the notice quotes it', async () => {
    const key = await certificate();
    const withdraw = { ground: 'カ', reasons: '届出がなかった' };
    expect(await refusalOf(await act(officer, key, 'withdraw', withdraw))).toBe('422 reason-not-asked D-11.4-1');
    await acted(officer, key, 'open', { ground: 'カ', facts: '変更', due: '2026-12-10' }, { opens: 'justReason' });
    await acted(provider, key, 'give', { reason: '失念' }, { kind: 'justReason' });
    await acted(officer, key, 'conclude', { finding: '理由にならない' }, { kind: 'justReason' });
    expect(await refusalOf(await act(officer, key, 'withdraw', withdraw))).toBe('403 same-person D-11.4-1');
    await acted(second, key, 'withdraw', withdraw);
    expect((await shown(server, key)).status.id).toBe('withdrawn');
    const page = await (await provider.fetch(`/ja/attestations/${key}/withdrawal`)).text();
    expect(page).toContain('申請の記載内容に変更があったにもかかわらず、正当な理由なく届出をしなかったとき');
    expect(page).toContain('D-11.4-1');
  });
});
