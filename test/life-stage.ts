import { iotCloud } from '../schemes/iot-cloud/book.ts';
import { iotLabel } from '../schemes/iot-label/book.ts';
import type { DemoPersonId } from '../src/people/demo-people.ts';
import { type Day, day } from '../src/rules/day.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { JsonObject } from '../src/rules/json.ts';
import type { Mark } from '../src/rules/marks.ts';
import { type BellServer, formWith, type Someone, startBellServer } from './bell-server.ts';
import { certify, cloudValues } from './certified.ts';
import { drafted, fill, moved } from './label-cases.ts';
import { attest, markAttestation } from './labelled.ts';
import { acted, at } from './life-case.ts';

/** Labels and certificates of the demo's applicants, each in another state of its life; the clock stands at 10 December 2026. */
export interface LifeStage {
  readonly server: BellServer;
  readonly today: Day;
  /** Keys by what happened to them. */
  readonly keys: Readonly<
    Record<'calm' | 'doubted' | 'heard' | 'notified' | 'lapsed' | 'withdrawn' | 'returned' | 'brief' | 'planned', string>
  >;
  readonly services: Readonly<Record<'calm' | 'changed' | 'incident' | 'succeeded' | 'ended' | 'revoked' | 'pending' | 'renewed', string>>;
  /** References of what the public said. */
  readonly voices: Readonly<Record<'doubt' | 'misuse' | 'question' | 'closed', string>>;
}

const LABELS = ['calm', 'doubted', 'heard', 'notified', 'lapsed', 'withdrawn', 'returned', 'brief', 'planned'] as const;
const SERVICES = ['calm', 'changed', 'incident', 'succeeded', 'ended', 'revoked', 'pending', 'renewed'] as const;

type Cast = Readonly<Record<'vendor' | 'officer' | 'second' | 'provider', Someone>>;

const signedIn = async (server: BellServer): Promise<Cast> => {
  const as = (id: DemoPersonId) => server.as(id);
  const [vendor, officer, second, provider] = await Promise.all([
    as('demo-hanako'),
    as('demo-suzuki'),
    as('demo-takahashi'),
    as('demo-aoi'),
  ]);
  return { vendor, officer, second, provider };
};

const filed = async (by: Someone, name: string) => {
  const answer = await by.send('POST', '/api/v1/evidence', formWith({}, { name, content: name }));
  return ((await answer.json()) as { files: readonly { id: string }[] }).files[0]?.id ?? '';
};

/** Brings the stage into being; `close` its server afterwards. */
export async function lifeStage(): Promise<LifeStage> {
  const server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [iotLabel, iotCloud] });
  try {
    return await set(server);
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function set(server: BellServer): Promise<LifeStage> {
  const { vendor } = await signedIn(server);
  const draft = await drafted(vendor);
  const { values } = (await (await vendor.fetch(`/api/v1/applications/${draft}`)).json()) as { values: Values };
  await moved(vendor, draft, 'drop');
  const keys: Record<string, string> = {};
  for (const name of LABELS)
    keys[name] = await attest(server.store, iotLabel, {
      ...{ on: '2026-11-22', organisation: 'demo-camera', level: '1' },
      values: {
        ...values,
        models: [{ model: `LS-${name}` }, { model: `LS-${name}-L`, name: 'LTE対応', difference: 'LTEモジュールを搭載' }],
      },
    });
  const services: Record<string, string> = {};
  for (const name of SERVICES)
    services[name] = await certify(server.store, { organisation: 'demo-cloud', values: cloudValues({ maintenanceLead: 14 }) });
  at(server, '2026-12-01');
  const voices = await said(server, keys);
  await doubts(server, keys);
  at(server, '2026-12-05');
  await ends(server, keys);
  await certificates(server, services);
  at(server, '2026-12-10');
  return { server, today: day('2026-12-10'), keys: keys as LifeStage['keys'], services: services as LifeStage['services'], voices };
}

async function said(server: BellServer, keys: Readonly<Record<string, string>>): Promise<LifeStage['voices']> {
  const send = async (body: JsonObject) => {
    const answer = await fetch(`${server.address}/api/v1/attestations/${keys['calm']}/voices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.address },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { reference: string }).reference;
  };
  const voices = {
    doubt: await send({ kind: 'doubt', words: '更新ファイルの署名が確かめられていないようです。', contact: 'buyer@example.jp' }),
    misuse: await send({ kind: 'misuse', ground: 'other-product', words: '対象でない型番の箱にラベルが印刷されていました。' }),
    question: await send({ kind: 'question', words: 'サポート終了日の後、更新はどのように提供されますか。' }),
    closed: await send({ kind: 'doubt', words: '箱の色が写真と違うように見えます。' }),
  };
  const { officer } = await signedIn(server);
  const form = new URLSearchParams({ _csrf: officer.csrf, _key: 'close-voice', sentence: '適合基準に関わらないため終えました。' });
  const closed = await officer.fetch(`/ja/voices/${voices.closed}/close`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  if (closed.status !== 303) throw new Error(`the report was not closed: ${closed.status}`);
  return voices;
}

const GROUND = { ground: 'no-longer-conforms', facts: '更新の署名が確かめられていなかった。' };

async function doubts(server: BellServer, keys: Readonly<Record<string, string>>): Promise<void> {
  const { vendor, officer } = await signedIn(server);
  const [doubted = '', heard = '', withdrawn = '', notified = ''] = [keys['doubted'], keys['heard'], keys['withdrawn'], keys['notified']];
  const demand = { wanted: '署名の検証の試験記録', reason: '利用者からの指摘があったため。', dueOn: '2026-12-20' };
  await acted(officer, doubted, 'open', { source: 'procurer-or-user', matter: '署名のない更新が適用できる。' }, { opens: 'doubt' });
  await acted(officer, doubted, 'open', demand, { opens: 'evidenceDemand' });
  await acted(vendor, doubted, 'askForAgreement', {}, { kind: 'evidenceDemand' });
  await acted(officer, doubted, 'concludeAgreement', { concludedOn: '2026-12-01' }, { kind: 'evidenceDemand' });
  const evidence = [{ document: await filed(vendor, '署名検証の試験記録.txt'), place: '2章' }];
  await acted(vendor, doubted, 'handOver', { agreement: 'under', evidence }, { kind: 'evidenceDemand' });
  await acted(officer, doubted, 'settle', { result: '旧版の更新に限り確かめられていない。' }, { kind: 'evidenceDemand' });
  await acted(officer, doubted, 'uphold', { finding: '旧版の更新で署名が確かめられていない。' }, { kind: 'doubt' });
  await acted(
    officer,
    doubted,
    'open',
    { finding: '旧版の更新で署名が確かめられていない。', dueOn: '2026-12-25' },
    { opens: 'correction' },
  );
  await acted(officer, heard, 'proposeWithdrawal', GROUND);
  await acted(officer, withdrawn, 'proposeWithdrawal', GROUND);
  await acted(vendor, withdrawn, 'state', { statement: '事実に争いはありません。' }, { kind: 'hearing' });
  const notice = { particular: 'applicant', changedOn: '2026-12-01', description: '社名の変更' };
  await acted(vendor, notified, 'notifyParticulars', { ...notice, 'applicant-name-ja': '株式会社アカシ新電機' });
}

async function ends(server: BellServer, keys: Readonly<Record<string, string>>): Promise<void> {
  const { vendor, officer, second } = await signedIn(server);
  const change = { changedOn: '2026-12-01', description: '通信の保護の方式を変更', criteria: 'S1.1-05', checked: true };
  await acted(vendor, keys['lapsed'] ?? '', 'reportAffectingChange', change);
  await acted(second, keys['withdrawn'] ?? '', 'withdraw', { ...GROUND, stock: '製造済みの製品は出荷を止めてください。' });
  const told = { why: 'high-impact', textJa: '案内された更新を適用してください。', textEn: 'Apply the update that the vendor announces.' };
  await acted(officer, keys['withdrawn'] ?? '', 'announce', told);
  await acted(vendor, keys['returned'] ?? '', 'returnLabel', { reason: '販売を終了したため。' });
  await acted(vendor, keys['planned'] ?? '', 'intendReapplication', {});
}

async function certificates(server: BellServer, services: Readonly<Record<string, string>>): Promise<void> {
  const { provider, officer, second } = await signedIn(server);
  const marked = (name: string, on: string, ...marks: readonly Mark[]) => markAttestation(server.store, services[name] ?? '', on, marks);
  const evidence = [{ document: await filed(provider, '運用規程の改定.txt'), place: '2頁' }];
  const change = { concerns: 'forms', changedOn: '2026-12-01', description: '事業の概要を改める。', altersCertificate: 'no', evidence };
  await acted(provider, services['changed'] ?? '', 'open', { ...change, 'A2-05/content': 'IoT機器の遠隔監視' }, { opens: 'change' });
  const leak = { kind: 'leak', occurredOn: '2026-11-30', cameToLightOn: '2026-12-04', description: '設定の誤り' };
  await acted(provider, services['incident'] ?? '', 'open', leak, { opens: 'incident' });
  const asked = { kind: 'explanation', demand: '経過の説明', due: '2026-12-20' };
  await acted(officer, services['incident'] ?? '', 'open', asked, { opens: 'demand' });
  await acted(officer, services['incident'] ?? '', 'publish', { notice: '説明を求めています。' }, { kind: 'demand' });
  await acted(officer, services['succeeded'] ?? '', 'recordSuccession', { event: 'merger', occurredOn: '2026-12-01' });
  await acted(provider, services['ended'] ?? '', 'reportEnd', { endedOn: '2026-11-30', certificateReturned: true });
  await acted(officer, services['revoked'] ?? '', 'open', { ground: 'カ', facts: '変更', due: '2026-12-10' }, { opens: 'justReason' });
  await acted(provider, services['revoked'] ?? '', 'give', { reason: '失念' }, { kind: 'justReason' });
  await acted(officer, services['revoked'] ?? '', 'conclude', { finding: '理由にならない' }, { kind: 'justReason' });
  await acted(second, services['revoked'] ?? '', 'withdraw', { ground: 'カ', reasons: '届出がなかった' });
  await marked('pending', '2026-12-05', { mark: 'renewal-filed', application: 'renewal', filedOn: day('2028-10-01'), timely: true });
  const period = { from: day('2028-11-22'), until: day('2030-11-21'), application: 'renewal', edition: iotCloud.editions[0]?.id ?? '' };
  await marked('renewed', '2026-12-05', { mark: 'period', period: { ...period, issuedOn: day('2026-12-05') } });
}

/** Opens and submits the renewal of a label two months before its end, and gives its id; the clock stays at that day. */
export async function renewalFiled({ server, keys }: LifeStage): Promise<{ readonly filed: string; readonly drafted: string }> {
  at(server, '2028-10-05');
  const vendor = await server.as('demo-hanako');
  const open = async (key: string) => {
    const answer = await vendor.send('POST', `/api/v1/held-attestations/${key}/renewal`, {});
    if (!answer.ok) throw new Error(`renewal: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  const renewal = await open(keys.calm);
  const anew = { 'declaration-oath': true, 'duties-oath': true, 'product-outline-ja': '工場の測定値を集めるゲートウェイです。' };
  await fill(vendor, renewal, anew);
  await moved(vendor, renewal, 'submit');
  return { filed: renewal, drafted: await open(keys.notified) };
}
