import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AnotherDevice } from '../../check/journal.ts';
import type { Observation } from '../../check/probe.ts';
import { openFileJournal } from './file-journal.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'akashi-journal-'));
  file = path.join(folder, 'camera.journal');
});
afterEach(() => rm(folder, { recursive: true }));

const of = { address: '192.168.1.20', profile: 'a'.repeat(64) };
const made = { version: 1, startedAt: '2026-11-22T00:00:00Z', endedAt: '2026-11-22T00:00:01Z', sent: 7, personMinutes: 0.5 };
const seen: Observation = { ...made, probe: 'tcp-ports', outcome: 'observed', data: { open: [80], note: '一行\n二行' } };
const failed: Observation = { ...made, probe: 'tls', outcome: 'could-not', reason: { ja: '無', en: 'none' } };

async function filled(...observations: readonly Observation[]) {
  const journal = await openFileJournal(file, of);
  for (const observation of observations) await journal.keep(observation);
  await journal.close();
}

describe('the journal of a run', () => {
  test('gives back what was kept, over as many sessions as it takes', async () => {
    await filled(seen);
    await filled(failed);
    const journal = await openFileJournal(file, of);
    expect(journal.kept).toEqual([seen, failed]);
    await journal.close();
  });

  test('refuses to go on with another device or another profile, and leaves the file as it was', async () => {
    await filled(seen);
    const before = await readFile(file);
    await expect(openFileJournal(file, { ...of, address: '192.168.1.21' })).rejects.toThrow(AnotherDevice);
    await expect(openFileJournal(file, { ...of, profile: 'b'.repeat(64) })).rejects.toThrow(AnotherDevice);
    expect(await readFile(file)).toEqual(before);
  });

  test('drops a last line that was cut short, so that its probe runs again', async () => {
    await filled(seen, failed);
    await writeFile(file, (await readFile(file)).subarray(0, -9));
    await filled({ ...failed, sent: 8 });
    const journal = await openFileJournal(file, of);
    expect(journal.kept).toEqual([seen, { ...failed, sent: 8 }]);
    await journal.close();
  });

  test('refuses a file with any other damage, naming the line', async () => {
    await filled(seen);
    await appendFile(file, '{"probe":"tls","outcome":"conforms"}\n');
    await expect(openFileJournal(file, of)).rejects.toThrow('line 3 of the journal');
    await writeFile(file, 'my holiday pictures\n');
    await expect(openFileJournal(file, of)).rejects.toThrow('line 1 of the journal');
  });
});
