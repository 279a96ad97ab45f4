import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { inScope, sample } from '../../schemes/iot-label/sample.ts';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { fill, send, textOf } from '../../test/page-form.ts';
import { capabilitiesFor } from '../capabilities.ts';
import type { JsonValue } from '../rules/json.ts';
import { startTestServer } from '../test-server.ts';

interface EntryJson {
  readonly kind: string;
  readonly entry: number;
  readonly id: string;
  readonly until: string | null;
}
interface Refusal {
  readonly errors: readonly { readonly path: string; readonly code: string; readonly clause?: string }[];
}

const decision = { source: '機器検証サービスの一覧(見本)', decidedOn: '2026-11-20' };
const operator = {
  kind: 'verification-operator',
  name: { ja: '架空検証株式会社', en: 'Fictional Verification Inc.' },
  from: '2026-04-01',
  until: '2028-03-31',
  ...decision,
};

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`the directory over HTTP on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let officer: Someone;
    let admin: Someone;
    let government: Someone;

    const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const add = (who: Someone, id: string, more: object = {}, headers = {}) =>
      who.send('POST', '/api/v1/directory', { ...operator, id, ...more }, headers);
    const end = (who: Someone, entry: number, how: object) =>
      who.send('POST', `/api/v1/directory/verification-operator/${entry}/end`, { ...decision, ...how });
    const listed = async (query = '') =>
      (await json<{ entries: EntryJson[] }>(fetch(`${server.address}/api/v1/directory${query}`))).entries;

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [iotLabel] });
      [hanako, admin, officer, government] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-sato'),
        server.as('demo-suzuki'),
        server.as('demo-yamada'),
      ]);
    });
    afterAll(() => server?.close());

    describe('who may', () => {
      test('an applicant and a government body neither add, end nor see who did', async () => {
        for (const who of [hanako, government]) {
          const before = await listed();
          expect((await add(who, '020-7777-40')).status).toBe(403);
          expect((await end(who, 1, { how: 'mistake' })).status).toBe(403);
          expect((await who.fetch('/api/v1/directory/verification-operator/1/history')).status).toBe(403);
          for (const path of ['/ja/office/directory', '/en/office/directory/verification-operator/1'])
            expect((await who.fetch(path)).status, path).toBe(403);
          expect(await listed()).toEqual(before);
        }
      });
      test('nobody without a session changes it; anybody reads it, from any site', async () => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': 'nobody-0001' };
        const post = await fetch(`${server.address}/api/v1/directory`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ ...operator, id: '020-7777-40' }),
        });
        expect(post.status).toBe(401);
        const read = await fetch(`${server.address}/api/v1/directory?kind=evaluation-body`);
        expect(read.headers.get('access-control-allow-origin')).toBe('*');
        expect(await read.json()).toMatchObject({
          asOf: '2026-11-22',
          entries: [{ kind: 'evaluation-body', name: { ja: 'デモ評価機関(見本)' } }],
        });
      });
    });

    test('L-3.7-4 the history says who listed and who ended, when, and by which dated decision; nothing is deleted', async () => {
      const { entry } = await json<EntryJson>(add(officer, '020-0009-40'));
      expect((await end(admin, entry, { how: 'ended', lastDay: '2026-10-31' })).status).toBe(200);
      const history = await json<readonly object[]>(officer.fetch(`/api/v1/directory/verification-operator/${entry}/history`));
      const at = expect.stringMatching(/^2026-11-22T/);
      expect(history).toEqual([
        { type: 'DirectoryEntryAdded', at, by: 'demo-suzuki', organisation: 'demo-office', ...decision },
        { type: 'DirectoryEntryEnded', at, by: 'demo-sato', organisation: 'demo-office', ...decision, lastDay: '2026-10-31' },
      ]);
      expect(await listed()).toContainEqual(expect.objectContaining({ id: '020-0009-40', until: '2026-10-31' }));
      expect(await listed('?on=2026-10-31')).toContainEqual(expect.objectContaining({ id: '020-0009-40' }));
      expect(await listed('?on=2026-11-01')).not.toContainEqual(expect.objectContaining({ id: '020-0009-40' }));
      const page = textOf(await (await admin.fetch(`/ja/office/directory/verification-operator/${entry}`)).text());
      for (const said of ['事務 鈴木', '事務 佐藤', '2026年10月31日', decision.source]) expect(page).toContain(said);
    });

    test('a mistake leaves the public list and stays on record', async () => {
      const { entry } = await json<EntryJson>(add(officer, '020-0008-40'));
      await end(officer, entry, { how: 'mistake' });
      expect(await listed()).not.toContainEqual(expect.objectContaining({ id: '020-0008-40' }));
      expect(textOf(await (await officer.fetch('/en/office/directory')).text())).toContain('020-0008-40 Struck as a mistake');
    });

    test('the same command twice is one entry; the same key for another is refused', async () => {
      const headers = { 'idempotency-key': 'directory-once-1' };
      const [first, second] = [
        await json<EntryJson>(add(officer, '020-0007-40', {}, headers)),
        await json<EntryJson>(add(officer, '020-0007-40', {}, headers)),
      ];
      expect(second).toEqual(first);
      expect((await listed()).filter((each) => each.id === '020-0007-40')).toHaveLength(1);
      expect((await add(officer, '020-0006-40', {}, headers)).status).toBe(422);
    });

    test('every wrong field is named, in the API and on the page', async () => {
      const problem = await json<Refusal>(
        officer.send('POST', '/api/v1/directory', { kind: 'doctor', id: '', name: { ja: 'あ' }, from: '2026-02-30' }),
      );
      expect(problem.errors.map((each) => each.path).toSorted()).toEqual(['decidedOn', 'from', 'id', 'kind', 'name/en', 'source']);
      const later = await json<Refusal>(add(officer, '020-0005-40', { until: '2026-03-31', decidedOn: '2026-11-23' }));
      expect(later.errors.map((each) => each.path)).toEqual(['until', 'decidedOn']);
      const form = await fill(officer, '/ja/office/directory', '/office/directory', { id: '020-0005-40', from: '2026-02-30' });
      const again = await send(officer, form);
      expect(again.status).toBe(422);
      const markup = await again.text();
      expect(markup).toContain('value="020-0005-40"');
      expect(textOf(markup)).toContain('有効期間の初日: 実在する日を YYYY-MM-DD の形で入力してください。');
    });

    test('pages without JavaScript: an entry is added, found by filter, and ended', async () => {
      const typed = {
        kind: 'evaluation-body',
        id: 'ASNITE 0009 T',
        nameJa: '架空評価センター',
        nameEn: 'Fictional Centre',
        from: '2026-12-01',
        source: decision.source,
        decidedOn: '2026-11-22',
      };
      const added = await send(officer, await fill(officer, '/ja/office/directory', '/office/directory', {}), typed);
      expect(added.status).toBe(303);
      const place = added.headers.get('location') ?? '';
      expect(place).toBe('/ja/office/directory/evaluation-body/2?done=added');
      expect(textOf(await (await officer.fetch(place)).text())).toContain('2026年12月1日から有効になります。');
      const shown = async (query: string) => textOf(await (await officer.fetch(`/ja/office/directory${query}`)).text());
      expect(await shown('?kind=evaluation-body')).toContain('架空評価センター');
      expect(await shown('?kind=evaluation-body&show=valid')).not.toContain('架空評価センター');
      expect(await shown('?kind=qualification')).not.toContain('架空評価センター');
      const endForm = await fill(officer, place, '/evaluation-body/2/end', { source: decision.source, decidedOn: '2026-11-22' });
      expect((await send(officer, endForm, { how: 'ended' })).status).toBe(422);
      expect((await send(officer, endForm, { how: 'mistake' })).headers.get('location')).toContain('done=ended');
      expect(await shown('?kind=evaluation-body')).toContain('誤記載(取消し)');
    });

    test('the demo’s entries are seeded once, and read alike after a rebuild', async () => {
      const before = await listed();
      await server.store.rebuild(['directory']);
      expect(await listed()).toEqual(before);
      expect(before.filter((each) => each.id.startsWith('DEMO-V-'))).toHaveLength(2);
    });

    describe('the road with a verification operator', () => {
      const byOperator = {
        'evaluator-category': 'verification_service',
        'operator-name': 'デモ検証サービス(見本)',
        'documents-handed-over': true,
      };
      let models = 0;
      /** A draft of the sample assessed by the operator of this number, with the responsible person's try at filing it. */
      async function file(number: string, assessedOn = '2026-11-10') {
        const { id } = await json<{ id: string }>(
          hanako.send('POST', '/api/v1/applications', { scheme: 'iot-label', level: '1', scope: inScope }),
        );
        const { files } = await json<{ files: { id: string }[] }>(hanako.send('POST', '/api/v1/evidence', evidence()));
        const document = files[0]?.id ?? '';
        const values = Object.entries({
          ...sample,
          ...byOperator,
          'operator-number': number,
          'assessed-on': assessedOn,
          models: [{ model: `D-${++models}` }],
        })
          .filter(([path]) => !path.startsWith('scope/'))
          .map(([path, value]) => ({ path, value: pointing(value, document), base: 0 }));
        const saved = await hanako.send('PUT', `/api/v1/applications/${id}/fields`, { changes: values });
        expect(saved.status, await saved.clone().text()).toBe(200);
        const seen = await json<{ version: number; hash: string }>(hanako.fetch(`/api/v1/applications/${id}`));
        return hanako.send(
          'POST',
          `/api/v1/applications/${id}/moves/submit`,
          { input: {}, hash: seen.hash },
          { 'if-match': `"${seen.version}"` },
        );
      }
      const refusedOf = async (response: Response) =>
        (await json<Refusal>(response)).errors.map(({ path, code, clause }) => [path, code, clause].join(' '));
      const NOT_LISTED = 'operator-number not-listed L-4.3-1';

      test('L-4.3-1 a dossier whose operator was listed on the day of the assessment passes the form check and is filed', async () => {
        const filed = await file('DEMO-V-0001');
        expect(filed.status, await filed.clone().text()).toBe(200);
        await add(officer, '020-0001-40');
        expect((await file(' ０２０-0001-40', '2026-04-01')).status).toBe(200);
      });
      test('L-4.3-1 an unlisted operator, one whose listing ran out, and work outside the listing are refused', async () => {
        expect(await refusedOf(await file('020-9999-40'))).toEqual([NOT_LISTED]);
        expect(await refusedOf(await file('DEMO-V-0002'))).toEqual([NOT_LISTED]);
        await add(officer, '020-0002-40', { from: '2026-11-11' });
        expect(await refusedOf(await file('020-0002-40'))).toEqual([NOT_LISTED]);
        expect((await file('020-0002-40', '2026-11-11')).status).toBe(200);
      });
      test('L-4.3-1 an operator whose listing was ended takes no work after its last day; one listed by mistake never counted', async () => {
        const { entry } = await json<EntryJson>(add(officer, '020-0003-40'));
        await end(officer, entry, { how: 'ended', lastDay: '2026-11-09' });
        expect(await refusedOf(await file('020-0003-40', '2026-11-10'))).toEqual([NOT_LISTED]);
        expect((await file('020-0003-40', '2026-11-09')).status).toBe(200);
        await end(officer, entry, { how: 'mistake' });
        expect(await refusedOf(await file('020-0003-40', '2026-11-09'))).toEqual([NOT_LISTED]);
      });
      test('L-4.3-1 another kind of entry with the same number does not count', async () => {
        await add(officer, '020-0004-40', { kind: 'evaluation-body' });
        expect(await refusedOf(await file('020-0004-40'))).toEqual([NOT_LISTED]);
      });
    });
  });

test('a real installation starts with an empty directory', async () => {
  const environment = { AKASHI_OIDC_ISSUER: 'https://id.example', AKASHI_OIDC_CLIENT_ID: 'akashi', AKASHI_OIDC_CLIENT_SECRET: 'x' };
  const real = await startTestServer(capabilitiesFor([iotLabel]), { environment });
  expect(real.demo).toBe(false);
  expect(await real.store.db.selectFrom('directory_entries').selectAll().execute()).toEqual([]);
  await real.close();
});

test('the OpenAPI document names every endpoint of the directory', async () => {
  const server = await startBellServer();
  const { paths } = (await (await fetch(`${server.address}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, object>>;
  };
  expect(Object.keys(paths['/api/v1/directory'] ?? {}).toSorted()).toEqual(['get', 'post']);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/api/v1/directory/{kind}/{entry}/end', '/api/v1/directory/{kind}/{entry}/history']),
  );
  await server.close();
});

function evidence(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['design']), '設計書.txt');
  return form;
}

/** Evidence pointers of a value, pointed at an uploaded document. */
const pointing = (value: JsonValue, document: string): JsonValue =>
  Array.isArray(value)
    ? value.map((row) => (typeof row === 'object' && row !== null && 'document' in row ? { ...row, document } : row))
    : value;
