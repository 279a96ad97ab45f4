import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrivateAddress } from './address.ts';

const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
const hex = (value: number) => `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
const number = (address: string) => address.split('.').reduce((value, part) => (value * 256 + Number(part)) >>> 0, 0);
const blocks = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'];
/** The plain arithmetic, written a second time. */
const inBlocks = (value: number) =>
  blocks.some((block) => {
    const [start = '', bits] = block.split('/');
    return Math.floor(value / 2 ** (32 - Number(bits))) === Math.floor(number(start) / 2 ** (32 - Number(bits)));
  });
const anyAddress = fc.integer({ min: 0, max: 0xffffffff });
const privateAddress = fc.constantFrom(...blocks).chain((block) => {
  const [start = '', bits] = block.split('/');
  return fc.integer({ min: 0, max: 2 ** (32 - Number(bits)) - 1 }).map((offset) => number(start) + offset);
});

describe('which targets are private', () => {
  test('every IPv4 address is private exactly when it lies in one of the six blocks', () => {
    fc.assert(fc.property(fc.oneof(anyAddress, privateAddress), (value) => isPrivateAddress(dotted(value)) === inBlocks(value)));
  });
  test('an IPv4-mapped address is what the IPv4 address in it is, in either spelling', () => {
    fc.assert(
      fc.property(fc.oneof(anyAddress, privateAddress), (value) =>
        [`::ffff:${dotted(value)}`, `::FFFF:${hex(value)}`, `0:0:0:0:0:ffff:${dotted(value)}`].every(
          (address) => isPrivateAddress(address) === inBlocks(value),
        ),
      ),
    );
  });
  test('the edges of each block are told apart from their neighbours', () => {
    for (const address of [
      '10.0.0.0',
      '10.255.255.255',
      '172.16.0.0',
      '172.31.255.255',
      '100.64.0.0',
      '100.127.255.255',
      '::1',
      'fd00::1',
    ]) {
      expect(isPrivateAddress(address), address).toBe(true);
    }
    for (const address of ['9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '128.0.0.1']) {
      expect(isPrivateAddress(address), address).toBe(false);
    }
  });
  test.each(['fe80::1', 'fe80::1%eth0', 'febf::1', 'fc00::', 'fdff:ffff::1'])('%s is private', (address) =>
    expect(isPrivateAddress(address)).toBe(true),
  );
  test.each([
    ...['::', '::2', 'fec0::1', 'fe00::1', '2001:db8::1', '64:ff9b::10.0.0.1', '::10.0.0.1', '2002:0a00:0001::', 'ff02::1'],
    ...['0.0.0.0', '255.255.255.255', '224.0.0.1', '8.8.8.8', '192.167.1.1', '169.253.0.1'],
    ...['localhost', 'camera.local', '10.1', '010.0.0.1', '0x0a000001', '167772161', '10.0.0.1/8', '10.0.0.1%eth0', ' 10.0.0.1', ''],
  ])('%j is not private', (address) => expect(isPrivateAddress(address)).toBe(false));
});
