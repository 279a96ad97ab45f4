import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { RunningCamera } from '../test/devices/camera/run-camera.ts';
import type { Fixture, Place, Running } from '../test/devices/fixture.ts';
import { fixtures } from '../test/devices/fixtures/index.ts';
import { locked } from '../test/devices/locked.ts';
import { makeNamespace } from '../test/devices/namespace.ts';
import { root } from './bootstrap.mjs';

const usage = `機器の代わりをする模擬機器を起動します(手順の練習用)。
Starts a device that is none, to rehearse on.

  npm run device -- list
  npm run device -- wrong-camera
`;

/** Starts the fixture that is named, until a signal; writes its profile and says what to run next. */
async function main([id]: readonly string[]): Promise<number> {
  if (id === 'list') {
    for (const fixture of fixtures) process.stdout.write(`${fixture.id.padEnd(26)}${fixture.title}${lackOf(fixture)}\n`);
    return 0;
  }
  const fixture = fixtures.find((each) => each.id === id);
  if (fixture === undefined) {
    process.stderr.write(`${usage}${id === undefined ? '' : `\n? ${id}\n`}`);
    return 2;
  }
  if (lackOf(fixture) !== '') {
    process.stderr.write(`akashi: ${fixture.id}${lackOf(fixture)}\n`);
    return 2;
  }
  const folder = path.join(root, 'rehearsal', fixture.id);
  mkdirSync(folder, { recursive: true });
  const { place, release } = await placeOf(fixture, folder);
  const running = await fixture.start(place);
  const profile = path.join(folder, 'camera.yaml');
  writeFileSync(profile, running.profile);
  const ended = signalled();
  process.stdout.write(told(fixture, place, running, path.relative(process.cwd(), profile)));
  if (isCamera(running) && process.stdin.isTTY) listenToKeys(running, ended.end);
  await ended.promise;
  await running.stop();
  await release();
  return 0;
}

function lackOf({ needs, where }: Fixture): string {
  const missing = needs.filter(({ program }) => !onPath(program));
  const parts = [
    ...(missing.length > 0 ? [`apt-get install ${missing.map((need) => need.package).join(' ')}`] : []),
    ...(where === 'namespace' && process.getuid?.() !== 0 ? ['root'] : []),
  ];
  return parts.length === 0 ? '' : `  [needs: ${parts.join('; ')}]`;
}

const onPath = (program: string): boolean =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'].some((folder) => existsSync(path.join(folder, program)));

/** An address of its own: 127.0.1.20 and up, or a namespace. */
async function placeOf({ where }: Fixture, folder: string): Promise<{ place: Place; release(): Promise<void> }> {
  if (where === 'namespace') {
    const { address, name, remove } = await makeNamespace();
    return { place: { address, namespace: name, folder }, release: remove };
  }
  for (let last = 20; last < 250; last++) {
    const address = `127.0.1.${last}`;
    const lock = await locked(`akashi-device-${address}`);
    if (lock !== undefined) return { place: { address, folder }, release: () => new Promise((resolve) => lock.close(() => resolve())) };
  }
  throw new Error('127.0.1.20 to 127.0.1.249 are taken');
}

function told({ id, title }: Fixture, { address }: Place, { secrets }: Running, profile: string): string {
  const variables = Object.entries(secrets).map(([name, value]) => `  export ${name}='${value}'\n`);
  return `
${id} — ${title}

  http(s)://${address}/   profile: ${profile}

別の端末で、次のとおりに / In another terminal:

${variables.join('')}  npx akashi check ${address} --profile ${profile}
`;
}

const isCamera = (running: Running): running is RunningCamera => 'cutPower' in running;

/** What a hand does to a real device, by keys. */
function listenToKeys(camera: RunningCamera, end: () => void): void {
  process.stdout.write(`
検査の途中で機器への操作を求められたら、この画面で / When the test asks you to do something to the device, press here:
  p  電源を抜いて戻す / pull the plug and put it back
  n  ネットワークを抜いて戻す / unplug the network and plug it in again
  e  背面のボタンで初期化する / erase with the button on its back
  l  銘板を見る / read its label
  q  終わる / end
`);
  const keys: Readonly<Record<string, () => Promise<string>>> = {
    p: () => camera.cutPower().then(() => 'power back / 電源が戻りました'),
    n: () => camera.cutNetwork().then(() => 'network back / ネットワークが戻りました'),
    e: () => camera.erase().then(() => 'erased / 初期化しました'),
    l: async () => 'MC-200 / Muster Electric',
  };
  process.stdin.setRawMode(true);
  process.stdin.on('data', (heard) => {
    const key = heard.toString('latin1').toLowerCase();
    if (key === 'q' || key === '\u0003') end();
    else {
      const act = Object.hasOwn(keys, key) ? keys[key] : undefined;
      act?.().then(
        (done) => process.stdout.write(`  ${done}\n`),
        (error: unknown) => process.stdout.write(`  ${String(error)}\n`),
      );
    }
  });
}

function signalled(): { readonly promise: Promise<void>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  return { promise, end: () => resolve() };
}

process.exit(await main(process.argv.slice(2)));
