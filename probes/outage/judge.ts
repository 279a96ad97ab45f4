import { z } from 'zod';
import { type Change, compareStates, DeviceState, messageOf } from '../../src/check/device-state.ts';
import type { Finding, Judge } from '../../src/check/probe.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';

const Cut = z.strictObject({
  /** It was seen not to answer while the plug was out. */
  wentAway: z.boolean(),
  cameBack: z.boolean(),
  before: DeviceState,
  /** Absent when it did not come back. */
  after: DeviceState.optional(),
});
const Outage = z.strictObject({ power: Cut, network: Cut });
export type Outage = z.infer<typeof Outage>;

/** Loss of power and of the network: what was set, installed and protected is the same afterwards. */
export const outage: Judge<Outage> = {
  id: 'outage',
  version: 1,
  title: text('停電・ネットワーク断からの復旧', 'After loss of power and network'),
  after: [],
  aspects: { power: text('停電の後', 'After loss of power'), network: text('ネットワーク断の後', 'After loss of the network') },
  effort: {
    unattendedSeconds: 90,
    personMinutes: 6,
    prerequisites: [
      text(
        '電源とネットワークケーブルに手が届くこと(無線はアクセスポイントを止められること)。',
        'Someone can reach the power plug and the network cable (for radio: can stop the access point).',
      ),
      text(
        'プロファイルの readings に、設定と版の読み方があること。',
        'The profile says under readings how settings and version are read.',
      ),
    ],
  },
  shape: Outage,
  judge: ({ data }) => [judgeCut('power', data.power), judgeCut('network', data.network)],
};

function judgeCut(aspect: 'power' | 'network', { wentAway, cameBack, before, after }: Outage['power']): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect, subject: 'device', verdict, message });
  const what = cuts[aspect];
  if (!cameBack || after === undefined) {
    return finding(
      'does-not-conform',
      text(`${what.ja}の後、3分待っても機器が戻りませんでした。`, `After ${what.en} the device did not come back within three minutes.`),
    );
  }
  if (!wentAway) {
    return finding(
      'could-not-decide',
      text(
        `機器が応答しなくなった様子がなく、${what.ja}が起きたことを確かめられません。もう一度行ってください。`,
        `The device never stopped answering, so ${what.en} was not seen to happen. Do it again.`,
      ),
    );
  }
  const changes = compareStates(before, after);
  const worse = changes.filter(isWorse);
  if (worse.length > 0) return finding('does-not-conform', told(what, messageOf(worse)));
  const missing = [
    ...(changes.some(({ of, change }) => of === 'settings' && change === 'same') ? [] : [text('設定の読取り', 'a reading of settings')]),
    ...(changes.some(({ of, change }) => of === 'version' && change === 'same') ? [] : [text('版の読取り', 'a reading of the version')]),
  ];
  const unknown = changes.filter(({ change }) => change === 'unknown');
  if (missing.length > 0 || unknown.length > 0) {
    const lacks =
      missing.length === 0
        ? text('', '')
        : text(
            `比べるには、${missing.map(({ ja }) => ja).join('と')}が要ります(プロファイルの readings)。`,
            `To compare, the profile needs ${missing.map(({ en }) => en).join(' and ')} (readings). `,
          );
    const could = messageOf(unknown);
    return finding('could-not-decide', text(`${lacks.ja}${could.ja}`, `${lacks.en}${could.en}`.trim()));
  }
  return finding('conforms', told(what, messageOf(changes.filter(({ change }) => change === 'same'))));
}

const isWorse = ({ of, change }: Change): boolean => change === 'lost' || (change === 'changed' && of !== 'public');
const cuts = { power: text('停電', 'loss of power'), network: text('ネットワーク断', 'loss of the network') } as const;
const told = (what: Text, message: Text): Text => text(`${what.ja}の後:${message.ja}`, `After ${what.en}: ${message.en}`);
