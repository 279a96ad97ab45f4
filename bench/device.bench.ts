import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { lacking } from '../test/devices/daemon.ts';
import { portFixtures } from '../test/devices/fixtures/ports.ts';
import { started } from '../test/devices/on-fixture.ts';
import { compare, milliseconds } from './measure.ts';

export const name = 'device';

const execute = promisify(execFile);
const OPEN = [80, 8080];
const BAR_MB = 300;

interface Scanned {
  readonly ms: number;
  readonly peakMB: number;
  readonly open: readonly number[];
  readonly ended: string;
}

/** All TCP ports of a device that answers and of one that drops, at full rate, beside `nmap -sT` in the same run; each scan sees what is open. */
export async function run(): Promise<object> {
  return { answering: await beside('closed-camera', 3, 3), dropping: await beside('dropping-camera', 1, 1 / 3) };
}

async function beside(id: string, rounds: number, most: number): Promise<object> {
  const fixture = portFixtures.find((each) => each.id === id);
  if (!fixture) throw new Error(`no fixture ${id}`);
  const lacks = [...lacking(fixture), ...lacking({ needs: [{ program: 'nmap', package: 'nmap' }], where: 'loopback' })];
  if (lacks.length > 0) return { skipped: `lacking ${lacks.join(', ')}` };
  const device = await started(fixture);
  let peakMB = 0;
  try {
    const ours = async () => {
      const { stdout } = await execute(process.execPath, [
        new URL('device-process.ts', import.meta.url).pathname,
        device.address,
        ...OPEN.map(String),
      ]);
      const scanned = JSON.parse(stdout) as Scanned;
      if (scanned.open.join() !== OPEN.join() || scanned.ended !== 'complete') throw new Error(`not what is there: ${stdout}`);
      peakMB = Math.max(peakMB, scanned.peakMB);
      return scanned.ms;
    };
    const theirs = () => milliseconds(() => execute('nmap', ['-sT', '-n', '-Pn', '-p-', device.address]));
    const compared = await compare(rounds, ours, theirs);
    return {
      oursMs: compared.ours,
      nmapMs: compared.theirs,
      ratio: compared.ratio,
      barRatio: most,
      peakMB,
      barMB: BAR_MB,
      rounds: compared.rounds,
    };
  } finally {
    await device.stop();
  }
}
