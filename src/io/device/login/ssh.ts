import { type Algorithms, type AnyAuthMethod, Client } from 'ssh2';
import { NO_ANSWER_IN_TIME } from '../../../check/login-attempt.ts';
import { attemptWatch, type Dialogue } from './dialogue.ts';

/**
 * One password over SSH, as method `password`, or `keyboard-interactive` where only that is offered. Any host key and every old algorithm will do: the device
 * is to be reached, not trusted. Hangs up as soon as the answer is there.
 */
export const ssh: Dialogue<'ssh'> = async ({ network, signal, timeoutMs }, { port }, { user, password }) => {
  const watch = attemptWatch();
  const dialled = await network.dial(port, { timeoutMs });
  if (dialled.outcome !== 'open') return watch.ended('connection-refused', `connection ${dialled.outcome}`);
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof watch.ended>>();
  const client = new Client();
  let asked: AnyAuthMethod['type'] | undefined;
  const ended = (...told: Parameters<typeof watch.ended>) => resolve(watch.ended(...told));
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs * 2)]);
  const onStop = () => ended('unclear', signal.aborted ? 'stopped' : NO_ANSWER_IN_TIME);
  stop.addEventListener('abort', onStop, { once: true });

  const ask = (method: AnyAuthMethod): AnyAuthMethod => {
    asked = method.type;
    watch.passwordSent();
    return method;
  };
  client.on('ready', () => ended('accepted', asked ?? 'no password asked'));
  client.on('error', (error: Error & { level?: string }) => {
    if (error.level === 'client-authentication') ended('refused', asked ?? 'no password login');
    else if (error.level === 'client-socket') ended('dropped', 'hung up');
    else ended(asked === undefined ? 'unclear' : 'dropped', error.level === 'handshake' ? 'no common algorithm' : 'disconnected');
  });
  client.on('close', () => ended('dropped', asked === undefined ? 'before the password' : 'hung up'));
  const connect = () =>
    client.connect({
      sock: dialled.socket,
      username: user,
      readyTimeout: 0,
      algorithms: OLD_TOO,
      authHandler: (methodsLeft, partialSuccess, next) => {
        // The first call comes before the device told its methods: null, whatever the types say.
        const left: readonly string[] | null = methodsLeft;
        if (partialSuccess) ended('accepted', 'a second step follows');
        else if (left === null) next(ask({ type: 'password', username: user, password }));
        else if (asked === 'password' && !left.includes('password') && left.includes('keyboard-interactive'))
          next(
            ask({
              type: 'keyboard-interactive',
              username: user,
              prompt: (_name, _text, _language, prompts, finish) => finish(prompts.map(() => password)),
            }),
          );
        else if (asked === 'password' && !left.includes('password')) ended('unclear', 'no password login');
        // Refused: `next` has types for methods only.
        else ended('refused', asked ?? 'password');
      },
    });
  try {
    connect();
    return await promise;
  } finally {
    stop.removeEventListener('abort', onStop);
    // Nothing that comes later may end the process.
    client.on('error', () => {});
    client.destroy();
    dialled.socket.destroy();
  }
};

/** The library's defaults first, then what only old devices speak. */
const after = <Name>(...append: Name[]) => ({ append, prepend: [] as Name[], remove: [] as Name[] });
const OLD_TOO: Algorithms = {
  kex: after('diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'),
  serverHostKey: after('ssh-dss'),
  cipher: after('aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'),
  hmac: after('hmac-md5', 'hmac-sha1-96', 'hmac-md5-96'),
};
