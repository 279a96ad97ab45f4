import { LOCK_MESSAGE, NO_ANSWER_IN_TIME } from '../../../check/login-attempt.ts';
import { secure } from '../http-exchange.ts';
import { attemptWatch, type Dialogue, opened } from './dialogue.ts';
import { speaksOfLock } from './lock-message.ts';
import { type Talk, talkOver } from './talk.ts';

/** A reply of RFC 959: its code and the bytes it came in; or why there is none. */
export type FtpReply =
  | { readonly code: number; readonly bytes: Buffer }
  | { readonly code?: never; readonly why: 'closed' | 'timed-out' | 'other' };

/** A control connection. */
export interface FtpLine {
  /** The reply to a command; without one, the next reply. */
  ask(command?: string): Promise<FtpReply>;
  end(): void;
}

/** One password over FTP; with TLS: implicit on port 990, else by AUTH TLS (RFC 4217). */
export const ftp: Dialogue<'ftp'> = async (around, login, { user, password }) => {
  const watch = attemptWatch();
  const line = await ftpLine(around, login);
  if ('failed' in line) return watch.ended(...line.failed);
  try {
    const named = await line.ask(`USER ${user}`);
    if (named.code === 230) return watch.ended('accepted', 'FTP 230 without a password');
    if (named.code === 421) return watch.ended('throttled', 'FTP 421');
    if (named.code !== 331) return watch.ended(named.code === 530 ? 'refused' : 'unclear', detailOf(named));
    watch.passwordSent();
    const answer = await line.ask(`PASS ${password}`);
    switch (answer.code) {
      case undefined:
        return watch.ended(answer.why === 'closed' ? 'dropped' : 'unclear', detailOf(answer));
      case 230:
      case 232:
        return watch.ended('accepted', detailOf(answer));
      case 421:
        return watch.ended('throttled', 'FTP 421');
      case 430:
      case 530:
        return speaksOfLock(answer.bytes) ? watch.ended('throttled', LOCK_MESSAGE) : watch.ended('refused', detailOf(answer));
      default:
        return watch.ended('unclear', detailOf(answer));
    }
  } finally {
    line.end();
  }
};

const detailOf = (reply: FtpReply): string =>
  reply.code === undefined ? (reply.why === 'timed-out' ? NO_ANSWER_IN_TIME : reply.why) : `FTP ${reply.code}`;

/** Opens the control connection and hears the greeting. */
export async function ftpLine(
  around: Parameters<typeof ftp>[0],
  { port, tls }: { readonly port: number; readonly tls: boolean },
): Promise<FtpLine | { readonly failed: readonly [ReturnType<ReturnType<typeof attemptWatch>['ended']>['outcome'], string] }> {
  const { signal, timeoutMs } = around;
  const isImplicit = tls && port === 990;
  const line = await opened(around, { port, tls: isImplicit });
  if ('failed' in line) return line;
  let talk = talkOver(line.socket, signal);
  const ask = async (command?: string) => {
    if (command !== undefined) talk.send(`${command.replaceAll(/[\r\n\0]/g, '')}\r\n`);
    return await reply(talk, timeoutMs);
  };
  const greeting = await ask();
  const end = () => {
    talk.send('QUIT\r\n');
    line.end();
  };
  const failed = (...told: readonly [Parameters<ReturnType<typeof attemptWatch>['ended']>[0], string]) => {
    line.end();
    return { failed: told };
  };
  if (greeting.code === 421) return failed('throttled', 'FTP 421');
  if (greeting.code !== 220)
    return failed(greeting.code === undefined && greeting.why === 'closed' ? 'dropped' : 'unclear', detailOf(greeting));
  if (tls && !isImplicit) {
    const agreed = await ask('AUTH TLS');
    if (agreed.code !== 234) return failed('unclear', 'no AUTH TLS');
    const secured = await secure(talk.release(), AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    if ('failure' in secured) return failed('unclear', 'no TLS');
    talk = talkOver(secured.socket, signal);
  }
  return { ask, end };
}

/** Reads one reply, of several lines when its first has a hyphen. */
async function reply(talk: Talk, timeoutMs: number): Promise<FtpReply> {
  const find = (heard: Buffer) => {
    const text = heard.toString('latin1');
    const [, code = '', mark = ''] = /^(\d{3})([ -]|\r?\n)/.exec(text) ?? [];
    const isWhole = mark === '-' ? new RegExp(`^${code} [^\\n]*\\n`, 'm').test(text) : code !== '' && text.includes('\n');
    return isWhole ? code : undefined;
  };
  const why = await talk.until((heard) => find(heard) !== undefined, timeoutMs);
  const bytes = talk.take();
  const code = find(bytes);
  if (code !== undefined) return { code: Number(code), bytes };
  return { why: why === 'closed' || why === 'timed-out' ? why : 'other' };
}
