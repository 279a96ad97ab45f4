import type { Criterion } from '../../../../../src/rules/criteria.ts';
import { accessControl } from './access-control.ts';
import { dataProtection, erasure } from './data-protection.ts';
import { information, recovery } from './resilience-and-information.ts';
import { softwareUpdate } from './software-update.ts';
import { disclosurePolicy, interfaces, updatePolicy } from './vulnerability.ts';

/** The sixteen criteria common to all product types, in their order (L-3.3-1). */
export const criteria: readonly Criterion[] = [
  ...accessControl,
  disclosurePolicy,
  ...softwareUpdate,
  updatePolicy,
  ...dataProtection,
  interfaces,
  recovery,
  erasure,
  information,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
