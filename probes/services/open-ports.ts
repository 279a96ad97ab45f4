import { type Observations, observed } from '../../src/check/probe.ts';
import { tcpPorts } from '../tcp-ports/judge.ts';

/** The open TCP ports that the scan saw, lowest first; of a device for which something answers on every port only the first ten. Undefined without a scan. */
export function openPorts(earlier: Observations): readonly number[] | undefined {
  const scan = observed(earlier, tcpPorts);
  if (scan === undefined) return undefined;
  const open = scan.open.toSorted((one, other) => one - other);
  return scan.ended === 'everything-answers' ? open.slice(0, 10) : open;
}

export const offeredDescriptions = (_earlier: Observations, _address: string): readonly { port: number; path: string }[] => [];
