import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../examples/iot-cloud/dossiers.ts';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { addDays } from '../../src/rules/day.ts';
import { escapeHtml } from '../../src/web/html.ts';
import { type CertificateJson, type FirstCertificate, firstCertificate, readCase, today, WHY_REFUSED } from '../first-certificate-case.ts';
import type { CaseJson } from '../first-label-case.ts';

let story: FirstCertificate;
let read: CaseJson;
let refused: CaseJson;
let certificate: CertificateJson;

beforeAll(async () => {
  story = await firstCertificate();
  read = await readCase(story.people.reviewer, story.id);
  refused = await readCase(story.people.responsible, story.refused);
  certificate = await publicJson();
});
afterAll(() => story?.server.close());

const publicJson = async () => JSON.parse((await story.server.anyone(`/api/v1/attestations/${story.key}`)).html) as CertificateJson;
const publicLines = (of: CertificateJson) => of.sections.flatMap((section) => section.lines);
/** Which of these words a page does not hold. */
const absent = (html: string, ...words: readonly string[]) => words.filter((each) => !html.includes(each));
const INSTANT = /^2026-11-22T01:\d\d:\d\d\.\d{3}Z$/;
const acts = (of: CaseJson, ja: string | undefined) => of.history.filter((entry) => entry.label.ja === ja);
const rowOf = (of: CaseJson, row: string) => acts(of, iotCloud.application.rows[row]?.label.ja)[0];
const inThread = (of: CaseJson, kind: string, row: string) => {
  const thread = iotCloud.threads[kind];
  return acts(of, (row === 'open' ? thread?.opening : thread?.rows[row])?.label.ja);
};

describe('what is kept of the case after a restart', () => {
  test('D-4.1-2 the kind of service is stated, and the doubt about the unit stays with the case together with its answer', () => {
    expect(read.scope.answers).toMatchObject({ serviceKind: 'paas-narrow', unit: 'combined' });
    const [asked] = inThread(read, 'unitQuestion', 'open');
    const [answered] = inThread(read, 'unitQuestion', 'answer');
    expect(asked).toMatchObject({ by: 'demo-riku', at: expect.stringMatching(INSTANT), clause: 'D-4.1-2' });
    expect(asked?.input.question).toContain('一つの申請単位');
    expect(answered?.input.answer).toContain('一つの申請単位とすることができます');
    expect((asked?.at ?? '') < (rowOf(read, 'submit')?.at ?? '')).toBe(true);
  });
  test('D-4.6-1 an application is taken on a Sunday, and that day is kept', () => {
    expect(new Date(`${today}T00:00:00Z`).getUTCDay()).toBe(0);
    expect(rowOf(read, 'submit')).toMatchObject({ on: today, by: 'demo-aoi' });
  });
  test('D-5.1-1 D-5.1-2 what is said of the business and of the service is kept as it was submitted, every item', () => {
    const written = Object.keys(connect.values).filter((path) => /^[AB]\d-\d\d\/(answer|content)$/.test(path));
    for (const path of written) expect(read.values[path], path).toEqual(connect.values[path]);
    expect(new Set(written.map((path) => path.slice(0, 2)))).toEqual(
      new Set(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']),
    );
  });
  test('D-4.4-3 sight of the paper original is recorded, with who saw it and when', () => {
    expect(rowOf(read, 'recordOriginal')).toMatchObject({ by: 'demo-ito', input: { seenOn: today }, at: expect.stringMatching(INSTANT) });
  });
  test('D-4.7-1 the fee is 190,000 yen and 19,000 yen tax, charged once, with an invoice and a receipt; never refunded', async () => {
    const [charge, ...more] = await story.people.responsible.api.get<readonly Record<string, unknown>[]>(
      `/api/v1/applications/${story.id}/charges`,
    );
    expect(more).toEqual([]);
    expect(charge).toMatchObject({
      ...{ net: 190_000, tax: 19_000, total: 209_000, paid: 209_000, state: 'settled', refundable: 'never' },
      ...{ invoice: story.invoice, receipt: story.receipt, feeClause: 'D-4.7-1' },
    });
    expect(charge?.['applied']).toEqual([expect.objectContaining({ amount: 209_000, receivedOn: today })]);
  });
  test('D-4.7-2 the document review starts only when the fee has arrived', async () => {
    expect(story.reviewTooEarly.status).toBe(409);
    expect(await story.reviewTooEarly.json()).toMatchObject({ code: 'open-thread', clause: 'D-4.7-2' });
    const [confirmed] = inThread(read, 'fee', 'confirm');
    expect(confirmed).toMatchObject({ by: 'demo-watanabe', input: { amount: 209_000, receivedOn: today } });
    expect((confirmed?.at ?? '') < (rowOf(read, 'startDocumentReview')?.at ?? '')).toBe(true);
  });
  test('D-6.3-1 an on-site investigation is asked for, agreed to and reported, each with who and when', () => {
    const threads = ['open', 'agree', 'report'].map((row) => inThread(refused, 'siteVisit', row)[0]);
    expect(threads.map((each) => each?.by)).toEqual(['demo-ito', 'demo-aoi', 'demo-ito']);
    expect(threads[2]?.input.result).toContain('識別番号だけで');
  });
  test('D-6.4-1 the committee was heard before the decision: its opinion and the minutes are recorded; the applicant does not read them', async () => {
    const [opinion] = inThread(read, 'committee', 'opine');
    const [minutes] = inThread(read, 'committee', 'conclude');
    expect(opinion).toMatchObject({ by: 'demo-futaba', input: { opinion: 'certify' }, clause: 'D-6.4-1' });
    expect(inThread(read, 'committee', 'recuse')[0]?.by).toBe('demo-sanpei');
    expect((minutes?.at ?? '') < (rowOf(read, 'certify')?.at ?? '')).toBe(true);
    const told = await story.people.responsible.ask('GET', `/api/v1/applications/${story.id}`);
    expect(await told.text()).not.toContain(String(minutes?.input.minutes));
  });
});

describe('the road', () => {
  test('D-6.1-1 the formal review looks whether everything is there, by an officer who is not the applicant', () => {
    expect(rowOf(read, 'completeFormalReview')).toMatchObject({ by: 'demo-ito', clause: 'D-6.1-1' });
    expect(read.findings.filter((each) => each.weight === 'error')).toEqual([]);
  });
  test('D-6.2-1 what was unclear at an item was asked, answered by the applicant and settled: all of it stands in the record', () => {
    const [asked] = inThread(read, 'question', 'open');
    const [answered] = inThread(read, 'question', 'answer');
    expect(asked?.input).toMatchObject({ about: 'B5-19/content' });
    expect(answered).toMatchObject({ by: 'demo-riku', input: { answer: expect.stringContaining('5 機器の認証') } });
    expect(inThread(read, 'question', 'settle')[0]?.by).toBe('demo-ito');
  });
  test('D-5.2-1 review and decision are made by two people; the five items with a set condition are done', () => {
    expect(rowOf(read, 'completeReview')?.by).toBe('demo-ito');
    expect(rowOf(read, 'certify')?.by).toBe('demo-watanabe');
    expect(read.state.id).toBe('certified');
    for (const item of ['A6-03', 'B5-19', 'B7-01', 'B7-07', 'B7-08']) expect(read.values[`${item}/answer`]).toBe('content');
  });
  test('D-5.2-2 optional items that are empty, not done or not disclosed did not stand in the way', () => {
    expect(read.values['A4-05/answer']).toBeUndefined();
    expect(read.values['A4-06/answer']).toBe('not-disclosed');
    expect(read.values['B5-15/answer']).toBe('not-done');
    expect(read.state.id).toBe('certified');
  });
  test('D-5.2-3 the third service is refused for the decisive item alone; “not done” at the logs passes', async () => {
    expect(refused.state.id).toBe('refused');
    const { met, items } = await story.people.reviewer.api.get<{ met: boolean; items: readonly { item: string; standing: string }[] }>(
      `/api/v1/applications/${story.refused}/standard`,
    );
    expect(met).toBe(false);
    expect(items.filter((each) => each.standing === 'below').map((each) => each.item)).toEqual(['B5-19']);
    expect(items.find((each) => each.item === 'B5-09')?.standing).toBe('not-done-accepted');
  });
  test('D-6.5-1 the refusal tells its applicant which items need improvement, in the JSON and on the page; nobody else', async () => {
    expect(rowOf(refused, 'refuse')?.input.improvements).toEqual([{ item: 'B5-19', explanation: WHY_REFUSED }]);
    expect(absent((await story.people.responsible.page(`/ja/applications/${story.refused}`)).html, WHY_REFUSED)).toEqual([]);
    expect((await story.people.other.ask('GET', `/api/v1/applications/${story.refused}`)).status).toBe(404);
    expect((await story.people.government.ask('GET', `/api/v1/applications/${story.refused}`)).status).toBe(403);
    const { html } = await story.server.anyone('/api/v1/attestations?q=見本フィールド計測');
    expect(html).not.toContain('見本フィールド計測');
  });
});

describe('what the public reads', () => {
  test('D-7.1-1 the list shows certification number, service, business and date', async () => {
    expect(certificate).toMatchObject({
      number: 'IP-IoT 0001-2611',
      product: { ja: '見本IoTコネクト' },
      applicant: { ja: '見本クラウド基盤株式会社(見本)' },
      issuedOn: today,
    });
    const { html } = await story.server.anyone('/ja/register?q=コネクト');
    for (const words of ['IP-IoT 0001-2611', '見本IoTコネクト', '見本クラウド基盤株式会社(見本)', '2026年11月22日'])
      expect(html).toContain(words);
  });
  test('D-7.2-1 D-7.2-3 the content column stands there as it was written, every item; form A, evidence and its places never', async () => {
    const items = publicLines(certificate).filter((line) => line.item);
    expect(items).toHaveLength(100);
    for (const { item, value, withheld } of items) {
      if (withheld) continue;
      const written = connect.values[`${item?.code}/content`];
      expect(value ?? undefined, item?.code).toEqual(written);
      expect(item?.answer, item?.code).toBe(connect.values[`${item?.code}/answer`]);
    }
    for (const path of [`/c/${story.key}`, `/c/${story.key}.json`, `/api/v1/attestations/${story.key}`, '/ja/register.csv']) {
      const { status, html } = await story.server.anyone(path);
      expect(status, path).toBe(200);
      const hidden = ['登記事項証明書.pdf', '5 機器の認証', 'nintei@mihon-cloud.example', '見本 葵', '設備管理部長'];
      expect(absent(html, ...hidden), path).toEqual(hidden);
    }
    const page = (await story.server.anyone(`/c/${story.key}`)).html;
    expect(absent(page, ...['A6-03', 'B5-11', 'B7-08'].map((item) => escapeHtml(String(connect.values[`${item}/content`]))))).toEqual([]);
  });
  test('D-7.2-2 what is withheld is not there until its last day has passed, and opens by itself', async () => {
    const hidden = '例示ハイパーバイザー';
    const line = publicLines(certificate).find((each) => each.item?.code === 'B5-01');
    expect(line).toMatchObject({ value: null, withheld: { until: story.withheldUntil } });
    for (const path of [`/c/${story.key}`, `/c/${story.key}.json`, '/api/v1/attestations?q=ハイパーバイザー'])
      expect(absent((await story.server.anyone(path)).html, hidden), path).toEqual([hidden]);
    expect((await story.people.responsible.page(`/ja/applications/${story.id}`)).status).toBe(200);
    story.server.clock.set(new Date(`${addDays(story.withheldUntil, 1)}T00:00:00Z`));
    try {
      for (const path of [`/c/${story.key}`, `/c/${story.key}.json`])
        expect(absent((await story.server.anyone(path)).html, hidden), path).toEqual([]);
    } finally {
      story.server.clock.set(new Date(`${today}T02:00:00Z`));
    }
  });
  test('D-3-1 the page says that disclosure is certified, and that safety is not; D-12.2-1 the disclaimer stands there in full', async () => {
    const page = (await story.server.anyone(`/c/${story.key}`)).html;
    const said = ['適切に開示されていることを認定する', 'サービスが安全であることを認定するものではありません'];
    const disclaimed = [
      '一切の責任を負',
      '故意又は重過失による場合はこの限りではありません',
      '当事者が自己の費用と責任において解決',
      '9:30',
    ];
    expect(absent(page, ...said, ...disclaimed)).toEqual([]);
  });
  test('D-8.1-1 D-8.1-2 number, period and dates are those of the certificate: two years from the day of certification', () => {
    expect(certificate).toMatchObject({ validFrom: '2026-11-22', validUntil: '2028-11-21', status: { id: 'in-force' } });
  });
  test('D-12.1-1 what is not public is read by the provider, the office and, as far as it needs it, the committee: by nobody else', async () => {
    const file = story.evidence.get('社内規程集(抜粋).pdf') ?? '';
    const path = `/api/v1/applications/${story.id}/documents/${file}/content`;
    expect((await story.people.reviewer.ask('GET', path)).status).toBe(200);
    expect((await story.people.other.ask('GET', path)).status).toBe(404);
    expect((await story.people.government.ask('GET', path)).status).toBe(403);
    expect((await fetch(`${story.server.address}${path}`)).status).toBe(401);
  });
});
