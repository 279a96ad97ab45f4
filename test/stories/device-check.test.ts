import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { books } from '../../schemes/index.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { fill, move } from '../../scripts/demo/api-client.ts';
import { openCase } from '../../scripts/demo/first-label-walk.ts';
import type { BundleContent } from '../../src/check/bundle.ts';
import type { DevicePart } from '../../src/rules/device-part.ts';
import { concluded, endedAt, fileOf, profileOf, someonesKey, throttlingSeen } from '../checked-device.ts';
import { type CaseJson, corrections } from '../first-label-case.ts';
import { formIn, textOf } from '../page-form.ts';
import { startWalkServer, storyEvidence, type Walker, type WalkServer, walkKey } from '../walk-server.ts';

const [found] = iotLabel.deviceParts ?? [];
const part = found as DevicePart;
const signer = someonesKey();
const MODEL = 'RUUVI-GW-1';
/** Where the answer stands in the dossier. */
const AT = 'S1.1-04/';
const result = (held: boolean, change: (content: BundleContent) => BundleContent = (same) => same, model = MODEL) =>
  fileOf(change(concluded('iot-label', part, profileOf(model), [throttlingSeen(held)])), signer);

let server: WalkServer;
let vendor: Walker;
let colleague: Walker;
let officer: Walker;
let stranger: Walker;
let evidence: ReadonlyMap<string, string>;

beforeAll(async () => {
  server = await startWalkServer(books);
  [vendor, colleague, officer, stranger] = [
    await server.as('demo-hanako'),
    await server.as('demo-taro'),
    await server.as('demo-sato'),
    await server.as('demo-misaki'),
  ];
  evidence = await vendor.api.upload(await storyEvidence());
});
afterAll(() => server?.close());

const attach = async (by: Walker, id: string, file: Blob, key = walkKey()) => {
  const body = new FormData();
  body.append('file', file, 'camera.akashi-evidence');
  const response = await by.ask('POST', `/api/v1/applications/${id}/device-checks`, { body, headers: { 'idempotency-key': key } });
  return {
    status: response.status,
    json: (await response.json()) as Record<string, never> & { clause?: string; type?: string; errors?: unknown[] },
  };
};
/** A dossier with everything but what a device test answers for S1.1-04. */
const draft = async (but: Readonly<Record<string, null | string>> = {}): Promise<string> => {
  const id = await openCase(vendor.api, corrected);
  const values = { ...corrections(evidence), models: [{ model: MODEL }] };
  const empty = Object.fromEntries(
    Object.keys(values)
      .filter((path) => path.startsWith(AT))
      .map((path) => [path, null]),
  );
  await fill(vendor.api, id, { ...values, ...empty, ...but });
  return id;
};
const valuesOf = async (by: Walker, id: string) => (await by.api.get<CaseJson>(`/api/v1/applications/${id}`)).values;
const answer = async (by: Walker, id: string) =>
  Object.fromEntries(
    Object.entries(await valuesOf(by, id)).flatMap(([path, value]) => (path.startsWith(AT) ? [[path.slice(AT.length), value]] : [])),
  );

describe('the result of device tests in a dossier', () => {
  test('L-3.4-6 L-3.4-7 a fault found fills the answer with its reason, method, minutes and evidence, and stands in the way of filing', async () => {
    const id = await draft();
    const { status, json } = await attach(colleague, id, result(false));
    expect(status).toBe(201);
    expect(json).toMatchObject({ differs: [], answers: { 'S1.1-04': 'does-not-conform' }, signedBy: signer.publicJwk.kid });
    expect(await answer(vendor, id)).toMatchObject({
      verdict: 'does-not-conform',
      method: 'device',
      basis: 'own',
      minutes: 3,
      reason: expect.stringContaining('20回'),
      evidence: [{ document: json['document'], place: 'S1.1-04' }],
    });
    const refusal = await move(vendor.api, id, 'submit').catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      problem: { errors: expect.arrayContaining([expect.objectContaining({ path: `${AT}verdict` })]) },
    });
  });

  test('L-3.4-5 mended and tested again: the new result replaces the old, the case is filed, and the office sees on what the answer rests', async () => {
    const id = await draft();
    await attach(vendor, id, result(false));
    const { json } = await attach(vendor, id, result(true));
    expect(await answer(vendor, id)).toMatchObject({ verdict: 'conforms', evidence: [{ document: json['document'], place: 'S1.1-04' }] });
    await move(vendor.api, id, 'submit');
    await server.restart();
    const [officerNow, strangerNow] = [await server.as('demo-sato'), await server.as('demo-misaki')];
    const seen = await officerNow.api.get<readonly Record<string, unknown>[]>(`/api/v1/applications/${id}/device-checks`);
    expect(seen).toMatchObject([
      {
        document: json['document'],
        by: 'demo-hanako',
        at: expect.stringMatching(/^2026-11-22T/),
        testedAt: endedAt,
        device: { model: MODEL, serial: 'SN-0001', firmware: '1.2.3' },
        answers: { 'S1.1-04': 'conforms' },
        signedBy: signer.publicJwk.kid,
      },
    ]);
    for (const [language, words] of [
      ['ja', '実機テストの結果による回答 テストの判定: 適合'],
      ['en', 'This answer rests on device tests The tests found: Conforms'],
    ] as const) {
      const { html } = await officerNow.page(`/${language}/office/cases/${id}`);
      expect(textOf(html)).toContain(words);
    }
    expect((await strangerNow.ask('GET', `/api/v1/applications/${id}/device-checks`)).status).toBe(404);
    expect((await fetch(`${server.address}/api/v1/applications/${id}/device-checks`)).status).toBe(401);
  });

  test('what a person wrote stands (automation never overwrites a human decision); the difference is told to the vendor and to the office', async () => {
    const id = await draft();
    await attach(vendor, id, result(true));
    await fill(vendor.api, id, { [`${AT}verdict`]: 'not-applicable', [`${AT}reason`]: '利用者認証がないため。' });
    const { json } = await attach(vendor, id, result(true));
    expect(json).toMatchObject({ filled: [], differs: [{ criterion: 'S1.1-04', stands: 'not-applicable', found: 'conforms' }] });
    expect(await answer(vendor, id)).toMatchObject({ verdict: 'not-applicable', reason: '利用者認証がないため。' });
    await move(vendor.api, id, 'submit');
    const { html } = await (await server.as('demo-sato')).page(`/ja/office/cases/${id}`);
    expect(textOf(html)).toContain('実機テストの結果と異なる回答 テストの判定: 適合');
  });

  test('the same upload twice is one act', async () => {
    const id = await draft();
    const key = walkKey();
    const first = await attach(vendor, id, result(true), key);
    expect(await attach(vendor, id, result(true), key)).toEqual(first);
    expect(await vendor.api.get(`/api/v1/applications/${id}/device-checks`)).toHaveLength(1);
  });

  test('an error is never a pass: a bundle whose conclusions were changed and signed again is refused with every difference', async () => {
    const id = await draft();
    const better = result(false, (content) => ({
      ...content,
      answers: content.answers.map((each) => ({ ...each, verdict: 'conforms' as const })),
    }));
    const { status, json } = await attach(vendor, id, better);
    expect([status, json.clause]).toEqual([422, 'L-3.4-6']);
    expect(JSON.stringify(json)).toContain('answer S1.1-04');
    expect(await answer(vendor, id)).toEqual({});
  });

  test('a bundle that was altered, another file, another model, another edition and a closed dossier are refused; nothing changes', async () => {
    const id = await draft();
    const text = await result(true).text();
    const refused = async (file: Blob, by = vendor, to = id) => {
      const { status, json } = await attach(by, to, file);
      return [status, json.clause ?? '', String(json.type).split(':').at(-1)?.split('/').at(-1)];
    };
    expect(await refused(new Blob([text.replace('"serial":"SN-0001"', '"serial":"SN-0002"')]))).toEqual([422, 'L-3.4-6', 'bundle-altered']);
    expect((await refused(new Blob(['%PDF-1.7 not a bundle'])))[0]).toBe(422);
    expect(await refused(result(true, undefined, 'ANOTHER-1'))).toEqual([422, 'L-3.4-6', 'device-of-another-model']);
    const old = (content: BundleContent) => ({ ...content, edition: { ...content.edition, id: 'common/0.9' } });
    expect(await refused(result(true, old))).toEqual([422, 'L-3.4-6', 'bundle-of-another-edition']);
    expect((await refused(result(true), stranger))[0]).toBe(404);
    expect((await refused(result(true), officer))[0]).toBe(404);
    expect(await answer(vendor, id)).toEqual({});
    await fill(vendor.api, id, corrections(evidence));
    await fill(vendor.api, id, { models: [{ model: `${MODEL}-${id.slice(-6)}` }] });
    await move(vendor.api, id, 'submit');
    expect((await refused(result(true)))[2]).toBe('dossier-closed');
  });

  test('L-4.3-2 the page tells how to test, what it takes and what must be there, and takes the file without a script', async () => {
    const id = await draft();
    const path = `/applications/${id}/device-checks`;
    for (const [language, words] of [
      ['ja', ['23.9人時', '所要時間と前提', 'ログインの正しいパスワード']],
      ['en', ['23.9 person-hours', 'Time and prerequisites', 'The right password of each login']],
    ] as const) {
      const { status, html } = await vendor.page(`/${language}${path}`);
      expect(status).toBe(200);
      for (const each of words) expect(textOf(html)).toContain(each);
    }
    const form = formIn((await vendor.page(`/ja${path}`)).html, '/device-checks');
    expect(form).toBeDefined();
  });
});
