import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { fill, move } from '../../scripts/demo/api-client.ts';
import { acceptAndAsk } from '../../scripts/demo/first-label-walk.ts';
import type { Book } from '../../src/rules/book.ts';
import { day } from '../../src/rules/day.ts';
import type { Values } from '../../src/rules/dossier.ts';
import { type CaseJson, corrections, draftBut } from '../first-label-case.ts';
import { cutShort, hangUp, largeFile, multipartType, zipBomb } from '../large-upload.ts';
import { refusal, refused } from '../refused.ts';
import { startWalkServer, storyEvidence, type Walker, type WalkServer, walkKey } from '../walk-server.ts';

const offerBut = (id: string, change: Partial<Book['offers'][number]>): Book => ({
  ...iotLabel,
  id,
  offers: iotLabel.offers.map((offer) => ({ ...offer, ...change })),
});
/** The same criteria with one letter changed after the approval, and a set that opens next year. */
const books = [
  iotLabel,
  offerBut('changed-after-approval', { hash: '0'.repeat(64) }),
  offerBut('opens-later', { opensOn: day('2027-04-01') }),
];

let server: WalkServer;
let hanako: Walker;
let taro: Walker;
let misaki: Walker;
let sato: Walker;
let yamada: Walker;
let evidence: ReadonlyMap<string, string>;
/** Small on the line, 100 MB unfolded. */
const bomb = zipBomb(100);
/** A complete draft that every test leaves as it found it. */
let draft = '';

beforeAll(async () => {
  server = await startWalkServer(books);
  [hanako, taro, misaki, sato, yamada] = [
    await server.as('demo-hanako'),
    await server.as('demo-taro'),
    await server.as('demo-misaki'),
    await server.as('demo-sato'),
    await server.as('demo-yamada'),
  ];
  evidence = await hanako.api.upload(await storyEvidence());
  draft = await draftBut(hanako, evidence, {});
});
afterAll(() => server?.close());

const read = (id: string, by = hanako) => by.api.get<CaseJson>(`/api/v1/applications/${id}`);
const openings = async () => (await hanako.api.get<readonly unknown[]>('/api/v1/applications')).length;
const vaultOf = async (by: Walker) => (await by.api.get<readonly { name: string }[]>('/api/v1/evidence')).map((each) => each.name);
const parts = () => readdir(join(server.dataDir, 'files', '.incoming'));
const opening = (change: object) => ({ body: { scheme: 'iot-label', level: '1', scope: corrected.scope, ...change } });
const moveBody = async (id: string, name: string, by = hanako) => {
  const { version, hash } = await read(id, by);
  return { path: `/api/v1/applications/${id}/moves/${name}`, init: { body: { input: {}, hash }, headers: { 'if-match': `"${version}"` } } };
};
const submission = async (by: Walker, id: string) => {
  const { path, init } = await moveBody(id, 'submit');
  return refused(by, 'POST', path, init);
};

describe('an application that cannot begin', () => {
  test('L-3.2-2 a product without IP is out of scope, general-purpose IT to which security is easily added too (L-3.2-3)', async () => {
    const before = await openings();
    const noIp = await refused(hanako, 'POST', '/api/v1/applications', opening({ scope: { ...corrected.scope, 'scope/ip': 'none' } }));
    expect(noIp).toMatchObject({ status: 422, code: 'out-of-scope', clause: 'L-3.2-2' });
    const tablet = { ...corrected.scope, 'scope/platform': 'general-it', 'scope/added-security': 'easily' };
    expect(await refused(hanako, 'POST', '/api/v1/applications', opening({ scope: tablet }))).toMatchObject({
      code: 'out-of-scope',
      clause: 'L-3.2-3',
    });
    expect(await openings()).toBe(before);
  });
  test('L-3.3-4 a level without an approved set is refused, and says which level is open', async () => {
    const answer = await refused(hanako, 'POST', '/api/v1/applications', opening({ level: '2' }));
    expect(answer).toMatchObject({ status: 422, code: 'no-approved-set', clause: 'L-3.3-4', allowed: ['1'] });
    expect((await refused(hanako, 'POST', '/api/v1/applications', opening({ level: '9' }))).errors[0]?.path).toBe('level');
  });
  test('L-3.1-2 an unknown edition, and one that was changed after its approval, cannot be used; one not yet open neither (L-3.3-6)', async () => {
    expect(await refused(hanako, 'GET', '/api/v1/schemes/iot-label/criteria?edition=common/9.9')).toMatchObject({
      status: 422,
      code: 'unknown-edition',
      clause: 'L-3.1-2',
    });
    expect(await refused(hanako, 'POST', '/api/v1/applications', opening({ scheme: 'changed-after-approval' }))).toMatchObject({
      code: 'no-approved-set',
      clause: 'L-3.3-4',
      allowed: [],
    });
    const later = await refused(hanako, 'POST', '/api/v1/applications', opening({ scheme: 'opens-later' }));
    expect(later).toMatchObject({ status: 422, code: 'level-not-open', clause: 'L-3.3-6' });
    expect(later.detail).toContain('1 April 2027');
  });
});

describe('a dossier whose form is not clean', () => {
  const cases: readonly (readonly [string, () => Promise<Values>, string, string, string])[] = [
    [
      'L-3.5-2 “not applicable” without a reason',
      async () => ({ 'S1.1-04/verdict': 'not-applicable', 'S1.1-04/reason': '' }),
      'S1.1-04/reason',
      'not-applicable-needs-reason',
      'L-3.5-2',
    ],
    [
      'L-3.4-10 “conforms” without a pointer',
      async () => ({ 'S1.1-10/evidence': [] }),
      'S1.1-10/evidence',
      'conforms-needs-evidence',
      'L-3.4-10',
    ],
    [
      'L-3.4-10 a pointer to another organisation’s file',
      async () => {
        const form = new FormData();
        form.append('file', new Blob(['another vendor’s report']), 'theirs.txt');
        const { files } = (await (await misaki.ask('POST', '/api/v1/evidence', { body: form })).json()) as {
          files: readonly { id: string }[];
        };
        return { 'S1.1-10/evidence': [{ document: files[0]?.id ?? '', place: '1' }] };
      },
      'S1.1-10/evidence/1',
      'evidence-is-ours',
      'L-3.4-10',
    ],
    [
      'L-1-1 a corporate number whose check digit is wrong',
      async () => ({ 'applicant-corporate-number': '9000000000001' }),
      'applicant-corporate-number',
      'corporate-number',
      'L-1-1',
    ],
  ];
  test.each(cases)('%s is refused at submission; what was typed stays', async (_title, change, path, code, clause) => {
    const wrong = await change();
    const id = await draftBut(hanako, evidence, wrong);
    const answer = await submission(hanako, id);
    expect(answer).toMatchObject({ status: 422, clause });
    expect(answer.errors).toEqual([expect.objectContaining({ path, code, clause })]);
    const after = await read(id);
    expect(after.state.id).toBe('draft');
    const [field, value] = Object.entries(wrong)[0] ?? ['', null];
    expect(after.values[field] ?? []).toEqual(value);
  });
});

describe('a move that is not to be made', () => {
  test('L-3.5-2 by the wrong role, and by whoever may not see the case', async () => {
    const { path, init } = await moveBody(draft, 'submit');
    expect(await refused(taro, 'POST', path, init)).toMatchObject({ status: 403, code: 'wrong-party', clause: 'L-3.5-2' });
    expect(await refused(yamada, 'POST', path, init)).toMatchObject({ status: 403 });
    expect(await refused(misaki, 'POST', path, init)).toMatchObject({ status: 404 });
    expect(await refused(sato, 'POST', path, init)).toMatchObject({ status: 404 });
    expect((await read(draft)).version).toBe(1);
  });
  test('L-3.5-2 in the wrong state, from a stale version, on other content than was seen; sent twice it is one act', async () => {
    const id = await draftBut(hanako, evidence, {});
    const stale = await moveBody(id, 'submit');
    await fill(hanako.api, id, { 'contact-department': '別の部署' });
    expect(await refused(hanako, 'POST', stale.path, stale.init)).toMatchObject({
      status: 412,
      code: 'not-what-was-seen',
      clause: 'L-3.5-2',
    });
    const { path, init } = await moveBody(id, 'submit');
    const headers = { ...init.headers, 'idempotency-key': walkKey() };
    const twice = [await hanako.ask('POST', path, { ...init, headers }), await hanako.ask('POST', path, { ...init, headers })];
    expect(twice.map((each) => each.status)).toEqual([200, 200]);
    const [first, second] = await Promise.all(twice.map((each) => each.json()));
    expect(second).toEqual(first);
    const after = await read(id);
    expect(after.history.filter((line) => line.clause === 'L-3.5-2')).toHaveLength(1);
    expect(await refused(hanako, 'POST', path, { body: { ...init.body, hash: '0'.repeat(64) }, headers })).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect(await refused(hanako, 'POST', path, init)).toMatchObject({ status: 412, code: 'conflict' });
    const again = await moveBody(id, 'submit');
    expect(await refused(hanako, 'POST', again.path, again.init)).toMatchObject({
      status: 409,
      code: 'wrong-state',
      clause: 'L-3.5-2',
      allowed: ['drop'],
    });
    expect((await read(id)).version).toBe(after.version);
  });
  test('L-3.5-4 whoever accepted may not issue', async () => {
    const id = await draftBut(hanako, evidence, {});
    await move(hanako.api, id, 'submit');
    await acceptAndAsk(sato.api, id);
    const [waiting] = (await yamada.api.get<readonly { id: string; version: number; waiting: boolean }[]>('/api/v1/inquiries')).filter(
      (each) => each.waiting,
    );
    await yamada.api.send(
      'POST',
      `/api/v1/inquiries/${waiting?.id}/moves/conclude`,
      { input: { outcome: 'favourable' } },
      { 'if-match': `"${waiting?.version}"` },
    );
    const { path, init } = await moveBody(id, 'issue', sato);
    expect(await refused(sato, 'POST', path, init)).toMatchObject({ status: 403, code: 'same-person', clause: 'L-3.5-4' });
  });
});

describe('files that cannot be taken', () => {
  test.each(['ja', 'en'] as const)('an upload of 101 MB is refused in words (%s); nothing of it is kept', async (language) => {
    const before = await vaultOf(hanako);
    const response = await fetch(`${server.address}/api/v1/evidence`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hanako.token}`,
        'idempotency-key': walkKey(),
        'content-type': multipartType,
        'accept-language': language,
      },
      body: ReadableStream.from(largeFile('scan.bin', 101)),
      duplex: 'half',
    });
    const answer = await refusal(response, language);
    expect(answer.status).toBe(422);
    expect(answer.errors).toEqual([expect.objectContaining({ path: 'file', message: expect.stringContaining('100 MB') })]);
    expect(await vaultOf(hanako)).toEqual(before);
    expect(await parts()).toEqual([]);
  });
  test('an upload that breaks off, in the form or on the line, leaves nothing behind', async () => {
    const before = await vaultOf(hanako);
    for (const language of ['ja', 'en'] as const) {
      const response = await fetch(`${server.address}/api/v1/evidence`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${hanako.token}`,
          'idempotency-key': walkKey(),
          'content-type': multipartType,
          'accept-language': language,
        },
        body: Buffer.from(cutShort('half.txt')),
      });
      expect(await refusal(response, language)).toMatchObject({ status: 400, code: 'upload-broken' });
    }
    await hangUp(server.address, hanako.token, 'lost.bin');
    await vi.waitFor(async () => expect(await parts()).toEqual([]), { timeout: 20_000 });
    expect(await vaultOf(hanako)).toEqual(before);
  });
  test('a zip bomb as XLSX is refused before it unfolds, as a list of models and as a checklist', async () => {
    const before = await read(draft);
    for (const path of ['models/import', 'workbook']) {
      const form = new FormData();
      form.append('apply', 'yes');
      form.append('file', new Blob([bomb]), 'models.xlsx');
      const answer = await refused(hanako, 'POST', `/api/v1/applications/${draft}/${path}`, { body: form });
      expect(answer.status).toBe(422);
      expect(answer.errors[0]).toMatchObject({ path: 'file', message: expect.stringMatching(/too large/i) });
    }
    expect(await read(draft)).toEqual(before);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  });
  test('a formula in a CSV cell is text: taken as it is typed, and given back so that no spreadsheet runs it', async () => {
    const id = await draftBut(hanako, evidence, {});
    const formula = '=HYPERLINK("https://evil.example")';
    const form = new FormData();
    form.append('apply', 'yes');
    form.append('file', new Blob([`型番,名称\nGW-1,"${formula.replaceAll('"', '""')}"\n@SUM(A1),赤\n`]), 'models.csv');
    expect((await hanako.ask('POST', `/api/v1/applications/${id}/models/import`, { body: form })).status).toBe(200);
    expect((await read(id)).values['models']).toEqual([
      { model: 'GW-1', name: formula },
      { model: '@SUM(A1)', name: '赤' },
    ]);
    const exported = (await hanako.page(`/ja/applications/${id}/models/list.csv`)).html;
    expect(exported).toContain(`'=HYPERLINK`);
    expect(exported).toContain(`'@SUM(A1)`);
    expect(exported).not.toMatch(/(^|,|")[=@]/m);
    const page = (await hanako.page(`/ja/applications/${id}/models`)).html;
    expect(page).toContain('=HYPERLINK(&quot;https://evil.example&quot;)');
  });
});

describe('a label number with one character wrong', () => {
  test('L-3.7-2 is told from a number never issued, on the page in both languages and in the JSON', async () => {
    const page = async (path: string) => {
      const { status, html } = await server.anyone(path);
      expect(status).toBe(404);
      return html;
    };
    expect(await page('/l/AK1-000001-V')).toContain('1文字違っています');
    expect(await page('/l/AK1-000001-V/en')).toContain('One character of this number is wrong');
    expect(await page('/l/AK1-000001-U')).toContain('この番号は公開台帳にありません');
    expect(await refused(hanako, 'GET', '/api/v1/attestations/AK1-000001-V')).toMatchObject({ status: 404 });
    expect(await refused(hanako, 'GET', '/l/AK1-000001-V.json')).toMatchObject({ status: 404 });
  });
});

test('everything refused above left the complete draft as it was', async () => {
  const after = await read(draft);
  expect(after.version).toBe(1);
  expect(after.values['S1.1-10/evidence']).toEqual(corrections(evidence)['S1.1-10/evidence']);
  expect(after.findings.filter((each) => each.weight === 'error')).toEqual([]);
});
