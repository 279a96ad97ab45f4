import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../examples/iot-cloud/dossiers.ts';
import { rules, support } from '../../examples/iot-cloud/evidence.ts';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { fill, move, withEvidence } from '../../scripts/demo/api-client.ts';
import { examplePapers } from '../../scripts/demo/example-papers.ts';
import * as walk from '../../scripts/demo/first-certificate-walk.ts';
import { day } from '../../src/rules/day.ts';
import type { Someone } from '../bell-server.ts';
import { at, refusalOf } from '../life-case.ts';
import { openRenewal, STATED } from '../renewal-case.ts';
import { type RestartableServer, startRestartableServer } from '../restartable-server.ts';

interface Returned {
  readonly application: string;
  readonly part: string;
  readonly state: string;
  readonly end: string | null;
  readonly clause: string | null;
  readonly erasedOn: string | null;
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
  readonly kept: readonly { readonly id: string }[];
}

/** The file that the renewal replaces, and the one that it goes on resting on. */
const [REPLACED, KEPT] = [support, rules];
const RENEWED = '2028-09-22';
let server: RestartableServer;
let evidence: ReadonlyMap<string, string>;
let key: string;
let first: string;
let renewal: string;

const json = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};
const office = () => server.as('demo-ito');
const holder = () => server.as('demo-aoi');
const listed = async (by: Someone) => json<readonly Returned[]>(await by.fetch('/api/v1/returns'));
const path = () => `/api/v1/returns/${first}/superseded`;
const file = (name: string) => evidence.get(name) ?? '';

/** From the formal review to the certificate. */
async function decided(cast: walk.CertificateCast, id: string, on: string): Promise<void> {
  await walk.reviewForm(cast, id, day(on), true);
  await walk.payFee(cast, id, day(on));
  await walk.startReview(cast, id);
  await walk.reviewItems(cast, id);
  await walk.completeReview(cast, id, '審査を終えた。');
  await walk.certify(cast, id);
}

beforeAll(async () => {
  server = await startRestartableServer([iotCloud]);
  const cast = await walk.signInCast(server.address);
  evidence = await walk.enterPapers(cast.editor, await examplePapers());
  first = await walk.openService(cast.responsible, connect);
  await fill(cast.responsible, first, withEvidence(connect.values, evidence));
  await move(cast.responsible, first, 'submit');
  await decided(cast, first, '2026-11-22');
  ({ key } = await walk.certificateInRegister(server.address, String(connect.values.serviceName)));
}, 120_000);
afterAll(() => server?.close());

describe('what a renewal supersedes goes back', () => {
  test('D-10-1 while the certification is valid and not renewed nothing is returned', async () => {
    expect(await listed(await office())).toEqual([]);
    expect((await (await office()).fetch(path())).status).toBe(404);
    at(server, RENEWED);
    expect(await listed(await office())).toEqual([]);
  });

  test('D-10-1 D-9.1-4 the renewal is collated with what it changes, in the page and as JSON for the office only; when it is granted the superseded file is to be returned, and no other', async () => {
    const cast = await walk.signInCast(server.address);
    renewal = await openRenewal(cast.responsible, key);
    const papers = await cast.responsible.upload([{ name: '問合せ対応実績-新.csv', bytes: new TextEncoder().encode('月,件数') }]);
    const pointer = [{ document: papers.get('問合せ対応実績-新.csv') ?? '', place: '全体' }];
    const { number } = await json<{ number: string }>(await fetch(`${server.address}/api/v1/attestations/${key}`));
    await fill(cast.responsible, renewal, {
      ...{ ...STATED, earlierNumber: number },
      ...{ 'B7-03/content': '一次回答の平均は1.8時間です。', 'B7-03/evidence': pointer },
    });
    await move(cast.responsible, renewal, 'submit');
    const changes = await (await office()).fetch(`/api/v1/applications/${renewal}/renewal-changes`);
    const { comparisons, superseded } = await json<{
      comparisons: readonly { with: string; grantedOn: string; differences: readonly { path: string; is: string }[] }[];
      superseded: readonly { document: string }[];
    }>(changes);
    expect(comparisons.map((each) => [each.with, each.grantedOn])).toEqual([['first', '2026-11-22']]);
    expect(comparisons[0]?.differences).toContainEqual(expect.objectContaining({ path: 'B7-03/content', is: 'changed' }));
    expect(superseded.map((each) => each.document)).toEqual([file(REPLACED)]);
    const page = await (await (await office()).fetch(`/ja/office/cases/${renewal}`)).text();
    expect(page).toContain('一次回答の平均は1.8時間です。');
    for (const who of ['demo-aoi', 'demo-misaki'] as const)
      expect((await (await server.as(who)).fetch(`/api/v1/applications/${renewal}/renewal-changes`)).status).toBe(403);
    expect((await (await office()).fetch(`/api/v1/applications/${first}/renewal-changes`)).status).toBe(404);
    expect(await (await fetch(`${server.address}/c/${key}`)).text()).not.toContain('一次回答の平均は1.8時間です。');
    expect(await listed(await office())).toEqual([]);

    await decided(cast, renewal, RENEWED);
    const due = await listed(await office());
    expect(due).toMatchObject([
      {
        application: first,
        part: 'superseded',
        state: 'due',
        end: 'superseded',
        clause: 'D-10-1',
        files: [{ id: file(REPLACED), name: REPLACED }],
      },
    ]);
    expect(due[0]?.files).toHaveLength(1);
    expect(await (await (await office()).fetch('/ja/office/returns')).text()).toContain(`/returns/${first}/superseded`);
  });

  test('D-10-2 the holder hears of it when it is offered, has thirty days at least, and fetches it; nobody else does', async () => {
    expect((await (await holder()).fetch(path())).status).toBe(404);
    const offer = async (fetchUntil: string) => (await office()).send('POST', `${path()}/offer`, { fetchUntil });
    expect(await refusalOf(await offer('2028-10-21'))).toMatch(/^422 /);
    expect((await (await holder()).send('POST', `${path()}/offer`, { fetchUntil: '2028-10-22' })).status).toBe(403);
    await json(await offer('2028-10-22'));
    const archive = await (await holder()).fetch(`${path()}/archive.zip`);
    expect(archive.status).toBe(200);
    const bytes = Buffer.from(await archive.arrayBuffer());
    expect([bytes.includes(REPLACED), bytes.includes(KEPT)]).toEqual([true, false]);
    expect((await (await server.as('demo-misaki')).fetch(`${path()}/archive.zip`)).status).toBe(404);
  });

  test('D-10-2 on the last day it is there; the day after, and after a restart, its bytes are gone, and hash, name, who and when remain', async () => {
    const content = async (name: string) => (await holder()).fetch(`/api/v1/evidence/${file(name)}/content`);
    at(server, '2028-10-22');
    await server.restart();
    expect((await content(REPLACED)).status).toBe(200);
    at(server, '2028-10-23');
    await server.restart();
    let gone: Returned | undefined;
    for (let tries = 0; tries < 200 && gone?.state !== 'erased'; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      gone = await json<Returned>(await (await holder()).fetch(path()));
    }
    expect(gone).toMatchObject({ state: 'erased', erasedOn: '2028-10-23', files: [{ id: file(REPLACED), name: REPLACED }], kept: [] });
    expect(gone?.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await refusalOf(await content(REPLACED))).toBe('410 erased D-10-2');
    const events = await server.store.read(`return:${first}:superseded`);
    expect(events.map((each) => [each.type, each.actor.person, each.effectiveOn])).toEqual([
      ['DocumentsOffered', 'demo-ito', RENEWED],
      ['DocumentsFetched', 'demo-aoi', RENEWED],
      ['DocumentsErased', 'system', '2028-10-23'],
    ]);
  });

  test('D-10-1 what the renewal rests on stays, the certification goes on, and nothing else is returned', async () => {
    expect((await (await holder()).fetch(`/api/v1/evidence/${file(KEPT)}/content`)).status).toBe(200);
    const handed = await (await office()).fetch(`/api/v1/applications/${renewal}/documents/${file(KEPT)}/content`);
    expect(handed.status).toBe(200);
    const now = await json<{ status: { id: string }; validUntil: string }>(await fetch(`${server.address}/api/v1/attestations/${key}`));
    expect(now).toMatchObject({ status: { id: 'in-force' }, validUntil: '2030-11-21' });
    expect(await listed(await office())).toEqual([]);
    expect(await (await fetch(`${server.address}/c/${key}`)).text()).toContain(String(connect.values.serviceName));
  });
});
