import type { Finding, Observations } from '../../src/check/probe.ts';

export const snmpFinding = (_earlier: Observations): readonly Finding[] => [];
