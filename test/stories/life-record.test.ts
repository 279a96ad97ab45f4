import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import type { Book } from '../../src/rules/book.ts';
import { day } from '../../src/rules/day.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import { formWith, type Someone } from '../bell-server.ts';
import { certify, cloudValues } from '../certified.ts';
import { moved, submitted } from '../label-cases.ts';
import { attest, labelValues } from '../labelled.ts';
import { act, acted, at, shown } from '../life-case.ts';
import { type RestartableServer, startRestartableServer } from '../restartable-server.ts';

let server: RestartableServer;
let vendor: Someone;
let officer: Someone;
let second: Someone;
let provider: Someone;
let body: Someone;

/** Another day: nobody stays signed in that long. */
async function go(on: string): Promise<void> {
  at(server, on);
  await signIn();
}
async function signIn(): Promise<void> {
  [vendor, officer, second, provider, body] = await Promise.all([
    server.as('demo-hanako'),
    server.as('demo-suzuki'),
    server.as('demo-takahashi'),
    server.as('demo-aoi'),
    server.as('demo-ito'),
  ]);
}
async function restart(books?: readonly Book[]): Promise<void> {
  await server.restart(books);
  await signIn();
}
beforeAll(async () => {
  server = await startRestartableServer([iotLabel, iotCloud]);
}, 60_000);
afterAll(() => server?.close());

let models = 0;
async function label(): Promise<string> {
  await go('2026-11-22');
  const values = labelValues(iotLabel, { models: [{ model: `LR-${++models}` }] });
  return attest(server.store, iotLabel, { on: '2026-11-22', values, organisation: 'demo-camera' });
}
async function certificate(): Promise<string> {
  await go('2026-11-22');
  return certify(server.store, { organisation: 'demo-cloud', values: cloudValues({ maintenanceLead: 14 }) });
}
const json = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};
interface Line {
  readonly on: string;
  readonly at: string;
  readonly by: string;
  readonly label: { readonly ja: string };
  readonly input: JsonObject;
  readonly clause: string;
}
/** All that happened since the issue. */
const historyOf = async (by: Someone, key: string) =>
  (await json<{ history: readonly Line[] }>(await by.fetch(`/api/v1/held-attestations/${key}`))).history.slice(1);
/** Who did it and on which day; the instant of every line must be of that day. */
const whoAndWhen = (lines: readonly Line[]) =>
  lines.map(({ on, by, at: instant }) => {
    expect(instant.slice(0, 10)).toBe(on);
    return `${on} ${by}`;
  });
const speak = async (key: string, said: JsonObject) => {
  const headers = { 'content-type': 'application/json', origin: server.address };
  const sent = await fetch(`${server.address}/api/v1/attestations/${key}/voices`, { method: 'POST', headers, body: JSON.stringify(said) });
  return (await json<{ reference: string }>(sent)).reference;
};
const outcome = async (reference: string) => json<JsonObject>(await fetch(`${server.address}/api/v1/voices/${reference}`));
const handOver = async () => {
  const answer = await vendor.send('POST', '/api/v1/evidence', formWith({}, { name: '証跡.txt', content: `証跡 ${++models}` }));
  const { files } = await json<{ files: readonly { id: string }[] }>(answer);
  return [{ document: files[0]?.id ?? '', place: '2章' }];
};

describe('duties of the vendor and of the office', () => {
  let id: string;

  test('L-3.5-5 who took on the vendor’s duties, and when, is read back after a restart; the evidence is the vendor’s to keep and to disclose', async () => {
    await go('2026-11-22');
    id = await submitted(vendor);
    await restart();
    const its = await json<{ values: JsonObject; history: readonly Line[] }>(await officer.fetch(`/api/v1/applications/${id}`));
    expect(its.values['duties-oath']).toBe(true);
    expect(whoAndWhen(its.history)).toContain('2026-11-22 demo-hanako');
    const pointer = (its.values['S1.1-01/evidence'] as { document: string }[])[0]?.document ?? '';
    const erased = await vendor.send('DELETE', `/api/v1/evidence/${pointer}`);
    expect([erased.status, ((await erased.json()) as { clause?: string }).clause]).toEqual([409, 'L-3.5-5']);
  });

  test('L-3.5-5 a buyer’s question and the vendor’s answer are kept, with who answered and when', async () => {
    const key = await label();
    const reference = await speak(key, { kind: 'question', words: 'サポート終了後の更新はどうなりますか。' });
    await go('2026-11-24');
    await json(await vendor.send('POST', `/api/v1/voices/${reference}/answer`, { sentence: '2032年3月まで提供します。' }));
    await restart();
    expect(await outcome(reference)).toMatchObject({
      ...{ state: 'answered', receivedOn: '2026-11-22', concludedOn: '2026-11-24', sentence: '2032年3月まで提供します。' },
    });
    const events = await server.store.read(`voice:${reference}`);
    expect(events.map((each) => [each.type, each.actor.person, each.effectiveOn])).toEqual([
      ['VoiceReceived', 'anyone', '2026-11-22'],
      ['VoiceAnswered', 'demo-hanako', '2026-11-24'],
    ]);
    const stranger = await server.as('demo-misaki');
    const theirs = await json<{ done: readonly { reference: string }[] }>(await stranger.fetch('/api/v1/voices'));
    expect(theirs.done).toEqual([]);
    const own = await json<{ done: readonly { reference: string }[] }>(await vendor.fetch('/api/v1/voices'));
    expect(own.done.map((each) => each.reference)).toContain(reference);
  });

  test('L-3.5-6 the office checked the form, published, watched and acted on misuse: each read back after a restart with who and when', async () => {
    await go('2026-11-23');
    await moved(officer, id, 'accept');
    const key = await label();
    const reference = await speak(key, { kind: 'misuse', ground: 'other-product', words: '対象でない型番の箱に付いていました。' });
    await go('2026-11-25');
    await json(await officer.send('POST', `/api/v1/voices/${reference}/close`, { sentence: '販売店に取り除かせました。' }));
    await acted(officer, key, 'open', { source: 'office', matter: '同じ販売店のほかの製品' }, { opens: 'doubt' });
    await restart();
    const checked = await json<{ history: readonly Line[] }>(await second.fetch(`/api/v1/applications/${id}`));
    const word = iotLabel.application.rows.accept?.label.ja;
    expect(whoAndWhen(checked.history.filter((each) => each.label.ja === word))).toEqual(['2026-11-23 demo-suzuki']);
    expect((await fetch(`${server.address}/l/${key}`)).status).toBe(200);
    const events = await server.store.read(`voice:${reference}`);
    expect(events.map((each) => [each.type, each.actor.person, each.at.slice(0, 10)])).toEqual([
      ['VoiceReceived', 'anyone', '2026-11-22'],
      ['VoiceClosed', 'demo-suzuki', '2026-11-25'],
    ]);
    expect(whoAndWhen(await historyOf(second, key)).at(-1)).toBe('2026-11-25 demo-suzuki');
    for (const said of [JSON.stringify(await shown(server, key)), await (await fetch(`${server.address}/l/${key}`)).text()])
      expect(said).not.toContain('販売店');
  });
});

describe('from a report to the withdrawal of a label', () => {
  let key: string;

  test('L-3.7-10 L-3.7-11 a user reports, the office demands evidence under an agreement, and finds a non-conformity', async () => {
    key = await label();
    const reference = await speak(key, { kind: 'doubt', words: '更新の署名が確かめられていないようです。' });
    const record = await officer.fetch(`/api/v1/voices/${reference}/record`);
    const version = record.headers.get('etag') ?? '';
    const taken = { sentence: '事務局が調査を始めました。' };
    await json(await officer.send('POST', `/api/v1/voices/${reference}/take-up`, taken, { 'if-match': version }));
    const demand = { wanted: '署名の記録', reason: '報告があった', dueOn: '2026-12-10' };
    await acted(officer, key, 'open', demand, { opens: 'evidenceDemand' });
    const place = { kind: 'evidenceDemand' };
    await acted(vendor, key, 'askForAgreement', {}, place);
    await go('2026-11-30');
    await acted(officer, key, 'concludeAgreement', { concludedOn: '2026-11-30' }, place);
    await acted(vendor, key, 'handOver', { agreement: 'under', evidence: await handOver() }, place);
    await acted(officer, key, 'settle', { result: '署名がないことを確認した' }, place);
    await acted(officer, key, 'uphold', { finding: '更新に署名がない' }, { kind: 'doubt' });
    await restart();
    expect(whoAndWhen(await historyOf(second, key))).toEqual([
      ...['2026-11-22 demo-suzuki', '2026-11-22 demo-suzuki', '2026-11-22 demo-hanako'],
      ...['2026-11-30 demo-suzuki', '2026-11-30 demo-hanako', '2026-11-30 demo-suzuki', '2026-11-30 demo-suzuki'],
    ]);
    expect((await shown(server, key)).status.id).toBe('in-force');
    expect(JSON.stringify(await shown(server, key))).not.toContain('署名');
    expect((await (await server.as('demo-misaki')).fetch(`/api/v1/held-attestations/${key}`)).status).toBe(403);
  });

  test('L-3.7-13 the correction has its time, is reported, sent back, reported again and verified', async () => {
    const place = { kind: 'correction' };
    await acted(officer, key, 'open', { finding: '更新に署名がない', dueOn: '2026-12-20' }, { opens: 'correction' });
    await acted(vendor, key, 'reportCorrection', { action: '署名を付けた' }, place);
    await acted(officer, key, 'findInsufficient', { reason: '旧機種が未対応' }, place);
    await go('2026-12-20');
    await acted(vendor, key, 'reportCorrection', { action: '旧機種にも付けた' }, place);
    await acted(officer, key, 'verify', { result: '実機で確かめた' }, place);
    await restart();
    const said = (await historyOf(officer, key)).slice(-5);
    expect(said.map((each) => each.clause)).toEqual(Array(5).fill('L-3.7-13'));
    expect(whoAndWhen(said)).toEqual([
      ...['2026-11-30 demo-suzuki', '2026-11-30 demo-hanako', '2026-11-30 demo-suzuki'],
      ...['2026-12-20 demo-hanako', '2026-12-20 demo-suzuki'],
    ]);
    const { status } = await shown(server, key);
    expect([status.id, status.since]).toEqual(['in-force', '2026-11-22']);
  });

  test('L-3.7-10 L-3.7-12 L-3.7-13 a second correction is not made: the ground opens, a second person withdraws, and the record says who heard whom', async () => {
    await acted(officer, key, 'open', { finding: '新しい版に署名がない', dueOn: '2027-01-20' }, { opens: 'correction' });
    await go('2027-01-21');
    expect((await shown(server, key)).status.id).toBe('in-force');
    await acted(officer, key, 'findNotCorrected', { facts: '是正なし' }, { kind: 'correction' });
    await acted(officer, key, 'proposeWithdrawal', { ground: 'not-corrected', facts: '是正なし' });
    await acted(vendor, key, 'state', { statement: '間に合いませんでした' }, { kind: 'hearing' });
    const withdrawal = { ground: 'not-corrected', facts: '是正なし', stock: '製造済みの製品は更新してください。' };
    await acted(second, key, 'withdraw', withdrawal);
    await restart();
    const { status, notices } = await shown(server, key);
    expect([status.id, status.since, notices[0]?.text.ja]).toEqual(['withdrawn', '2027-01-21', '製造済みの製品は更新してください。']);
    const last = (await historyOf(vendor, key)).slice(-4);
    expect(whoAndWhen(last)).toEqual([
      ...['2027-01-21 demo-suzuki', '2027-01-21 demo-suzuki', '2027-01-21 demo-hanako', '2027-01-21 demo-takahashi'],
    ]);
    expect(last.at(-1)?.input).toMatchObject({ ground: 'not-corrected' });
  });

  test('L-3.7-5 L-3.7-14 the page of a label in force says nothing of stock; withdrawn and announced, page and JSON tell both, in both languages', async () => {
    const other = await label();
    const page = async (which: string, language: '' | '/en') => (await fetch(`${server.address}/l/${which}${language}`)).text();
    expect(await page(other, '')).not.toMatch(/製造済み|周知/);
    expect((await shown(server, other)).notices).toEqual([]);
    await go('2027-01-22');
    await acted(officer, key, 'announce', { why: 'malicious', textJa: '利用を控えてください。', textEn: 'Please do not use it.' });
    const { notices } = await shown(server, key);
    expect(notices.map((each) => [each.on, each.text.ja])).toEqual([
      ['2027-01-21', '製造済みの製品は更新してください。'],
      ['2027-01-22', '利用を控えてください。'],
    ]);
    expect(await page(key, '')).toContain('利用を控えてください。');
    expect(await page(key, '/en')).toContain('Please do not use it.');
    expect(await page(other, '')).not.toContain('利用を控えてください。');
  });
});

test('L-3.7-10 the office inspects a product on its own judgement: the vendor agrees, what was found is kept, and the public reads none of it', async () => {
  const key = await label();
  const look = { how: 'product', what: '出荷品の更新機能', reason: '事務局の判断', dueOn: '2026-12-10' };
  expect((await act(officer, key, 'open', look, { opens: 'inspection' })).status).toBe(422);
  await acted(officer, key, 'open', { source: 'office', matter: '更新の署名' }, { opens: 'doubt' });
  await acted(officer, key, 'open', look, { opens: 'inspection' });
  const page = await (await vendor.fetch(`/ja/attestations/${key}`)).text();
  expect(page).toContain('出荷品の更新機能');
  await acted(vendor, key, 'agree', { from: '2026-12-01' }, { kind: 'inspection' });
  await go('2026-12-01');
  await acted(officer, key, 'report', { on: '2026-12-01', result: '署名を確かめていた' }, { kind: 'inspection' });
  await acted(officer, key, 'dismiss', { reason: '検査で確かめた' }, { kind: 'doubt' });
  await restart();
  const lines = await historyOf(vendor, key);
  expect(whoAndWhen(lines)).toEqual([
    ...['2026-11-22 demo-suzuki', '2026-11-22 demo-suzuki', '2026-11-22 demo-hanako', '2026-12-01 demo-suzuki', '2026-12-01 demo-suzuki'],
  ]);
  expect(lines[3]?.input).toMatchObject({ result: '署名を確かめていた' });
  for (const said of [JSON.stringify(await shown(server, key)), await (await fetch(`${server.address}/l/${key}`)).text()])
    expect(said).not.toMatch(/署名を確かめていた|出荷品の更新機能/);
});

describe('how long ★3 lasts', () => {
  const [latest] = iotLabel.terms.toReversed();
  if (!latest) throw new Error('no terms');
  const decision = (from: string, maxYears: number) => ({
    from: day(from),
    value: {
      ...latest.value,
      validity: { ...latest.value.validity, '3': { maxYears, shorter: 'never', clause: 'L-3.7-9' } as const },
    },
    source: `a decision of ${from}`,
  });
  const first: Book = { ...iotLabel, terms: [...iotLabel.terms, decision('2027-02-01', 1)] };
  const later: Book = { ...first, terms: [...first.terms, decision('2027-06-01', 2)] };
  const issued = (book: Book, on: string) =>
    attest(server.store, book, {
      ...{ on, organisation: 'demo-camera', level: '3' },
      values: labelValues(iotLabel, { models: [{ model: `LR-${++models}` }] }),
    });
  interface Read {
    readonly validUntil: string;
    readonly status: { readonly id: string };
  }
  const read = async (key: string) => json<Read>(await fetch(`${server.address}/api/v1/attestations/${key}`));

  test('L-3.7-9 it is set by a dated decision and not by the program: nothing before it, what was granted under it stays when another is made', async () => {
    await restart([first, iotCloud]);
    await go('2027-01-31');
    await expect(issued(first, '2027-01-31')).rejects.toThrow('validity-undecided (L-3.3-6)');
    await go('2027-02-01');
    const one = await issued(first, '2027-02-01');
    expect(await read(one)).toMatchObject({ validUntil: '2028-01-31', status: { id: 'in-force' } });
    await restart([later, iotCloud]);
    await go('2027-06-01');
    const two = await issued(later, '2027-06-01');
    expect([(await read(one)).validUntil, (await read(two)).validUntil]).toEqual(['2028-01-31', '2029-05-31']);
    const [event] = await server.store.read(`attestation:${one}`);
    expect(event).toMatchObject({ effectiveOn: '2027-02-01', data: { period: { until: '2028-01-31' } }, actor: { person: 'p-1' } });
    expect(event?.at.slice(0, 10)).toBe('2027-02-01');
    expect(await (await fetch(`${server.address}/l/${one}`)).text()).toContain('2028年1月31日');
    await go('2028-02-01');
    expect([(await read(one)).status.id, (await read(two)).status.id]).toEqual(['expired', 'in-force']);
  });
});

describe('notices of a certified provider', () => {
  interface Told {
    readonly clock: string;
    readonly on: string;
    readonly clause: string;
    readonly tells: string | null;
  }
  const flagged = async (by: Someone, key: string) =>
    (await json<readonly Told[]>(await by.fetch(`/api/v1/attestations/${key}/ahead`)))
      .filter((each) => each.clause === 'D-9.2-2')
      .map(({ clock, on, tells }) => `${clock} ${on} ${tells}`);

  test('D-9.2-2 a change, an incident and an end that come late are taken all the same: they are flagged for the office, and nothing is refused or withdrawn', async () => {
    const key = await certificate();
    const change = { concerns: 'forms', description: '別添のとおり', altersCertificate: 'no' };
    const incident = { kind: 'leak', description: '設定の誤り' };
    await go('2027-03-03');
    await acted(provider, key, 'open', { ...change, changedOn: '2027-02-01' }, { opens: 'change' });
    await acted(provider, key, 'open', { ...incident, occurredOn: '2027-02-01', cameToLightOn: '2027-02-24' }, { opens: 'incident' });
    expect(await flagged(body, key)).toEqual([]);
    await go('2027-03-04');
    await acted(provider, key, 'open', { ...change, changedOn: '2027-02-01' }, { opens: 'change' });
    await acted(provider, key, 'open', { ...incident, occurredOn: '2027-02-01', cameToLightOn: '2027-02-24' }, { opens: 'incident' });
    expect((await flagged(body, key)).toSorted()).toEqual([
      'changeNotifiedLate 2027-03-04 office',
      'incidentNotifiedLate 2027-03-04 office',
    ]);
    expect((await shown(server, key)).status.id).toBe('in-force');
    await acted(body, key, 'accept', {}, { kind: 'change' });
    await restart();
    expect(await flagged(body, key)).toContain('changeNotifiedLate 2027-03-04 office');
    const month = await json<readonly (Told & { attestation?: string })[]>(
      await body.fetch('/api/v1/ahead?from=2027-03-01&until=2027-03-31'),
    );
    expect(month.filter((each) => each.attestation === key).map((each) => each.clock)).toEqual(
      expect.arrayContaining(['changeNotifiedLate', 'incidentNotifiedLate']),
    );
    await go('2027-05-02');
    await acted(provider, key, 'reportEnd', { endedOn: '2027-04-01', certificateReturned: true });
    expect((await shown(server, key)).status).toMatchObject({ id: 'ceased', since: '2027-04-01', learnedOn: '2027-05-02' });
    expect(await flagged(body, key)).toContain('endNotifiedLate 2027-05-02 office');
  });

  test('D-11.1-1 both days of an incident and every report on it are read back after a restart, with who and when; the public reads none of it', async () => {
    const key = await certificate();
    await go('2026-12-05');
    const leak = { kind: 'leak', occurredOn: '2026-11-30', cameToLightOn: '2026-12-04', description: '設定の誤りで氏名が見えた' };
    await acted(provider, key, 'open', leak, { opens: 'incident' });
    await go('2026-12-06');
    await acted(provider, key, 'report', { progress: '遮断した' }, { kind: 'incident' });
    await acted(body, key, 'close', { finding: '復旧を確認' }, { kind: 'incident' });
    await restart();
    const lines = await historyOf(body, key);
    expect(whoAndWhen(lines)).toEqual(['2026-12-05 demo-aoi', '2026-12-06 demo-aoi', '2026-12-06 demo-ito']);
    expect(lines[0]?.input).toMatchObject({ occurredOn: '2026-11-30', cameToLightOn: '2026-12-04' });
    expect(JSON.stringify(await shown(server, key))).not.toContain('氏名が見えた');
  });

  test('D-11.2-1 explanation, material, an investigation or improvement is demanded with a date, answered, demanded again and settled', async () => {
    const key = await certificate();
    for (const kind of ['explanation', 'material', 'investigation', 'improvement']) {
      const place = { kind: 'demand' };
      await go('2026-11-22');
      await acted(body, key, 'open', { kind, demand: `${kind}を求める`, due: '2026-12-10' }, { opens: 'demand' });
      await acted(provider, key, 'answer', { answer: '一部を送ります' }, place);
      await acted(body, key, 'demandAgain', { demand: '残りも', due: '2026-12-20' }, place);
      const threads = (await json<{ threads: readonly { due?: string }[] }>(await body.fetch(`/api/v1/held-attestations/${key}`))).threads;
      expect(threads.at(-1)?.due).toBe('2026-12-20');
      await acted(provider, key, 'answer', { answer: '残りを送ります' }, place);
      await acted(body, key, 'settle', { finding: '足りる' }, place);
    }
    await restart();
    expect(await historyOf(provider, key)).toHaveLength(20);
    expect((await shown(server, key)).notices).toEqual([]);
  });
});
