import { type Observations, observed } from '../../src/check/probe.ts';
import { type Text, text } from '../../src/rules/text.ts';
import { tcpPorts } from '../tcp-ports/judge.ts';
import { ssdpLocations, udpServices } from '../udp-services/judge.ts';

/** The open TCP ports that the scan saw, lowest first; of a device for which something answers on every port only the first ten. Undefined without a scan. */
export function openPorts(earlier: Observations): readonly number[] | undefined {
  const scan = observed(earlier, tcpPorts);
  if (scan === undefined) return undefined;
  const open = scan.open.toSorted((one, other) => one - other);
  return scan.ended === 'everything-answers' ? open.slice(0, 10) : open;
}

/** How far the scan reached: `whole` when every port that was to be looked at has its answer; `within` puts the ports before a sentence when they were not all there are. */
export function reachOf(earlier: Observations): { readonly whole: boolean; readonly within: (sentence: Text) => Text } {
  const scan = observed(earlier, tcpPorts);
  const whole = scan?.ended === 'complete' && scan.notLookedAt.length === 0 && scan.unsure.length === 0;
  const [first, last] = scan?.range ?? [1, 65_535];
  if (first === 1 && last === 65_535) return { whole, within: (sentence) => sentence };
  const within = ({ ja, en }: Text): Text =>
    text(
      `調べた範囲(TCP ${first}~${last})では、${ja}`,
      `Of the ports looked at (TCP ${first} to ${last}): ${en.charAt(0).toLowerCase()}${en.slice(1)}`,
    );
  return { whole, within };
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
