import { type AnyJudge, anyJudge } from '../src/check/probe.ts';
import { clearTextAdministration } from './clear-text-administration/judge.ts';
import { declaredInterfaces } from './declared-interfaces/judge.ts';
import { defaultPasswords } from './default-passwords/judge.ts';
import { disclosurePolicy } from './disclosure-policy/judge.ts';
import { erasure } from './erasure/judge.ts';
import { firmwareUpdate } from './firmware-update/judge.ts';
import { knownVulnerabilities } from './known-vulnerabilities/judge.ts';
import { modelDesignation } from './model-designation/judge.ts';
import { openAccess } from './open-access/judge.ts';
import { outage } from './outage/judge.ts';
import { secondOpinion } from './second-opinion/judge.ts';
import { services } from './services/judge.ts';
import { tcpPorts } from './tcp-ports/judge.ts';
import { throttling } from './throttling/judge.ts';
import { tls } from './tls/judge.ts';
import { udpServices } from './udp-services/judge.ts';

/** Every judge by the id of its probe: pure, so that whoever holds the observations can judge them again. */
export const judges: Readonly<Record<string, AnyJudge>> = {
  'second-opinion': anyJudge(secondOpinion),
  'tcp-ports': anyJudge(tcpPorts),
  'udp-services': anyJudge(udpServices),
  'declared-interfaces': anyJudge(declaredInterfaces),
  'disclosure-policy': anyJudge(disclosurePolicy),
  erasure: anyJudge(erasure),
  outage: anyJudge(outage),
  'firmware-update': anyJudge(firmwareUpdate),
  'model-designation': anyJudge(modelDesignation),
  'default-passwords': anyJudge(defaultPasswords),
  'open-access': anyJudge(openAccess),
  services: anyJudge(services),
  throttling: anyJudge(throttling),
  tls: anyJudge(tls),
  'clear-text-administration': anyJudge(clearTextAdministration),
  'known-vulnerabilities': anyJudge(knownVulnerabilities),
};
