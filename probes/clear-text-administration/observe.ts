import { CannotObserve, observed } from '../../src/check/probe.ts';
import { RTSP_PATHS } from '../../src/check/rtsp-paths.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { converse } from '../../src/io/device/dialogue.ts';
import { type Exchange, exchange, header } from '../../src/io/device/http-exchange.ts';
import { services, servicesIn } from '../services/judge.ts';
import { readWebPage } from '../services/web-page.ts';
import { resolveLead } from './lead.ts';
import type { ClearTextData, Page } from './shape.ts';

const MOST_PORTS = 20;
const PAGES_EACH = 8;
const KEPT_BYTES = 32_768;

/** Fetches what a browser would show first on each port that speaks HTTP without TLS, follows where it leads on the device, and asks FTP and RTSP for a login. Signs in nowhere. */
export const observe: Observe<ClearTextData> = async (tools) => {
  const seen = observed(tools.earlier, services);
  if (seen === undefined) throw new CannotObserve({ ja: 'サービスの識別の結果がありません。', en: 'There is no result of the services.' });
  const plain = servicesIn(seen).filter(({ tls }) => !tls);
  const portsOf = (protocol: string) => plain.flatMap((service) => (service.protocol === protocol ? [service.port] : []));
  const http = portsOf('http');
  const pages: Page[] = [];
  const cutShort: number[] = http.slice(MOST_PORTS);
  for (const port of http.slice(0, MOST_PORTS)) {
    tools.progress(pages.length, http.length * 2);
    const walked = await walk(tools, port, http);
    pages.push(...walked.pages);
    if (!walked.whole) cutShort.push(port);
  }
  const asked = async (port: number, say: string, greets: boolean) => ({ port, answer: await ask(tools, port, say, greets) });
  const ftp = [];
  for (const port of portsOf('ftp').slice(0, MOST_PORTS)) ftp.push(await asked(port, 'USER akashi-check\r\n', true));
  const rtsp = [];
  for (const port of portsOf('rtsp').slice(0, MOST_PORTS)) rtsp.push({ port, answers: await describe(tools, port) });
  return { pages, ftp, rtsp, cutShort };
};

async function walk(tools: Tools, port: number, others: readonly number[]): Promise<{ pages: readonly Page[]; whole: boolean }> {
  const { logins, readings, update } = tools.profile;
  const declared = [
    ...logins.flatMap((login) => ('path' in login ? [login] : [])),
    ...readings,
    ...(update?.upload ? [update.upload] : []),
  ];
  const queue: Pick<Page, 'path' | 'via'>[] = [
    { path: '/', via: 'start' },
    ...declared.filter((each) => each.port === port && !each.tls).map(({ path }) => ({ path, via: 'declared' as const })),
  ];
  const met = new Set(queue.map(({ path }) => path));
  const pages: Page[] = [];
  for (let next = queue.shift(); next !== undefined && pages.length < PAGES_EACH; next = queue.shift()) {
    tools.signal.throwIfAborted();
    const page = pageOf(port, next, await exchange(tools.network, { port, path: next.path, maxBytes: KEPT_BYTES, signal: tools.signal }));
    pages.push(page);
    const inside = readWebPage(Buffer.from(page.body, 'base64'), page.contentType).leadsTo.map((target) => ({
      target,
      via: 'page' as const,
    }));
    const leads = [...(page.location === undefined ? [] : [{ target: page.location, via: 'redirect' as const }]), ...inside];
    for (const { target, via } of leads) {
      const lead = resolveLead(target, { port, path: page.path });
      // Another port without TLS has its own walk.
      if (lead.to !== 'page' || (lead.port !== port && others.includes(lead.port)) || met.has(lead.path)) continue;
      met.add(lead.path);
      queue.push({ path: lead.path, via });
    }
  }
  return { pages, whole: queue.length === 0 };
}

function pageOf(port: number, { path, via }: Pick<Page, 'path' | 'via'>, answer: Exchange): Page {
  const place = { port, path: path.slice(0, 600), via };
  if (answer.outcome === 'failed') return { ...place, failure: answer.failure, challenges: [], body: '', complete: false };
  const location = header(answer, 'location');
  const contentType = header(answer, 'content-type');
  return {
    ...place,
    status: answer.status,
    ...(location === undefined ? {} : { location: location.slice(0, 1_000) }),
    challenges: (answer.headers['www-authenticate'] ?? []).slice(0, 8).map((value) => value.slice(0, 300)),
    ...(contentType === undefined ? {} : { contentType: contentType.slice(0, 200) }),
    body: Buffer.from(answer.body).toString('base64'),
    complete: answer.complete,
  };
}

/** Asks for the stream where cameras have it, until one place answers with the stream or wants a login. */
async function describe(tools: Tools, port: number): Promise<string[]> {
  const { address } = tools.network;
  const host = address.includes(':') ? `[${address.replace(/%.*$/, '')}]` : address;
  const answers: string[] = [];
  for (const path of RTSP_PATHS) {
    const request = `DESCRIBE rtsp://${host}:${port}${path} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\nUser-Agent: akashi-check\r\n\r\n`;
    const answer = await ask(tools, port, request, false);
    answers.push(answer);
    if (answer === '' || /^RTSP\/1\.\d (?:200|401)/.test(Buffer.from(answer, 'base64').toString('latin1'))) break;
  }
  return answers;
}

/** One line on a connection of its own, after the greeting where there is one. */
async function ask(tools: Tools, port: number, line: string, greets: boolean): Promise<string> {
  let asked = false;
  const heard = await converse(tools.network, {
    port,
    ...(greets ? {} : { say: Buffer.from(line) }),
    reply: (said) => {
      if (!greets || asked || !Buffer.from(said).includes('\n')) return undefined;
      asked = true;
      return Buffer.from(line);
    },
    timeoutMs: 6_000,
    quietMs: greets ? 2_000 : 500,
    maxBytes: 4_096,
    signal: tools.signal,
  });
  return heard.outcome === 'heard' ? Buffer.from(heard.bytes).toString('base64') : '';
}
