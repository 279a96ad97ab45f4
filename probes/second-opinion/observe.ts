import { execFile } from 'node:child_process';
import { CannotObserve, observed } from '../../src/check/probe.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { isPrivateAddress } from '../../src/io/device/address.ts';
import { text } from '../../src/rules/text.ts';
import { openPorts } from '../services/open-ports.ts';
import { tls } from '../tls/judge.ts';
import type { SecondOpinion } from './judge.ts';
import { REPORT_LIMIT, readNmap, readSslscan, readTestssl } from './reports.ts';

/** Reports of other tools, as text. */
export interface Reports {
  readonly nmap?: string;
  readonly sslscan?: string;
  readonly testssl?: string;
}

const NMAP_MS = 180_000;
const SSLSCAN_MS = 60_000;
const MOST_TLS_PORTS = 8;

/** Takes in the reports that were handed over, and asks nmap and sslscan themselves where they are installed and the target is on a network of one's own. */
export const observeWith =
  (reports: Reports): Observe<SecondOpinion> =>
  async (tools) => {
    const { address } = tools.network;
    const ports: SecondOpinion['ports'] = [];
    const versions: SecondOpinion['tls'] = [];
    if (reports.nmap !== undefined) ports.push(readNmap(reports.nmap, address, 'import') ?? notAbout('nmap', address));
    if (reports.sslscan !== undefined) versions.push(...aboutIt('sslscan', readSslscan(reports.sslscan, address, 'import'), address));
    if (reports.testssl !== undefined) versions.push(...aboutIt('testssl.sh', readTestssl(reports.testssl, address), address));
    if (!isPrivateAddress(address)) return { ports, tls: versions };
    if (reports.nmap === undefined) {
      const report = await askNmap(tools);
      if (report) ports.push(report);
    }
    tools.progress(1, 2);
    if (reports.sslscan === undefined) versions.push(...(await askSslscan(tools)));
    return { ports, tls: versions.slice(0, 60) };
  };

export const observe = observeWith({});

/** The ports that are open, and the well-known ones beside them: at the rate of the profile a few seconds. */
async function askNmap(tools: Tools) {
  const { profile, network, earlier, signal } = tools;
  const [first, last] = profile.bounds.tcp;
  const wanted = [...(openPorts(earlier) ?? []).slice(0, 200), ...(first <= 1024 ? [`${first}-${Math.min(last, 1024)}`] : [])];
  if (wanted.length === 0) return undefined;
  const family = network.address.includes(':') ? ['-6'] : [];
  const rate = String(Math.max(1, Math.min(profile.bounds.rate, Math.floor(network.pace.rate))));
  const output = await runProgram(
    'nmap',
    [...family, '-sT', '-Pn', '-n', '-oX', '-', '--max-rate', rate, '-p', wanted.join(','), network.address],
    NMAP_MS,
    signal,
  );
  return output === undefined ? undefined : readNmap(output, network.address, 'run');
}

async function askSslscan({ network, earlier, signal }: Tools): Promise<SecondOpinion['tls']> {
  const { address } = network;
  const host = address.includes(':') ? `[${address}]` : address;
  const found: SecondOpinion['tls'] = [];
  for (const { port } of (observed(earlier, tls)?.ports ?? []).slice(0, MOST_TLS_PORTS)) {
    const flags = [
      '--no-ciphersuites',
      '--no-fallback',
      '--no-renegotiation',
      '--no-compression',
      '--no-heartbleed',
      '--no-groups',
      '--no-colour',
    ];
    const output = await runProgram('sslscan', ['--xml=-', ...flags, `${host}:${port}`], SSLSCAN_MS, signal);
    if (output === undefined) return found;
    found.push(...readSslscan(output, address, 'run'));
  }
  return found;
}

/** What a program of PATH writes; undefined when it is not there, fails, or takes too long. No shell. */
function runProgram(program: string, args: readonly string[], timeout: number, signal: AbortSignal): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  execFile(program, args, { timeout, signal, maxBuffer: REPORT_LIMIT, killSignal: 'SIGKILL' }, (error, output) =>
    resolve(error ? undefined : output),
  );
  return promise;
}

function notAbout(tool: string, address: string): never {
  throw new CannotObserve(
    text(
      `取り込んだ ${tool} の報告は読めないか、${address} についてのものではありません。`,
      `The report of ${tool} cannot be read, or is not about ${address}.`,
    ),
  );
}

const aboutIt = <Report>(tool: string, reports: readonly Report[], address: string): readonly Report[] =>
  reports.length > 0 ? reports : notAbout(tool, address);
