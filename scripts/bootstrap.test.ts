import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { isNewEnough, root } from './bootstrap.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'akashi-bootstrap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a script the way `npm start` and the others do, and waits until it says something. */
async function begin(script: string) {
  const file = path.join(folder, `${script.length}.ts`);
  writeFileSync(file, script);
  const starter = spawn(process.execPath, [path.join(root, 'scripts/with-node.mjs'), file, 'a b'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(starter, 'exit');
  const said: string[] = [];
  starter.stdout.setEncoding('utf8').on('data', (part: string) => said.push(part));
  await once(starter.stdout, 'data');
  return { starter, ended, said };
}

test.each([
  ['18.20.0', false],
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.11.0', false],
  ['24.0.0', true],
  ['26.12.1', true],
])('Node %s runs TypeScript well enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test('the script gets its arguments, and its exit code comes back', async () => {
  const { ended, said } = await begin('const given: string[] = process.argv.slice(2); console.log(given.join()); process.exitCode = 7;');
  expect((await ended)[0]).toBe(7);
  expect(said.join('')).toBe('a b\n');
});

test('a signal reaches the script, which ends as it likes', async () => {
  const { starter, ended, said } = await begin(
    "const wait = setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('ending'); clearInterval(wait); process.exitCode = 3; }); console.log('up');",
  );
  starter.kill('SIGTERM');
  expect((await ended)[0]).toBe(3);
  expect(said.join('')).toBe('up\nending\n');
});

test('a script whose starter was killed ends too', async () => {
  const { starter, said } = await begin(
    "const wait = setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('alone'); clearInterval(wait); }); console.log('up'); // kill",
  );
  const closed = once(starter.stdout, 'close');
  starter.kill('SIGKILL');
  await closed;
  expect(said.join('')).toBe('up\nalone\n');
});
