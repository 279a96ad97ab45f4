import { services, servicesIn, wordsOf } from '../../../../probes/services/judge.ts';
import { openPorts } from '../../../../probes/services/open-ports.ts';
import { tcpPorts } from '../../../../probes/tcp-ports/judge.ts';
import { holds } from '../../../../probes/tcp-ports/port-ranges.ts';
import type { BundleContent } from '../../../check/bundle.ts';
import { observed } from '../../../check/probe.ts';
import type { DeclaredInterface } from '../../../check/profile.ts';
import type { Text } from '../../../rules/text.ts';

/** One interface: what the vendor says of it, and what was seen. */
export interface InterfaceRow {
  readonly at: string;
  readonly declared?: DeclaredInterface;
  readonly seen: 'open' | 'refused' | 'silent' | 'unsure' | 'not-looked-at';
  readonly what?: Text;
}

/** Declared and observed interfaces together: TCP before UDP, by port. */
export function interfaceRows({ profile, observations, findings }: BundleContent): readonly InterfaceRow[] {
  const scan = observed(observations, tcpPorts);
  const known = observed(observations, services);
  const whatIs = new Map(known ? servicesIn(known).map((service, index) => [known.ports[index]?.port, wordsOf(service)] as const) : []);
  const seenTcp = (port: number): InterfaceRow['seen'] => {
    if (scan === undefined) return 'not-looked-at';
    if (scan.open.includes(port)) return 'open';
    if (holds(scan.refused, port)) return 'refused';
    if (holds(scan.silent, port) || holds(scan.unreachable, port)) return 'silent';
    return holds(scan.unsure, port) ? 'unsure' : 'not-looked-at';
  };
  // What answers over UDP is told by the findings: on a port that is declared, or as one that is not.
  const udp = new Set(
    findings
      .filter(({ probe, aspect, subject }) => subject.startsWith('udp/') && probe === 'declared-interfaces' && aspect === 'undeclared-open')
      .map(({ subject }) => subject),
  );
  const unseen = new Set(findings.filter(({ aspect }) => aspect === 'declared-not-seen').map(({ subject }) => subject));
  const places = new Set([
    ...profile.interfaces.map(({ at }): string => at),
    ...(openPorts(observations) ?? []).map((port) => `tcp/${port}`),
    ...udp,
  ]);
  return [...places]
    .map((at): InterfaceRow => {
      const declared = profile.interfaces.find((each) => each.at === at);
      const port = Number(at.slice(4));
      const isTcp = at.startsWith('tcp/');
      const seen = isTcp ? seenTcp(port) : udp.has(at) ? 'open' : declared && !unseen.has(at) && hasRun(findings) ? 'open' : 'silent';
      const what = isTcp && seen === 'open' ? whatIs.get(port) : undefined;
      return { at, ...(declared ? { declared } : {}), seen, ...(what ? { what } : {}) };
    })
    .toSorted((a, b) =>
      a.at.slice(0, 3) < b.at.slice(0, 3) ? -1 : a.at.slice(0, 3) > b.at.slice(0, 3) ? 1 : Number(a.at.slice(4)) - Number(b.at.slice(4)),
    );
}

const hasRun = (findings: BundleContent['findings']): boolean =>
  findings.some(
    ({ probe, aspect, verdict }) => probe === 'declared-interfaces' && aspect === 'declared-not-seen' && verdict === 'conforms',
  );
