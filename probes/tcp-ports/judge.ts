import { z } from 'zod';
import type { Finding, Judge } from '../../src/check/probe.ts';
import type { Profile } from '../../src/check/profile.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { countOf, PortNumber, PortRanges, spelled } from './port-ranges.ts';

/** More open ports than this, and something answers for all of them. */
export const MOST_OPEN = 1000;

const TcpPorts = z.strictObject({
  /** First and last port that was to be looked at. */
  range: z.tuple([PortNumber, PortNumber]),
  open: z.array(PortNumber).max(MOST_OPEN + 5000),
  refused: PortRanges,
  /** Asked at least twice without any answer. Not the same as closed. */
  silent: PortRanges,
  /** Something on the way, or the device, says that it may not be reached. */
  unreachable: PortRanges,
  /** Answers contradicted each other each time that they were asked. */
  unsure: PortRanges,
  notLookedAt: PortRanges,
  ended: z.enum(['complete', 'time', 'everything-answers']),
  /** The port whose known answer was asked for again and again in between: a stretch in which it failed was scanned once more, slower. */
  control: z.strictObject({
    kind: z.enum(['open', 'refused', 'none']),
    port: PortNumber.optional(),
    asked: z.number().int().min(0),
    failed: z.number().int().min(0),
  }),
  /** Ports asked once more because a control failed. */
  askedAgain: z.number().int().min(0),
  /** Connections a second: lowest and highest in this scan. */
  rate: z.strictObject({ lowest: z.number(), highest: z.number() }),
  seconds: z.number(),
});
export type TcpPorts = z.infer<typeof TcpPorts>;

/** All TCP ports: which are open, which refuse, which say nothing, and which nobody looked at. */
export const tcpPorts: Judge<TcpPorts> = {
  id: 'tcp-ports',
  version: 1,
  title: text('開いている TCP ポート', 'Open TCP ports'),
  after: [],
  aspects: { coverage: text('全 TCP ポートの走査', 'All TCP ports looked at') },
  effort: {
    unattendedSeconds: 480,
    personMinutes: 0,
    prerequisites: [
      text(
        '機器に電源が入り、試験用コンピュータから経路上のファイアウォールなしに届くこと。',
        'The device is on and reached without a firewall in between.',
      ),
    ],
  },
  shape: TcpPorts,
  judge: ({ data, profile }) => [coverage(data, profile)],
};

function coverage(data: TcpPorts, profile: Profile): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'coverage', subject: 'device', verdict, message });
  if (data.ended === 'everything-answers') return finding('could-not-decide', everythingAnswers(data));
  const left = outside(data);
  if (left.length > 0) return finding('could-not-decide', leftOver(data, left));
  if (data.unsure.length > 0) return finding('could-not-decide', contradicted(data));
  if (data.open.length === 0 && data.refused.length === 0) return finding('could-not-decide', nothingAnswers);
  if (data.open.length === 0 && profile.interfaces.some(({ at }) => at.startsWith('tcp/'))) return finding('could-not-decide', noneOpen);
  return finding('conforms', seen(data));
}

/** Ports of 1 to 65535 that were not looked at: outside the range of the profile, or left over. */
const outside = ({ range: [first, last], notLookedAt }: TcpPorts): PortRanges => [
  ...(first > 1 ? [[1, first - 1] as [number, number]] : []),
  ...notLookedAt,
  ...(last < 65_535 ? [[last + 1, 65_535] as [number, number]] : []),
];

const listed = (open: readonly number[], none: string) =>
  open.length === 0
    ? none
    : spelled(
        open.map((port) => [port, port] as [number, number]),
        30,
      );

function seen(data: TcpPorts): Text {
  const { open, refused, silent, unreachable, control } = data;
  const [closed, quiet, barred] = [countOf(refused), countOf(silent), countOf(unreachable)];
  const checked =
    control.kind === 'open'
      ? text(
          `走査中、開いていると分かっているポート ${control.port} へ${control.asked}回接続し、応答を確かめました。`,
          `Port ${control.port}, known to be open, was asked ${control.asked} times in between.`,
        )
      : text(
          '開いているポートがないため、拒否の応答を開いているポートとの対照で確かめることはできません。',
          'No port is open, so the refusals could not be checked against an open one.',
        );
  return text(
    `TCP 1~65535 をすべて調べました。開いている:${listed(open, 'なし')}。拒否:${closed}、無応答:${quiet}、到達不可の通知:${barred}。${checked.ja}`,
    `All of TCP 1 to 65535 was looked at. Open: ${listed(open, 'none')}. Refused: ${closed}, no answer: ${quiet}, told unreachable: ${barred}. ${checked.en}`,
  );
}

const leftOver = ({ open, ended }: TcpPorts, left: PortRanges): Text => {
  const why =
    ended === 'time'
      ? text('時間の上限(bounds.scanMinutes)に達しました。', 'The time bound (bounds.scanMinutes) was reached.')
      : text('プロファイルの範囲(bounds.tcp)の外です。', 'They lie outside the range of the profile (bounds.tcp).');
  return text(
    `${countOf(left)}個の TCP ポートを調べていません(${spelled(left)})。${why.ja}範囲と時間を広げ、もう一度実行してください。ここまでに開いていたもの:${listed(open, 'なし')}。`,
    `${countOf(left)} TCP ports were not looked at (${spelled(left)}). ${why.en} Widen range and time and run it again. Open so far: ${listed(open, 'none')}.`,
  );
};
const contradicted = ({ unsure, open }: TcpPorts): Text =>
  text(
    `${countOf(unsure)}個の TCP ポートの応答が、速度を落としても定まりません(${spelled(unsure)})。機器に余裕があるときに、bounds.rate を小さくしてもう一度実行してください。開いているもの:${listed(open, 'なし')}。`,
    `The answers of ${countOf(unsure)} TCP ports (${spelled(unsure)}) contradict each other even at a lower rate. Run it again with a smaller bounds.rate while the device is idle. Open: ${listed(open, 'none')}.`,
  );
const everythingAnswers = ({ open }: TcpPorts): Text =>
  text(
    `調べた範囲だけで${open.length}個の TCP ポートが接続を受け入れました。機器の手前の装置が代わりに応答していると考えられ、どのポートが機器のものか判定できません。装置を外し、直接つないで実行してください。`,
    `${open.length} TCP ports accepted a connection in the part looked at: something answers for every port, so which are the device's own cannot be told. Remove what stands before the device and connect to it directly.`,
  );
const noneOpen = text(
  '宣言された TCP ポートを含め、開いているポートが一つもありません。拒否の応答が機器の過負荷によるものかを確かめられません。サービスが起動していることを確かめ、もう一度実行してください。',
  'No port is open, not even a declared one, so that refusals cannot be told from those of an overloaded device. Make sure that its services run and run it again.',
);
const nothingAnswers = text(
  '開いているポートも拒否するポートもなく、すべて無応答でした。ファイアウォールか機器の不在かを区別できません。',
  'No port is open and none refuses: all are silent. A firewall cannot be told from a device that is not there.',
);
