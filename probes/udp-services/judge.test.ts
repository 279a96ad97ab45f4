import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { type AskedService, answering, ssdpLocations, udpServices } from './judge.ts';
import { payloads } from './payloads.ts';

const profile = Profile.parse({ device: { maker: 'm', model: 'o', firmware: '1', serial: '1' } });
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const asked = (port: number, outcome: AskedService['outcome'], more: Partial<AskedService> = {}): AskedService => ({
  ...{ port, outcome, payload: 'x', name: 'X', answers: outcome === 'answered' ? [base64('hello')] : [] },
  ...more,
});
const judged = (...list: readonly AskedService[]) => udpServices.judge({ data: { asked: [...list] }, profile, earlier: [] })[0];

describe('UDP services', () => {
  test('S1.1-13 silence is told as no answer, and the message says that it does not mean closed', () => {
    const finding = judged(asked(53, 'unreachable'), asked(161, 'no-answer'), asked(5683, 'answered', { name: 'CoAP' }));
    expect(finding?.verdict).toBe('conforms');
    expect(finding?.message.en).toContain('5683 (CoAP)');
    expect(finding?.message.en).toContain('No answer: 1 (silence does not mean closed)');
    expect(finding?.message.ja).toContain('無応答:1件(無応答は、閉じていることを意味しません)');
  });

  test('where nothing at all came back, a firewall cannot be told from a device without services', () => {
    expect(judged(asked(53, 'no-answer'), asked(161, 'no-answer'))?.verdict).toBe('could-not-decide');
  });

  test('the ports that answered are told lowest first, each with what it answered to', () => {
    const ports = answering({ asked: [asked(161, 'answered'), asked(53, 'answered'), asked(161, 'answered'), asked(7, 'no-answer')] });
    expect(ports.map(({ port, by }) => [port, by.length])).toEqual([
      [53, 1],
      [161, 2],
    ]);
  });

  test('the description addresses of SSDP answers are read, of nothing else', () => {
    const said = base64('HTTP/1.1 200 OK\r\nLOCATION: http://10.0.0.7:5000/desc.xml\r\nST: upnp:rootdevice\r\n\r\n');
    const data = {
      asked: [asked(1900, 'answered', { payload: 'ssdp', answers: [said, said] }), asked(53, 'answered', { answers: [said] })],
    };
    expect(ssdpLocations(data)).toEqual(['http://10.0.0.7:5000/desc.xml']);
  });
});

describe('what is sent', () => {
  test('each question has a name of its own and fits one datagram', () => {
    expect(new Set(payloads.map(({ id }) => id)).size).toBe(payloads.length);
    for (const { id, bytes } of payloads) {
      const size = bytes('192.168.1.20').length;
      expect(size, id).toBeGreaterThan(0);
      expect(size, id).toBeLessThanOrEqual(1200);
    }
  });

  test('SNMP asks for sysDescr.0 with "public", byte for byte as the standard spells it', () => {
    const sent = payloads.find(({ id }) => id === 'snmp-v2c')?.bytes('');
    expect(Buffer.from(sent ?? []).toString('hex')).toBe(
      '3026020101' + '04067075626c6963' + 'a019020141020100020100' + '300e300c06082b060102010101000500',
    );
  });

  test('a Kasa plug is asked in its running key', () => {
    const sent = [...(payloads.find(({ id }) => id === 'kasa')?.bytes('') ?? [])];
    const said = sent.map((byte, index) => byte ^ (sent[index - 1] ?? 171));
    expect(String.fromCharCode(...said)).toBe('{"system":{"get_sysinfo":{}}}');
  });

  test('QUIC is asked in a datagram of 1200 bytes, as no shorter one is answered', () => {
    expect(payloads.find(({ id }) => id === 'quic')?.bytes('').length).toBe(1200);
  });
});
