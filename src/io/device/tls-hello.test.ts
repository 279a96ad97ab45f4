import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientHello, readServerFlight } from './tls-hello.ts';

const record = (type: number, bytes: readonly number[]) => [type, 3, 3, bytes.length >> 8, bytes.length & 0xff, ...bytes];
const message = (type: number, bytes: readonly number[]) => [type, 0, bytes.length >> 8, bytes.length & 0xff, ...bytes];
const hello = (version: readonly number[], suite: readonly number[], extensions: readonly number[] = []) => [
  ...version,
  ...Array.from({ length: 32 }, () => 7),
  0,
  ...suite,
  0,
  ...(extensions.length > 0 ? [extensions.length >> 8, extensions.length & 0xff, ...extensions] : []),
];
const certificates = (...ders: readonly (readonly number[])[]) => {
  const list = ders.flatMap((der) => [0, der.length >> 8, der.length & 0xff, ...der]);
  return message(11, [0, list.length >> 8, list.length & 0xff, ...list]);
};
const whole = [...message(2, hello([3, 1], [0, 0x2f])), ...certificates([1, 2, 3], [4, 5]), ...message(14, [])];

describe('a ClientHello made by hand', () => {
  test('names its version in the record and in the hello', () => {
    const ssl3 = clientHello({ version: 0x0300, suites: [10] });
    expect([...ssl3.subarray(0, 3)]).toEqual([22, 3, 0]);
    expect([...ssl3.subarray(9, 11)]).toEqual([3, 0]);
    const tls12 = clientHello({ version: 0x0303, suites: [10] });
    expect([...tls12.subarray(1, 3), ...tls12.subarray(9, 11)]).toEqual([3, 1, 3, 3]);
  });
  test('of TLS 1.3 looks like TLS 1.2 and offers 1.3 in the extension alone', () => {
    const tls13 = Buffer.from(clientHello({ version: 0x0304, suites: [0x1301] }));
    expect(tls13.readUInt16BE(9)).toBe(0x0303);
    expect(tls13.includes(Buffer.from([0, 43, 0, 3, 2, 3, 4]))).toBe(true);
  });
  test('of SSLv3 ends after the compression, because extensions came later', () => {
    const ssl3 = Buffer.from(clientHello({ version: 0x0300, suites: [10, 5] }));
    expect([...ssl3.subarray(43)]).toEqual([0, 0, 6, 0, 10, 0, 5, 0, 255, 1, 0]);
  });
  test('all lengths fit, and none is between 256 and 511 bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0x0300, 0x0301, 0x0302, 0x0303, 0x0304),
        fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 1, maxLength: 200 }),
        (version, suites) => {
          const bytes = Buffer.from(clientHello({ version, suites }));
          expect(bytes.readUInt16BE(3)).toBe(bytes.length - 5);
          expect(bytes.readUIntBE(6, 3)).toBe(bytes.length - 9);
          if (version !== 0x0300) expect(bytes.length - 5 > 255 && bytes.length - 5 < 512).toBe(false);
        },
      ),
    );
  });
  test('without a suite, or with more than 200, is refused', () => {
    expect(() => clientHello({ version: 0x0303, suites: [] })).toThrow(RangeError);
    expect(() => clientHello({ version: 0x0303, suites: Array.from({ length: 201 }, () => 1) })).toThrow(RangeError);
  });
});

describe('the answer to it', () => {
  test('tells version, suite and certificates', () => {
    expect(readServerFlight(Uint8Array.from(record(22, whole)))).toEqual({
      hello: { version: 0x0301, suite: 0x2f, compression: 0, retry: false },
      certificates: [Uint8Array.from([1, 2, 3]), Uint8Array.from([4, 5])],
      done: true,
      foreign: false,
    });
  });
  test('is the same however it is cut into records', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length }), (size) => {
        const records: number[] = [];
        for (let at = 0; at < whole.length; at += size) records.push(...record(22, whole.slice(at, at + size)));
        expect(readServerFlight(Uint8Array.from(records))).toEqual(readServerFlight(Uint8Array.from(record(22, whole))));
      }),
    );
  });
  test('half come says nothing that the whole does not', () => {
    const bytes = Uint8Array.from(record(22, whole));
    for (let length = 0; length < bytes.length; length++) {
      const part = readServerFlight(bytes.subarray(0, length));
      expect([part.hello, part.certificates, part.done, part.foreign]).toEqual([undefined, [], false, false]);
    }
  });
  test('of TLS 1.3 tells the version of its extension, and a request for another key share is an answer too', () => {
    const retry = [...Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex')];
    const plain = readServerFlight(Uint8Array.from(record(22, message(2, hello([3, 3], [0x13, 1], [0, 43, 0, 2, 3, 4])))));
    expect([plain.hello?.version, plain.hello?.retry, plain.done]).toEqual([0x0304, false, true]);
    const again = readServerFlight(Uint8Array.from(record(22, message(2, [3, 3, ...retry, 0, 0x13, 1, 0, 0, 6, 0, 43, 0, 2, 3, 4]))));
    expect([again.hello?.version, again.hello?.retry]).toEqual([0x0304, true]);
  });
  test('an alert that ends it is told; a warning before the hello is not the end', () => {
    expect(readServerFlight(Uint8Array.from(record(21, [2, 70])))).toMatchObject({ alert: { level: 2, description: 70 }, done: true });
    const warned = readServerFlight(Uint8Array.from([...record(21, [1, 112]), ...record(22, whole)]));
    expect(warned).toMatchObject({ alert: { description: 112 }, hello: { suite: 0x2f }, done: true });
  });
  test('what is no TLS is foreign', () => {
    expect(readServerFlight(Buffer.from('HTTP/1.0 400 Bad Request\r\n'))).toMatchObject({ foreign: true, done: true });
    expect(readServerFlight(Buffer.from('SSH-2.0-x\r\n'))).toMatchObject({ foreign: true });
  });
  test('lengths that lie lead nowhere', () => {
    expect(readServerFlight(Uint8Array.from([22, 3, 3, 255, 255, 1])).done).toBe(true);
    expect(readServerFlight(Uint8Array.from(record(22, [2, 255, 255, 255, 1, 2]))).hello).toBeUndefined();
    expect(readServerFlight(Uint8Array.from(record(22, message(2, [3, 1, 2])))).hello).toBeUndefined();
    const longSession = hello([3, 1], [0, 0x2f]);
    longSession[34] = 255;
    expect(readServerFlight(Uint8Array.from(record(22, message(2, longSession)))).hello).toBeUndefined();
    const lyingList = message(11, [0, 0, 9, 0, 0, 200, 1]);
    expect(readServerFlight(Uint8Array.from(record(22, lyingList))).certificates).toEqual([]);
  });
  test('whatever comes, it neither throws nor makes anything up', () => {
    const noise = fc.uint8Array({ maxLength: 300 });
    const bent = fc
      .tuple(fc.nat(whole.length - 1), fc.nat(255))
      .map(([place, byte]) => Uint8Array.from(record(22, whole.with(place, byte))));
    fc.assert(
      fc.property(
        fc.oneof(
          noise,
          noise.map((bytes) => Uint8Array.from(record(22, [...bytes]))),
          bent,
        ),
        (bytes) => {
          const flight = readServerFlight(bytes);
          const total = flight.certificates.reduce((sum, each) => sum + each.length, 0);
          expect(total).toBeLessThanOrEqual(bytes.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
