import { day } from '../../../src/rules/day.ts';
import { nextKey } from '../api-client.ts';
import { parts } from '../first-certificate-walk.ts';
import { castOf, FEES, pointerTo } from './certificate-steps.ts';
import { act, held, opens } from './held.ts';
import { publicly, reads } from './public-page.ts';
import type { Scene, Stage } from './stage.ts';
import { refused, same, says } from './told.ts';

const NEW_NAME = '株式会社みほんクラウド改(架空)';

/** The provider takes another name: notified with a new registry certificate, compared, paid, and the certificate issued anew. */
export function changedName(key: () => string): readonly Scene[] {
  const change = {
    ...{ concerns: 'registry', changedOn: '2027-05-10', description: '商号の変更。別添のとおり', altersCertificate: 'yes' },
    ...{ businessName: NEW_NAME, 'A2-01/content': NEW_NAME },
  };
  return [
    {
      on: day('2027-05-17'),
      tell: async (stage) => {
        const { responsible } = await castOf(stage);
        const evidence = await pointerTo(stage, '定款の変更.txt');
        await refused(stage, '登記事項証明書なしに名称の変更を届け出る', 'D-9.1-5', () =>
          opens(responsible, key(), 'change', { ...change, evidence }),
        );
        const registry = await pointerTo(stage, '登記事項証明書(2027年).txt');
        await opens(responsible, key(), 'change', { ...change, evidence, registry });
        const compared = await stage.page(parts.reviewer, `/ja/attestations/${key()}`);
        says('old beside new', compared, '<del', '▲変更', NEW_NAME);
        stage.say(`認定 ${key()}: 事業者名称の変更を届出。新旧を並べて確認`);
        same('the applicant before the notice is accepted', (await publicly(stage, key())).applicant.ja === NEW_NAME, false);
      },
    },
    { on: day('2027-05-24'), tell: (stage) => accepted(stage, key()) },
  ];
}

async function accepted(stage: Stage, key: string): Promise<void> {
  const { reviewer, decider } = await castOf(stage);
  await refused(stage, '再発行手数料の入金前に認定証を再発行する', 'D-4.7-3', () =>
    act(reviewer, key, 'acceptAndReissue', {}, { within: 'change' }),
  );
  const thread = (await held(reviewer, key)).threads.findLast((each) => each.kind === 'change')?.id ?? '';
  const arrived = {
    receivedOn: stage.today,
    amount: FEES.reissue,
    payer: 'ミホンクラウドキバン(カ',
    account: '見本銀行 普通 0000000',
    note: '',
  };
  const { payment } = await decider.send<{ payment: string }>('POST', '/api/v1/payments', arrived, { 'idempotency-key': nextKey() });
  await decider.send('POST', `/api/v1/payments/${payment}/assign`, { charge: thread });
  await act(reviewer, key, 'acceptAndReissue', {}, { within: 'change' });
  stage.say(`認定 ${key}: 届出を受理し、認定証を再発行(手数料 ${FEES.reissue.toLocaleString('en-US')}円)`);
  const seen = await reads(stage, key, { status: 'in-force', page: [NEW_NAME] });
  same('the applicant', seen.applicant.ja, NEW_NAME);
}

/** An outage with both its dates, and a maintenance notice that came later than form B promises. */
export function incidents(key: () => string): readonly Scene[] {
  const outage = { kind: 'outage', occurredOn: '2027-08-19', cameToLightOn: '2027-08-22', description: '収集した測定値の遅延' };
  const late = { noticedOn: '2027-10-05', stopsOn: '2027-10-12' };
  return [
    {
      on: day('2027-08-23'),
      tell: async (stage) => {
        const { responsible, editor } = await castOf(stage);
        await refused(stage, '発生より前に発覚したとする緊急事態を通知する', 'D-11.1-1', () =>
          opens(responsible, key(), 'incident', { ...outage, cameToLightOn: '2027-08-18' }),
        );
        await opens(responsible, key(), 'incident', outage);
        await act(editor, key(), 'report', { progress: '遅延を解消し、欠測がないことを確かめた。' }, { within: 'incident' });
        stage.say(`認定 ${key()}: 緊急事態を通知(発生 ${outage.occurredOn}、発覚 ${outage.cameToLightOn})し、経過を報告`);
        await reads(stage, key(), { status: 'in-force' });
      },
    },
    {
      on: day('2027-09-03'),
      tell: async (stage) => {
        const { reviewer } = await castOf(stage);
        await act(reviewer, key(), 'close', { finding: '復旧と再発の防止を確認した。' }, { within: 'incident' });
        const record = await reviewer.get<{ history: readonly { input: Readonly<Record<string, unknown>> }[] }>(
          `/api/v1/held-attestations/${key()}`,
        );
        const its = record.history.find(({ input }) => input['occurredOn'] === outage.occurredOn)?.input;
        same('both dates', [its?.['occurredOn'], its?.['cameToLightOn']], [outage.occurredOn, outage.cameToLightOn]);
        stage.say('認定機関: 終結を確認');
      },
    },
    {
      on: day('2027-10-05'),
      tell: async (stage) => {
        const { responsible } = await castOf(stage);
        await refused(stage, '開示した14日前より遅い告知を、予告どおりとして記録する', 'D-11.1-2', () =>
          act(responsible, key(), 'recordMaintenanceNotice', late),
        );
        await opens(responsible, key(), 'incident', {
          ...{ kind: 'short-notice', occurredOn: late.noticedOn, cameToLightOn: late.noticedOn, description: '停止の7日前に告知した。' },
        });
        await act(responsible, key(), 'recordMaintenanceNotice', { noticedOn: '2027-10-05', stopsOn: '2027-10-19' });
        stage.say(`認定 ${key()}: 遅い告知は緊急事態として通知、14日前の告知はそのまま記録`);
        await reads(stage, key(), { status: 'in-force' });
      },
    },
  ];
}
