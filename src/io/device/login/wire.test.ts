import { describe, expect, test } from 'vitest';
import { packetsIn } from '../mqtt-listener.ts';
import { sysDescrIn } from '../snmp.ts';
import { packet, text } from './mqtt.ts';
import { withoutCommands } from './telnet.ts';

describe('Telnet', () => {
  test('tells text from commands, and which options were asked for', () => {
    const raw = Buffer.from([
      255,
      253,
      24,
      255,
      251,
      1,
      ...Buffer.from('log'),
      255,
      241,
      ...Buffer.from('in: '),
      255,
      250,
      24,
      1,
      255,
      240,
      33,
      255,
      255,
    ]);
    const { text: read, wanted } = withoutCommands(raw);
    expect(read.startsWith('login: !')).toBe(true);
    expect(wanted).toEqual([
      [253, 24],
      [251, 1],
    ]);
  });
  test.each([[255], [255, 253], [255, 250, 1, 2]])('reads a command that is cut off: %j', (...bytes) =>
    expect(withoutCommands(Buffer.from(bytes))).toEqual({ text: '', wanted: [] }),
  );
  test('takes colours out of a prompt', () => expect(withoutCommands(Buffer.from('\u001b[1;31mlogin:\u001b[0m ')).text).toBe('login: '));
});

describe('MQTT', () => {
  test('writes lengths of one byte and of more', () => {
    expect(packet(0x10, new Uint8Array(127)).subarray(0, 2)).toEqual(Buffer.from([0x10, 127]));
    expect(packet(0x10, new Uint8Array(321)).subarray(0, 3)).toEqual(Buffer.from([0x10, 0xc1, 0x02]));
    expect(text('é')).toEqual(Buffer.from([0, 2, 0xc3, 0xa9]));
  });
  test('reads whole packets only', () => {
    const both = Buffer.concat([packet(0x30, Buffer.concat([text('a/b'), Buffer.from('1')])), packet(0x30, new Uint8Array(200))]);
    expect(packetsIn(both).map(({ rest }) => rest.length)).toEqual([6, 200]);
    expect(packetsIn(both.subarray(0, 100))).toHaveLength(1);
    expect(packetsIn(Buffer.from([0x30]))).toEqual([]);
    expect(packetsIn(Buffer.from([0x30, 0xff, 0xff]))).toEqual([]);
  });
});

describe('SNMP', () => {
  const oid = [0x06, 8, 0x2b, 6, 1, 2, 1, 1, 1, 0];
  test('finds the description behind its name', () =>
    expect(sysDescrIn(Uint8Array.of(48, 14, ...oid, 4, 2, 72, 105))).toEqual(Uint8Array.of(72, 105)));
  test('reads long lengths, and cuts what is longer than 512 bytes', () =>
    expect(sysDescrIn(Uint8Array.of(...oid, 4, 0x82, 2, 88, ...new Uint8Array(600)))).toHaveLength(512));
  test.each([[[]], [oid], [[...oid, 5, 0]], [[...oid, 4, 0x82]], [[...oid, 4, 0x84, 1, 1, 1, 1]]])('finds none in %j', (bytes) =>
    expect(sysDescrIn(Uint8Array.from(bytes))).toBeUndefined(),
  );
});
