import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { exchange, header } from '../../src/io/device/http-exchange.ts';
import { directNetwork } from './direct-network.ts';

const ADDRESS = '127.0.1.77';
const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of open.splice(0)) server.close();
});

const folder = mkdtempSync(join(tmpdir(), 'akashi-exchange-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A device that answers each connection as told, and keeps what it was sent. */
async function device(answer: (socket: Socket, said: string) => void, secured = false): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const onConnection = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (chunk) => {
      heard.push(chunk.toString('latin1'));
      answer(socket, chunk.toString('latin1'));
    });
  };
  const server = secured
    ? createTlsServer({ ...keys(), minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }, onConnection)
    : createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, ADDRESS, resolve));
  open.push(server);
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, heard };
}

function keys() {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:1024', '-sha1', '-nodes', '-days', '2', '-subj', '/CN=camera', '-keyout', key, '-out', cert],
    { stdio: 'ignore' },
  );
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

const network = directNetwork(ADDRESS);

describe('one exchange with a device', () => {
  test('tells status, headers and body, and asks as it was told', async () => {
    const { port, heard } = await device((socket) =>
      socket.end('HTTP/1.0 401 No\r\nWWW-Authenticate: Basic realm="a"\r\nWWW-Authenticate: Digest realm="b"\r\n\r\nbody'),
    );
    const answer = await exchange(network, { port, method: 'POST', path: '/login', headers: { cookie: 'a=b' }, body: 'x=1' });
    expect(answer).toMatchObject({ outcome: 'answered', status: 401, complete: true });
    if (answer.outcome !== 'answered') return;
    expect(answer.headers['www-authenticate']).toEqual(['Basic realm="a"', 'Digest realm="b"']);
    expect(Buffer.from(answer.body).toString()).toBe('body');
    expect(heard[0]).toContain('POST /login HTTP/1.1\r\n');
    expect(heard[0]).toContain(`host: ${ADDRESS}:${port}\r\n`);
    expect(heard[0]).toContain('cookie: a=b\r\n');
    expect(heard[0]).toMatch(/content-length: 3\r\n/);
  });
  test('follows no redirect', async () => {
    const { port, heard } = await device((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n'),
    );
    const answer = await exchange(network, { port, path: '/' });
    expect(answer.outcome === 'answered' && [answer.status, header(answer, 'Location')]).toEqual([302, 'http://192.0.2.1/']);
    expect(heard).toHaveLength(1);
  });
  test('reaches a device that knows TLS 1.0 and a short SHA-1 certificate only, and reports both', async () => {
    const { port } = await device((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'), true);
    const answer = await exchange(network, { port, tls: true, path: '/' });
    expect(answer).toMatchObject({
      outcome: 'answered',
      status: 200,
      tls: {
        version: 'TLSv1',
        certificate: { subject: 'CN=camera', keyType: 'rsa', keyBits: 1024, signature: 'sha1WithRSAEncryption', selfSigned: true },
      },
    });
  });
  test('keeps no more of a body than it was told', async () => {
    const { port } = await device((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      };
      socket.on('drain', more);
      more();
    });
    const answer = await exchange(network, { port, path: '/', maxBytes: 1_000 });
    expect(answer.outcome === 'answered' && [answer.body.length, answer.complete]).toEqual([1_000, false]);
  });
  test('what came before the time was over is an answer, cut off', async () => {
    const { port } = await device((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
    const answer = await exchange(network, { port, path: '/', timeoutMs: 300 });
    expect(answer.outcome === 'answered' && [Buffer.from(answer.body).toString(), answer.complete]).toEqual(['half', false]);
  });
  test('reads sloppy answers: bare line feeds, spaces in names, both lengths, control characters in values', async () => {
    const sloppy = [
      'HTTP/1.1 200 OK\nServer: cam\n\nok',
      'HTTP/1.1 200 OK\r\nX-A: \u001b[31m\r\n\r\nok',
      'HTTP/1.1 200 \r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    ];
    for (const said of sloppy) {
      const { port } = await device((socket) => socket.end(said, 'latin1'));
      const answer = await exchange(network, { port, path: '/' });
      expect(answer.outcome === 'answered' && Buffer.from(answer.body).toString(), JSON.stringify(said)).toBe('ok');
    }
  });
  test('each way of failing has its name', async () => {
    const shut = await device(() => undefined);
    open.pop()?.close();
    const cases: readonly (readonly [string, (socket: Socket) => void, boolean?])[] = [
      ['not-http', (socket) => socket.end('220 camera FTP\r\n')],
      ['closed', (socket) => socket.end()],
      ['closed', (socket) => socket.resetAndDestroy()],
      ['timed-out', () => undefined],
      ['tls', (socket) => socket.end('HTTP/1.0 400 speak plainly\r\n\r\n'), true],
    ];
    for (const [failure, answer, tls = false] of cases) {
      const { port } = await device(answer);
      expect(await exchange(network, { port, path: '/', tls, timeoutMs: 400 })).toMatchObject({ outcome: 'failed', failure });
    }
    expect(await exchange(network, { port: shut.port, path: '/' })).toMatchObject({
      outcome: 'failed',
      failure: 'refused',
      detail: 'ECONNREFUSED',
    });
    const silent = await device(() => undefined);
    const over = AbortSignal.abort();
    expect(await exchange(network, { port: silent.port, path: '/', signal: over })).toMatchObject({ failure: 'stopped' });
    expect(await exchange(network, { port: silent.port, path: '/', method: 'A B' })).toMatchObject({ failure: 'not-sendable' });
    const said = await device((socket) => socket.end('RTSP/1.0 400 Bad\r\n\r\n'));
    const answer = await exchange(network, { port: said.port, path: '/' });
    expect(answer.outcome === 'failed' && Buffer.from(answer.said ?? []).toString()).toContain('RTSP/1.0');
  });
  test('nothing that a path holds ends the request line', async () => {
    const { port, heard } = await device((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    await exchange(network, { port, path: '/a b\r\nX-Evil: 1/あ' });
    expect(heard[0]?.split('\r\n')[0]).toBe('GET /a%20b%0D%0AX-Evil:%201/%E3%81%82 HTTP/1.1');
  });
  test('an endless head ends', async () => {
    const { port } = await device((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write(`X-${'a'.repeat(1_000)}: b\r\n`));
      };
      socket.on('drain', more);
      more();
    });
    expect(await exchange(network, { port, path: '/' })).toMatchObject({ outcome: 'failed', failure: 'not-http' });
  });
});
