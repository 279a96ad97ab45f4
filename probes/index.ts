import { type Probe, probe } from '../src/check/probe.ts';
import { clearTextAdministration } from './clear-text-administration/judge.ts';
import { observe as observeClearText } from './clear-text-administration/observe.ts';
import { declaredInterfaces } from './declared-interfaces/judge.ts';
import { observe as observeDeclaredInterfaces } from './declared-interfaces/observe.ts';
import { defaultPasswords } from './default-passwords/judge.ts';
import { observe as observeDefaultPasswords } from './default-passwords/observe.ts';
import { disclosurePolicy } from './disclosure-policy/judge.ts';
import { observe as observeDisclosurePolicy } from './disclosure-policy/observe.ts';
import { erasure } from './erasure/judge.ts';
import { observe as observeErasure } from './erasure/observe.ts';
import { firmwareUpdate } from './firmware-update/judge.ts';
import { observe as observeFirmwareUpdate } from './firmware-update/observe.ts';
import { knownVulnerabilities } from './known-vulnerabilities/judge.ts';
import { observe as observeKnownVulnerabilities } from './known-vulnerabilities/observe.ts';
import { modelDesignation } from './model-designation/judge.ts';
import { observe as observeModelDesignation } from './model-designation/observe.ts';
import { openAccess } from './open-access/judge.ts';
import { observe as observeOpenAccess } from './open-access/observe.ts';
import { outage } from './outage/judge.ts';
import { observe as observeOutage } from './outage/observe.ts';
import { secondOpinion } from './second-opinion/judge.ts';
import { observe as observeSecondOpinion } from './second-opinion/observe.ts';
import { services } from './services/judge.ts';
import { observe as observeServices } from './services/observe.ts';
import { tcpPorts } from './tcp-ports/judge.ts';
import { observe as observeTcpPorts } from './tcp-ports/observe.ts';
import { throttling } from './throttling/judge.ts';
import { observe as observeThrottling } from './throttling/observe.ts';
import { tls } from './tls/judge.ts';
import { observe as observeTls } from './tls/observe.ts';
import { udpServices } from './udp-services/judge.ts';
import { observe as observeUdpServices } from './udp-services/observe.ts';

/** Every probe in running order: what others read comes before them; what could hurt and what a person must do comes last. */
export const probes: readonly Probe[] = [
  // The network: tcp-ports, udp-services, and with what answers there, declared-interfaces.
  probe(tcpPorts, observeTcpPorts),
  probe(udpServices, observeUdpServices),
  // What answers there: services, clear-text-administration, tls, known-vulnerabilities.
  probe(services, observeServices),
  probe(declaredInterfaces, observeDeclaredInterfaces),
  probe(clearTextAdministration, observeClearText),
  probe(tls, observeTls),
  probe(knownVulnerabilities, observeKnownVulnerabilities),
  // Who gets in: open-access, default-passwords, throttling.
  probe(openAccess, observeOpenAccess),
  probe(defaultPasswords, observeDefaultPasswords),
  probe(throttling, observeThrottling),
  // With a person: first what only looks, then what changes the device: model-designation, disclosure-policy, second-opinion, firmware-update, outage, erasure.
  probe(modelDesignation, observeModelDesignation),
  probe(disclosurePolicy, observeDisclosurePolicy),
  probe(secondOpinion, observeSecondOpinion),
  probe(firmwareUpdate, observeFirmwareUpdate),
  probe(outage, observeOutage),
  probe(erasure, observeErasure),
];
