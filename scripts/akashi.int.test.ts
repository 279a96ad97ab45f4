import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };
import { root } from './bootstrap.mjs';

let folder: string;
let registry: Server;
let asked: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'akashi-npx-'));
  asked = [];
  registry = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  registry.closeAllConnections();
  registry.close();
  await rm(folder, { recursive: true, force: true });
});

/** A clone, as far as npx and the first start need one; `links` are taken from this tree. */
async function clone(links: readonly string[]): Promise<string> {
  const place = path.join(folder, 'clone');
  await mkdir(place);
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'akashi.mjs']) await cp(path.join(root, file), path.join(place, file));
  await cp(path.join(root, 'scripts'), path.join(place, 'scripts'), { recursive: true });
  for (const link of links) await symlink(path.join(root, link), path.join(place, link));
  return place;
}

/** npx with an empty cache and a registry that has nothing and writes down what it is asked for. */
function npx(cwd: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const { port } = registry.address() as AddressInfo;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const env = {
    ...clean,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_cache: path.join(folder, 'cache'),
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
    LC_ALL: 'C.UTF-8',
  };
  const child = spawn('npx', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (heard: string) => {
      output += heard;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('L-3.4-6 npx akashi runs the command of the clone', () => {
  test('asking no registry for anything once the packages are there, from any folder of it', async () => {
    const place = await clone(['node_modules', 'src', 'probes', 'schemes']);
    expect(await npx(place, ['akashi', '--version'])).toMatchObject({ code: 0, output: expect.stringContaining(packageFile.version) });
    const help = await npx(path.join(place, 'scripts'), ['akashi', 'check', '--help']);
    expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--public-target-i-own') });
    expect(asked).toEqual([]);
  });

  test('and before that installs what the lock names, never a package called akashi', async () => {
    const place = await clone([]);
    const { code, output } = await npx(place, ['akashi', '--version']);
    expect(output).toContain('akashi: installing the packages of package-lock.json');
    expect(code).not.toBe(0); // this registry has nothing
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((each) => /^\/(?:akashi|%40[^/]*akashi)/i.test(each))).toEqual([]);
  });
});
