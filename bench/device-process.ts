import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { observe } from '../probes/tcp-ports/observe.ts';
import { Profile } from '../src/check/profile.ts';
import { openNetwork } from '../src/io/device/network.ts';

// A process of its own, so that its memory is its own: scans every TCP port of an address at full rate and tells what came of it.
const [address = '', ...declared] = process.argv.slice(2);
const profile = Profile.parse({
  device: { maker: 'Bench', model: 'B-1', firmware: '1', serial: '1' },
  interfaces: declared.map((port) => ({ at: `tcp/${port}`, service: 'http', why: 'bench', authentication: 'none' })),
  bounds: { rate: 200_000 },
});
const clock = { now: () => new Date().toISOString(), elapsed: () => performance.now(), wait: (milliseconds: number) => wait(milliseconds) };
const refuse = () => {
  throw new Error('a scan of ports asks for nothing');
};
const begin = performance.now();
const network = await openNetwork({ ...clock, address, rate: profile.bounds.rate, attempts: 0, likely: declared.map(Number) });
const { signal } = new AbortController();
const guide = { step: refuse, choose: refuse, read: refuse };
const data = await observe({ ...clock, profile, earlier: [], network, guide, secret: refuse, file: refuse, progress: () => {}, signal });
const ms = performance.now() - begin;
const { open, refused, silent, ended, askedAgain } = data;
const peakMB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ ms, peakMB, open, ended, askedAgain, ranges: refused.length + silent.length })}\n`);
