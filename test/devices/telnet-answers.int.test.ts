import { expect, test } from 'vitest';
import { telnet } from '../../src/io/device/login/telnet.ts';
import { startLineServer } from './line-server.ts';

const answers: readonly (readonly [string, string, string])[] = [
  ['a shell', '\r\n~ # ', 'accepted'],
  [
    'a welcome that tells of failures',
    '\r\nLast failed login: Sun Nov 1. There were 3 failed login attempts.\r\nkeeper@device:~$ ',
    'accepted',
  ],
  ['asked again', '\r\nLogin incorrect\r\n\r\ndevice login: ', 'refused'],
  ['a refusal without a prompt', '\r\n% Authentication failed\r\n', 'refused'],
  ['only a password asked again', '\r\nPassword: ', 'refused'],
  ['Japanese', '\r\nパスワードが違います\r\nユーザ名: ', 'refused'],
  ['a lock', '\r\nToo many failures, try again later.\r\ndevice login: ', 'throttled'],
  ['the password given back', 'pass#', 'unclear'],
];

test.concurrent.each(answers)('Telnet: %s', async (_what, answer, outcome) => {
  let lines = 0;
  const server = await startLineServer(() => Buffer.from(++lines === 1 ? 'Password: ' : answer), 'device login: ');
  const login = {
    id: 'console',
    kind: 'telnet',
    port: server.port,
    tls: false,
    user: 'keeper',
    passwordFrom: 'X_Y',
    factory: 'none',
    defaultsFrom: [],
  } as const;
  const around = { network: server.network, signal: AbortSignal.timeout(30_000), timeoutMs: 1_000 };
  const made = await telnet(around, { ...login, defaultsFrom: [] }, { user: 'keeper', password: 'pass#' });
  await server.stop();
  expect(made.outcome).toBe(outcome);
});
