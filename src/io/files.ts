import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { InvalidInput } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { SNIFF_BYTES, sniffType, textWatcher } from './sniff.ts';

/** 100 MB as the office counts it: 100 × 1024 × 1024 bytes, the last one included. */
export const FILE_LIMIT = 100 * 1024 * 1024;

/** What is known of a file once its bytes are on the disk. The type is sniffed from the content. */
export interface StoredFile {
  /** 64 hex characters. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
}

/** Where uploaded files are kept, by organisation and content. A folder here; an object store can take its place. */
export interface Files {
  /**
   * Takes the bytes in and answers once they are durable. Over `limit` bytes, a source that breaks, or one for which
   * `complete` then says no, leaves nothing behind. The same content twice is one file.
   */
  put(organisation: string, source: AsyncIterable<Uint8Array>, options?: { limit?: number; complete?: () => boolean }): Promise<StoredFile>;
  /** The bytes of one organisation's file; undefined when that organisation has none of this content. */
  open(organisation: string, sha256: string): Promise<{ size: number; stream: Readable } | undefined>;
  /** Removes the bytes for good; false when there was nothing. The caller makes sure that nothing points here. */
  delete(organisation: string, sha256: string): Promise<boolean>;
  /** What was stored more than a day ago, whatever points to it: for whoever knows what nothing points to. */
  aged(): AsyncIterable<{ readonly organisation: string; readonly sha256: string }>;
}

/** The disk is full or broken: nothing was stored, and the sender can try again later. */
export class FileStoreFull extends Error {
  readonly text = text(
    'ファイルを保存する場所に空きがありません。何も保存されていません。しばらくしてからもう一度お試しください。',
    'There is no room to store the file. Nothing was stored. Please try again later.',
  );
  constructor(cause: unknown) {
    super('no room to store the file', { cause });
    this.name = 'FileStoreFull';
  }
}

/** The sender stopped before the end: nothing was stored. */
export class UploadBroken extends Error {
  readonly text = text(
    'ファイルの送信が途中で終わりました。何も保存されていません。もう一度送信してください。',
    'The upload ended before the file was complete. Nothing was stored. Please send it again.',
  );
  constructor() {
    super('the upload ended early');
    this.name = 'UploadBroken';
  }
}

/** Parts that this very process is still writing: a sweep leaves them alone. */
const writing = new Set<string>();

/**
 * The files in `folder`, as `<organisation>/<first two of the hash>/<hash>`; what an earlier process left half-written is
 * removed first. `create` opens the file that bytes are written to (tests hand in one that fails).
 */
export async function openFolderFiles(
  folder: string,
  { create = (path: string) => open(path, 'wx', 0o600) }: { create?: (path: string) => Promise<FileHandle> } = {},
): Promise<Files> {
  const incoming = join(folder, '.incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await syncDirectory(folder);
  await syncDirectory(dirname(folder));
  await sweep(incoming);

  const place = (organisation: string, sha256: string) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(organisation)) throw new TypeError('not an organisation id');
    return /^[0-9a-f]{64}$/.test(sha256) ? join(folder, organisation, sha256.slice(0, 2), sha256) : undefined;
  };

  return {
    aged: () => aged(folder),
    async put(organisation, source, { limit = FILE_LIMIT, complete } = {}) {
      place(organisation, '');
      const name = `${hostname().replaceAll('.', '-')}.${process.pid}.${randomBytes(8).toString('hex')}.part`;
      const part = join(incoming, name);
      writing.add(name);
      try {
        const file = await create(part);
        const received = await receive(file, source, limit).finally(() => file.close());
        if (complete && !complete()) throw new UploadBroken();
        const type = await sniffType(part, received.head, received.isText);
        const target = place(organisation, received.sha256);
        if (!target) throw new TypeError('not a hash');
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        await rename(part, target);
        for (const directory of [dirname(target), join(folder, organisation), folder]) await syncDirectory(directory);
        return { sha256: received.sha256, size: received.size, type };
      } catch (error) {
        await rm(part, { force: true });
        throw isNoRoom(error) ? new FileStoreFull(error) : error;
      } finally {
        writing.delete(name);
      }
    },
    async open(organisation, sha256) {
      const path = place(organisation, sha256);
      if (!path) return undefined;
      try {
        const file = await open(path, 'r');
        const { size } = await file.stat();
        return { size, stream: createReadStream(path, { fd: file, autoClose: true }) };
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    async delete(organisation, sha256) {
      const path = place(organisation, sha256);
      if (!path) return false;
      try {
        await rm(path);
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return false;
        throw error;
      }
      await syncDirectory(dirname(path));
      return true;
    },
  };
}

/** Writes, hashes, counts and looks at the bytes in one pass, and syncs them. Stops at the first byte over the limit. */
async function receive(file: FileHandle, source: AsyncIterable<Uint8Array>, limit: number) {
  const hash = createHash('sha256');
  const watcher = textWatcher();
  const head: Uint8Array[] = [];
  let size = 0;
  let headSize = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    hash.update(chunk);
    watcher.see(chunk);
    if (headSize < SNIFF_BYTES) {
      const piece = chunk.subarray(0, SNIFF_BYTES - headSize);
      // A copy: the sender may use its buffer again.
      head.push(Uint8Array.from(piece));
      headSize += piece.byteLength;
    }
    await file.writeFile(chunk);
  }
  await file.sync();
  return { sha256: hash.digest('hex'), size, head: Buffer.concat(head), isText: watcher.isText() };
}

function tooLarge(limit: number): InvalidInput {
  const megabytes = Math.floor(limit / 1024 / 1024);
  const most = megabytes > 0 ? `${megabytes} MB` : `${limit} B`;
  return new InvalidInput([
    {
      path: 'file',
      message: text(
        `ファイルが大きすぎます。1ファイルの上限は ${most} です。何も保存されていません。`,
        `The file is too large: the limit is ${most} a file. Nothing was stored.`,
      ),
    },
  ]);
}

/** Removes parts of processes that are gone from this machine, and of any machine when they are a day old. */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    if (writing.has(name)) continue;
    const [host, pid] = name.split('.');
    const path = join(incoming, name);
    const mine = host === hostname().replaceAll('.', '-');
    const gone = mine && (Number(pid) === process.pid || !isRunning(Number(pid)));
    const aged = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0) > DAY;
    if (gone || aged) await rm(path, { force: true });
  }
}

const DAY = 24 * 60 * 60 * 1000;

async function* aged(folder: string): AsyncGenerator<{ readonly organisation: string; readonly sha256: string }> {
  for (const organisation of await readdir(folder)) {
    if (organisation.startsWith('.')) continue;
    for (const part of await readdir(join(folder, organisation)))
      for (const sha256 of await readdir(join(folder, organisation, part))) {
        const found = await stat(join(folder, organisation, part, sha256)).catch(() => undefined);
        if (found?.isFile() && Date.now() - found.mtimeMs > DAY) yield { organisation, sha256 };
      }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
const isNoRoom = (error: unknown): boolean => hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT');
