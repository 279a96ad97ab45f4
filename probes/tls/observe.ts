import { CannotObserve, observed } from '../../src/check/probe.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { readCertificate } from '../../src/io/device/certificate.ts';
import { secure } from '../../src/io/device/http-exchange.ts';
import { type Greeting, greet } from '../../src/io/device/tls-greeting.ts';
import { allIdentified, services, servicesIn } from '../services/judge.ts';
import { CIPHER_GROUPS, suitesFor, TLS_VERSIONS, type TlsVersion } from './cipher-suites.ts';
import type { TlsData, TlsPort } from './shape.ts';

const MOST_PORTS = 20;
const MOST_CHAINS = 6;
const PROTOCOL_VERSION = 70;

/** What is probably accepted comes first, so that there is something to compare with at the end. */
const ORDER: readonly TlsVersion[] = ['TLS 1.2', 'TLS 1.3', 'TLS 1.1', 'TLS 1.0', 'SSLv3'];
const GROUPS = CIPHER_GROUPS.toReversed();

/** Asks every TLS port, and every port that a declared login speaks TLS on, for each version with each group of suites: one ClientHello a connection. */
export const observe: Observe<TlsData> = async (tools) => {
  const seen = observed(tools.earlier, services);
  if (seen === undefined) throw new CannotObserve({ ja: 'サービスの識別の結果がありません。', en: 'There is no result of the services.' });
  const found = servicesIn(seen).flatMap(({ port, tls }) => (tls ? [port] : []));
  const declared = tools.profile.logins.flatMap(({ port, tls }) => (tls ? [port] : []));
  const all = [...new Set([...found, ...declared])].sort((one, other) => one - other);
  const ports: TlsPort[] = [];
  for (const port of all.slice(0, MOST_PORTS)) {
    tools.progress(ports.length, Math.min(all.length, MOST_PORTS));
    ports.push(await lookAt(tools, port));
  }
  return { at: tools.now(), ports, omitted: all.slice(MOST_PORTS), allIdentified: allIdentified(seen) };
};

type Asked = TlsPort['asked'][number];
type Chain = TlsPort['chains'][number];

async function lookAt(tools: Tools, port: number): Promise<TlsPort> {
  const asked: Asked[] = [];
  const chains = new Map<string, Chain>();
  let accepted: Pick<Asked, 'version' | 'group'> | undefined;
  for (const version of ORDER) {
    let isRefused = false;
    for (const group of GROUPS) {
      if (suitesFor(version, group).length === 0) continue;
      if (isRefused) {
        asked.push({ version, group, outcome: 'refused', alert: PROTOCOL_VERSION, inferred: true, answer: '' });
        continue;
      }
      const greeting = await ask(tools, port, version, group);
      asked.push(record(version, group, greeting));
      if (greeting.outcome === 'accepted') {
        accepted ??= { version, group };
        keep(chains, greeting.certificates);
      }
      isRefused = greeting.outcome === 'refused' && greeting.alert === PROTOCOL_VERSION;
    }
  }
  // TLS 1.3 sends its certificate encrypted: a whole session has to be made.
  if (asked.some(({ version, outcome }) => version === 'TLS 1.3' && outcome === 'accepted')) {
    const leaf = await leafOf(tools, port);
    if (leaf) keep(chains, [leaf]);
  }
  return { port, asked, chains: [...chains.values()], control: accepted ? await controlOf(tools, port, accepted) : 'none' };
}

async function leafOf(tools: Tools, port: number): Promise<Uint8Array | undefined> {
  const dialled = await tools.network.dial(port, { timeoutMs: 6_000 });
  if (dialled.outcome !== 'open') return undefined;
  try {
    const session = await secure(dialled.socket, AbortSignal.any([tools.signal, AbortSignal.timeout(6_000)]));
    return 'failure' in session ? undefined : session.tls.der;
  } finally {
    dialled.socket.destroy();
  }
}

/** Once more when nothing came back: a small device may just have been busy. */
async function ask(tools: Tools, port: number, version: TlsVersion, group: Asked['group']): Promise<Greeting> {
  const suites = suitesFor(version, group).map(({ code }) => code);
  const offer = { version: TLS_VERSIONS[version], suites };
  const first = await greet(tools.network, port, offer, { signal: tools.signal });
  tools.signal.throwIfAborted();
  if (first.outcome !== 'silent' && first.outcome !== 'unreached') return first;
  await tools.wait(1_000);
  return await greet(tools.network, port, offer, { signal: tools.signal });
}

async function controlOf(tools: Tools, port: number, { version, group }: Pick<Asked, 'version' | 'group'>): Promise<TlsPort['control']> {
  const again = await ask(tools, port, version, group);
  return again.outcome === 'accepted' ? 'accepted' : 'lost';
}

function record(version: TlsVersion, group: Asked['group'], greeting: Greeting): Asked {
  const answer = Buffer.from(greeting.bytes.subarray(0, 160)).toString('base64');
  if (greeting.outcome === 'accepted') {
    const { version: chosen, suite, compression } = greeting.hello;
    return { version, group, outcome: 'accepted', chosen: { version: chosen, suite, compression }, answer };
  }
  const alert = greeting.outcome === 'refused' && greeting.alert !== undefined ? { alert: greeting.alert } : {};
  return { version, group, outcome: greeting.outcome, ...alert, answer };
}

function keep(chains: Map<string, Chain>, certificates: readonly Uint8Array[]): void {
  const [leaf] = certificates;
  if (leaf === undefined || chains.size >= MOST_CHAINS) return;
  const key = Buffer.from(leaf).toString('base64');
  // The same leaf may come alone from a session of TLS 1.3.
  if ((chains.get(key)?.length ?? 0) >= certificates.length) return;
  chains.set(
    key,
    certificates.slice(0, 4).map((der) => {
      const read = readCertificate(der);
      return { der: Buffer.from(der).toString('base64'), ...(read ? { read } : {}) };
    }),
  );
}
