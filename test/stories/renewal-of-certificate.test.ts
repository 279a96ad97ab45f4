import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill, move } from '../../scripts/demo/api-client.ts';
import * as walk from '../../scripts/demo/first-certificate-walk.ts';
import type { JsonValue } from '../../src/rules/json.ts';
import { markAttestation } from '../labelled.ts';
import {
  ask,
  certified,
  filed,
  goTo,
  openRenewal,
  publicly,
  publicPage,
  type RenewalStage,
  renewalPath,
  renewalStage,
  reviewed,
  STATED,
  serviceValues,
} from '../renewal-case.ts';

/** Certified on 2026-11-22, the last day is 2028-11-21: the window is 2028-09-22 to 2028-10-22. */
const [LAST, OPENS, CLOSES] = ['2028-11-21', '2028-09-22', '2028-10-22'];
let stage: RenewalStage;
beforeAll(async () => {
  stage = await renewalStage();
});
afterAll(() => stage?.server.close());

const refusal = (by: Promise<unknown>) =>
  by.then(
    () => undefined,
    (error: { problem?: { clause?: string; detail?: string; errors?: readonly { clause?: string; path: string }[] } }) => error.problem,
  );
const holder = () => stage.server.as('demo-aoi');
const pageOf = async (key: string) => (await (await holder()).fetch(`/ja/attestations/${key}`)).text();

describe('the time to renew', () => {
  let key: string;
  beforeAll(async () => {
    await goTo(stage, '2026-11-22');
    key = await certified(stage, '期間の基盤');
  });

  test('D-9.1-1 D-9.1-2 on day 61 it is refused and told the opening day, on the page and by the API', async () => {
    expect((await publicly(stage, key)).validUntil).toBe(LAST);
    await goTo(stage, '2028-09-21');
    const told = await ask(await holder(), 'POST', renewalPath(key));
    expect(told).toMatchObject({ status: 422, body: { clause: 'D-9.1-2' } });
    expect(told.body.detail).toContain('2028年9月22日');
    const page = await pageOf(key);
    expect(page).toContain('2028年9月22日');
    expect(page).toContain('更新の手続きは2028年9月22日から2028年10月22日までです。');
    expect(page).not.toContain('更新の申請を始める');
  });
  test('D-9.1-1 D-9.1-2 on day 29 it is too late: a new application at the new fee', async () => {
    await goTo(stage, '2028-10-23');
    const told = await ask(await holder(), 'POST', renewalPath(key));
    expect(told).toMatchObject({ status: 422, body: { clause: 'D-9.1-2' } });
    expect(told.body.detail).toContain('新規の申請(新規の審査手数料)');
    expect((await ask(await holder(), 'GET', renewalPath(key))).body).toMatchObject({ allowed: false, window: { closes: CLOSES } });
  });
  test('D-9.1-1 opened in time and submitted after it, it is refused as well', async () => {
    await goTo(stage, CLOSES);
    const id = await openRenewal(stage.cast.responsible, key);
    await fill(stage.cast.responsible, id, STATED);
    await goTo(stage, '2028-10-23');
    expect((await refusal(move(stage.cast.responsible, id, 'submit')))?.clause).toContain('D-9.1-2');
    await move(stage.cast.responsible, id, 'drop');
  });
  test('D-9.1-1 nobody but the holder is offered it, and one at a time', async () => {
    await goTo(stage, OPENS);
    const of = async (who: 'demo-ito' | 'demo-hanako') => (await ask(await stage.server.as(who), 'POST', renewalPath(key))).status;
    expect([await of('demo-ito'), await of('demo-hanako')]).toEqual([403, 403]);
    const id = await openRenewal(stage.cast.responsible, key);
    expect(await ask(await holder(), 'POST', renewalPath(key))).toMatchObject({ status: 422, body: { clause: 'D-9.1-1' } });
    expect(await pageOf(key)).toContain(`/ja/applications/${id}`);
    await move(stage.cast.responsible, id, 'drop');
    expect((await ask(await holder(), 'GET', renewalPath(key))).body).toMatchObject({ allowed: true });
  });
});

describe('renewed on the first day, decided before the end', () => {
  let key: string;
  let id: string;
  beforeAll(async () => {
    await goTo(stage, '2026-11-22');
    key = await certified(stage, '早い基盤');
    await goTo(stage, OPENS);
  });

  test('D-9.1-3 it begins with the old dossier, evidence included; the statement on the mark is made anew', async () => {
    id = await openRenewal(stage.cast.responsible, key);
    const its = await stage.cast.responsible.get<{ values: Record<string, JsonValue>; findings: { code: string; clause: string }[] }>(
      `/api/v1/applications/${id}`,
    );
    const before = serviceValues(stage, '早い基盤');
    expect(its.values['B5-19/evidence']).toEqual(before['B5-19/evidence']);
    expect(its.values['B1-01/content']).toBe('早い基盤');
    expect([its.values['markUsedProperly'], its.values['earlier']]).toEqual([undefined, undefined]);
    expect(its.findings).toContainEqual(expect.objectContaining({ code: 'mark-not-stated', clause: 'D-9.1-3' }));
    expect((await refusal(move(stage.cast.responsible, id, 'submit')))?.errors).toContainEqual(
      expect.objectContaining({ clause: 'D-9.1-3' }),
    );
  });
  test('D-9.1-5 a new name needs a new registry certificate, a changed item evidence of the change', async () => {
    const { responsible } = stage.cast;
    await fill(responsible, id, {
      ...STATED,
      businessName: '株式会社みほんクラウド改(架空)',
      'B5-19/content': '鍵の失効は即時に行う。',
      'B7-03/content': '一次回答の平均は1.8時間です。',
    });
    const told = await refusal(move(responsible, id, 'submit'));
    expect(told?.errors?.map((each) => [each.path, each.clause])).toEqual([
      ['newRegistry', 'D-9.1-5'],
      ['B5-19/evidence', 'D-9.1-5'],
      ['B7-03/evidence', 'D-9.1-5'],
    ]);
    const uploaded = await responsible.upload([
      { name: '新登記.txt', bytes: new TextEncoder().encode('登記') },
      { name: '新手順.txt', bytes: new TextEncoder().encode('手順') },
    ]);
    const pointer = (name: string) => [{ document: uploaded.get(name) ?? '', place: '1頁' }];
    const evidence = { 'B5-19/evidence': pointer('新手順.txt'), 'B7-03/evidence': pointer('新手順.txt') };
    await fill(responsible, id, { newRegistry: pointer('新登記.txt'), ...evidence });
    await move(responsible, id, 'submit');
  });
  test('D-9.1-2 before the last day the page still reads in effect, whatever is under review', async () => {
    expect((await publicly(stage, key)).status.id).toBe('in-force');
  });
  test('D-9.1-4 D-10-1 what changed since the new application stands side by side, with a sign, and what it supersedes is to be returned', async () => {
    const page = await (await (await stage.server.as('demo-ito')).fetch(`/ja/office/cases/${id}`)).text();
    const part = /<section[^>]*id="renewal-first".*?<\/section>/s.exec(page)?.[0] ?? '';
    expect(part).toContain('株式会社みほんクラウド改(架空)');
    expect(part).toContain('<ins>');
    expect(part).toContain('≠');
    expect(part).toContain('新登記.txt');
    expect(page).not.toContain('id="renewal-last"');
    expect(/<section[^>]*id="superseded".*?<\/section>/s.exec(page)?.[0]).toContain('問合せ対応実績.csv');
    const print = await (await stage.server.as('demo-ito')).fetch(`/ja/office/cases/${id}/renewal`);
    expect([print.status, (await print.text()).includes('鍵の失効は即時に行う。')]).toEqual([200, true]);
  });
  test('D-9.1-7 decided early, the period begins the day after the last one: same key, address and number, and no gap', async () => {
    const before = await publicly(stage, key);
    await reviewed(stage, id);
    await walk.certify(stage.cast, id);
    const after = await publicly(stage, key);
    expect(after).toMatchObject({
      key,
      number: before.number,
      issuedOn: '2026-11-22',
      validUntil: '2030-11-21',
      status: { id: 'in-force' },
    });
    const held = await stage.server.store.read(`attestation:${key}`);
    const period = held.at(-1)?.data['period'] as { from: string; until: string; issuedOn: string };
    expect(period).toMatchObject({ from: '2028-11-22', until: '2030-11-21', issuedOn: OPENS });
    const page = await publicPage(stage, key);
    expect(page).toContain('鍵の失効は即時に行う。');
    expect(page).toMatch(/発行.*2028年11月21日/s);
    expect(page).toMatch(/更新.*2028年11月22日.*2030年11月21日/s);
    for (const on of [LAST, '2028-11-22']) {
      await goTo(stage, on);
      expect((await publicly(stage, key)).status.id).toBe('in-force');
    }
    const certificate = await (await holder()).fetch(`/api/v1/attestations/${key}/certificate.pdf`);
    expect([certificate.status, certificate.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
  test('D-9.1-4 at a second renewal it is compared with the new application and with the last renewal', async () => {
    await goTo(stage, '2030-09-22');
    const second = await filed(stage, key, {
      newRegistry: [{ document: [...stage.evidence.values()][0] ?? '', place: '1頁' }],
      serviceSite: 'https://www.mihon-cloud.example/second/',
    });
    const page = await (await (await stage.server.as('demo-ito')).fetch(`/ja/office/cases/${second}`)).text();
    const part = (section: string) => new RegExp(`<section[^>]*id="${section}".*?</section>`, 's').exec(page)?.[0] ?? '';
    expect(part('renewal-first')).toContain('株式会社みほんクラウド改(架空)');
    expect(part('renewal-last')).not.toContain('株式会社みほんクラウド改(架空)');
    for (const section of ['renewal-first', 'renewal-last']) expect(part(section)).toContain('https://www.mihon-cloud.example/second/');
  });
});

describe('filed on the last day of the window, decided after the end', () => {
  const service = (name: string) => {
    let key = '';
    let id = '';
    return {
      begin: async () => {
        await goTo(stage, '2026-11-22');
        key = await certified(stage, name);
        await goTo(stage, CLOSES);
        id = await filed(stage, key);
      },
      key: () => key,
      id: () => id,
    };
  };
  const late = service('遅い基盤');
  const refused = service('認められない基盤');
  const returned = service('戻された基盤');
  const dropped = service('取り下げる基盤');
  beforeAll(async () => {
    for (const each of [late, refused, returned, dropped]) await each.begin();
  });

  test('D-9.1-1 returned at formal review and corrected in the time set, it keeps its day and its effect', async () => {
    await move(stage.cast.reviewer, returned.id(), 'sendBack', { reason: '登記の頁' });
    await goTo(stage, '2028-11-05');
    await move(stage.cast.responsible, returned.id(), 'submit');
    const its = await stage.cast.responsible.get<{ receivedOn: string }>(`/api/v1/applications/${returned.id()}`);
    expect(its.receivedOn).toBe(CLOSES);
    const filings = (await stage.server.store.read(`attestation:${returned.key()}`)).filter((each) => each.type === 'RenewalFiled');
    expect(filings).toHaveLength(1);
  });
  test('D-9.1-2 after the last day it reads in effect, renewal under review; the mark may stay', async () => {
    await goTo(stage, '2028-11-22');
    for (const each of [late, refused, returned]) expect((await publicly(stage, each.key())).status.id).toBe('renewal-under-review');
    expect(await publicPage(stage, late.key())).toContain('有効(更新審査中)');
    const certificate = await (await holder()).fetch(`/api/v1/attestations/${late.key()}/certificate.pdf`);
    expect(certificate.status).toBe(200);
  });
  test('D-9.1-2 D-9.1-6 a refusal after the end, for what was not completed, ends it on its own date', async () => {
    await goTo(stage, '2028-12-10');
    const { cast, today } = stage;
    await walk.reviewForm(cast, refused.id(), today, true);
    await walk.payFee(cast, refused.id(), today);
    await walk.startReview(cast, refused.id());
    await move(cast.decider, refused.id(), 'refuse', {
      because: 'not-completed',
      improvements: [{ item: 'B5-19', explanation: '資料が期間内に提出されなかった。' }],
    });
    expect((await publicly(stage, refused.key())).status).toMatchObject({ id: 'expired', since: '2028-12-10' });
    await goTo(stage, '2028-12-09');
    expect((await publicly(stage, refused.key())).status.id).toBe('renewal-under-review');
  });
  test('D-9.1-2 withdrawn by the applicant, the effect ends with it', async () => {
    await goTo(stage, '2028-12-11');
    await move(stage.cast.responsible, dropped.id(), 'drop');
    expect((await publicly(stage, dropped.key())).status).toMatchObject({ id: 'expired', since: '2028-12-11' });
  });
  test('D-9.1-7 decided late, the new period still begins the day after the last one: no gap, no overlap', async () => {
    await goTo(stage, '2028-12-20');
    const { number } = await publicly(stage, late.key());
    await reviewed(stage, late.id());
    await walk.certify(stage.cast, late.id());
    expect(await publicly(stage, late.key())).toMatchObject({
      number,
      validUntil: '2030-11-21',
      status: { id: 'in-force', since: '2028-11-22' },
    });
    for (const on of ['2028-11-21', '2028-11-22', '2030-11-21']) {
      await goTo(stage, on);
      expect((await publicly(stage, late.key())).status.id).toBe('in-force');
    }
    await goTo(stage, '2030-11-22');
    expect((await publicly(stage, late.key())).status.id).toBe('expired');
  });
});

describe('a service whose certification was withdrawn', () => {
  const withdrawnOn = '2027-04-01';
  let key: string;
  const applied = async (name: string, changes: Readonly<Record<string, JsonValue>>) => {
    const { responsible } = stage.cast;
    const { scheme, level, scope } = (await import('../../examples/iot-cloud/dossiers.ts')).connect;
    const { id } = await responsible.send<{ id: string }>('POST', '/api/v1/applications', { scheme, level, scope });
    const values = Object.entries(serviceValues(stage, name)).filter(([path]) => !(path in scope));
    await fill(responsible, id, { ...Object.fromEntries(values), ...changes });
    return move(responsible, id, 'submit');
  };
  beforeAll(async () => {
    await goTo(stage, '2026-11-22');
    key = await certified(stage, '取り消された基盤');
    await goTo(stage, withdrawnOn);
    await markAttestation(stage.server.store, key, withdrawnOn, [
      { mark: 'end', kind: 'withdrawn', on: stage.today, ground: 'false-disclosure' },
    ]);
  });

  test('D-4.2-6 a year less a day after the withdrawal the service is refused, though the form does not say so', async () => {
    await goTo(stage, '2028-04-01');
    const told = await refusal(applied('取り消された 基盤', { earlier: 'no' }));
    expect(told?.clause).toBe('D-4.2-6');
    expect(told?.detail).toContain('2028-04-02');
  });
  test('D-4.2-6 under another name it is known by the number it names', async () => {
    const { number } = await publicly(stage, key);
    expect((await refusal(applied('改名した基盤', { earlier: 'certified', earlierNumber: number })))?.clause).toBe('D-4.2-6');
  });
  test('D-4.2-6 another service of the same provider does not wait; and on the day after the year the service itself may apply', async () => {
    await expect(applied('別の基盤', { earlier: 'no' })).resolves.toBe('formal-review');
    await goTo(stage, '2028-04-02');
    await expect(applied('取り消された基盤', { earlier: 'no' })).resolves.toBe('formal-review');
  });
  test('D-9.1-1 what was withdrawn is not renewed', async () => {
    await goTo(stage, OPENS);
    expect((await ask(await holder(), 'GET', renewalPath(key))).body).toMatchObject({ allowed: false, findings: [{ code: 'ended' }] });
  });
});
