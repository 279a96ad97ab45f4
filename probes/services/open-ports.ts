import { type Observations, observed } from '../../src/check/probe.ts';
import { tcpPorts } from '../tcp-ports/judge.ts';
import { ssdpLocations, udpServices } from '../udp-services/judge.ts';

/** The open TCP ports that the scan saw, lowest first; of a device for which something answers on every port only the first ten. Undefined without a scan. */
export function openPorts(earlier: Observations): readonly number[] | undefined {
  const scan = observed(earlier, tcpPorts);
  if (scan === undefined) return undefined;
  const open = scan.open.toSorted((one, other) => one - other);
  return scan.ended === 'everything-answers' ? open.slice(0, 10) : open;
}

/** Where a device says over SSDP that its description lies, on the device itself: an address elsewhere is not asked. */
export function offeredDescriptions(earlier: Observations, address: string): readonly { readonly port: number; readonly path: string }[] {
  const asked = observed(earlier, udpServices);
  if (asked === undefined) return [];
  const found = ssdpLocations(asked).flatMap((location) => {
    const url = URL.parse(location);
    if (url?.protocol !== 'http:' || url.hostname.replace(/^\[|\]$/g, '') !== address) return [];
    return [{ port: url.port === '' ? 80 : Number(url.port), path: `${url.pathname}${url.search}`.slice(0, 300) }];
  });
  return [...new Map(found.map((each) => [`${each.port}${each.path}`, each])).values()];
}
