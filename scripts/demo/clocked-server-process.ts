import process from 'node:process';
import { demoOffices, productionBooks } from '../../schemes/index.ts';
import { capabilitiesFor } from '../../src/capabilities.ts';
import { settableClock } from '../../src/io/clock.ts';
import { serve } from '../../src/serve.ts';
import { readSettings } from '../../src/settings.ts';

/** Looks for what became due so often (milliseconds): a day of the story takes no longer than its requests. */
const EVERY_MS = 250;

/**
 * The demo server as `npm start` runs it, but for its clock: it starts at AKASHI_DEMO_AT, runs on from there, and is put to another
 * instant by whoever started this process. There is no other way to it, and a folder with real data is refused.
 */
async function main(): Promise<void> {
  const clock = settableClock(new Date(process.env['AKASHI_DEMO_AT'] ?? ''));
  const running = await serve({
    settings: readSettings(process.env),
    capabilities: capabilitiesFor(productionBooks, { demoOffices, everyMs: EVERY_MS }),
    clock,
    warn: (message) => console.error(message),
  });
  if (!running.demo) {
    await running.close();
    throw new Error('only a demo can be told what time it is');
  }
  process.on('message', (at) => {
    clock.set(new Date(String(at)));
    process.send?.(clock.today());
  });
  const end = () => void running.close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('disconnect', end);
  console.log(`Akashi: ${running.address}/`);
}

await main();
