import { connect } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';

const BOUNDARY = 'akashi-test-boundary';
const head = (name: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;

/** The content type that goes with these multipart bodies. */
export const multipartType = `multipart/form-data; boundary=${BOUNDARY}`;

/** A multipart body with one file of so many megabytes, made while it is sent: never whole in memory. */
export async function* largeFile(name: string, megabytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head(name));
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  for (let sent = 0; sent < megabytes; sent++) yield chunk;
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

/** A multipart body that ends in the middle of its file. */
export const cutShort = (name: string): Uint8Array => Buffer.from(`${head(name)}the first half of a report`);

/** Begins an upload over a bare connection, sends half of what was announced, and hangs up. */
export async function hangUp(address: string, token: string, name: string): Promise<void> {
  const { hostname, port } = new URL(address);
  const body = Buffer.concat([Buffer.from(head(name)), Buffer.alloc(300_000, 'x')]);
  const lines = [
    'POST /api/v1/evidence HTTP/1.1',
    `host: ${hostname}:${port}`,
    `authorization: Bearer ${token}`,
    'idempotency-key: hang-up-key-1',
    `content-type: ${multipartType}`,
    `content-length: ${body.length * 2}`,
    '',
    '',
  ];
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(lines.join('\r\n'));
      socket.write(body, () => {
        socket.destroy();
        resolve();
      });
    });
    socket.once('error', reject);
  });
}

/** A workbook's package whose one sheet unpacks to so many megabytes: a zip bomb. */
export function zipBomb(megabytes: number): Uint8Array<ArrayBuffer> {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const content = Buffer.alloc(megabytes * 1024 * 1024, ' ');
  const packed = deflateRawSync(content, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  for (const [header, at] of [
    [local, 4],
    [central, 6],
  ] as const) {
    header.writeUInt16LE(20, at);
    header.writeUInt16LE(8, at + 4);
    header.writeUInt32LE(crc32(content), at + 10);
    header.writeUInt32LE(packed.length, at + 14);
    header.writeUInt32LE(content.length, at + 18);
    header.writeUInt16LE(name.length, at + 22);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Uint8Array.from(Buffer.concat([local, name, packed, central, name, end]));
}
