import { connect } from '../../../examples/iot-cloud/dossiers.ts';
import { addDays, type Day, day, lastDayOfYears } from '../../../src/rules/day.ts';
import { fill, move } from '../api-client.ts';
import * as walk from '../first-certificate-walk.ts';
import { changedName, incidents } from './certificate-events.ts';
import { castOf, certified, FEES, fileRenewal, ownPapers, pointerTo, reviewed, statedAnew } from './certificate-steps.ts';
import { act, openRenewal } from './held.ts';
import { reminded } from './mail.ts';
import { type PublicSeen, publicly, reads } from './public-page.ts';
import { type ReturnEnded, returnScenes } from './returned.ts';
import type { Scene, Stage } from './stage.ts';
import { refused, same, says } from './told.ts';

const SERVICE = String(connect.values['serviceName']);
const CERTIFIED = day('2027-01-04');
/** Last days of the four periods, each of two years. */
const periodEnd = (period: number): Day => lastDayOfYears(CERTIFIED, 2 * period);
const [FIRST_END, SECOND_END, THIRD_END, FOURTH_END] = [periodEnd(1), periodEnd(2), periodEnd(3), periodEnd(4)];
const [OPENS, CLOSES] = [addDays(FIRST_END, -60), addDays(FIRST_END, -30)];
const MERGED = day('2034-04-01');
const LEARNED = day('2034-05-20');

/** The item whose content is withheld for a while. */
const withheldLine = ({ sections }: PublicSeen) => sections.flatMap(({ lines }) => lines).find((line) => line.item?.code === 'B5-01');

/** A certification that is renewed three times and ends by a merger. */
export function renewedCertificate(): {
  readonly scenes: readonly Scene[];
  readonly key: () => string;
  /** The number of the first application: later ones name it, where the original was filed. */
  readonly application: () => string;
  readonly returns: readonly ReturnEnded[];
} {
  let key = '';
  let id = '';
  let application = '';
  let renewal = '';
  const renewals: string[] = [];
  let withheldUntil = CERTIFIED;
  const returns: ReturnEnded[] = [];
  const inForce = async (stage: Stage, since: Day, until: Day) => void (await reads(stage, key, { status: 'in-force', since, until }));
  const keep = (end: ReturnEnded) => void returns.push(end);

  const applying: readonly Scene[] = [
    {
      on: day('2026-12-01'),
      tell: async (stage) => {
        const cast = await castOf(stage);
        const evidence = await ownPapers(stage);
        id = await walk.openService(cast.responsible, connect);
        await walk.askBeforeFiling(cast, id);
        await walk.fileDossier(cast, id, connect, evidence);
        stage.say(`認定の申請: ${SERVICE}(100項目、疎明資料 ${evidence.size} 件)`);
      },
    },
    {
      on: day('2026-12-08'),
      tell: async (stage) => {
        const cast = await castOf(stage);
        await walk.reviewForm(cast, id, stage.today, true);
        application = (await walk.payByStatement(cast, id, stage.today)).application;
        await walk.startReview(cast, id);
        await walk.askAtItem(cast, id);
        withheldUntil = await walk.withholdSoftware(cast, id, stage.today);
        await walk.reviewItems(cast, id);
        await walk.completeReview(cast, id, '必須項目はすべて適切に開示されている。');
        stage.say('認定機関: 形式審査、入金、書類審査を終える。B5-01 の公表を期限を定めて留保');
      },
    },
    {
      on: CERTIFIED,
      tell: async (stage) => {
        await walk.hearCommittee(await castOf(stage), id, SERVICE, stage.today);
        key = await certified(stage, id, SERVICE);
        stage.say(`認定 ${key}: ${SERVICE}`);
        await inForce(stage, CERTIFIED, FIRST_END);
      },
    },
  ];
  const withholding = (): readonly Scene[] => {
    const until = addDays(day('2026-12-08'), 120);
    return [
      {
        on: until,
        tell: async (stage) => {
          same('the last day of the withholding', withheldUntil, until);
          same('B5-01 on the last day', withheldLine(await publicly(stage, key))?.withheld, { until });
        },
      },
      {
        on: addDays(until, 1),
        tell: async (stage) => {
          const line = withheldLine(await publicly(stage, key));
          same('B5-01 on the day after', [line?.withheld, typeof line?.value], [undefined, 'string']);
          stage.say(`認定 ${key}: B5-01 の留保が終わり、内容が公表される`);
        },
      },
    ];
  };
  const remind = (of: string, on: Day): Scene => ({
    on,
    tell: (stage) => reminded(stage, { officer: walk.parts.reviewer, key, of, days: [on], people: 2 }),
  });
  const firstRenewal: readonly Scene[] = [
    remind('更新の予告', addDays(FIRST_END, -120)),
    {
      on: addDays(OPENS, -1),
      tell: async (stage) => {
        const { responsible } = await castOf(stage);
        await refused(stage, '最終日の61日前に更新を始める', 'D-9.1-2', () => openRenewal(responsible, key));
      },
    },
    remind('更新手続きの初日', OPENS),
    remind('更新手続きの最終日', CLOSES),
    { on: CLOSES, tell: file },
    { on: FIRST_END, tell: (stage) => inForce(stage, CERTIFIED, FIRST_END) },
    {
      on: addDays(FIRST_END, 1),
      tell: async (stage) => void (await reads(stage, key, { status: 'renewal-under-review', since: addDays(FIRST_END, 1) })),
    },
    {
      on: day('2029-01-22'),
      tell: async (stage) => {
        await reads(stage, key, { status: 'renewal-under-review' });
        await reviewed(stage, renewal, { total: FEES.renewal, seesOriginal: true });
        const page = await stage.page(walk.parts.reviewer, `/ja/office/cases/${renewal}`);
        says('the changes since the new application', page, 'id="renewal-first"', '≠', '問合せ対応実績(2028年).txt');
        await certified(stage, renewal, SERVICE);
        renewals.push(renewal);
        stage.say(`認定 ${key}: 最終日の後に更新を決定。空白なく続く`);
        await inForce(stage, addDays(FIRST_END, 1), SECOND_END);
      },
    },
    ...returnScenes({
      ...{ applications: () => [id], part: 'superseded', end: 'superseded', clause: 'D-10-1', offeredOn: day('2029-01-23') },
      ...{ document: '問合せ対応実績.csv', told: keep },
    }),
  ];

  async function file(stage: Stage): Promise<void> {
    const { responsible } = await castOf(stage);
    const { number } = await publicly(stage, key);
    renewal = await openRenewal(responsible, key);
    const { markUsedProperly, ...rest } = statedAnew(number);
    await fill(responsible, renewal, {
      ...rest,
      'B7-03/content': '当日に回答した割合は96%、一次回答の平均は1.8時間です(2028年9月)。',
    });
    await refused(stage, 'マークを適切に使用したことの申告なしに更新を申請する', 'D-9.1-3', () => move(responsible, renewal, 'submit'));
    await fill(responsible, renewal, { markUsedProperly: markUsedProperly ?? true });
    await refused(stage, '名称の変更後に登記事項証明書なしに更新を申請する', 'D-9.1-5', () => move(responsible, renewal, 'submit'));
    const registry = await pointerTo(stage, '登記事項証明書(2028年).txt');
    await fill(responsible, renewal, {
      newRegistry: registry,
      'A2-01/evidence': registry,
      'B7-03/evidence': await pointerTo(stage, '問合せ対応実績(2028年).txt'),
    });
    await move(responsible, renewal, 'submit');
    stage.say(`認定 ${key}: 更新手続きの最終日に更新を申請`);
  }

  const renewAgain = async (stage: Stage, year: number) => {
    const { number } = await publicly(stage, key);
    const newRegistry = await pointerTo(stage, `登記事項証明書(${year}年).txt`);
    const its = await fileRenewal(stage, key, number, { newRegistry });
    await reviewed(stage, its, { total: FEES.renewal, seesOriginal: true });
    await certified(stage, its, SERVICE);
    renewals.push(its);
  };
  const later: readonly Scene[] = [
    {
      on: addDays(SECOND_END, -60),
      tell: async (stage) => {
        await renewAgain(stage, 2030);
        stage.say(`認定 ${key}: 更新手続きの初日に申請し、最終日より前に決定。新しい期間は最終日の翌日から`);
        await inForce(stage, addDays(FIRST_END, 1), THIRD_END);
      },
    },
    { on: SECOND_END, tell: (stage) => inForce(stage, addDays(FIRST_END, 1), THIRD_END) },
    { on: addDays(SECOND_END, 1), tell: (stage) => inForce(stage, addDays(SECOND_END, 1), THIRD_END) },
    {
      on: addDays(THIRD_END, -45),
      tell: async (stage) => {
        await renewAgain(stage, 2032);
        stage.say(`認定 ${key}: 三度目の更新`);
        await inForce(stage, addDays(SECOND_END, 1), FOURTH_END);
      },
    },
    // The merger has happened and nobody has told the office.
    { on: day('2034-05-01'), tell: (stage) => inForce(stage, addDays(THIRD_END, 1), FOURTH_END) },
    {
      on: LEARNED,
      tell: async (stage) => {
        const { reviewer, responsible } = await castOf(stage);
        await refused(stage, '認定の日より前の合併を記録する', 'D-11.3-1', () =>
          act(reviewer, key, 'recordSuccession', { event: 'merger', occurredOn: addDays(CERTIFIED, -1) }),
        );
        await act(reviewer, key, 'recordSuccession', { event: 'merger', occurredOn: MERGED });
        stage.say(`認定 ${key}: 合併を把握。効力は合併の日に失われている`);
        const page = ['2034年4月1日から', '2034年5月20日に把握'];
        await reads(stage, key, { status: 'lapsed', since: MERGED, learnedOn: LEARNED, page });
        await refused(stage, '効力を失った認定の変更を届け出る', 'D-9.2-1', () =>
          act(
            responsible,
            key,
            'open',
            { concerns: 'forms', changedOn: LEARNED, description: '変更', altersCertificate: 'no' },
            { opens: 'change' },
          ),
        );
      },
    },
    ...returnScenes({
      ...{ applications: () => [id, ...renewals], part: 'all', end: 'lapsed', clause: 'D-10-2', offeredOn: day('2034-06-01') },
      ...{ document: '登記事項証明書.pdf', papers: () => key, told: keep },
    }),
    { on: day('2036-11-24'), tell: async (stage) => void (await reads(stage, key, { status: 'lapsed', since: MERGED })) },
  ];
  const scenes = [...applying, ...withholding(), ...changedName(() => key), ...incidents(() => key), ...firstRenewal, ...later];
  return { scenes, key: () => key, application: () => application, returns };
}
