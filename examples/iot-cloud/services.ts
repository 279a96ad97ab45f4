import type { Values } from '../../src/rules/dossier.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import type { ExampleDossier } from '../example.ts';
import { type Answers, answerValues } from './answers.ts';
import { businessItems, provider } from './business-items.ts';
import { connectItems } from './connect-items.ts';
import { contractor, pages, registry } from './evidence.ts';
import { fieldItems, fleetItems } from './further-items.ts';

const scope = (platforms: readonly string[]): JsonObject => ({
  provided: 'yes',
  usesIotDevices: 'yes',
  serviceKind: 'paas-narrow',
  platforms: [...platforms],
  contract: 'self',
  foreign: 'no',
  unit: 'yes',
});

/** Form A; what proves that the provider exists differs from the second service on (D-4.4-3). */
const formA = (serviceName: string, existence: Values): Values => ({
  serviceName,
  businessName: provider.name,
  businessAddress: provider.address,
  corporateNumber: provider.corporateNumber,
  applicantKind: 'corporation',
  representative: provider.representative,
  representativeHasPower: 'yes',
  existenceDocument: [{ document: registry, place: '全部' }],
  existenceLanguage: 'japanese',
  outsourcing: [{ contractor: contractor.name, items: 'B6-01からB6-12まで、B6-14', signedBy: contractor.signer }],
  webPages: pages.map((page) => ({ ...page })),
  maintenanceLead: 14,
  ...existence,
});

const dossier = (platforms: readonly string[], form: Values, items: Answers): ExampleDossier => ({
  scheme: 'iot-cloud',
  level: 'disclosure',
  scope: scope(platforms),
  values: { ...form, ...answerValues(businessItems), ...answerValues(items) },
});

const original: Values = { existenceProof: 'registry-original' };

/** The first service: everything mandatory disclosed, most of what is optional too. It is certified. */
export const connect: ExampleDossier = dossier(['system', 'network', 'development'], formA('見本IoTコネクト', original), connectItems);

/** The second service of the same provider: the business half is the same, the registry certificate a copy that names where the original went. */
export const fleet = (originalFiledWith: string): ExampleDossier =>
  dossier(['system', 'development'], formA('見本デバイス管理', { existenceProof: 'registry-copy', originalFiledWith }), fleetItems);

/** The third: in good form, and below the standard, because it verifies no device. It is refused. */
export const field = (originalFiledWith: string): ExampleDossier =>
  dossier(['network'], formA('見本フィールド計測', { existenceProof: 'registry-copy', originalFiledWith }), fieldItems);
