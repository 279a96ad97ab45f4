import type pg from 'pg';

export type Listener = (streams: readonly string[]) => void;

export interface Changes {
  /** Tells this process's listeners at once, and other processes soon. */
  announce(streams: readonly string[]): void;
  onChange(listener: Listener): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'akashi_changed';
const POLL_MS = 700;
const NOTIFY_GAP_MS = 50;

/** Listeners of one process, for an engine that no other process can write to. */
export function localChanges(): Changes {
  const listeners = new Set<Listener>();
  return {
    announce: (streams) => {
      for (const listener of listeners) listener(streams);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
}

/** Which table tells what changed, and whether this process may wake the others. */
export type Source =
  | { readonly table: 'events'; readonly notifies: true }
  | { readonly table: 'register_entries'; readonly notifies: false };

const QUERIES = {
  events: 'select distinct stream from events where tx >= $1::xid8',
  register_entries: `select 'attestation:' || key as stream from register_entries where tx >= $1::xid8`,
} as const;

/**
 * Listeners across processes on PostgreSQL. A commit is followed by one NOTIFY, not within the transaction (that would
 * make commits wait for each other), at most one in 50 ms; a poll finds what a lost NOTIFY did not tell. Reads
 * everything of transactions not older than the oldest one open at the last look: some are told twice, none is missed.
 */
export async function sharedChanges(pool: pg.Pool, source: Source): Promise<Changes> {
  const local = localChanges();
  let closed = false;
  let since = await oldestOpen(pool);
  let looking: Promise<void> | undefined;
  let again = false;
  let ear: pg.PoolClient | undefined;
  let notifyTimer: NodeJS.Timeout | undefined;

  const lookOnce = async () => {
    const next = await oldestOpen(pool);
    const { rows } = await pool.query<{ stream: string }>(QUERIES[source.table], [since]);
    since = next;
    if (rows.length > 0 && !closed) local.announce(rows.map(({ stream }) => stream));
  };
  const look = () => {
    again = looking !== undefined;
    looking ??= lookOnce()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
        if (again && !closed) look();
      });
  };
  const listen = async () => {
    const client = await pool.connect();
    const drop = () => {
      if (ear !== client) return;
      ear = undefined;
      client.release(true);
    };
    client.on('notification', look);
    client.on('error', drop);
    client.on('end', drop);
    ear = client;
    await client.query(`listen ${CHANNEL}`);
  };
  const poll = setInterval(() => {
    if (!ear) void listen().catch(() => undefined);
    look();
  }, POLL_MS);
  poll.unref();
  await listen();

  return {
    announce: (streams) => {
      local.announce(streams);
      if (!source.notifies) return;
      notifyTimer ??= setTimeout(() => {
        notifyTimer = undefined;
        void pool.query('select pg_notify($1, $2)', [CHANNEL, '']).catch(() => undefined);
      }, NOTIFY_GAP_MS);
    },
    onChange: local.onChange,
    close: async () => {
      closed = true;
      clearInterval(poll);
      clearTimeout(notifyTimer);
      await looking;
      const client = ear;
      ear = undefined;
      client?.release(true);
      await local.close();
    },
  };
}

async function oldestOpen(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin');
  return rows[0]?.xmin ?? '0';
}
