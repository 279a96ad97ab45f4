/** How much one address, and all together, may send within a stretch of time. */
export interface RateLimits {
  readonly perAddress: number;
  readonly inTotal: number;
  /** Milliseconds. */
  readonly within: number;
  /** Addresses remembered at most; those seen longest ago are forgotten first. */
  readonly remembered: number;
}

export const VOICE_LIMITS: RateLimits = { perAddress: 5, inTotal: 200, within: 60 * 60 * 1000, remembered: 5000 };

/** Reports that may wait for an answer at one time; no more is kept until some are handled. */
export const MOST_OPEN = 2000;

export interface Rate {
  /** May this address send one more now? What is refused is not counted, so that waiting helps. */
  take(address: string, at: number): boolean;
}

/** Counts in memory that never grows beyond its limits. An IPv6 address counts as its network of 64 bits. */
export function openRate(limits: RateLimits = VOICE_LIMITS): Rate {
  const byAddress = new Map<string, readonly number[]>();
  let all: readonly number[] = [];
  return {
    take(address, at) {
      const recent = (times: readonly number[]) => times.filter((time) => time > at - limits.within);
      const name = networkOf(address);
      const own = recent(byAddress.get(name) ?? []);
      all = recent(all);
      if (own.length >= limits.perAddress || all.length >= limits.inTotal) return false;
      all = [...all, at];
      byAddress.delete(name);
      byAddress.set(name, [...own, at]);
      for (const first of byAddress.keys()) {
        if (byAddress.size <= limits.remembered) break;
        byAddress.delete(first);
      }
      return true;
    },
  };
}

/** An address as it is counted: of IPv6 the first 64 bits, which one household has; of IPv4 all of it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const parts = head === '' ? [] : head.split(':');
  const rest = address.includes('::') ? (tail === '' ? [] : tail.split(':')) : [];
  const filled = address.includes('::')
    ? [...parts, ...Array<string>(Math.max(0, 8 - parts.length - rest.length)).fill('0'), ...rest]
    : parts;
  return filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Whence a request comes: beside a trusted proxy the address that this proxy saw, whatever the sender wrote into the header itself. */
export const senderOf = ({ ip, ips }: { readonly ip: string; readonly ips?: readonly string[] | undefined }): string => ips?.[1] ?? ip;
