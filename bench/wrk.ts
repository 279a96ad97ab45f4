import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Driven {
  readonly perSecond: number;
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number;
}

/** GETs these paths in turn, over and over, with 32 connections of one wrk thread; `packed`: as browsers ask, who take gzip. Refuses a run in which an answer was no 2xx or failed. */
export async function drive(address: string, paths: readonly string[], seconds: number, packed = false): Promise<Driven> {
  const folder = await mkdtemp(join(tmpdir(), 'akashi-wrk-'));
  try {
    const script = join(folder, 'paths.lua');
    await writeFile(script, lua(paths));
    const accept = packed ? ['-H', 'Accept-Encoding: gzip, deflate, br'] : [];
    const said = await wrk(['-t1', '-c32', `-d${seconds}s`, '--latency', ...accept, '-s', script, address]);
    const trouble = /Non-2xx.*|Socket errors.*/.exec(said)?.[0];
    if (trouble) throw new Error(`${address}: ${trouble}`);
    return { perSecond: Number(/Requests\/sec:\s*([\d.]+)/.exec(said)?.[1]), p99: inMilliseconds(/99%\s+(\S+)/.exec(said)?.[1] ?? '') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The requests are spelled beforehand, so that the generator costs the same for one path and for many. */
const lua = (paths: readonly string[]) => `
local paths = {${paths.map((path) => `"${path}"`).join(',')}}
local requests = {}
local n = 0
init = function() for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end end
request = function() n = n % #requests + 1; return requests[n] end
`;

const inMilliseconds = (spelled: string): number =>
  Number.parseFloat(spelled) * (spelled.endsWith('us') ? 0.001 : spelled.endsWith('ms') ? 1 : 1000);

function wrk(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    child.once('error', (error) => reject(new Error(`wrk is needed (Debian: apt-get install wrk): ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(`wrk ended with ${code}: ${said}`))));
  });
}
