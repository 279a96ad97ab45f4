import { createServer, type Server, type Socket } from 'node:net';

/** Suites that it picks, in its order of preference: EXPORT, RC4, DES, 3DES, all of RSA key exchange. */
const KNOWN = [0x00_03, 0x00_05, 0x00_09, 0x00_0a, 0x00_2f];

/**
 * A server that goes no further than its ServerHello: SSLv3, and suites that no OpenSSL of today still has. It answers a ClientHello by version and suite, sends its certificate, and hangs up on what
 * it does not know, as such devices did.
 */
export async function startSsl3(address: string, port: number, certificate: Uint8Array): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    let said = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      said = Buffer.concat([said, chunk]);
      if (said.length >= 5 && said.length >= 5 + said.readUInt16BE(3)) answer(socket, said, certificate);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return server;
}

function answer(socket: Socket, said: Buffer, certificate: Uint8Array): void {
  if (said[0] !== 22 || said[5] !== 1) return void socket.destroy();
  const sessionLength = said[43] ?? 0;
  const at = 44 + sessionLength;
  const suites = new Set<number>();
  for (let place = at + 2; place + 1 < at + 2 + said.readUInt16BE(at); place += 2) suites.add(said.readUInt16BE(place));
  const suite = KNOWN.find((code) => suites.has(code));
  // handshake_failure
  if (suite === undefined) return void socket.end(record(21, Buffer.from([2, 40])));
  const hello = Buffer.concat([Buffer.from([3, 0]), Buffer.alloc(32, 7), Buffer.from([0, suite >> 8, suite & 0xff, 0])]);
  const sized = Buffer.concat([uint24(certificate.length), certificate]);
  const flight = Buffer.concat([
    message(2, hello),
    message(11, Buffer.concat([uint24(sized.length), sized])),
    message(14, Buffer.alloc(0)),
  ]);
  // In small records, so that a reader has to put them together.
  for (let place = 0; place < flight.length; place += 200) socket.write(record(22, flight.subarray(place, place + 200)));
}

const uint24 = (value: number): Buffer => Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff]);
const message = (type: number, bytes: Buffer): Buffer => Buffer.concat([Buffer.from([type]), uint24(bytes.length), bytes]);
const record = (type: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 0, bytes.length >> 8, bytes.length & 0xff]), bytes]);
