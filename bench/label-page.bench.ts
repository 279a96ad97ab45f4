import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compare, median } from './measure.ts';
import { startNginx } from './nginx.ts';
import { registerAtScale } from './register-at-scale.ts';
import { startServer } from './server-process.ts';
import { drive } from './wrk.ts';
import { paths } from './zipf.ts';

export const name = 'label-page';

const ROUNDS = 5;
const SECONDS = 4;
const HOT = 10_000;

/**
 * GET /l/<number> of a server as in production, on PostgreSQL, beside nginx (one worker) serving the same bytes of the same
 * pages, headers included, as static files. Both answer the same list of requests from the same generator, in turn: as
 * browsers ask (gzip), and unpacked.
 */
export async function run(): Promise<object> {
  const { url, keys } = await registerAtScale();
  const server = await startServer({ DATABASE_URL: url });
  try {
    const hot = paths(keys.slice(0, HOT), 'zipf');
    const nginx = await startNginx(await headersOf(`${server.address}${hot[0]}`), (site) => copyPages(server.address, hot, site));
    try {
      const packed = await beside(server.address, nginx.address, hot, true);
      const plain = await beside(server.address, nginx.address, hot, false);
      const uniform = await drive(server.address, paths(keys, 'uniform'), SECONDS, true);
      return {
        labels: keys.length,
        hot: HOT,
        bar: { ratio: 0.4, p99Ms: 20 },
        ...packed,
        plain,
        uniform: { requestsPerSecond: Math.round(uniform.perSecond), p99Ms: uniform.p99 },
      };
    } finally {
      await nginx.stop();
    }
  } finally {
    await server.stop();
  }
}

async function beside(ours: string, nginx: string, wanted: readonly string[], packed: boolean) {
  const latencies: number[] = [];
  const drivenOurs = async () => {
    const { perSecond, p99 } = await drive(ours, wanted, SECONDS, packed);
    latencies.push(p99);
    return perSecond;
  };
  // Everything once or more, so that a server that has been up for a while is measured.
  await drive(ours, wanted, 3 * SECONDS, packed);
  await drive(nginx, wanted, SECONDS, packed);
  const compared = await compare(ROUNDS, drivenOurs, async () => (await drive(nginx, wanted, SECONDS, packed)).perSecond);
  const page = await fetch(`${nginx}${wanted[0]}`, { headers: { 'accept-encoding': packed ? 'gzip' : 'identity' } });
  return {
    ratio: compared.ratio,
    requestsPerSecond: Math.round(compared.ours),
    nginxRequestsPerSecond: Math.round(compared.theirs),
    p99Ms: median(latencies),
    bodyBytes: Number(page.headers.get('content-length')),
    ratios: compared.rounds.ratios,
  };
}

/** What nginx has to add so that its answer has our headers. */
async function headersOf(address: string): Promise<Readonly<Record<string, string>>> {
  await fetch(address);
  const { headers } = await fetch(address);
  const own = new Set(['content-type', 'content-length', 'content-encoding', 'date', 'connection', 'keep-alive', 'etag', 'vary']);
  return Object.fromEntries([...headers].filter(([header]) => !own.has(header)));
}

/** Every page once, written to files for nginx. */
async function copyPages(address: string, wanted: readonly string[], site: string): Promise<void> {
  mkdirSync(join(site, 'l'));
  const next = [...new Set(wanted)].values();
  const copier = async () => {
    for (const path of next) {
      const page = await fetch(`${address}${path}`, { headers: { 'accept-encoding': 'identity' } });
      if (!page.ok) throw new Error(`${path}: ${page.status}`);
      const body = Buffer.from(await page.arrayBuffer());
      writeFileSync(join(site, path), body);
      writeFileSync(join(site, `${path}.gz`), gzipSync(body, { level: 6 }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, copier));
}
