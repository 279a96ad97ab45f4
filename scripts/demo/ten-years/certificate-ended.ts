import type { ExampleDossier } from '../../../examples/example.ts';
import { connect, field, fleet } from '../../../examples/iot-cloud/dossiers.ts';
import { addDays, day, lastDayOfYears } from '../../../src/rules/day.ts';
import { fill, move, withEvidence } from '../api-client.ts';
import * as walk from '../first-certificate-walk.ts';
import { castOf, certified, FEES, fileService, ownPapers, reviewed } from './certificate-steps.ts';
import { act, openRenewal, opens } from './held.ts';
import { publicly, reads } from './public-page.ts';
import { type ReturnEnded, returnScenes } from './returned.ts';
import type { Scene, Stage } from './stage.ts';
import { refused, says } from './told.ts';

interface Told {
  readonly scenes: readonly Scene[];
  readonly returns: readonly ReturnEnded[];
}

/** Asked for its renewal a day too late: it expires, and its documents go back. */
export function expiredCertificate(original: () => string): Told & { readonly key: () => string } {
  const certifiedOn = day('2027-01-04');
  const last = lastDayOfYears(certifiedOn, 2);
  const service = String(fleet('').values['serviceName']);
  const returns: ReturnEnded[] = [];
  let id = '';
  let key = '';
  const scenes: readonly Scene[] = [
    {
      on: day('2026-12-14'),
      tell: async (stage) => {
        id = await fileService(stage, fleet(original()));
        await reviewed(stage, id, { total: FEES.new, seesOriginal: false });
        stage.say(`認定の申請: ${service}(二つ目のサービス。登記事項証明書は写し)`);
      },
    },
    {
      on: certifiedOn,
      tell: async (stage) => {
        key = await certified(stage, id, service);
        await reads(stage, key, { status: 'in-force', since: certifiedOn, until: last });
      },
    },
    {
      on: addDays(last, -29),
      tell: async (stage) => {
        const { responsible } = await castOf(stage);
        await refused(stage, '最終日の29日前に更新を始める', 'D-9.1-2', () => openRenewal(responsible, key));
      },
    },
    { on: last, tell: async (stage) => void (await reads(stage, key, { status: 'in-force', since: certifiedOn })) },
    {
      on: addDays(last, 1),
      tell: async (stage) => void (await reads(stage, key, { status: 'expired', since: addDays(last, 1) })),
    },
    ...returnScenes({
      ...{ applications: () => [id], part: 'all', end: 'expired', clause: 'D-10-1', offeredOn: day('2029-01-09'), papers: () => key },
      ...{ document: 'サービス仕様書(デバイス管理).pdf', told: (end) => void returns.push(end) },
    }),
  ];
  return { scenes, returns, key: () => key };
}

/** The third service of the example, made right where it falls short: it verifies its devices. */
function improved(original: string, more: ExampleDossier['values'] = {}): ExampleDossier {
  const its = field(original);
  const authentication = Object.entries(connect.values).filter(([path]) => path.startsWith('B5-19/'));
  return { ...its, values: { ...its.values, ...Object.fromEntries(authentication), ...more } };
}

/** Withdrawn on a leap day, waited for a year, certified anew, and ended with its service at the turn of a year. */
export function withdrawnCertificate(original: () => string): Told & { readonly keys: () => readonly [string, string] } {
  const withdrawnOn = day('2028-02-29');
  const ended = day('2030-12-31');
  const reported = day('2031-01-08');
  const service = String(field('').values['serviceName']);
  const ground = { ground: 'カ', reasons: '機器認証の方式の変更が届け出られていない。' };
  const returns: ReturnEnded[] = [];
  const keep = (end: ReturnEnded) => void returns.push(end);
  let id = '';
  let key = '';
  let again = '';
  let anew = '';

  const withdrawal: readonly Scene[] = [
    {
      on: day('2027-06-01'),
      tell: async (stage) => {
        id = await fileService(stage, improved(original()));
        await reviewed(stage, id, { total: FEES.new, seesOriginal: false });
        key = await certified(stage, id, service);
        stage.say(`認定 ${key}: ${service}`);
        await reads(stage, key, { status: 'in-force' });
      },
    },
    {
      on: day('2028-01-18'),
      tell: async (stage) => {
        const { reviewer, decider } = await castOf(stage);
        await refused(stage, '正当な理由の有無を確かめずに取り消す', 'D-11.4-1', () => act(decider, key, 'withdraw', ground));
        await opens(reviewer, key, 'justReason', { ground: 'カ', facts: '方式が変わっている。', due: '2028-02-01' });
      },
    },
    {
      on: day('2028-02-01'),
      tell: async (stage) =>
        act((await castOf(stage)).responsible, key, 'give', { reason: '担当者が交代し、失念していた。' }, { within: 'justReason' }),
    },
    {
      on: day('2028-02-15'),
      tell: async (stage) => {
        const { reviewer } = await castOf(stage);
        await act(reviewer, key, 'conclude', { finding: '失念は正当な理由に当たらない。' }, { within: 'justReason' });
        await refused(stage, '理由を判断した人が取り消す', 'D-11.4-1', () => act(reviewer, key, 'withdraw', ground));
        stage.say(`認定 ${key}: 事業者に理由を確かめ、正当な理由はないと判断`);
        await reads(stage, key, { status: 'in-force' });
      },
    },
    {
      on: withdrawnOn,
      tell: async (stage) => {
        await act((await castOf(stage)).decider, key, 'withdraw', ground);
        stage.say(`認定 ${key}: 別の担当者がうるう日に取消しを決定`);
        await reads(stage, key, { status: 'withdrawn', since: withdrawnOn });
        const notice = await stage.page(walk.parts.responsible, `/ja/attestations/${key}/withdrawal`);
        says('the notice of the withdrawal', notice, 'D-11.4-1', '正当な理由なく届出をしなかったとき');
      },
    },
    ...returnScenes({
      ...{ applications: () => [id], part: 'all', end: 'withdrawn', clause: 'D-10-1', offeredOn: day('2028-03-10'), papers: () => key },
      ...{ document: 'サービス仕様書(フィールド計測).pdf', told: keep },
    }),
  ];

  const applyAgain = async (stage: Stage) => move((await castOf(stage)).responsible, again, 'submit');
  const secondLife: readonly Scene[] = [
    {
      on: day('2029-02-28'),
      tell: async (stage) => {
        const { responsible } = await castOf(stage);
        const { number } = await publicly(stage, key);
        const dossier = improved(original(), { earlier: 'withdrawn', earlierNumber: number, withdrawnOn });
        again = await walk.openService(responsible, dossier);
        await fill(responsible, again, withEvidence(dossier.values, await ownPapers(stage)));
        await refused(stage, '取消しから1年を経過する前日に同じサービスを申請する', 'D-4.2-6', () => applyAgain(stage));
      },
    },
    {
      on: day('2029-03-01'),
      tell: async (stage) => {
        await applyAgain(stage);
        stage.say(`認定の申請: ${service}。取消しから1年を経過し、受け付けられる`);
      },
    },
    {
      on: day('2029-03-26'),
      tell: async (stage) => {
        await reviewed(stage, again, { total: FEES.new, seesOriginal: false });
        await walk.certify(await castOf(stage), again);
        anew = await newestOf(stage, service, key);
        stage.say(`認定 ${anew}: ${service}(新しい番号)`);
        await reads(stage, anew, { status: 'in-force', since: day('2029-03-26') });
        await reads(stage, key, { status: 'withdrawn', since: withdrawnOn });
      },
    },
    { on: ended, tell: async (stage) => void (await reads(stage, anew, { status: 'in-force' })) },
    {
      on: reported,
      tell: async (stage) => {
        const { responsible } = await castOf(stage);
        await refused(stage, '認定証を返納せずにサービスの終了を届け出る', 'D-9.3-1', () =>
          act(responsible, anew, 'reportEnd', { endedOn: ended }),
        );
        await act(responsible, anew, 'reportEnd', { endedOn: ended, certificateReturned: true });
        stage.say(`認定 ${anew}: サービスの終了を届け出て、認定証を返納`);
        await reads(stage, anew, { status: 'ceased', since: ended, learnedOn: reported });
      },
    },
    ...returnScenes({
      ...{ applications: () => [again], part: 'all', end: 'ceased', clause: 'D-10-2', offeredOn: day('2031-01-20'), papers: () => anew },
      ...{ document: 'サービス仕様書(フィールド計測).pdf', told: keep },
    }),
  ];
  return { scenes: [...withdrawal, ...secondLife], returns, keys: () => [key, anew] };
}

/** The certificate of a service that is not the earlier one. */
async function newestOf({ server }: Stage, service: string, earlier: string): Promise<string> {
  const response = await fetch(`${server.address}/api/v1/attestations?q=${encodeURIComponent(service)}`);
  const { items } = (await response.json()) as { items: readonly walk.ListedCertificate[] };
  const found = items.find((each) => each.product.ja === service && each.key !== earlier);
  if (!found) throw new Error(`no new certificate for ${service}`);
  return found.key;
}
