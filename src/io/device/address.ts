import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/**
 * Is this an address of a network of one's own: RFC 1918, loopback, link-local, RFC 6598, unique local (RFC 4193), or the IPv4-mapped form of
 * one? A zone (`fe80::1%eth0`) is allowed. Names, short or octal spellings, and anything else that is no plain address are not.
 */
export function isPrivateAddress(address: string): boolean {
  const [bare = '', zone] = address.split('%', 2);
  const family = isIP(bare);
  if (family === 0 || (zone !== undefined && family === 4)) return false;
  return PRIVATE.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
