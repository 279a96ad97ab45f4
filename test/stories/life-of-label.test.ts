import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type BellServer, formWith, type Someone } from '../bell-server.ts';
import { startLabelServer } from '../label-cases.ts';
import { attest, labelValues } from '../labelled.ts';
import { act, acted, at, held, refusalOf, shown } from '../life-case.ts';

let server: BellServer;
let vendor: Someone;
let officer: Someone;
let second: Someone;
let serial = 0;

/** Another day: nobody stays signed in that long. */
async function go(day: string): Promise<void> {
  at(server, day);
  vendor = await server.as('demo-hanako');
  officer = await server.as('demo-suzuki');
  second = await server.as('demo-takahashi');
}
beforeAll(async () => {
  server = await startLabelServer();
}, 60_000);
afterAll(() => server.close());

/** A label of the vendor, issued on 2026-11-22; the clock stands at its day. */
async function label(): Promise<string> {
  await go('2026-11-22');
  const n = ++serial;
  const values = labelValues(iotLabel, { models: [{ model: `LL-${n}` }, { model: `LL-${n}B` }] });
  return attest(server.store, iotLabel, { on: '2026-11-22', values, organisation: 'demo-camera' });
}
const change = { changedOn: '2026-12-01', description: '通信の保護の方式を変更', criteria: 'S1.1-05', checked: true };
const ground = { ground: 'no-longer-conforms', facts: '試験の結果' };
const evidence = async () => {
  const answer = await vendor.send('POST', '/api/v1/evidence', formWith({}, { name: '証跡.txt', content: `証跡 ${++serial}` }));
  const { files } = (await answer.json()) as { files: readonly { id: string }[] };
  return [{ document: files[0]?.id ?? '', place: '2章' }];
};
const doubted = async () => {
  const key = await label();
  await acted(officer, key, 'open', { source: 'office', matter: '更新が署名されていない疑い' }, { opens: 'doubt' });
  return key;
};
const demanded = async () => {
  const key = await doubted();
  await acted(officer, key, 'open', { wanted: '署名の記録', reason: '報告があった', dueOn: '2026-12-10' }, { opens: 'evidenceDemand' });
  return key;
};

describe('the vendor reports changes', () => {
  test('L-3.7-8 the questions lead to a verdict with its clause: record, notify, lapse, or a new assessment', async () => {
    const key = await label();
    const verdict = async (answers: Record<string, string>) => {
      const answer = await vendor.send('POST', `/api/v1/attestations/${key}/change-verdict`, { answers });
      const its = ((await answer.json()) as { verdict?: { outcome: string; clause: string; row?: string } }).verdict;
      return its && [its.outcome, its.clause, its.row];
    };
    expect(await verdict({ 'change/of': 'product' })).toBeUndefined();
    expect(await verdict({ 'change/of': 'product', 'change/criteria': 'no' })).toEqual(['record', 'L-3.7-8', 'recordChange']);
    expect(await verdict({ 'change/of': 'product', 'change/criteria': 'yes', 'change/result': 'no' })).toEqual([
      'lapse',
      'L-3.7-8',
      'reportAffectingChange',
    ]);
    expect(await verdict({ 'change/of': 'particulars' })).toEqual(['notify', 'L-3.7-16', 'notifyParticulars']);
    expect(await verdict({ 'change/of': 'new-model' })).toEqual(['new-assessment', 'L-3.7-16', undefined]);
    const page = await (await vendor.fetch(`/en/attestations/${key}/change?change/of=particulars`)).text();
    expect(page).toContain('It must be notified');
    expect((await held(vendor, key)).history).toHaveLength(1);
  });

  test('L-3.7-8 a report of an affecting change lapses the label on that day, and the page says so at once; both dates are kept', async () => {
    const key = await label();
    await go('2026-12-05');
    expect((await shown(server, key)).status.id).toBe('in-force');
    await acted(vendor, key, 'reportAffectingChange', change);
    const { status, history } = await shown(server, key);
    expect([status.id, status.since]).toEqual(['lapsed', '2026-12-05']);
    expect(history.at(-1)).toMatchObject({ on: '2026-12-05', label: { en: 'Lapsed' } });
    const record = (await (await vendor.fetch(`/api/v1/held-attestations/${key}`)).json()) as {
      history: { input: { changedOn?: string } }[];
    };
    expect(record.history.at(-1)?.input.changedOn).toBe('2026-12-01');
    expect(await refusalOf(await act(vendor, key, 'recordChange', { ...change, reason: '影響なし' }))).toMatch(/^(?:409|422) /);
    expect(await refusalOf(await act(vendor, key, 'reportAffectingChange', change))).toMatch(/^(?:409|422) /);
  });

  test('L-3.7-5 L-3.7-18 the page of a lapsed label stays, and tells what applies to goods made, in manufacture and shipped later', async () => {
    const key = await label();
    await go('2026-12-05');
    await acted(vendor, key, 'reportAffectingChange', change);
    const page = await fetch(`${server.address}/l/${key}`);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('これ以後に出荷する製品にラベルを付けることはできません');
    expect(text).toContain('製造済み又は製造中であった製品からラベルを取り除く必要はありません');
    expect((await shown(server, key)).status.sentence.en).toContain('Goods already made, or in manufacture');
  });

  test('L-3.7-16 a changed particular stands on the page at once; the label stands, the old content stays in its record', async () => {
    const key = await label();
    await go('2026-12-05');
    const notice = { particular: 'applicant', changedOn: '2026-12-01', description: '社名の変更' };
    await acted(vendor, key, 'notifyParticulars', { ...notice, 'applicant-name-ja': '株式会社アカシ新電機' });
    const after = await shown(server, key);
    expect([after.applicant.ja, after.status.id]).toEqual(['株式会社アカシ新電機', 'in-force']);
    expect(after.history.at(-1)?.label.en).toBe('Content changed');
    const events = await server.store.read(`attestation:${key}`);
    const old = await server.store.transaction((tx) => tx.document(String(events[0]?.data.dossier)));
    expect(old).toContain('株式会社アカシ電機');
    expect(JSON.stringify(events)).not.toContain('株式会社アカシ新電機');
  });

  test('L-3.7-16 a model can be removed by notice and none added, whatever the notice calls it', async () => {
    const key = await label();
    const models = (await shown(server, key)).models.map(({ model }) => ({ model }));
    const notice = { particular: 'model-removed', changedOn: '2026-11-22', description: '終売' };
    const added = await act(vendor, key, 'notifyParticulars', { ...notice, models: [...models, { model: 'LL-NEW' }] });
    expect(await refusalOf(added)).toBe('422 new-assessment L-3.7-16');
    await acted(vendor, key, 'notifyParticulars', { ...notice, models: models.slice(0, 1) });
    expect((await shown(server, key)).models).toHaveLength(1);
  });
});

describe('doubt, evidence, correction', () => {
  test('L-3.7-10 L-3.7-11 evidence is demanded with a due date and handed over; the office opens the file from the thread, others do not', async () => {
    const key = await demanded();
    expect((await held(vendor, key)).threads.find((each) => each.kind === 'evidenceDemand')?.due).toBe('2026-12-10');
    await acted(vendor, key, 'askForAgreement', {}, { kind: 'evidenceDemand' });
    await acted(officer, key, 'concludeAgreement', { concludedOn: '2026-11-22' }, { kind: 'evidenceDemand' });
    const pointers = await evidence();
    await acted(vendor, key, 'handOver', { agreement: 'under', evidence: pointers }, { kind: 'evidenceDemand' });
    const page = await (await officer.fetch(`/ja/attestations/${key}`)).text();
    expect(page).toContain('証跡.txt');
    const file = await officer.fetch(`/ja/cases/${key}/documents/${pointers[0]?.document}/content`);
    expect(await file.text()).toContain('証跡');
    const stranger = await server.as('demo-misaki');
    expect((await stranger.fetch(`/ja/cases/${key}/documents/${pointers[0]?.document}/content`)).status).toBe(403);
  });

  test('L-3.7-11 another organisation’s file cannot be handed over', async () => {
    const key = await demanded();
    const answer = await act(
      vendor,
      key,
      'handOver',
      { agreement: 'without', evidence: [{ document: 'nobodys', place: '1' }] },
      { kind: 'evidenceDemand' },
    );
    expect(answer.status).toBe(422);
  });

  test('L-3.7-11 a statement is accepted in the place of evidence that cannot be shown', async () => {
    const key = await demanded();
    await acted(vendor, key, 'explain', { why: '第三者との契約', statement: '試験で確かめた' }, { kind: 'evidenceDemand' });
    expect((await held(officer, key)).threads.find((each) => each.kind === 'evidenceDemand')?.state.en).toBe('Being examined');
  });

  test('L-3.7-10 evidence after the due date is still taken; until then nobody finds that it was refused', async () => {
    const key = await demanded();
    await go('2026-12-10');
    expect(await refusalOf(await act(officer, key, 'findNotHandedOver', { facts: 'なし' }, { kind: 'evidenceDemand' }))).toBe(
      '422 still-time L-3.7-10',
    );
    await go('2026-12-11');
    await acted(vendor, key, 'handOver', { agreement: 'without', evidence: await evidence() }, { kind: 'evidenceDemand' });
    expect((await act(officer, key, 'findNotHandedOver', { facts: 'なし' }, { kind: 'evidenceDemand' })).status).toBe(409);
  });

  test('L-3.7-13 a correction not made in its time opens a ground and nothing more; the page still says in force', async () => {
    const key = await doubted();
    await acted(officer, key, 'uphold', { finding: '署名がない' }, { kind: 'doubt' });
    await acted(officer, key, 'open', { finding: '署名がない', dueOn: '2026-12-10' }, { opens: 'correction' });
    const proposed = { ground: 'not-corrected', facts: '是正なし' };
    expect(await refusalOf(await act(officer, key, 'proposeWithdrawal', proposed))).toBe('422 ground-not-open L-3.7-13');
    await go('2026-12-11');
    expect((await shown(server, key)).status.id).toBe('in-force');
    await acted(officer, key, 'findNotCorrected', { facts: '是正なし' }, { kind: 'correction' });
    await acted(officer, key, 'proposeWithdrawal', proposed);
    expect((await shown(server, key)).status.id).toBe('in-force');
  });
});

describe('withdrawal', () => {
  test('L-3.7-12 never without a ground, never without hearing, never by one person alone', async () => {
    const key = await label();
    expect((await act(officer, key, 'proposeWithdrawal', { facts: '事実' })).status).toBe(422);
    expect(await refusalOf(await act(second, key, 'withdraw', { ...ground, stock: '回収' }))).toBe('422 not-heard L-3.7-12');
    await acted(officer, key, 'proposeWithdrawal', ground);
    expect((await act(second, key, 'withdraw', { ...ground, stock: '回収' })).status).toBe(409);
    await acted(vendor, key, 'state', { statement: '異議があります' }, { kind: 'hearing' });
    expect(await refusalOf(await act(officer, key, 'withdraw', { ...ground, stock: '回収' }))).toBe('403 same-person L-3.7-12');
    expect((await act(second, key, 'withdraw', { ground: 'false-application', facts: '事実', stock: '回収' })).status).toBe(422);
    expect((await shown(server, key)).status.id).toBe('in-force');
  });

  test('L-3.7-12 L-3.7-5 the notice quotes the ground and the clause, as page and as PDF; what applies to stock stands on the public page', async () => {
    const key = await label();
    await acted(officer, key, 'proposeWithdrawal', ground);
    await acted(vendor, key, 'waive', {}, { kind: 'hearing' });
    await acted(second, key, 'withdraw', { ...ground, stock: '製造済みの製品は回収してください。' });
    const { status, notices } = await shown(server, key);
    expect([status.id, status.since, notices[0]?.text.ja]).toEqual(['withdrawn', '2026-11-22', '製造済みの製品は回収してください。']);
    expect(await (await fetch(`${server.address}/l/${key}`)).text()).toContain('製造済みの製品は回収してください。');
    const notice = await (await vendor.fetch(`/ja/attestations/${key}/withdrawal`)).text();
    expect(notice).toContain('製品が適合基準を満たさなくなった');
    expect(notice).toContain('L-3.7-12');
    const pdf = Buffer.from(await (await vendor.fetch(`/api/v1/attestations/${key}/withdrawal.pdf`)).arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await (await server.as('demo-misaki')).fetch(`/ja/attestations/${key}/withdrawal`)).status).toBe(403);
  });

  test('L-3.7-14 what is announced stands on the public page, in both languages', async () => {
    const key = await label();
    await acted(officer, key, 'announce', { why: 'high-impact', textJa: '利用を控えてください。', textEn: 'Please do not use it.' });
    expect(await (await fetch(`${server.address}/l/${key}`)).text()).toContain('利用を控えてください。');
    expect(await (await fetch(`${server.address}/l/${key}/en`)).text()).toContain('Please do not use it.');
  });
});

test('L-3.7-18 a status asked for before the label existed reads not yet; a day that is none is refused', async () => {
  const key = await label();
  const status = async (on: string) =>
    (await fetch(`${server.address}/api/v1/attestations/${key}/status?on=${on}`)).json() as Promise<{ status?: string }>;
  expect((await status('2026-11-21')).status).toBe('not-yet');
  expect((await status('2026-11-22')).status).toBe('in-force');
  expect((await status('2028-11-21')).status).toBe('in-force');
  expect((await status('2028-11-22')).status).toBe('expired');
  expect((await fetch(`${server.address}/api/v1/attestations/${key}/status?on=2026-13-01`)).status).toBe(422);
});
