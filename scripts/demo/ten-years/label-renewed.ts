import { addDays, day, lastDayOfYears } from '../../../src/rules/day.ts';
import { move } from '../api-client.ts';
import { closeReport, outcomeOf, reportFromPage, takeUp } from './doubt.ts';
import { act, opens } from './held.ts';
import { gateway } from './label-products.ts';
import { askAgain, fileRenewal, issueRenewal, obtainLabel, office } from './label-steps.ts';
import { reminded } from './mail.ts';
import { publicly, reads } from './public-page.ts';
import type { Scene, Stage } from './stage.ts';
import { refused, same, says } from './told.ts';

const VENDOR = 'demo-hanako';
/** Days before the last one on which the holder is reminded (L-3.7-6). */
const REMINDED = [120, 60, 30, 7] as const;

const ISSUED = day('2026-11-24');
const FIRST_END = lastDayOfYears(ISSUED, 2);
const RENEWED = day('2028-11-06');
const SECOND_END = lastDayOfYears(RENEWED, 2);
const REISSUED = day('2031-01-07');
const THIRD_END = lastDayOfYears(REISSUED, 2);
const AGAIN = day('2032-12-28');
const FOURTH_END = lastDayOfYears(AGAIN, 2);

/** A label that lives through all ten years under one number and one address. */
export function renewedLabel(): { readonly scenes: readonly Scene[]; readonly key: () => string } {
  let key = '';
  let renewal = '';
  let report = '';
  const inForce = (stage: Stage, since = ISSUED, until = FIRST_END) => reads(stage, key, { status: 'in-force', since, until });
  // Renewed before the last of them: nobody is told that what goes on will end.
  const remindedBy = (stage: Stage) => {
    const days = REMINDED.map((before) => addDays(FIRST_END, -before)).filter((on) => on <= stage.today && on < RENEWED);
    return reminded(stage, { officer: office.accepts, key, of: '有効期限が近い', days, people: 2 });
  };
  const scenes: readonly Scene[] = [
    {
      on: ISSUED,
      tell: async (stage) => {
        key = await obtainLabel(stage, VENDOR, gateway);
        stage.say(`ラベル ${key}: 申請、形式確認、手数料、政府機関への照会を経て交付(見本センサー中継器)`);
        await inForce(stage);
      },
    },
    { on: day('2027-03-09'), tell: (stage) => harmlessChange(stage, key) },
    { on: day('2027-06-01'), tell: (stage) => newAddress(stage, key) },
    {
      on: day('2027-09-13'),
      tell: async (stage) => {
        const { address } = await publicly(stage, key);
        report = await reportFromPage(stage, address, '更新の署名が確かめられていないようです。更新の記録に警告が出ました。');
        stage.say(`ラベル ${key}: 匿名の利用者がラベルのページから疑義を報告(受付番号 ${report})`);
        await takeUp(stage, office.accepts, report, '事務局が確認を始めました。');
        const demand = { wanted: '更新の署名の検証の記録', reason: '利用者からの報告があったため', dueOn: '2027-09-30' };
        await opens(await stage.as(office.accepts), key, 'evidenceDemand', demand);
        stage.say('事務局(事務 佐藤): 案件とし、期限を定めて証跡の提出を求める');
        await inForce(stage);
      },
    },
    { on: day('2027-09-29'), tell: (stage) => handOver(stage, key) },
    {
      on: day('2027-10-04'),
      tell: async (stage) => {
        const sato = await stage.as(office.accepts);
        await act(sato, key, 'settle', { result: '署名の検証の記録を確かめた。' }, { within: 'evidenceDemand' });
        await act(sato, key, 'dismiss', { reason: '更新の署名は検証されている。警告は表示の誤りであった。' }, { within: 'doubt' });
        says('the outcome', await outcomeOf(stage, report), '事務局が確認を始めました。');
        stage.say('事務局(事務 佐藤): 証跡を確認し、疑義なしとして終える');
        await inForce(stage);
      },
    },
    ...REMINDED.map((before): Scene => ({ on: addDays(FIRST_END, -before), tell: remindedBy })),
    {
      on: day('2028-10-16'),
      tell: async (stage) => {
        renewal = await fileRenewal(stage, VENDOR, key);
        await askAgain(stage, VENDOR, renewal);
        stage.say(`ラベル ${key}: 期限内に更新を申請。政府機関に改めて照会`);
      },
    },
    {
      on: RENEWED,
      tell: async (stage) => {
        await inForce(stage);
        await issueRenewal(stage, VENDOR, renewal);
        stage.say(`ラベル ${key}: 更新。新しい有効期間は交付の日から(残りの期間は加えない)`);
        await inForce(stage, RENEWED, SECOND_END);
      },
    },
    // The last day of the old period, and the day after: the label goes on.
    { on: FIRST_END, tell: async (stage) => void (await inForce(stage, RENEWED, SECOND_END)) },
    {
      on: addDays(FIRST_END, 1),
      tell: async (stage) => {
        await inForce(stage, RENEWED, SECOND_END);
        await remindedBy(stage);
      },
    },
    { on: day('2029-06-18'), tell: (stage) => closedReport(stage, key) },
    ...lateRenewal(),
    ...lastYears(),
  ];

  function lateRenewal(): readonly Scene[] {
    const pending = async (stage: Stage) =>
      void (await reads(stage, key, { status: 'reapplication-pending', since: addDays(SECOND_END, 1) }));
    return [
      {
        on: SECOND_END,
        tell: async (stage) => {
          await act(await stage.as(VENDOR), key, 'intendReapplication');
          renewal = await fileRenewal(stage, VENDOR, key, { 'support-end': '2036-12-31' });
          stage.say(`ラベル ${key}: 最終日に再申請の予定を届け出て更新を申請。有効期間は延びない`);
          await inForce(stage, RENEWED, SECOND_END);
        },
      },
      { on: addDays(SECOND_END, 1), tell: pending },
      { on: day('2030-12-31'), tell: pending },
      { on: day('2031-01-01'), tell: pending },
      { on: day('2031-01-06'), tell: (stage) => askAgain(stage, VENDOR, renewal) },
      {
        on: REISSUED,
        tell: async (stage) => {
          await issueRenewal(stage, VENDOR, renewal);
          stage.say(`ラベル ${key}: 空白の期間の後に更新`);
          await inForce(stage, REISSUED, THIRD_END);
        },
      },
    ];
  }

  function lastYears(): readonly Scene[] {
    const expired = async (stage: Stage) => void (await reads(stage, key, { status: 'expired', since: addDays(FOURTH_END, 1) }));
    return [
      {
        on: AGAIN,
        tell: async (stage) => {
          renewal = await fileRenewal(stage, VENDOR, key);
          await askAgain(stage, VENDOR, renewal);
          await issueRenewal(stage, VENDOR, renewal);
          stage.say(`ラベル ${key}: 年末に三度目の更新`);
          await inForce(stage, AGAIN, FOURTH_END);
        },
      },
      { on: day('2033-01-01'), tell: async (stage) => void (await inForce(stage, AGAIN, FOURTH_END)) },
      { on: FOURTH_END, tell: async (stage) => void (await inForce(stage, AGAIN, FOURTH_END)) },
      { on: addDays(FOURTH_END, 1), tell: expired },
      {
        on: day('2036-11-24'),
        tell: async (stage) => {
          await expired(stage);
          await refused(stage, '満了したラベルについて再申請の予定を届け出る', 'L-3.7-15', async () =>
            act(await stage.as(VENDOR), key, 'intendReapplication'),
          );
        },
      },
    ];
  }
  return { scenes, key: () => key };
}

async function harmlessChange(stage: Stage, key: string): Promise<void> {
  const hanako = await stage.as(VENDOR);
  const answers = { 'change/of': 'product', 'change/criteria': 'no' };
  const { verdict } = await hanako.send<{ verdict?: { outcome: string; clause: string } }>(
    'POST',
    `/api/v1/attestations/${key}/change-verdict`,
    { answers },
  );
  same('the verdict on the change', [verdict?.outcome, verdict?.clause], ['record', 'L-3.7-8']);
  const change = { changedOn: '2027-03-01', description: '筐体の色を追加', reason: 'セキュリティの仕様に関わらない。' };
  await act(hanako, key, 'recordChange', change);
  stage.say(`ラベル ${key}: 評価に影響しない変更を記録。ラベルは有効のまま`);
  await reads(stage, key, { status: 'in-force', since: ISSUED });
}

async function newAddress(stage: Stage, key: string): Promise<void> {
  const url = 'https://products.mihon.example/new/msr-100/';
  const notice = { particular: 'url', changedOn: '2027-05-31', description: '製品のページの移転', 'product-url': url };
  const hanako = await stage.as(VENDOR);
  await refused(stage, '届出で型番を加える', 'L-3.7-16', () =>
    act(hanako, key, 'notifyParticulars', { ...notice, particular: 'model-added', models: [{ model: 'MSR-100' }, { model: 'MSR-200' }] }),
  );
  await act(hanako, key, 'notifyParticulars', notice);
  stage.say(`ラベル ${key}: 製品のページの変更を届出。公開ページに反映`);
  await reads(stage, key, { status: 'in-force', since: ISSUED, page: [url] });
}

async function closedReport(stage: Stage, key: string): Promise<void> {
  const { address } = await publicly(stage, key);
  const report = await reportFromPage(stage, address, '箱の色がページの写真と違うように見えます。');
  await closeReport(stage, office.accepts, report, '適合基準に関わらないため、取扱いを終えました。');
  stage.say(`ラベル ${key}: 匿名の報告(受付番号 ${report})を、理由を付けて終える`);
  await reads(stage, key, { status: 'in-force', since: RENEWED });
}

async function handOver(stage: Stage, key: string): Promise<void> {
  const [hanako, sato] = [await stage.as(VENDOR), await stage.as(office.accepts)];
  await act(hanako, key, 'askForAgreement', {}, { within: 'evidenceDemand' });
  await act(sato, key, 'concludeAgreement', { concludedOn: stage.today }, { within: 'evidenceDemand' });
  const files = await hanako.upload([{ name: '署名検証の記録.txt', bytes: new TextEncoder().encode('検証の記録(見本)') }]);
  const evidence = [{ document: files.get('署名検証の記録.txt') ?? '', place: '全部' }];
  await act(hanako, key, 'handOver', { agreement: 'under', evidence }, { within: 'evidenceDemand' });
  stage.say('申請者(見本 花子): 秘密保持契約を結び、期限の前日に証跡を提出');
}

/** Drops an application of the vendor. */
export const dropRenewal = async (stage: Stage, id: string): Promise<void> => void (await move(await stage.as(VENDOR), id, 'drop'));
