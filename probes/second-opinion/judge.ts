import { z } from 'zod';
import { type Finding, type Given, type Judge, observed } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { tcpPorts } from '../tcp-ports/judge.ts';
import { holds } from '../tcp-ports/port-ranges.ts';
import { tls } from '../tls/judge.ts';

const Port = z.number().int().min(1).max(65_535);
const Tool = z.enum(['nmap', 'sslscan', 'testssl.sh']);
const Source = { tool: Tool, version: z.string().max(100), from: z.enum(['run', 'import']) };
const VERSIONS = ['SSLv3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;

const PortsReport = z.strictObject({
  ...Source,
  /** Ports that it looked at, first and last of each stretch. */
  looked: z.array(z.tuple([Port, Port])).max(10_000),
  open: z.array(Port).max(10_000),
});
const TlsReport = z.strictObject({
  ...Source,
  port: Port,
  /** Versions that it tells about, and whether the device takes them. */
  versions: z.array(z.strictObject({ version: z.enum(VERSIONS), taken: z.boolean() })).max(10),
});
const SecondOpinion = z.strictObject({ ports: z.array(PortsReport).max(5), tls: z.array(TlsReport).max(60) });
export type SecondOpinion = z.infer<typeof SecondOpinion>;
export type PortsReport = z.infer<typeof PortsReport>;
export type TlsReport = z.infer<typeof TlsReport>;
export type TlsVersionName = (typeof VERSIONS)[number];

/** What other tools say of the same device: where they disagree, a person must look. */
export const secondOpinion: Judge<SecondOpinion> = {
  id: 'second-opinion',
  version: 1,
  title: text('第二の意見(nmap、sslscan、testssl.sh)', 'Second opinion (nmap, sslscan, testssl.sh)'),
  after: ['tcp-ports', 'tls'],
  aspects: {
    'ports-agree': text('開いているポートの一致', 'Open ports agree'),
    'tls-agree': text('TLS の版の一致', 'TLS versions agree'),
  },
  effort: {
    unattendedSeconds: 15,
    personMinutes: 0,
    prerequisites: [
      text(
        '任意。nmap、sslscan が入っていれば自動で、ほかの報告は --import-… で取り込めます。',
        'Optional: nmap and sslscan are used when installed; other reports come in with --import-….',
      ),
    ],
  },
  shape: SecondOpinion,
  judge: (given) => [
    ...given.data.ports.map((report) => portsAgree(report, given)),
    ...given.data.tls.map((report) => tlsAgree(report, given)),
  ],
};

function portsAgree(report: PortsReport, { earlier }: Given<SecondOpinion>): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'ports-agree', subject: 'device', verdict, message });
  const own = observed(earlier, tcpPorts);
  const name = nameOf(report);
  if (own === undefined)
    return finding(
      'could-not-decide',
      text(`${name.ja}の結果と比べる、TCP ポートの観測がありません。`, `There is no result of the TCP ports to compare ${name.en} with.`),
    );
  const isLookedAt = (port: number) =>
    holds(report.looked, port) && port >= own.range[0] && port <= own.range[1] && !holds(own.notLookedAt, port);
  const [ours, theirs] = [own.open.filter(isLookedAt), report.open.filter(isLookedAt)];
  const onlyOurs = ours.filter((port) => !theirs.includes(port));
  const onlyTheirs = theirs.filter((port) => !ours.includes(port));
  if (onlyOurs.length > 0 || onlyTheirs.length > 0) {
    return finding(
      'could-not-decide',
      text(
        `${name.ja}と一致しません。${onlyTheirs.length > 0 ? `${name.ja}だけが開いているとするポート:${list(onlyTheirs)}。` : ''}こちらだけが開いているとするポート:${list(onlyOurs)}。機器の状態が変わった可能性があります。もう一度検査してください。`,
        `It disagrees with ${name.en}. Open only for ${name.en}: ${list(onlyTheirs)}. Open only here: ${list(onlyOurs)}. The device may have changed in between: test again.`,
      ),
    );
  }
  const both = [...report.looked].filter(([first, last]) => last >= own.range[0] && first <= own.range[1]).length;
  if (both === 0)
    return finding(
      'could-not-decide',
      text(`${name.ja}は、こちらが調べたポートを調べていません。`, `${name.en} looked at none of the ports that were looked at here.`),
    );
  return finding(
    'conforms',
    text(
      `${name.ja}が調べた範囲で、開いているポートは一致しました(${list(ours)})。`,
      `Within what ${name.en} looked at, the open ports are the same (${list(ours)}).`,
    ),
  );
}

function tlsAgree(report: TlsReport, { earlier }: Given<SecondOpinion>): Finding {
  const subject = `tcp/${report.port}`;
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'tls-agree', subject, verdict, message });
  const name = nameOf(report);
  const own = observed(earlier, tls)?.ports.find(({ port }) => port === report.port);
  if (own === undefined)
    return finding(
      'could-not-decide',
      text(
        `${subject} は、こちらでは TLS として調べていません(${name.ja}は調べています)。`,
        `${subject} was not looked at as TLS here, but by ${name.en}.`,
      ),
    );
  const compared = report.versions.flatMap(({ version, taken }) => {
    const asked = own.asked.filter((each) => each.version === version);
    const isTaken = asked.some(({ outcome }) => outcome === 'accepted');
    const isRefused = asked.length > 0 && asked.every(({ outcome }) => outcome === 'refused' || outcome === 'foreign');
    return isTaken || isRefused ? [{ version, taken, here: isTaken }] : [];
  });
  const different = compared.filter(({ taken, here }) => taken !== here);
  if (different.length > 0) {
    const told = different.map(({ version, taken }) => `${version} (${taken ? name.en : 'Akashi'})`).join(', ');
    return finding(
      'could-not-decide',
      text(
        `${subject} で受け入れる TLS の版が${name.ja}と一致しません。一方だけが受け入れるとした版:${told}。もう一度検査してください。`,
        `The TLS versions taken at ${subject} disagree with ${name.en}. Taken for one only: ${told}. Test again.`,
      ),
    );
  }
  if (compared.length === 0)
    return finding(
      'could-not-decide',
      text(`${subject} について、${name.ja}と比べられる版がありません。`, `Nothing of ${subject} can be compared with ${name.en}.`),
    );
  const taken = compared.filter(({ here }) => here).map(({ version }) => version);
  return finding(
    'conforms',
    text(
      `${subject} の TLS の版は${name.ja}と一致しました(${taken.join('、') || 'なし'})。`,
      `The TLS versions of ${subject} are the same for ${name.en} (${taken.join(', ') || 'none'}).`,
    ),
  );
}

const nameOf = ({ tool, version }: PortsReport | TlsReport): Text => {
  const name = visible(`${tool} ${version}`.trim(), 60);
  return text(` ${name} `, name);
};
const list = (ports: readonly number[]): string =>
  ports.length === 0 ? '-' : ports.slice(0, 20).join(', ') + (ports.length > 20 ? ' …' : '');
