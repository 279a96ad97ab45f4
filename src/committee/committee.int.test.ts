import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, formWith, type Someone } from '../../test/bell-server.ts';
import { find, seenReview, startCloudServer, underReview } from '../../test/cloud-review.ts';
import { engines } from '../../test/empty-store.ts';
import { move, moved, seen } from '../../test/label-cases.ts';
import { formIn, send, textOf } from '../../test/page-form.ts';
import { unpackZip } from '../io/workbook/zip.ts';

const words = async (by: Someone, path: string) => textOf(await (await by.fetch(path)).text());
interface SeenHearing {
  readonly hash: string;
  readonly standing: string;
  readonly opinions: readonly { readonly by: string }[];
  readonly opinionCount: number;
  readonly items: Readonly<Record<string, unknown>>;
  readonly findings: readonly { readonly item: string; readonly words: string }[];
  readonly evidence: readonly { readonly name?: string }[];
}
const limits = { entries: 100, entryBytes: 10_000_000, totalBytes: 20_000_000, ratio: 1_000, ratioFrom: 1_000_000 };

describe.each(engines)('The committee on $name', ({ name, available }) => {
  let server: BellServer;
  let hanako: Someone;
  let misaki: Someone;
  let sato: Someone;
  let suzuki: Someone;
  let ichiro: Someone;
  let futaba: Someone;
  let sanpei: Someone;
  beforeAll(async () => {
    if (!available) return;
    server = await startCloudServer({ engine: name });
    [hanako, misaki, sato, suzuki, ichiro, futaba, sanpei] = await Promise.all([
      server.as('demo-hanako'),
      server.as('demo-misaki'),
      server.as('demo-sato'),
      server.as('demo-suzuki'),
      server.as('demo-ichiro'),
      server.as('demo-futaba'),
      server.as('demo-sanpei'),
    ]);
  });
  afterAll(() => server?.close());
  const it = test.skipIf(!available);

  const convened = async (meetsOn = '2026-12-10', file?: string) => {
    const id = await underReview(server.store, {}, file);
    expect((await find(sato, id, { 'A1-01': '日付を書いてください。' })).status).toBe(200);
    await moved(sato, id, 'completeReview', { finding: '審査を終えた。' });
    await moved(sato, id, 'open', { meetsOn }, { opens: 'committee' });
    const thread = (await seen(sato, id)).threads.find((each) => each.kind === 'committee')?.id ?? '';
    return { id, thread, path: `/ja/committee/hearings/${thread}`, api: `/api/v1/committee/hearings/${thread}` };
  };
  const hearing = async (by: Someone, api: string): Promise<SeenHearing> => (await (await by.fetch(api)).json()) as SeenHearing;
  const says = async (by: Someone, api: string, row = 'opine', input: object = { opinion: 'certify', remarks: '妥当である。' }) => {
    const { hash } = await hearing(by, api);
    return by.send('POST', `${api}/moves/${row}`, { input, hash: hash ?? '' });
  };

  it('D-6.4-1 the agenda of a day has the cases whose hearing is on it, for the office and the members, and for nobody else', async () => {
    const { thread, path } = await convened('2026-12-11');
    for (const by of [sato, ichiro, futaba]) {
      expect(await words(by, '/ja/committee')).toContain('2026年12月11日');
      const { status } = await by.fetch('/ja/committee/meetings/2026-12-11');
      expect(status).toBe(200);
      const meetings = (await (await by.fetch('/api/v1/committee/meetings')).json()) as { on: string; cases: { hearing: string }[] }[];
      expect(meetings.find((each) => each.on === '2026-12-11')?.cases.map((each) => each.hearing)).toEqual([thread]);
    }
    for (const by of [hanako, misaki]) {
      for (const at of [
        '/ja/committee',
        '/ja/committee/meetings/2026-12-11',
        path,
        `${path}/papers.pdf`,
        `${path}/evidence.zip`,
        '/api/v1/committee/meetings',
      ])
        expect([at, (await by.fetch(at)).status]).toEqual([at, 403]);
    }
    expect((await ichiro.fetch('/ja/committee/meetings/2026-12-12')).status).toBe(404);
  });

  it('D-6.4-1 the papers have an index, the summary, the computed standard, the findings, the items and the evidence; and nothing of form A', async () => {
    const { id, path, api } = await convened();
    const shown = await words(ichiro, path);
    for (const part of [
      '1. 案件の概要',
      '2. 審査基準に照らした結果',
      '3. 審査の所見',
      '4. 確認の済んでいない点',
      '5. 申請書の記載',
      '6. 証跡の一覧',
    ])
      expect(shown).toContain(part);
    expect(shown).toContain('日付を書いてください。');
    const review = await seenReview(sato, id);
    for (const { item } of review.items) expect(shown).toContain(item);
    const its = await hearing(ichiro, api);
    expect(Object.keys(its.items).every((leaf) => review.items.some(({ item }) => leaf.startsWith(`${item}/`)))).toBe(true);
    const { values } = (await (await hanako.fetch(`/api/v1/applications/${id}`)).json()) as { values: Record<string, unknown> };
    for (const hidden of ['contactMail', 'contactName']) expect(shown).not.toContain(String(values[hidden]));
    expect(await words(ichiro, path.replace('/ja/', '/en/'))).toContain('5. What the application says');
    const pdf = await ichiro.fetch(`${path}/papers.pdf`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('D-6.4-1 the evidence comes in one archive with the papers, and who opened it is recorded', async () => {
    const uploaded = await hanako.send('POST', '/api/v1/evidence', formWith({}, { name: '../規程集.txt', content: '規程の中身' }));
    const { files } = (await uploaded.json()) as { files: readonly { id: string }[] };
    const { id, path, thread } = await convened('2026-12-10', files[0]?.id);
    const response = await futaba.fetch(`${path}/evidence.zip`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    const found = unpackZip(new Uint8Array(await response.arrayBuffer()), limits);
    if (typeof found === 'string') throw new Error(found);
    expect(found[0]?.name).toBe('papers.pdf');
    const file = found.find((each) => each.name.endsWith('規程集.txt'));
    expect(file?.name).toMatch(/^evidence\/\d{3} 規程集\.txt$/);
    expect(Buffer.from(file?.bytes ?? []).toString('utf8')).toBe('規程の中身');
    const opened = (await server.store.read(`evidence:${files[0]?.id}`)).filter((event) => event.type === 'EvidenceOpened');
    expect(opened.map((event) => [event.actor.person, event.data.application])).toEqual([['demo-futaba', id]]);
    const recusal = await says(sanpei, `/api/v1/committee/hearings/${thread}`, 'recuse', { reason: '取引先である。' });
    expect(recusal.status).toBe(200);
    for (const at of [`${path}/evidence.zip`, `/ja/cases/${id}/documents/${files[0]?.id}/content`])
      expect([at, (await sanpei.fetch(at)).status]).toEqual([at, at.startsWith('/ja/cases') ? 403 : 404]);
  });

  it('D-6.4-1 a member gives one opinion; the others’ are read after one’s own, and the office reads them all', async () => {
    const { api, path } = await convened();
    expect((await says(ichiro, api)).status).toBe(200);
    expect((await says(ichiro, api)).status).toBe(409);
    expect(await hearing(futaba, api)).toMatchObject({ standing: 'to-speak', opinionCount: 1, opinions: [] });
    expect(await words(futaba, path)).not.toContain('妥当である。');
    expect(await words(sato, path)).toContain('妥当である。');
    expect((await says(futaba, api, 'opine', { opinion: 'refuse', remarks: '時期尚早' })).status).toBe(200);
    expect((await hearing(futaba, api)).opinions.map((each) => each.by)).toEqual(['demo-ichiro', 'demo-futaba']);
    expect((await says(sato, api)).status).toBe(403);
  });

  it('D-6.4-1 two members speak at the same moment: both are heard', async () => {
    const { api, id } = await convened();
    const { hash } = await hearing(ichiro, api);
    const input = { opinion: 'certify' };
    const both = await Promise.all([ichiro, futaba, sanpei].map((by) => by.send('POST', `${api}/moves/opine`, { input, hash })));
    expect(both.map((each) => each.status)).toEqual([200, 200, 200]);
    expect((await server.store.read(`application:${id}`)).filter((event) => event.type === 'OpinionGiven')).toHaveLength(3);
  });

  it('D-6.4-1 an opinion on other content than what was seen is refused', async () => {
    const { api } = await convened();
    expect((await ichiro.send('POST', `${api}/moves/opine`, { input: { opinion: 'certify' }, hash: '0'.repeat(64) })).status).toBe(412);
    expect((await hearing(ichiro, api)).opinionCount).toBe(0);
  });

  it('D-6.4-1 a recused member sees the papers no more and gives no opinion; a form sent twice is one recusal', async () => {
    const { path, api } = await convened();
    const form = formIn(await (await sanpei.fetch(path)).text(), '/moves/recuse');
    expect((await send(sanpei, form, { reason: '' })).status).toBe(422);
    const again = formIn(await (await sanpei.fetch(path)).text(), '/moves/recuse');
    for (const _ of [1, 2]) expect((await send(sanpei, again, { reason: '取引先である。' })).status).toBe(303);
    for (const at of [path, api, `${path}/papers.pdf`, `${path}/evidence.zip`])
      expect([at, (await sanpei.fetch(at)).status]).toEqual([at, 404]);
    expect((await says(sanpei, api)).status).toBe(404);
    expect(await words(sanpei, '/ja/committee')).toContain('審議を回避しました');
    expect(await words(sato, path)).toContain('委員 三平');
  });

  it('D-6.4-1 the minutes close the hearing for its members; opinions and minutes are read back with who and when', async () => {
    const { id, path, api, thread } = await convened();
    expect((await move(sato, id, 'conclude', { minutes: '—' }, { thread })).status).toBe(422);
    expect((await says(ichiro, api)).status).toBe(200);
    expect((await move(suzuki, id, 'certify')).status).toBe(409);
    await moved(sato, id, 'conclude', { minutes: '認定が適当とされた。' }, { thread });
    for (const by of [ichiro, futaba]) expect((await by.fetch(path)).status).toBe(404);
    const shown = await words(suzuki, `/ja/office/cases/${id}/decide`);
    for (const said of ['認定が適当', '妥当である。', '認定が適当とされた。', '委員 一郎']) expect(shown).toContain(said);
    expect((await suzuki.fetch(path)).status).toBe(200);
    const events = (await server.store.read(`application:${id}`)).filter((event) => event.data.thread === thread);
    expect(events.map((event) => [event.type, event.actor.person])).toEqual([
      ['CommitteeConvened', 'demo-sato'],
      ['OpinionGiven', 'demo-ichiro'],
      ['CommitteeConcluded', 'demo-sato'],
    ]);
  });

  it('D-6.4-1 the applicant learns that the committee is heard and that it concluded, and nothing of what was said', async () => {
    const { id, api, thread } = await convened();
    expect((await says(ichiro, api, 'opine', { opinion: 'refuse', remarks: '封じた言葉' })).status).toBe(200);
    const read = async () =>
      `${await (await hanako.fetch(`/ja/applications/${id}`)).text()}${await (await hanako.fetch(`/api/v1/applications/${id}`)).text()}`;
    expect(await read()).toContain('認定審査委員会');
    await moved(sato, id, 'conclude', { minutes: '封じた議事' }, { thread });
    const shown = await read();
    for (const hidden of ['封じた言葉', '封じた議事', 'demo-ichiro', '委員 一郎']) expect(shown).not.toContain(hidden);
    expect(textOf(shown)).toContain('認定審査委員会の終了');
  });

  it('D-6.4-1 a member reaches no case, queue, inquiry or vault, and cannot tell whether a case exists', async () => {
    const { id } = await convened();
    const other = await underReview(server.store);
    for (const at of [
      `/api/v1/applications/${id}`,
      `/api/v1/applications/${other}`,
      '/api/v1/applications/00000000-none',
      '/api/v1/applications',
      `/ja/applications/${id}`,
      `/ja/applications/${id}/result`,
      `/ja/office/cases/${id}`,
      '/ja/office',
      '/ja/inquiries',
      '/ja/evidence',
      `/api/v1/applications/${id}/item-findings`,
    ])
      expect([at, (await ichiro.fetch(at)).status]).toEqual([at, 403]);
    const at = { version: 1, hash: '0'.repeat(64) };
    for (const row of ['certify', 'completeReview']) expect((await move(ichiro, other, row, {}, {}, at)).status).toBe(403);
    expect((await ichiro.fetch('/ja/committee/hearings/none-such')).status).toBe(404);
    expect((await ichiro.fetch(`/ja/cases/${other}/documents`)).status).toBe(403);
  });

  it('D-6.4-1 what lies before the committee is the same after the read models were rebuilt', async () => {
    const before = await (await ichiro.fetch('/api/v1/committee/meetings')).text();
    const rows = await server.store.db.selectFrom('hearings').selectAll().orderBy('thread').execute();
    expect(rows.length).toBeGreaterThan(0);
    await server.store.rebuild(['hearings']);
    expect(await server.store.db.selectFrom('hearings').selectAll().orderBy('thread').execute()).toEqual(rows);
    expect(await (await ichiro.fetch('/api/v1/committee/meetings')).text()).toBe(before);
    for (const row of rows) {
      const events = await server.store.read(`application:${row.application}`);
      expect(events.some((event) => event.data.thread === row.thread)).toBe(true);
    }
  });
});
