import fs from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** To this thread: bytes of PostgreSQL's protocol from a link, a new link, or the end. */
export type ToWorker =
  | { readonly kind: 'wire'; readonly link: number; readonly bytes: Uint8Array }
  | { readonly kind: 'link' }
  | { readonly kind: 'close' };
/** From this thread. After 'broken' it serves nothing more. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'wire'; readonly link: number; readonly bytes: Uint8Array }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'closed' };

/** The one part of Emscripten's node file system that is used here. */
interface NodeStream {
  readonly nfd?: number;
  readonly node: object;
}
interface NodeFiles {
  readonly stream_ops: { fsync?: (stream: NodeStream) => number };
  realPath(node: object): string;
}

const WAL_SEGMENT = 16 * 1024 * 1024;
const cluster: string = workerData.cluster;
const port = parentPort;
if (!port) throw new Error('pglite-worker runs in a worker thread only');
const say = (message: FromWorker, move: ArrayBuffer[] = []) => port.postMessage(message, move);

/**
 * PGlite starts PostgreSQL with fsync off, because its file layer answers fsync without doing it. Here the file layer
 * does it, and PostgreSQL runs with fsync on: WAL at each commit, data files at a checkpoint, folders at a rename.
 */
let syncs = 0;
function syncedFiles(folder: string): NodeFS {
  const files = new NodeFS(folder);
  const init = files.init.bind(files);
  files.init = async (pg, options) => {
    const { emscriptenOpts } = await init(pg, options);
    const preRun = Array.isArray(emscriptenOpts.preRun) ? emscriptenOpts.preRun : [];
    preRun.push((module: object) => {
      const nodeFiles: NodeFiles = Reflect.get(module, 'NODEFS');
      nodeFiles.stream_ops.fsync = (stream) => {
        syncs += 1;
        if (stream.nfd === undefined) syncPath(nodeFiles.realPath(stream.node));
        else fs.fdatasyncSync(stream.nfd);
        return 0;
      };
    });
    return { emscriptenOpts: { ...emscriptenOpts, preRun, onAbort: gone } };
  };
  return files;
}

/**
 * PostgreSQL gave up (PANIC). PGlite's loop would go on for ever: said at once, so that the main thread ends this one.
 * What was not acknowledged may or may not be in the WAL; it is there whole or not at all.
 */
function gone(): void {
  say({ kind: 'broken', reason: isFull() ? 'no space left on device' : 'PostgreSQL aborted' });
}

/** PostgreSQL asks for whole WAL segments, so a disk is full before its last byte. */
function isFull(): boolean {
  const { bavail, bsize } = fs.statfsSync(cluster);
  return bavail * bsize < 2 * WAL_SEGMENT;
}

function syncPath(target: string): void {
  const descriptor = fs.openSync(target, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The making of a cluster syncs nothing: done once for the whole folder. */
function syncAll(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() || entry.isDirectory()) syncPath(path.join(entry.parentPath, entry.name));
  }
  syncPath(folder);
}

async function start(): Promise<PGlite> {
  const isNew = !fs.existsSync(path.join(cluster, 'PG_VERSION'));
  const pg = await PGlite.create({
    fs: syncedFiles(cluster),
    extensions: { btree_gist },
    startParams: [
      ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
      ...['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'].flatMap((setting) => ['-c', setting]),
      ...['max_wal_size=256MB', 'timezone=UTC', 'datestyle=ISO', 'jit=off'].flatMap((setting) => ['-c', setting]),
    ],
  });
  if (isNew) {
    await pg.exec('checkpoint');
    syncAll(cluster);
  }
  return pg;
}

/** Alone, without a postmaster, PostgreSQL never begins a checkpoint by itself: begun here when WAL has piled up. */
const SYNCS_BETWEEN_LOOKS = 2000;
const SEGMENTS_TO_KEEP = 8;
let lookAt = SYNCS_BETWEEN_LOOKS;
function checkpointWhenDue(pg: PGlite): void {
  if (syncs < lookAt || pg.isInTransaction()) return;
  const segments = fs.readdirSync(path.join(cluster, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
  if (segments > SEGMENTS_TO_KEEP) pg.execProtocolRawSync(simpleQuery('checkpoint'));
  lookAt = syncs + SYNCS_BETWEEN_LOOKS;
}

/** PostgreSQL's simple query message. */
function simpleQuery(sql: string): Uint8Array {
  const body = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeInt32BE(body.length + 4, 1);
  return new Uint8Array(Buffer.concat([head, body]));
}

try {
  const pg = await start();
  port.on('message', (message: ToWorker) => {
    try {
      if (message.kind === 'link') pg.execProtocolRawSync(simpleQuery('rollback'));
      else if (message.kind === 'wire') {
        const bytes = pg.execProtocolRawSync(message.bytes).slice();
        say({ kind: 'wire', link: message.link, bytes }, [bytes.buffer]);
        checkpointWhenDue(pg);
      } else {
        void pg.close().then(
          () => say({ kind: 'closed' }),
          (error: unknown) => say({ kind: 'broken', reason: String(error) }),
        );
      }
    } catch (error) {
      say({ kind: 'broken', reason: String(error) });
      port.close();
    }
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'broken', reason: isFull() ? 'no space left on device' : String(error) });
}
