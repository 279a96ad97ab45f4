import { addDays, day, lastDayOfYears } from '../../../src/rules/day.ts';
import { outcomeOf, reportFromPage, takeUp } from './doubt.ts';
import { act, openRenewal, opens } from './held.ts';
import { bridge, hub, logger } from './label-products.ts';
import { dropRenewal } from './label-renewed.ts';
import { fileRenewal, obtainLabel, office } from './label-steps.ts';
import { publicly, reads } from './public-page.ts';
import type { Scene, Stage } from './stage.ts';
import { refused, says } from './told.ts';

interface Told {
  readonly scenes: readonly Scene[];
  readonly key: () => string;
}

/** Issued on 29 February; renewed too late, it ends by expiry. */
export function expiredLabel(): Told {
  const issued = day('2028-02-29');
  const last = lastDayOfYears(issued, 2);
  let key = '';
  let renewal = '';
  const expired = async (stage: Stage) => void (await reads(stage, key, { status: 'expired', since: addDays(last, 1) }));
  return {
    key: () => key,
    scenes: [
      {
        on: issued,
        tell: async (stage) => {
          key = await obtainLabel(stage, 'demo-hanako', logger);
          stage.say(`ラベル ${key}: うるう日に交付(見本温湿度ロガー)`);
          await reads(stage, key, { status: 'in-force', since: issued, until: day('2030-02-28') });
        },
      },
      {
        on: last,
        tell: async (stage) => {
          renewal = await fileRenewal(stage, 'demo-hanako', key);
          stage.say(`ラベル ${key}: 最終日に更新を申請。再申請の予定の届出はない`);
          await reads(stage, key, { status: 'in-force', since: issued });
        },
      },
      { on: addDays(last, 1), tell: expired },
      {
        on: day('2030-03-04'),
        tell: async (stage) => {
          await dropRenewal(stage, renewal);
          stage.say(`ラベル ${key}: 更新の申請を取り下げ。満了のまま`);
          await expired(stage);
        },
      },
      { on: day('2036-11-24'), tell: expired },
    ],
  };
}

/** A change that affects the assessment, reported on the last day of a year: the label lapses on that day. */
export function lapsedLabel(): Told {
  const lapsed = day('2027-12-31');
  const change = { changedOn: '2027-12-27', description: '通信の保護の方式を変更', criteria: 'S1.1-12', checked: true };
  let key = '';
  const reports = async (stage: Stage) => act(await stage.as('demo-hanako'), key, 'reportAffectingChange', change);
  return {
    key: () => key,
    scenes: [
      {
        on: day('2027-01-15'),
        tell: async (stage) => {
          key = await obtainLabel(stage, 'demo-hanako', bridge);
          stage.say(`ラベル ${key}: 交付(見本照明ブリッジ)`);
          await reads(stage, key, { status: 'in-force' });
        },
      },
      { on: addDays(lapsed, -1), tell: async (stage) => void (await reads(stage, key, { status: 'in-force' })) },
      {
        on: lapsed,
        tell: async (stage) => {
          await reports(stage);
          stage.say(`ラベル ${key}: 評価に影響する変更を報告。その日に失効`);
          const goods = ['これ以後に出荷する製品にラベルを付けることはできません'];
          await reads(stage, key, { status: 'lapsed', since: lapsed, page: goods });
        },
      },
      {
        on: day('2028-01-01'),
        tell: async (stage) => {
          await reads(stage, key, { status: 'lapsed', since: lapsed });
          await refused(stage, '失効したラベルを更新する', 'L-3.7-17', async () => openRenewal(await stage.as('demo-hanako'), key));
        },
      },
    ],
  };
}

/** Doubted by a buyer, found not to conform, not corrected in its time, heard, and withdrawn by two people. */
export function withdrawnLabel(): Told {
  const vendor = 'demo-misaki';
  const withdrawnOn = day('2030-01-28');
  const ground = { ground: 'not-corrected', facts: '猶予期間の最終日までに是正の報告がなかった。' };
  const stock = '製造済みの製品は、更新用ソフトウェアを適用するまで出荷しないでください。';
  const decision = { ...ground, stock };
  let key = '';
  let report = '';
  const inForce = async (stage: Stage) => void (await reads(stage, key, { status: 'in-force' }));
  return {
    key: () => key,
    scenes: [
      {
        on: day('2029-05-10'),
        tell: async (stage) => {
          key = await obtainLabel(stage, vendor, hub);
          stage.say(`ラベル ${key}: 交付(例示見守りハブ)`);
          await inForce(stage);
        },
      },
      {
        on: day('2029-11-19'),
        tell: async (stage) => {
          await refused(stage, '疑義の登録なしに証跡の提出を求める', 'L-3.7-10', async () =>
            opens(await stage.as(office.issues), key, 'evidenceDemand', { wanted: '記録', reason: '抜取り', dueOn: '2029-12-03' }),
          );
          const { address } = await publicly(stage, key);
          report = await reportFromPage(stage, address, '初期化した中古の機器に、前の持ち主の設定が残っていました。');
          stage.say(`ラベル ${key}: 匿名の購入者がラベルのページから疑義を報告(受付番号 ${report})`);
          await takeUp(stage, office.issues, report, '事務局が案件として確認します。');
          const demand = { wanted: '消去の試験の記録', reason: '購入者からの報告があったため', dueOn: '2029-12-03' };
          await opens(await stage.as(office.issues), key, 'evidenceDemand', demand);
        },
      },
      {
        on: day('2029-12-03'),
        tell: async (stage) => {
          const statement = { why: '試験を委託した会社との契約により開示できない。', statement: '試験では消去を確かめた。' };
          await act(await stage.as(vendor), key, 'explain', statement, { within: 'evidenceDemand' });
          stage.say('申請者(例示 美咲): 証跡に代えて説明文書を提出');
        },
      },
      { on: day('2029-12-10'), tell: uphold },
      {
        on: day('2030-01-10'),
        tell: async (stage) => {
          await refused(stage, '猶予期間の最終日に取消しを起案する', 'L-3.7-13', async () =>
            act(await stage.as(office.issues), key, 'proposeWithdrawal', ground),
          );
          await inForce(stage);
        },
      },
      { on: day('2030-01-11'), tell: propose },
      { on: day('2030-01-21'), tell: async (stage) => hear(stage) },
      { on: withdrawnOn, tell: withdraw },
      {
        on: day('2036-11-24'),
        tell: async (stage) => void (await reads(stage, key, { status: 'withdrawn', since: withdrawnOn, page: [stock] })),
      },
    ],
  };

  async function uphold(stage: Stage): Promise<void> {
    const suzuki = await stage.as(office.issues);
    await act(
      suzuki,
      key,
      'settle',
      { result: '消去されない領域があることを、事務局が入手した機器で確かめた。' },
      { within: 'evidenceDemand' },
    );
    await act(suzuki, key, 'uphold', { finding: '初期化しても利用者の設定が残る。' }, { within: 'doubt' });
    await opens(suzuki, key, 'correction', { finding: '初期化しても利用者の設定が残る。', dueOn: '2030-01-10' });
    stage.say('事務局(事務 鈴木): 不適合を認定し、2030年1月10日を期限として是正を求める');
    await inForce(stage);
  }

  async function propose(stage: Stage): Promise<void> {
    const suzuki = await stage.as(office.issues);
    await inForce(stage);
    await act(suzuki, key, 'findNotCorrected', { facts: '是正の報告がない。' }, { within: 'correction' });
    await refused(stage, '意見を聴かずに取り消す', 'L-3.7-12', async () =>
      act(await stage.as(office.withdraws), key, 'withdraw', decision),
    );
    await act(suzuki, key, 'proposeWithdrawal', ground);
    stage.say('事務局(事務 鈴木): 取消しを起案し、意見を聴く。システムは自ら取り消さない');
    await inForce(stage);
  }

  async function hear(stage: Stage): Promise<void> {
    await act(await stage.as(vendor), key, 'state', { statement: '更新用ソフトウェアを3月に提供する予定です。' }, { within: 'hearing' });
    stage.say('申請者(例示 美咲): 意見を述べる');
  }

  async function withdraw(stage: Stage): Promise<void> {
    await refused(stage, '起案した人が取り消す', 'L-3.7-12', async () => act(await stage.as(office.issues), key, 'withdraw', decision));
    const takahashi = await stage.as(office.withdraws);
    await act(takahashi, key, 'withdraw', decision);
    const announcement = '例示見守りハブの利用者は、譲渡や廃棄の前に販売元へお問い合わせください。';
    await act(takahashi, key, 'announce', { why: 'high-impact', textJa: announcement });
    stage.say('事務局(事務 高橋): 別の担当者が取消しを決定し、一般に周知');
    await reads(stage, key, { status: 'withdrawn', since: withdrawnOn, page: [stock, announcement] });
    const notice = await stage.page(vendor, `/ja/attestations/${key}/withdrawal`);
    says('the notice of the withdrawal', notice, 'L-3.7-12', '猶予期間中に適切に是正されなかった');
    says('the outcome', await outcomeOf(stage, report), '事務局が案件として確認します。');
  }
}
