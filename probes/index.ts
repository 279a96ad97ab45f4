import type { Probe } from '../src/check/probe.ts';

/** Every probe in running order: what others read comes before them; what could hurt and what a person must do comes last. */
export const probes: readonly Probe[] = [
  // The network: tcp-ports, udp-services, declared-interfaces.
  // What answers there: services, clear-text-administration, tls, known-vulnerabilities.
  // Who gets in: open-access, default-passwords, throttling.
  // With a person: model-designation, disclosure-policy, second-opinion, outage, firmware-update, erasure.
];
