import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { settableClock } from '../../src/io/clock.ts';
import { registerProjection } from '../../src/register/index.ts';
import { day } from '../../src/rules/day.ts';
import { fieldsOf } from '../../src/rules/dossier.ts';
import { dossierOf } from '../../src/rules/editions.ts';
import { certify, cloudValues, NEVER } from '../certified.ts';
import { type EmptyStore, emptyStore } from '../empty-store.ts';
import { attest, labelValues, markAttestation } from '../labelled.ts';
import { publicSite } from '../public-site.ts';

const clock = settableClock(new Date('2026-12-01T03:00:00Z'));
const books = [iotLabel, iotCloud];
const items = fieldsOf(dossierOf(iotCloud, 'form-b/2024.09')).filter((field) => field.kind === 'disclosure');
const verbatim = '一行目\n  二行目は字下げ\n<script>alert(1)</script> & "引用" <b>太字ではない</b>';
let empty: EmptyStore;
let app: FastifyInstance;
let service = '';
let other = '';
let label = '';

const get = async (url: string) => app.inject({ url });
const json = async (url: string) => (await get(url)).json();
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const lineOf = (body: { sections: { lines: { id: string }[] }[] }, id: string) =>
  body.sections.flatMap((section) => section.lines).find((line) => line.id === id);

beforeAll(async () => {
  empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books })] });
  service = await certify(empty.store, {
    values: cloudValues({
      'A2-04/content': verbatim,
      'A3-01/answer': 'not-done',
      'A3-01/content': '',
      'A4-01/answer': 'not-disclosed',
      'A4-01/content': '次の決算の後に',
    }),
  });
  other = await certify(empty.store, {
    on: '2026-11-23',
    values: cloudValues({ 'B1-01/content': 'しおかぜ監視', 'A2-01/content': '株式会社しおかぜ(架空)', 'B7-01/content': 'メールだけ' }),
  });
  label = await attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel) });
  app = await publicSite({ source: empty.store, books, clock, applications: true });
});
afterAll(async () => {
  await app?.close();
  await empty?.remove();
});

describe('the number', () => {
  test('D-8.1-1 stands in a permanent address that needs no escaping, and in its written form on the page', async () => {
    expect(service).toBe('IP-IoT-0001-2611');
    expect((await get(`/c/${service}`)).body).toContain('IP-IoT 0001-2611');
    expect((await json(`/c/${service}.json`)).number).toBe('IP-IoT 0001-2611');
  });
  test.each(['IP-IoT 0001-2611', 'ＩＰ－ＩｏＴ　０００１－２６１１', 'ip-iot0001-2611', 'IPIOT 00012611', 'ip-iot 0001 2611'])(
    'D-8.1-1 typed as %s it is found, in the address and in the search box',
    async (typed) => {
      const page = await get(`/c/${encodeURIComponent(typed)}`);
      expect([page.statusCode, page.headers['location']]).toEqual([301, `/c/${service}`]);
      const found = await get(`/ja/register?q=${encodeURIComponent(typed)}`);
      expect([found.statusCode, found.headers['location']]).toEqual([303, `/c/${service}`]);
      expect((await json(`/api/v1/attestations/${encodeURIComponent(typed)}`)).key).toBe(service);
    },
  );
  test('D-8.1-1 one that was never issued is no certificate', async () => {
    expect((await get('/c/IP-IoT-0999-2611')).statusCode).toBe(404);
  });
});

describe('the public page of a certificate', () => {
  test('D-7.1-1 number, service, business and date stand in the list, as CSV and as JSON', async () => {
    const page = (await get('/ja/register?level=iot-cloud:')).body;
    for (const said of ['IP-IoT 0001-2611', 'みなとIoT基盤', '株式会社みなとクラウド(架空)', '2026年11月22日'])
      expect(page).toContain(said);
    const { items: listed } = await json('/ja/register.json?level=iot-cloud:');
    expect(listed.map((each: { key: string }) => each.key)).toEqual([other, service]);
    const one = await json(`/c/${service}.json`);
    expect([lineOf(one, 'service'), lineOf(one, 'business')]).toMatchObject([
      { value: 'みなとIoT基盤' },
      { value: '株式会社みなとクラウド(架空)' },
    ]);
    expect(listed[1]).toMatchObject({
      number: 'IP-IoT 0001-2611',
      product: { ja: 'みなとIoT基盤' },
      applicant: { ja: '株式会社みなとクラウド(架空)' },
      issuedOn: '2026-11-22',
    });
    expect((await get('/ja/register.csv?level=iot-cloud:')).body).toMatch(
      /IP-IoT 0001-2611.*みなとIoT基盤.*株式会社みなとクラウド\(架空\).*2026-11-22/,
    );
  });
  test('D-3-1 says what is certified and what is not, before what is disclosed, and in the JSON', async () => {
    for (const [path, says] of [
      [`/c/${service}`, 'サービスが安全であることを認定するものではありません'],
      [`/c/${service}/en`, 'It does not certify that the service is safe'],
    ] as const) {
      const { body } = await get(path);
      expect(body).toContain(says);
      expect(body.indexOf(says)).toBeLessThan(body.indexOf('id="disclosed"'));
    }
    const { meaning, says } = await json(`/c/${service}.json`);
    expect(meaning[0].ja).toContain('安全であることを認定するものではありません');
    expect(says.no[0].ja).toContain('安全であること');
  });
  test('D-12.2-1 carries the disclaimer with its exception in full, and office, hours, telephone, fax and address', async () => {
    const said = [
      'その内容、態様の如何にかかわらず一切の責任を負いません',
      '故意又は重過失による場合はこの限りではありません',
      '当事者が自己の費用と責任において解決',
      'クラウドサービス情報開示認定機関事務局',
      '9:30~17:00(土日、祝祭日を除く)',
      '03-6662-6854',
      '03-6662-6347',
      '〒141-0031',
    ];
    const page = (await get(`/c/${service}`)).body;
    const { disclaimer, contact } = await json(`/c/${service}.json`);
    for (const each of said) {
      expect(page).toContain(each);
      expect(JSON.stringify({ disclaimer, contact })).toContain(each);
    }
  });
  test('D-7.2-1 D-7.2-3 shows all items, mandatory and optional, by section, each with code, heading, weight and its content to the letter', async () => {
    const page = (await get(`/c/${service}`)).body;
    const body = await json(`/c/${service}.json`);
    expect(items).toHaveLength(100);
    for (const item of items) {
      expect(page).toContain(`id="item-${item.id}"`);
      expect(lineOf(body, item.id)).toMatchObject({ label: item.label, item: { code: item.item, weight: item.weight } });
    }
    const kinds = new Set(items.map((item) => item.weight));
    expect([...kinds].sort()).toEqual(['mandatory', 'optional']);
    expect(page).toContain(`lang="ja">${escaped(verbatim)}</div>`);
    expect(lineOf(body, 'A2-04')).toMatchObject({ value: verbatim, item: { answer: 'content' } });
    expect(page).not.toContain('<script>alert');
  });
  test('D-7.2-1 “not done” and “not disclosed” are said in words, with what was written beside them', async () => {
    const page = (await get(`/c/${service}`)).body;
    const row = (id: string) => new RegExp(`id="item-${id}".*?</tr>`, 's').exec(page)?.[0] ?? '';
    expect(row('A3-01')).toContain('実施なし');
    expect(row('A4-01')).toContain('開示なし');
    expect(row('A4-01')).toContain('次の決算の後に');
    const body = await json(`/c/${service}.json`);
    expect([lineOf(body, 'A3-01'), lineOf(body, 'A4-01')]).toMatchObject([
      { value: null, item: { answer: 'not-done' } },
      { value: '次の決算の後に', item: { answer: 'not-disclosed' } },
    ]);
  });
  test('D-8.1-2 the first and the last day, the date of certification and the date of issue stand on the page', async () => {
    const body = await json(`/c/${service}.json`);
    expect([
      lineOf(body, 'certified-on'),
      lineOf(body, 'certificate-issued-on'),
      lineOf(body, 'from'),
      lineOf(body, 'until'),
    ]).toMatchObject([{ value: '2026-11-22' }, { value: '2026-11-22' }, { value: '2026-11-22' }, { value: '2028-11-21' }]);
  });
});

describe('what is never public', () => {
  test('D-7.2-3 form A, attachment references and anything of attachments come by no public address, and lie in no row that the register reads', async () => {
    const urls = [
      ...[
        `/c/${service}`,
        `/c/${service}/en`,
        `/c/${service}.json`,
        `/api/v1/attestations/${service}`,
        '/api/v1/attestations',
        '/ja/',
        '/en/register',
      ],
      ...[
        '/ja/register.csv',
        '/en/register.json',
        `/ja/register/compare?of=${service},${other}`,
        `/api/v1/comparison?of=${service}&of=${other}`,
      ],
      ...['/ja/criteria/iot-cloud', '/api/v1/schemes/iot-cloud/criteria', `/ja/register?q=${NEVER}`, `/api/v1/attestations?q=${NEVER}`],
      ...[`/c/${service}/evidence`, `/c/${service}/evidence.json`, `/api/v1/attestations/${service}/evidence`],
    ];
    for (const url of urls) {
      const { body } = await get(url);
      expect([url, body.replaceAll(`q=${NEVER}`, '').replaceAll(`value="${NEVER}"`, '').includes(NEVER)]).toEqual([url, false]);
    }
    expect((await json(`/api/v1/attestations?q=${NEVER}`)).count).toBe(0);
    const rows = await empty.store.db.selectFrom('register_entries').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(NEVER);
    expect(JSON.stringify(await empty.store.db.selectFrom('register_withheld').selectAll().execute())).not.toContain(NEVER);
    expect(JSON.stringify(rows)).not.toMatch(/\/evidence"/);
  });
});

describe('side by side', () => {
  test('D-3-1 services are compared item by item; what differs has a word and a sign, in the page and in the JSON', async () => {
    const page = await get(`/ja/register/compare?of=${service}&of=${other}`);
    expect(page.statusCode).toBe(200);
    for (const said of ['メールだけ', '開示B701contentの内容', '≠', '相違あり', 'みなとIoT基盤', 'しおかぜ監視'])
      expect(page.body).toContain(said);
    const body = await json(`/api/v1/comparison?of=${service},${other}`);
    expect(body.attestations.map((each: { key: string }) => each.key)).toEqual([service, other]);
    expect(lineOf(body, 'B7-01')).toMatchObject({ differs: true, values: [{ value: '開示B701contentの内容' }, { value: 'メールだけ' }] });
    expect(lineOf(body, 'B7-07')).toMatchObject({ differs: false });
  });
  test('D-3-1 what is not known, of another scheme, or one too many is said to be left out', async () => {
    const body = await json(`/api/v1/comparison?of=${service},${label},IP-IoT-0999-2611,${other}`);
    expect([body.attestations.length, body.leftOut]).toEqual([2, [label, 'IP-IoT-0999-2611']]);
    expect((await get(`/ja/register/compare?of=${service}`)).body).toContain('比べるものを選んでください');
    expect((await get('/ja/register/compare')).statusCode).toBe(200);
  });
  test('D-3-1 the criteria page has each item with what is written there, in words, and what decides', async () => {
    const page = (await get('/ja/criteria/iot-cloud')).body;
    for (const item of items) expect(page).toContain(escaped(item.label.ja));
    expect(page).toContain('実際に行っていることが条件');
  });
});

describe('labels and certificates in one register', () => {
  test('a visitor tells them apart: each scheme says what it issues and for what, and has a list of its own', async () => {
    const start = (await get('/ja/')).body;
    expect(start).toContain('IoT製品に適合ラベルを発行する制度です');
    expect(start).toContain('クラウドサービスに認定証を発行する制度です');
    const [labels, services] = [(await get('/ja/register?level=iot-label:')).body, (await get('/ja/register?level=iot-cloud:')).body];
    expect([labels.includes(label), labels.includes(service)]).toEqual([true, false]);
    expect([services.includes(label), services.includes(service)]).toEqual([false, true]);
  });
  test('D-9.1-2 what is in effect while its renewal is under review is found among what is in force, and not among what ended', async () => {
    const key = await certify(empty.store, { on: '2024-11-25', values: cloudValues({ 'B1-01/content': '更新中の基盤' }) });
    const keys = async (status: string) =>
      (await json(`/api/v1/attestations?scheme=iot-cloud&status=${status}`)).items.map((each: { key: string }) => each.key);
    // Its last day was 2026-11-24; today is 2026-12-01.
    expect([(await keys('in-force')).includes(key), (await keys('ended')).includes(key)]).toEqual([false, true]);
    await markAttestation(empty.store, key, '2026-10-10', [
      { mark: 'renewal-filed', application: 'r-1', filedOn: day('2026-10-10'), timely: true },
    ]);
    expect((await json(`/c/${key}.json`)).status.id).toBe('renewal-under-review');
    expect([(await keys('in-force')).includes(key), (await keys('ended')).includes(key)]).toEqual([true, false]);
    await markAttestation(empty.store, key, '2026-11-30', [{ mark: 'renewal-concluded', application: 'r-1', on: day('2026-11-30') }]);
    expect([(await keys('in-force')).includes(key), (await keys('ended')).includes(key)]).toEqual([false, true]);
  });
});
