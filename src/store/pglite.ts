import fs from 'node:fs';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { text } from '../rules/text.ts';
import { columnTypes } from './column-types.ts';
import { lockDataFolder } from './data-lock.ts';
import type { Engine } from './engine.ts';
import type { FromWorker, ToWorker } from './pglite-worker.ts';
import { quiet } from './postgresql.ts';
import { StoreUnavailable, translated } from './store-error.ts';

/** AuthenticationOk and ReadyForQuery: the embedded engine has one user and no password. */
const GREETING = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const TERMINATE = 0x58;
const VACUUM_EVERY_MS = 6 * 60 * 60 * 1000;

/**
 * Opens PostgreSQL in a worker thread of this process, its files under `dataDir`. node-postgres talks to it in
 * PostgreSQL's own protocol over the thread's message port, through a pool of one: transactions follow one another.
 * A worker that breaks (a full disk stops PostgreSQL) is replaced at the next connection, which recovers from the WAL.
 */
export async function openPglite(dataDir: string): Promise<Engine> {
  const unlock = lockDataFolder(dataDir);
  const cluster = path.join(dataDir, 'pglite');
  fs.mkdirSync(cluster, { recursive: true });
  let running: Promise<Worker> | undefined;
  let trouble: Error | undefined;
  const start = (): Promise<Worker> => {
    const starting = startWorker(cluster, (why) => {
      trouble ??= why;
      if (running === starting) running = undefined;
    });
    void starting.then(
      () => {
        if (running === starting) trouble = undefined;
      },
      () => undefined,
    );
    running = starting;
    return starting;
  };
  const worker = () => running ?? start();
  try {
    await worker();
  } catch (error) {
    unlock();
    throw error;
  }
  let links = 0;
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
    types: columnTypes,
    stream: () => wire(worker, ++links),
  });
  quiet(pool);
  // Without a postmaster there is no autovacuum: done from here, between transactions.
  const vacuum = setInterval(() => void pool.query('vacuum (analyze)').catch(() => undefined), VACUUM_EVERY_MS);
  vacuum.unref();
  return {
    name: 'pglite',
    pool,
    ownerPool: pool,
    trouble: () => trouble,
    close: async () => {
      clearInterval(vacuum);
      await pool.end();
      await running?.then(stopWorker, () => undefined);
      unlock();
    },
  };
}

function startWorker(cluster: string, gone: (why: Error) => void): Promise<Worker> {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: { cluster }, execArgv: [] });
  worker.setMaxListeners(0);
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      const error = stopped(reason);
      gone(error);
      reject(error);
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve(worker);
      if (message.kind === 'broken') {
        fail(message.reason);
        void worker.terminate();
      }
    });
    worker.on('error', (error: unknown) => fail(String(error)));
    worker.on('exit', () => fail('exit'));
  });
}

function stopped(reason: string): Error {
  const seen = translated(new Error(reason));
  if (seen instanceof StoreUnavailable) return seen;
  return new StoreUnavailable(
    'broken',
    text(
      `内蔵データベースが停止しました（${reason}）。処理は確定していません。`,
      `The embedded database stopped (${reason}). The work was not confirmed.`,
    ),
  );
}

const stopWorker = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'closed') void worker.terminate();
    });
    worker.on('exit', () => resolve());
    worker.postMessage({ kind: 'close' } satisfies ToWorker);
  });

/** A connection as node-postgres expects it, whose other end is the worker. */
function wire(worker: () => Promise<Worker>, link: number): Duplex {
  let peer: Worker | undefined;
  let greeted = false;
  const hear = (message: FromWorker) => {
    if (message.kind === 'wire' && message.link === link) stream.push(Buffer.from(message.bytes.buffer));
    if (message.kind === 'broken') stream.destroy(new Error(message.reason));
  };
  const lost = () => stream.destroy(new Error('Connection terminated: the embedded database stopped'));
  const send = (bytes: Buffer, done: (error?: Error | null) => void) => {
    if (!greeted) {
      greeted = true;
      stream.push(GREETING);
    } else if (bytes[0] !== TERMINATE) {
      peer?.postMessage({ kind: 'wire', link, bytes: new Uint8Array(bytes) } satisfies ToWorker);
    }
    done();
  };
  const leave = () => {
    peer?.off('message', hear);
    peer?.off('exit', lost);
    peer = undefined;
  };
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => send(chunk, done),
    writev: (chunks, done) => send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done),
    final: (done) => {
      leave();
      stream.push(null);
      done();
    },
    destroy: (error, done) => {
      leave();
      done(error);
    },
  });
  const connect = () => {
    void worker().then(
      (started) => {
        peer = started;
        peer.on('message', hear);
        peer.on('exit', lost);
        peer.postMessage({ kind: 'link' } satisfies ToWorker);
        stream.emit('connect');
      },
      (error: Error) => stream.destroy(error),
    );
    return stream;
  };
  const still = () => stream;
  return Object.assign(stream, { connect, setNoDelay: still, setKeepAlive: still, ref: still, unref: still });
}
