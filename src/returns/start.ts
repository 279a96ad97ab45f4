import type { Engine } from '../applications/index.ts';
import { discard, replayErasures, sweepUnreferenced } from '../evidence/index.ts';
import { eraseDue, type Vault } from './erase-jobs.ts';

/** How often due erasures are looked for (milliseconds). */
const EVERY = 10 * 60_000;

/**
 * At the start what an older copy of the data brought back is erased again, before anybody is served, and bytes that nothing points to go.
 * From then on every ten minutes, or as often as asked (milliseconds), what is due is erased. Gives the way to stop it.
 */
export async function startErasing(
  engine: Engine,
  vault: Vault,
  warn: (message: string) => void,
  everyMs = EVERY,
): Promise<() => Promise<void>> {
  const { again } = await replayErasures(engine, vault.ledger);
  for (const erased of again) if (erased.what === 'file') await discard(engine, vault.files, erased.organisation, [erased]);
  if (again.length > 0) warn(`${again.length} 件の消去を復元後のデータに再び適用しました / erased again after a restore: ${again.length}`);
  let running = Promise.resolve();
  let stopped = false;
  const run = (what: () => Promise<unknown>) => {
    running = running.then(async () => {
      if (!stopped) await what();
    });
    running = running.catch((error: unknown) => warn(error instanceof Error ? error.message : String(error)));
  };
  run(() => bringBackNothing(engine, vault));
  run(() => sweepUnreferenced(engine, vault.files));
  run(() => eraseDue(engine, vault));
  const timer = setInterval(() => run(() => eraseDue(engine, vault)), everyMs);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}

/** Bytes of erased files that an older copy of the folder brought back go again, unless another file holds the same. */
async function bringBackNothing(engine: Engine, { files }: Vault): Promise<void> {
  const rows = await engine.store.db.selectFrom('erasures').select(['organisation', 'sha256']).where('what', '=', 'file').execute();
  for (const { organisation, sha256 } of rows) {
    const found = await files.open(organisation, sha256);
    if (!found) continue;
    found.stream.destroy();
    await discard(engine, files, organisation, [{ sha256 }]);
  }
}
