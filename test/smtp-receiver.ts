import type { AddressInfo } from 'node:net';
import net from 'node:net';

/** A mail as an SMTP server on this machine got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body as sent. */
  readonly raw: string;
}

export interface SmtpReceiver {
  readonly url: string;
  readonly mails: ReceivedMail[];
  /** What recipients are answered from now on; 250 takes them. */
  answer(reply: string): void;
  close(): Promise<void>;
}

/** A small SMTP server (RFC 5321) on 127.0.0.1 that keeps what it gets; no other machine is ever reached. */
export async function startSmtpReceiver(): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<net.Socket>();
  let reply = '250 OK';
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let buffer = '';
    let from = '';
    let to: string[] = [];
    let data: string[] | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const address = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') return say('250 receiver');
      if (verb === 'MAIL') {
        from = address(line);
        to = [];
        return say('250 OK');
      }
      if (verb === 'RCPT') {
        if (reply.startsWith('250')) to.push(address(line));
        return say(reply);
      }
      if (verb === 'DATA') {
        data = [];
        return say('354 go on');
      }
      if (verb === 'QUIT') {
        say('221 bye');
        return socket.end();
      }
      return say('250 OK');
    };
    const line = (each: string) => {
      if (!data) return command(each);
      if (each !== '.') return data.push(each.startsWith('..') ? each.slice(1) : each);
      mails.push({ from, to, raw: data.join('\r\n') });
      data = undefined;
      return say('250 taken');
    };
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      const lines = buffer.split('\r\n');
      buffer = lines.pop() ?? '';
      for (const each of lines) line(each);
    });
    say('220 receiver');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: (next) => {
      reply = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Subject and text of a mail in words, whatever encoding was chosen. */
export function wordsOf({ raw }: ReceivedMail): { readonly subject: string; readonly text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
  const bytes = /base64/i.test(header('Content-Transfer-Encoding'))
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
  return { subject: decodedWords(header('Subject')), text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}

/** Encoded words of a header (RFC 2047). */
const decodedWords = (header: string): string =>
  header.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(words, 'base64').toString('utf8')
      : Buffer.from(
          words.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString('utf8'),
  );
