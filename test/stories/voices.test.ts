import { afterAll, beforeAll, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type BellServer, type Someone, startBellServer } from '../bell-server.ts';
import { attest, labelValues } from '../labelled.ts';
import { act, acted, at, held, shown } from '../life-case.ts';
import { formIn, textOf } from '../page-form.ts';

let server: BellServer;
let vendor: Someone;
let officer: Someone;
let key: string;
let day = 22;

beforeAll(async () => {
  server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [iotLabel, iotCloud] });
  key = await attest(server.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel), organisation: 'demo-camera' });
}, 60_000);
afterAll(() => server.close());

/** Another day, on which nothing was sent yet. */
async function nextDay(): Promise<void> {
  day += 1;
  at(server, `2026-11-${day}`);
  vendor = await server.as('demo-hanako');
  officer = await server.as('demo-suzuki');
}

/** Sends the form as a browser without an account and without JavaScript does. */
async function send(kind: string, typed: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<Response> {
  const path = `/ja/report/${key}/${kind}`;
  const form = formIn(await (await fetch(server.address + path)).text(), path);
  for (const [name, value] of Object.entries(typed)) form.fields.set(name, value);
  return fetch(server.address + form.action, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.address, ...headers },
    body: form.fields.toString(),
  });
}
const referenceIn = (page: string): string => /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(page)?.[0] ?? '';
const reported = async (kind: string, typed: Readonly<Record<string, string>>) => referenceIn(await (await send(kind, typed)).text());
const open = async () => {
  const answer = await officer.fetch('/api/v1/voices');
  return (await answer.json()) as { open: readonly { reference: string; words: string }[]; openCount: number };
};
const outcome = async (reference: string) =>
  textOf(await (await fetch(`${server.address}/ja/report-outcome?reference=${reference}`)).text());
const posted = async (who: Someone, path: string, end: string, typed: Readonly<Record<string, string>>) => {
  const form = formIn(await (await who.fetch(path)).text(), end);
  for (const [name, value] of Object.entries(typed)) form.fields.set(name, value);
  return who.fetch(form.action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.fields.toString(),
  });
};

test('L-3.7-10 anyone reports a doubt from the page; the label’s record knows nothing of it until an officer opens a case on it', async () => {
  await nextDay();
  expect(await (await fetch(`${server.address}/l/${key}`)).text()).toContain(`/ja/report/${key}`);
  const reference = await reported('doubt', { words: '更新の署名が確かめられていないようです。', contact: 'buyer@example.jp' });
  expect(reference).not.toBe('');
  expect((await held(officer, key)).threads).toEqual([]);
  expect(await outcome(reference)).toContain('まだ確かめている途中です');
  const page = `/ja/voices/${reference}`;
  expect(await (await officer.fetch(page)).text()).toContain('buyer@example.jp');
  const taken = await posted(officer, page, '/take-up', { sentence: '事務局が調査を始めました。' });
  expect(taken.status).toBe(303);
  const [thread] = (await held(officer, key)).threads;
  expect(thread?.kind).toBe('doubt');
  expect(await (await vendor.fetch(`/ja/attestations/${key}`)).text()).toContain('更新の署名が確かめられていないようです。');
  expect(await (await vendor.fetch(`/ja/attestations/${key}`)).text()).not.toContain('buyer@example.jp');
  expect(await outcome(reference)).toContain('事務局が調査を始めました。');
  await acted(officer, key, 'dismiss', { reason: '署名は確かめられている' }, { kind: 'doubt' });
});

test('L-3.7-10 the office closes a report with a reason, which its reporter reads in one sentence; never without', async () => {
  await nextDay();
  const reference = await reported('doubt', { words: '箱の色が写真と違うように見えます。' });
  const page = `/ja/voices/${reference}`;
  expect((await posted(officer, page, '/close', { sentence: '' })).status).toBe(422);
  expect((await posted(officer, page, '/close', { sentence: '基準に関わらないため終えました。' })).status).toBe(303);
  expect(await outcome(reference)).toContain('基準に関わらないため終えました。');
  expect((await officer.fetch('/ja/voices')).status).toBe(200);
  expect((await vendor.fetch('/ja/voices')).status).toBe(403);
});

test('L-3.5-6 a misuse of the mark names one of the forbidden uses, for the certification word for word', async () => {
  await nextDay();
  expect((await send('misuse', { words: '対象でない型番の箱に付いていました。' })).status).toBe(422);
  expect((await send('misuse', { ground: 'anything', words: '対象でない型番の箱に付いていました。' })).status).toBe(422);
  const reference = await reported('misuse', { ground: 'other-product', words: '対象でない型番の箱に付いていました。' });
  expect(textOf(await (await officer.fetch(`/ja/voices/${reference}`)).text())).toContain('ラベルの対象でない製品や型番に表示している');
  expect(iotCloud.voices?.misuse.grounds.map((each) => each.label.ja)).toEqual(
    expect.arrayContaining(['認定サービス以外のサービスに認定マークを使用したとき', '認定マークの色を変更したり、一部のみを掲載したとき']),
  );
});

test('L-3.5-5 a buyer’s question reaches the vendor, and the answer is kept for who asked', async () => {
  await nextDay();
  const reference = await reported('question', { words: 'サポート終了後の更新はどうなりますか。' });
  const stranger = await server.as('demo-misaki');
  expect(await (await stranger.fetch('/ja/questions')).text()).not.toContain('サポート終了後の更新');
  expect(await (await vendor.fetch('/ja/questions')).text()).toContain('サポート終了後の更新');
  const other = await stranger.fetch(`/ja/questions/${reference}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: stranger.csrf, sentence: '他社の回答' }).toString(),
  });
  expect(other.status).toBe(403);
  expect((await posted(vendor, '/ja/questions', `${reference}/answer`, { sentence: '2032年3月まで提供します。' })).status).toBe(303);
  expect(await outcome(reference)).toContain('2032年3月まで提供します。');
});

test('L-3.7-10 a script in a report stays text wherever it is shown', async () => {
  await nextDay();
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const reference = await reported('doubt', { words: script, contact: script });
  for (const path of ['/ja/voices', `/ja/voices/${reference}`]) {
    const page = await (await officer.fetch(path)).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img src=x');
  }
  await posted(officer, `/ja/voices/${reference}`, '/close', { sentence: script });
  expect(await (await fetch(`${server.address}/ja/report-outcome?reference=${reference}`)).text()).not.toContain('<script>alert');
});

test('L-3.7-10 a thousand reports from one address neither fill the inbox nor the disk; what is refused is told so', async () => {
  await nextDay();
  const before = await open();
  const body = JSON.stringify({ kind: 'doubt', words: '同じ内容の報告を何度も送ります。' });
  const answers = new Map<number, number>();
  for (let n = 0; n < 1000; n += 1) {
    const headers = { 'content-type': 'application/json', origin: server.address, 'x-forwarded-for': `198.51.100.${n % 250}` };
    const { status } = await fetch(`${server.address}/api/v1/attestations/${key}/voices`, { method: 'POST', headers, body });
    answers.set(status, (answers.get(status) ?? 0) + 1);
  }
  expect([answers.get(201), answers.get(429)]).toEqual([5, 995]);
  expect((await open()).openCount).toBe(before.openCount + 5);
  expect((await send('doubt', { words: 'もう一つ報告します。お願いします。' })).status).toBe(429);
}, 60_000);

test('a report from another site, or one that a machine filled in, is not kept', async () => {
  await nextDay();
  const before = (await open()).openCount;
  expect((await send('doubt', { words: '別のサイトから送った報告です。' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await send('doubt', { words: '機械が送った報告です。宣伝です。', website: 'http://spam.example' })).status).toBe(200);
  expect((await open()).openCount).toBe(before);
});

test('a contact address can be erased; its text is gone from the store, and only there it ever was', async () => {
  await nextDay();
  const reference = await reported('doubt', { words: '更新の通知が届きません。', contact: 'erase-me@example.jp' });
  const events = JSON.stringify(await server.store.read(`voice:${reference}`));
  expect(events).not.toContain('erase-me');
  expect(events).not.toContain('更新の通知');
  expect((await posted(officer, `/ja/voices/${reference}`, '/erase-contact', {})).status).toBe(303);
  const kept = await server.store.db.selectFrom('documents').select('hash').where('content', 'like', '%erase-me%').execute();
  expect(kept).toEqual([]);
  expect(await (await officer.fetch(`/ja/voices/${reference}`)).text()).not.toContain('erase-me');
});

test('L-3.7-10 a label that ended can still be reported; no case is opened on it', async () => {
  await nextDay();
  await acted(vendor, key, 'returnLabel', { reason: '終売' });
  expect((await shown(server, key)).status.id).toBe('ceased');
  const reference = await reported('misuse', { ground: 'after-end', words: '返納後も新しい箱に付いています。' });
  expect(textOf(await (await officer.fetch(`/ja/voices/${reference}`)).text())).toContain('いまは案件を開けません');
  expect((await act(officer, key, 'open', { source: 'office', matter: '疑い' }, { opens: 'doubt' })).status).toBe(409);
});
