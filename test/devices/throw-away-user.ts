import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Daemon, type DaemonStart, programPath, startDaemon } from './daemon.ts';

/** How PAM meets a wrong password: at once, after its usual two seconds, or with a lock after three (pam_faillock, three seconds long). */
export type PamManner = 'at-once' | 'delay' | 'lock';

export interface ThrowAwayUser {
  readonly name: string;
  readonly password: string;
  /** File under /etc/pam.d that the program reads. */
  readonly service: string;
  readonly manner: PamManner;
}

/**
 * Starts a program that sees one user who is nowhere else: lists of users, their passwords and the rules of PAM are laid over those of the machine in a mount
 * namespace of the program's own, which ends with it. Only root can.
 */
export async function startWithUser(start: DaemonStart, user: ThrowAwayUser): Promise<Daemon> {
  const { folder } = start.place;
  const hashed = promisify(execFile)(programPath('openssl') ?? 'openssl', ['passwd', '-6', '-stdin']);
  hashed.child.stdin?.end(`${user.password}\n`);
  const hash = (await hashed).stdout.trim();
  const files = {
    '/etc/passwd': [
      'root:x:0:0:root:/root:/usr/sbin/nologin',
      'sshd:x:107:65534::/run/sshd:/usr/sbin/nologin',
      'ftp:x:104:65534::/srv/ftp:/usr/sbin/nologin',
      'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
      `${user.name}:x:64123:64123::/:/bin/sh`,
    ],
    '/etc/shadow': [
      ...['root', 'sshd', 'ftp', 'nobody'].map((name) => `${name}:*:19000:0:99999:7:::`),
      `${user.name}:${hash}:19000:0:99999:7:::`,
    ],
    [`/etc/pam.d/${user.service}`]: rules(user.manner, folder),
  };
  const binds: string[] = [];
  for (const [over, lines] of Object.entries(files)) {
    const file = path.join(folder, over.replaceAll('/', '-').slice(1));
    await writeFile(file, `${lines.join('\n')}\n`, { mode: over === '/etc/shadow' ? 0o600 : 0o644 });
    binds.push(`mount --bind '${file}' '${over}'`);
  }
  const program = programPath(start.program) ?? start.program;
  const script = `mkdir -p /run/sshd && ${binds.join(' && ')} && exec "$0" "$@"`;
  return await startDaemon({ ...start, program: 'unshare', args: ['--mount', 'sh', '-c', script, program, ...start.args] });
}

function rules(manner: PamManner, folder: string): readonly string[] {
  const after = ['account required pam_unix.so', 'session required pam_permit.so', 'password required pam_deny.so'];
  const lock = `dir=${folder} deny=3 unlock_time=3 fail_interval=900 nodelay`;
  switch (manner) {
    case 'at-once':
      return ['auth required pam_unix.so nodelay', ...after];
    case 'delay':
      return ['auth required pam_unix.so', ...after];
    case 'lock':
      return [
        `auth required pam_faillock.so preauth silent ${lock}`,
        'auth [success=1 default=ignore] pam_unix.so nodelay',
        `auth [default=die] pam_faillock.so authfail ${lock}`,
        `auth sufficient pam_faillock.so authsucc ${lock}`,
        ...after,
      ];
  }
}
