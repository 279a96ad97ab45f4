import type { Attempt } from '../../../check/login-attempt.ts';
import { type Around, attemptWatch } from './dialogue.ts';
import { type FtpLine, ftpLine } from './ftp.ts';
import { talkOver } from './talk.ts';

/** Logs in as anonymous (RFC 1635) and counts what the first folder lists. Reads no file, writes nothing. */
export async function ftpAnonymous(
  around: Around,
  place: { readonly port: number; readonly tls: boolean },
): Promise<{ readonly attempt: Attempt; readonly entries?: number }> {
  const watch = attemptWatch();
  const line = await ftpLine(around, place);
  if ('failed' in line) return { attempt: watch.ended(...line.failed) };
  try {
    const named = await line.ask('USER anonymous');
    watch.passwordSent();
    const answer = named.code === 331 ? await line.ask('PASS akashi-check@example.invalid') : named;
    const { code } = answer;
    if (code === 530 || code === 430 || code === 532 || code === 332) return { attempt: watch.ended('refused', `FTP ${code}`) };
    if (code === 421) return { attempt: watch.ended('throttled', 'FTP 421') };
    if (code !== 230)
      return { attempt: watch.ended(code === undefined ? 'dropped' : 'unclear', code === undefined ? 'no reply' : `FTP ${code}`) };
    const attempt = watch.ended('accepted', 'FTP 230');
    const entries = await listed(around, line, place.tls);
    return { attempt, ...(entries === undefined ? {} : { entries }) };
  } finally {
    line.end();
  }
}

/** Lines of the listing; undefined when there was none. The data connection goes to the device's own address, whatever it says. */
async function listed({ network, signal, timeoutMs }: Around, line: FtpLine, tls: boolean): Promise<number | undefined> {
  // A list inside TLS would need a second session; that anonymous gets in is told in any case.
  if (tls) return undefined;
  const extended = await line.ask('EPSV');
  const passive = extended.code === 229 ? extended : await line.ask('PASV');
  const port = passive.code === undefined ? undefined : portIn(passive.bytes.toString('latin1'));
  if (port === undefined) return undefined;
  const dialled = await network.dial(port, { timeoutMs });
  if (dialled.outcome !== 'open') return undefined;
  const talk = talkOver(dialled.socket, signal);
  try {
    const begun = await line.ask('LIST');
    if (begun.code === undefined || begun.code >= 300) return begun.code === 550 || begun.code === 450 ? 0 : undefined;
    await talk.until(() => false, timeoutMs);
    const lines = talk.take().toString('latin1').split('\n');
    return lines.filter((each) => each.trim() !== '' && !/^total \d+\s*$/.test(each) && !/\s\.{1,2}\s*$/.test(each)).length;
  } finally {
    talk.end();
  }
}

function portIn(reply: string): number | undefined {
  const extended = /\(\|\|\|(\d{1,5})\|\)/.exec(reply)?.[1];
  if (extended !== undefined) return valid(Number(extended));
  const [, high, low] = /\d+,\d+,\d+,\d+,(\d{1,3}),(\d{1,3})/.exec(reply) ?? [];
  return high === undefined ? undefined : valid(Number(high) * 256 + Number(low));
}

const valid = (port: number): number | undefined => (port >= 1 && port <= 65_535 ? port : undefined);
