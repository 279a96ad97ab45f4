import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { books } from '../../schemes/index.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { newNode, root } from '../../scripts/bootstrap.mjs';
import { fill } from '../../scripts/demo/api-client.ts';
import { openCase } from '../../scripts/demo/first-label-walk.ts';
import { concluded, fileOf, profileOf, someonesKey, throttlingSeen } from '../checked-device.ts';
import { startWalkServer, type Walker, type WalkServer } from '../walk-server.ts';

let server: WalkServer;
let vendor: Walker;
let folder: string;
let bundle: string;
let page: string;

beforeAll(async () => {
  server = await startWalkServer(books);
  vendor = await server.as('demo-hanako');
  folder = await mkdtemp(path.join(tmpdir(), 'akashi-attach-'));
  bundle = path.join(folder, 'camera.akashi-evidence');
  const [part] = iotLabel.deviceParts ?? [];
  if (!part) throw new Error('the label has no device part');
  const content = concluded('iot-label', part, profileOf('RUUVI-GW-1'), [throttlingSeen(false)]);
  await writeFile(bundle, await fileOf(content, someonesKey()).text());
  const id = await openCase(vendor.api, corrected);
  await fill(vendor.api, id, { models: [{ model: 'RUUVI-GW-1' }] });
  page = `${server.address}/en/applications/${id}/dossier`;
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

function attach(to: string, token: string | undefined, file = bundle): Promise<{ readonly code: number | null; readonly output: string }> {
  const { AKASHI_TOKEN: _, ...env } = process.env;
  const child = spawn(newNode(), [path.join(root, 'src', 'cli', 'akashi.ts'), 'attach', file, '--to', to, '--language', 'en'], {
    env: { ...env, ...(token === undefined ? {} : { AKASHI_TOKEN: token }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (heard: string) => {
      output += heard;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('akashi attach', () => {
  test('L-3.4-6 brings a bundle into the dossier whose page is named, and twice is one act', async () => {
    const first = await attach(page, vendor.token);
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/Taken in\. Filled: [1-9][\s\S]*✗ Does not conform +S1\.1-04/) });
    expect((await attach(page, vendor.token)).output).toBe(first.output);
    const checks = await (
      await vendor.ask('GET', new URL(page).pathname.replace('/en/', '/api/v1/').replace('/dossier', '/device-checks'))
    ).json();
    expect(checks).toHaveLength(1);
  });

  test('says what the server refuses, and what is missing before anything is sent', async () => {
    expect(
      await attach(page.replace(/applications\/[^/]+/, 'applications/019aa000-0000-7000-8000-000000000000'), vendor.token),
    ).toMatchObject({
      code: 1,
      output: expect.stringContaining('It was not taken in (HTTP 404)'),
    });
    expect(await attach(page, 'no-token')).toMatchObject({ code: 1, output: expect.stringContaining('HTTP 401') });
    expect(await attach(page, undefined)).toMatchObject({ code: 2, output: expect.stringContaining('AKASHI_TOKEN') });
    expect(await attach('http://akashi.example/en/applications/a/dossier', vendor.token)).toMatchObject({
      code: 2,
      output: expect.stringContaining('give an https address'),
    });
    expect(await attach(`${server.address}/en/`, vendor.token)).toMatchObject({ code: 2 });
    const altered = path.join(folder, 'altered.akashi-evidence');
    await writeFile(altered, '{}');
    expect(await attach(page, vendor.token, altered)).toMatchObject({ code: 2, output: expect.stringContaining('cannot be read') });
  });
});
