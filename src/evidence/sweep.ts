import type { Engine } from '../applications/index.ts';
import type { Files } from '../io/files.ts';
import { discard } from './commands.ts';

/** One sweep looks at no more stored contents than this, and removes no more than that. */
const MOST = { seen: 1_000_000, removed: 10_000 };
const AT_ONCE = 200;

/**
 * Removes bytes that no file of any vault holds and that are older than a day: what a process left that was killed between storing an upload
 * and entering it, or between erasing a file and removing its bytes. Gives how many contents went.
 */
export async function sweepUnreferenced(
  engine: Engine,
  files: Files,
  most: { readonly seen: number; readonly removed: number } = MOST,
): Promise<number> {
  let seen = 0;
  let removed = 0;
  let part: { readonly organisation: string; readonly sha256: string }[] = [];
  const flush = async () => {
    const orphans = await unreferenced(engine, part);
    part = [];
    for (const { organisation, sha256 } of orphans.slice(0, most.removed - removed)) {
      await discard(engine, files, organisation, [{ sha256 }]);
      removed += 1;
    }
  };
  for await (const one of files.aged()) {
    part.push(one);
    seen += 1;
    if (part.length === AT_ONCE) await flush();
    if (seen >= most.seen || removed >= most.removed) break;
  }
  await flush();
  return removed;
}

async function unreferenced(engine: Engine, stored: readonly { readonly organisation: string; readonly sha256: string }[]) {
  if (stored.length === 0) return [];
  const rows = await engine.store.db
    .selectFrom('files')
    .select(['organisation', 'sha256'])
    .where(
      'sha256',
      'in',
      stored.map((each) => each.sha256),
    )
    .where('erased_at', 'is', null)
    .execute();
  const held = new Set(rows.map((row) => `${row.organisation}/${row.sha256}`));
  return stored.filter((each) => !held.has(`${each.organisation}/${each.sha256}`));
}
