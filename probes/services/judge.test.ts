import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { allIdentified, type ServicesData, services } from './judge.ts';

const profile = Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' } });
const ssh = { ask: 'listen' as const, bytes: Buffer.from('SSH-2.0-dropbear_2022.83\r\n').toString('base64') };
const port = (number: number, more: Partial<ServicesData['ports'][number]> = {}) => ({
  port: number,
  reached: true,
  spared: false,
  answers: [ssh],
  ...more,
});
const judge = (ports: ServicesData['ports'], omitted: readonly number[] = []) =>
  services.judge({ data: { ports: [...ports], omitted: [...omitted], descriptions: [] }, profile, earlier: [] });

describe('services', () => {
  test('what is recognised conforms and says what it is', () => {
    expect(judge([port(22)])).toEqual([
      {
        aspect: 'identified',
        subject: 'tcp/22',
        verdict: 'conforms',
        message: { ja: 'tcp/22 は SSH(Dropbear 2022.83) です。', en: 'tcp/22 is SSH (Dropbear 2022.83).' },
      },
    ]);
  });
  test('what is not recognised, not reached or spared is not decided, each for its reason', () => {
    const found = judge([port(1, { answers: [] }), port(2, { reached: false, answers: [] }), port(9100, { spared: true, answers: [] })]);
    expect(found.map(({ verdict }) => verdict)).toEqual(Array(3).fill('could-not-decide'));
    expect(new Set(found.map(({ message }) => message.en.replace(/tcp\/\d+/g, ''))).size).toBe(3);
  });
  test('ports left over are told once, with their number', () => {
    const found = judge([port(22)], [23, 24]);
    expect(found.map(({ subject, verdict }) => `${subject} ${verdict}`)).toEqual(['tcp/22 conforms', 'device could-not-decide']);
    expect(found[1]?.message.ja).toContain('2個');
  });
  test('all are identified only when none is unknown and none is left over', () => {
    const data = (ports: ServicesData['ports'], omitted: number[] = []): ServicesData => ({ ports, omitted, descriptions: [] });
    expect(allIdentified(data([port(22)]))).toBe(true);
    expect(allIdentified(data([port(22, { answers: [] })]))).toBe(false);
    expect(allIdentified(data([port(22)], [23]))).toBe(false);
  });
});
