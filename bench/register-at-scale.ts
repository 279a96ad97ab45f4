import { iotLabel } from '../schemes/iot-label/book.ts';
import { attestationProjection } from '../src/attestations/list.ts';
import { systemClock } from '../src/io/clock.ts';
import { registerProjection } from '../src/register/index.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { atTheEnd } from './at-the-end.ts';
import { LABELS, writeHistory } from './labels.ts';
import { milliseconds } from './measure.ts';
import { ownPostgresql } from './own-postgresql.ts';

export interface RegisterAtScale {
  readonly url: string;
  readonly store: Store;
  readonly keys: readonly string[];
  readonly wroteHistoryMs: number;
  /** Of the register alone, from its history, with the service up. */
  readonly rebuiltMs: number;
  readonly events: number;
}

let made: Promise<RegisterAtScale> | undefined;

/** A PostgreSQL with a register of LABELS labels, made once for all benchmarks of a run: history in bulk, read models by the program's own rebuild. */
export const registerAtScale = (): Promise<RegisterAtScale> => (made ??= make());

async function make(): Promise<RegisterAtScale> {
  const { url } = await ownPostgresql();
  const store = await openStore({
    ...{ databaseUrl: url, dataDir: '', now: systemClock.now, reactions: [] },
    projections: [registerProjection({ books: [iotLabel] }), attestationProjection],
  });
  atTheEnd(() => store.close());
  let keys: readonly string[] = [];
  const wroteHistoryMs = await milliseconds(async () => {
    keys = await writeHistory(url, LABELS);
  });
  let events = 0;
  const rebuiltMs = await milliseconds(async () => {
    ({ events } = await store.rebuild(['register']));
  });
  await store.rebuild(['attestations']);
  return { url, store, keys, wroteHistoryMs, rebuiltMs, events };
}
