import { expect, test } from 'vitest';
import { networkOf, openRate, senderOf } from './rate.ts';

const limits = { perAddress: 3, inTotal: 10, within: 1000, remembered: 5 };

test('L-3.7-10 a thousand reports from one address let the first few in, and others still get through', () => {
  const rate = openRate(limits);
  const taken = Array.from({ length: 1000 }, () => rate.take('203.0.113.9', 0)).filter(Boolean);
  expect(taken).toHaveLength(3);
  expect(rate.take('203.0.113.10', 0)).toBe(true);
});

test('all together send no more than the limit, and after the time as much again', () => {
  const rate = openRate(limits);
  const many = (at: number) => Array.from({ length: 50 }, (_each, i) => rate.take(`203.0.113.${i}`, at)).filter(Boolean).length;
  expect(many(0)).toBe(10);
  expect(many(999)).toBe(0);
  expect(many(1001)).toBe(10);
});

test('a household with many addresses of IPv6 counts as one', () => {
  expect(networkOf('2001:db8:0:1::1')).toBe(networkOf('2001:db8:0:1:ffff::2'));
  expect(networkOf('2001:db8:0:2::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
});

test('behind a trusted proxy the address counts that the proxy saw, whatever the sender wrote before it', () => {
  expect(senderOf({ ip: '203.0.113.9' })).toBe('203.0.113.9');
  expect(senderOf({ ip: '10.9.9.9', ips: ['127.0.0.1', '203.0.113.9', '10.9.9.9'] })).toBe('203.0.113.9');
});
