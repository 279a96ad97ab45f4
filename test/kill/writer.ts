// Files applications as fast as the store takes them, and says the id of each on a line of its own once it is
// acknowledged. Runs until it is killed. Given as JSON: databaseUrl, dataDir, round.
import fs from 'node:fs';
import process from 'node:process';
import { openStore } from '../../src/store/index.ts';
import { actor, happened, issue, list } from '../../src/store/tally.fixture.ts';

const LOOPS = 4;
const given: { databaseUrl?: string; dataDir: string; round: number } = JSON.parse(process.argv[2] ?? '{}');
const store = await openStore({
  databaseUrl: given.databaseUrl,
  dataDir: given.dataDir,
  now: () => new Date('2026-11-22T00:00:00Z'),
  projections: [list],
  reactions: [issue],
});

async function write(loop: number): Promise<never> {
  for (let n = 1; ; n += 1) {
    const id = `${given.round}.${loop}.${n}`;
    await store.command({ principal: 'p', key: id, request: id }, async (tx) => {
      const hash = await tx.putDocument('o-1', `{"id":"${id}"}`);
      await tx.append(`application:${id}`, 0, [happened('Filed', { title: id }), happened('Granted', { title: id, hash })], actor);
      return id;
    });
    // Not console.log: the line must be out before the next command, whatever happens to this process.
    fs.writeSync(1, `${id}\n`);
  }
}
await Promise.all(Array.from({ length: LOOPS }, (_, loop) => write(loop)));
