import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from '../rules/text.ts';
import { StoreUnavailable } from './store-error.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells this process from a later one with the same number; empty where the system does not say. */
  readonly born: string;
}

/** When a process was started, counted from the boot that is named with it; empty where there is no /proc. */
function bornAt(pid: number): string {
  try {
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const born = bornAt(holder.pid);
  return born === '' || holder.born === '' || born === holder.born;
}

function holderIn(file: string): Holder | undefined {
  try {
    const { pid, host, born } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, born: String(born ?? '') } : undefined;
  } catch {
    return undefined;
  }
}

const refusal = (folder: string, file: string, holder: Holder | undefined) => {
  const who = holder ? `${holder.host}, pid ${holder.pid}` : '?';
  return new StoreUnavailable(
    'locked',
    text(
      `データフォルダ ${folder} は別のサーバ（${who}）が使用中です。二重に起動するとデータが失われるため、起動を中止しました。そのサーバが動いていないことを確認できた場合に限り、${file} を削除してください。`,
      `The data folder ${folder} is in use by another server (${who}). Two on one folder would lose data, so this one stops. Only if you are sure that it no longer runs, delete ${file}.`,
    ),
  );
};

/**
 * Takes the data folder for this process and gives back how to leave it. A second one is refused with
 * StoreUnavailable 'locked'; a lock left by a dead process of this host is taken over.
 */
export function lockDataFolder(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'akashi.lock');
  const own: Holder = { pid: process.pid, host: os.hostname(), born: bornAt(process.pid) };
  const draft = path.join(folder, `akashi.lock.${process.pid}.${process.hrtime.bigint()}`);
  fs.writeFileSync(draft, JSON.stringify(own), { flag: 'wx' });
  try {
    take(folder, file, draft, own.host);
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return () => {
    const now = holderIn(file);
    if (now?.pid === own.pid && now.host === own.host) fs.rmSync(file, { force: true });
  };
}

function take(folder: string, file: string, draft: string, host: string): void {
  if (linked(draft, file)) return;
  const holder = holderIn(file);
  if (!holder || holder.host !== host || isAlive(holder)) throw refusal(folder, file, holder);
  // Of several who see the same dead holder, the rename gives its file to one; whoever moved a fresh lock puts it back.
  const aside = `${draft}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch {
    throw refusal(folder, file, holderIn(file));
  }
  const moved = holderIn(aside);
  if (moved?.pid !== holder.pid || moved.born !== holder.born) {
    linked(aside, file);
    fs.rmSync(aside, { force: true });
    throw refusal(folder, file, moved);
  }
  fs.rmSync(aside, { force: true });
  if (!linked(draft, file)) throw refusal(folder, file, holderIn(file));
}

/** Gives the file its second name in one step with its content; false when the name is taken. */
function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
