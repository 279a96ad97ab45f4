import { z } from 'zod';
import { type Finding, type Judge, type Observations, observed } from '../../src/check/probe.ts';
import type { DeclaredInterface, Profile } from '../../src/check/profile.ts';
import { visible } from '../../src/check/visible.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { services, servicesIn, wordsOf } from '../services/judge.ts';
import { type TcpPorts, tcpPorts } from '../tcp-ports/judge.ts';
import { holds } from '../tcp-ports/port-ranges.ts';
import { answering, type UdpServices, udpServices } from '../udp-services/judge.ts';

export const PHYSICAL = ['bluetooth', 'usb'] as const;
export type Physical = (typeof PHYSICAL)[number];

const DeclaredInterfaces = z.strictObject({
  /** What a person said about each physical interface that had to be looked at. */
  physical: z.array(
    z.strictObject({
      kind: z.enum(PHYSICAL),
      answer: z.enum(['as-declared', 'otherwise', 'not-asked']),
      /** Why nobody was asked. */
      reason: z.strictObject({ ja: z.string(), en: z.string() }).optional(),
    }),
  ),
});
export type DeclaredInterfaces = z.infer<typeof DeclaredInterfaces>;

/** Declared against observed: what is open and was not declared (S1.1-13 a), what was declared and is not there, and the physical interfaces (b, c). */
export const declaredInterfaces: Judge<DeclaredInterfaces> = {
  id: 'declared-interfaces',
  version: 1,
  title: text('宣言されたインタフェースとの照合', 'Declared against observed interfaces'),
  after: ['tcp-ports', 'udp-services', 'services'],
  aspects: {
    'undeclared-open': text('宣言のない待受けポート', 'Open without being declared'),
    'declared-not-seen': text('宣言されたが観測されないポート', 'Declared and not seen'),
    physical: text('Bluetooth、USB などの物理インタフェース', 'Bluetooth, USB and the like'),
  },
  effort: {
    unattendedSeconds: 1,
    personMinutes: 3,
    prerequisites: [
      text('プロファイルに、使うインタフェースとその理由が書かれていること。', 'The profile names each interface and why it is needed.'),
    ],
  },
  shape: DeclaredInterfaces,
  judge: ({ data, profile, earlier }) => {
    const tcp = observed(earlier, tcpPorts);
    const udp = observed(earlier, udpServices);
    return [...undeclared(tcp, udp, profile, earlier), ...notSeen(tcp, udp, profile), ...physical(data, profile)];
  },
};

function undeclared(tcp: TcpPorts | undefined, udp: UdpServices | undefined, profile: Profile, earlier: Observations): readonly Finding[] {
  const finding = (subject: string, verdict: Verdict, message: Text): Finding => ({ aspect: 'undeclared-open', subject, verdict, message });
  const isDeclared = (at: string) => profile.interfaces.some((each) => each.at === at);
  const fault = (at: string, seems: Text) => finding(at, 'does-not-conform', isUndeclared(at, seems));
  const believed = tcp && tcp.ended !== 'everything-answers' ? tcp.open : [];
  const seen = observed(earlier, services);
  const known = seen ? servicesIn(seen) : [];
  const faults = [
    ...believed
      .filter((port) => !isDeclared(`tcp/${port}`))
      .map((port) => {
        const service = known.find((each) => each.port === port && each.protocol !== 'unknown');
        return fault(`tcp/${port}`, service ? wordsOf(service) : unrecognised);
      }),
    ...(udp ? answering(udp) : [])
      .filter(({ port }) => !isDeclared(`udp/${port}`))
      .map(({ port, by }) => {
        const names = [...new Set(by.map(({ name }) => visible(name, 60)))].join(', ');
        return fault(`udp/${port}`, text(names, names));
      }),
  ];
  const gap = gapOf(tcp, udp);
  if (gap) return [...faults, finding('device', 'could-not-decide', gap)];
  return faults.length > 0 ? faults : [finding('device', 'conforms', allDeclared)];
}

/** Why it cannot be said that nothing else is open; undefined when everything was looked at. */
function gapOf(tcp: TcpPorts | undefined, udp: UdpServices | undefined): Text | undefined {
  if (!tcp)
    return text(
      'TCP ポートの走査の結果がないため、宣言のないポートの有無を判定できません。',
      'There is no scan of TCP ports, so what is open beyond the declared cannot be told.',
    );
  if (tcp.ended === 'everything-answers') return everythingAnswers;
  if (!udp)
    return text(
      'UDP の問い合わせの結果がないため、宣言のないサービスの有無を判定できません。',
      'UDP services were not asked, so what answers beyond the declared cannot be told.',
    );
  const [first, last] = tcp.range;
  if (first > 1 || last < 65_535 || tcp.notLookedAt.length > 0 || tcp.unsure.length > 0) {
    return text(
      '調べていない、又は応答の定まらない TCP ポートがあるため、宣言のないポートがほかにないとはいえません。',
      'Some TCP ports were not looked at, or their answers contradict each other: that nothing else is open cannot be said.',
    );
  }
  return undefined;
}

function notSeen(tcp: TcpPorts | undefined, udp: UdpServices | undefined, profile: Profile): readonly Finding[] {
  const finding = (subject: string, verdict: Verdict, message: Text): Finding => ({
    aspect: 'declared-not-seen',
    subject,
    verdict,
    message,
  });
  if (profile.interfaces.length === 0) return [finding('device', 'not-applicable', noneDeclared)];
  const missing = profile.interfaces.flatMap((declared) => {
    const why = whyNotSeen(declared, tcp, udp);
    return why ? [finding(declared.at, 'could-not-decide', why)] : [];
  });
  return missing.length > 0 ? missing : [finding('device', 'conforms', allSeen)];
}

function whyNotSeen({ at }: DeclaredInterface, tcp: TcpPorts | undefined, udp: UdpServices | undefined): Text | undefined {
  const port = Number(at.slice(4));
  if (at.startsWith('udp/')) {
    const outcomes = udp?.asked.filter((each) => each.port === port).map(({ outcome }) => outcome) ?? [];
    if (outcomes.includes('answered')) return undefined;
    if (outcomes.length === 0) return notLookedAt(at);
    return outcomes.includes('unreachable') ? isClosed(at) : isSilent(at);
  }
  if (!tcp) return notLookedAt(at);
  if (tcp.ended === 'everything-answers') return everythingAnswers;
  if (tcp.open.includes(port)) return undefined;
  if (holds(tcp.refused, port)) return isClosed(at);
  return holds(tcp.silent, port) || holds(tcp.unreachable, port) ? isSilent(at) : notLookedAt(at);
}

function physical(data: DeclaredInterfaces, profile: Profile): readonly Finding[] {
  return PHYSICAL.map((kind): Finding => {
    const finding = { aspect: 'physical', subject: kind };
    const { ja, en } = KIND[kind];
    const declared = profile.physical?.[kind];
    if (declared === undefined) {
      const message = text(
        `${ja} の有無がプロファイル(physical.${kind})に書かれていません。`,
        `The profile does not say whether there is ${en} (physical.${kind}).`,
      );
      return { ...finding, verdict: 'could-not-decide', message };
    }
    if (declared === 'none') {
      return {
        ...finding,
        verdict: 'not-applicable',
        message: text(`${ja} を持たない機器と宣言されています。`, `The device is declared to have no ${en}.`),
      };
    }
    const said = data.physical.find((each) => each.kind === kind);
    if (said?.answer === 'as-declared') return { ...finding, verdict: 'conforms', message: CONFIRMED[declared](ja, en) };
    if (said?.answer === 'otherwise') return { ...finding, verdict: 'does-not-conform', message: DENIED[declared](ja, en) };
    return { ...finding, verdict: 'could-not-decide', message: said?.reason ?? notAsked(ja, en) };
  });
}

const KIND = { bluetooth: text('Bluetooth', 'Bluetooth'), usb: text('USB', 'USB') } satisfies Record<Physical, Text>;
const CONFIRMED = {
  disabled: (ja: string, en: string) =>
    text(`${ja} が無効であることを、実機で人が確かめました。`, `A person confirmed on the device that ${en} is disabled.`),
  used: (ja: string, en: string) =>
    text(
      `${ja} は必要な機能だけが有効であることを、実機で人が確かめました。`,
      `A person confirmed on the device that only the needed functions of ${en} are on.`,
    ),
};
const DENIED = {
  disabled: (ja: string, en: string) =>
    text(
      `${ja} は無効と宣言されていますが、実機では有効でした。無効にするか、宣言を改めてください。`,
      `${en} is declared disabled, but it is on. Disable it or correct the declaration.`,
    ),
  used: (ja: string, en: string) =>
    text(
      `${ja} に、不要な機能が有効のまま残っています。不要な機能を無効にしてください。`,
      `Functions of ${en} that are not needed are on. Disable them.`,
    ),
};
const notAsked = (ja: string, en: string) =>
  text(
    `${ja} の状態を実機で確かめていません。人の立会いのもとで実行してください。`,
    `The state of ${en} was not confirmed on the device. Run it with a person beside it.`,
  );

const isUndeclared = (at: string, seems: Text) =>
  text(
    `${at} が、宣言なしに開いています(${seems.ja})。不要なら閉じ、必要ならプロファイルの interfaces に理由とともに加えてください。`,
    `${at} is open without being declared (${seems.en}). Close it, or add it to the interfaces of the profile with the reason why it is needed.`,
  );
const unrecognised = text('サービスは識別できません', 'the service is not recognised');
const allDeclared = text(
  '全 TCP ポートと既知の UDP サービスを調べ、宣言のない待受けポートはありませんでした。',
  'All TCP ports and the known UDP services were looked at: nothing is open that was not declared.',
);
const everythingAnswers = text(
  'すべての TCP ポートが接続を受け入れるように見えるため、宣言と照合できません。機器へ直接つないで実行してください。',
  'Every TCP port seems to accept a connection, so that nothing can be compared with what was declared. Connect to the device directly.',
);
const noneDeclared = text('プロファイルに宣言されたインタフェースはありません。', 'The profile declares no interface.');
const allSeen = text('宣言されたインタフェースは、すべて観測されました。', 'Every declared interface was seen.');
const isClosed = (at: string) =>
  text(
    `宣言された ${at} が閉じています。サービスを起動して再び実行するか、不要なら宣言から除いてください。`,
    `${at} is declared but closed. Start its service and run it again, or take it out of the declaration.`,
  );
const isSilent = (at: string) =>
  text(
    `宣言された ${at} が応答しません。サービスの起動と、途中のファイアウォールを確かめてください。`,
    `${at} is declared but does not answer. Check its service, and any firewall in between.`,
  );
const notLookedAt = (at: string) =>
  text(
    `宣言された ${at} を調べていません。プロファイルの範囲(bounds)を確かめてください。`,
    `${at} is declared but was not looked at. Check the bounds of the profile.`,
  );
