import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newNode, root } from '../../scripts/bootstrap.mjs';
import { readBundle } from '../../src/check/bundle.ts';
import { verifyWithJwk } from '../../src/io/signer.ts';
import type { Fixture } from './fixture.ts';
import { rightCamera } from './fixtures/right-camera.ts';
import { wrongCamera } from './fixtures/wrong-camera.ts';
import { mistakes, type OnFixture, started } from './on-fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'akashi-cameras-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const environment = (secrets: Readonly<Record<string, string>> = {}) => ({
  ...process.env,
  ...secrets,
  AKASHI_EVALUATOR_KEY: path.join(folder, 'key'),
  LC_ALL: 'C.UTF-8',
});
const akashi = path.join(root, 'src', 'cli', 'akashi.ts');
const command = (args: readonly string[]) => spawnSync(newNode(), [akashi, ...args], { encoding: 'utf8', env: environment() });

/** Runs a program while this process goes on serving. */
function runBeside(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(newNode(), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (heard: string) => {
      output += heard;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

/** The whole command on a camera, as a process of its own: the camera lives in this one. */
async function checked(fixture: Fixture) {
  let profile = '';
  const on: OnFixture = await started({
    ...fixture,
    start: async (place) => {
      const running = await fixture.start(place);
      profile = path.join(place.folder, 'camera.yaml');
      await writeFile(profile, running.profile);
      return running;
    },
  });
  try {
    const out = path.join(folder, `${fixture.id}.akashi-evidence`);
    const ran = await runBeside([akashi, 'check', on.address, '-p', profile, '-o', out, '--yes', '--unattended'], environment(on.secrets));
    const read = readBundle(await readFile(out, 'utf8'), verifyWithJwk);
    if (read.kind !== 'sound') throw new Error(ran.output);
    return { ran, out, content: read.bundle.content };
  } finally {
    await on.stop();
  }
}

describe.each([rightCamera, wrongCamera])('L-3.4-6 akashi check on the $id', (fixture) => {
  test('gives the verdicts that are right, and a bundle that is judged the same again', async () => {
    const { ran, out, content } = await checked(fixture);
    expect(mistakes(fixture, content.findings)).toEqual([]);
    expect(ran.code).toBe(content.findings.some(({ verdict }) => verdict === 'does-not-conform') ? 1 : 0);
    // Nothing that the camera said reaches a terminal or a page as anything but text.
    expect(ran.output).not.toContain('\u001b');
    const report = readFileSync(out.replace(/\.akashi-evidence$/, '.report.html'), 'utf8');
    expect(report.toLowerCase()).not.toContain('<script');
    expect(report).not.toContain('\u001b');
    // The password that is right stands nowhere.
    expect(readFileSync(out, 'utf8') + report + ran.output).not.toContain('Kumo-7-Entrance');

    const again = command(['judge', out]);
    expect(again.stdout).toContain('everything comes out the same');
    expect(again.status).toBe(0);
    await writeFile(`${out}.altered`, (await readFile(out, 'utf8')).replace('"verdict":"conforms"', '"verdict":"not-applicable"'));
    expect(command(['judge', `${out}.altered`])).toMatchObject({ status: 2, stdout: expect.stringContaining('signature does not fit') });
  });
});
