import { type Probe, probe } from '../src/check/probe.ts';
import { defaultPasswords } from './default-passwords/judge.ts';
import { observe as observeDefaultPasswords } from './default-passwords/observe.ts';
import { services } from './services/judge.ts';
import { observe as observeServices } from './services/observe.ts';
import { throttling } from './throttling/judge.ts';
import { observe as observeThrottling } from './throttling/observe.ts';
import { tls } from './tls/judge.ts';
import { observe as observeTls } from './tls/observe.ts';

/** Every probe in running order: what others read comes before them; what could hurt and what a person must do comes last. */
export const probes: readonly Probe[] = [
  // The network: tcp-ports, udp-services, declared-interfaces.
  // What answers there: services, clear-text-administration, tls, known-vulnerabilities.
  probe(services, observeServices),
  probe(tls, observeTls),
  // Who gets in: open-access, default-passwords, throttling.
  probe(defaultPasswords, observeDefaultPasswords),
  probe(throttling, observeThrottling),
  // With a person: model-designation, disclosure-policy, second-opinion, outage, firmware-update, erasure.
];
