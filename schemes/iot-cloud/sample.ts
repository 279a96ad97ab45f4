import { day } from '../../src/rules/day.ts';
import type { Values } from '../../src/rules/dossier.ts';
import type { EvidenceFact, EvidenceOrigin, Facts } from '../../src/rules/facts.ts';
import { itemsOfSample } from './sample-items.ts';

/** What the invented provider answered when it began. */
export const scopeAnswers: Values = {
  provided: 'yes',
  usesIotDevices: 'yes',
  serviceKind: 'paas-narrow',
  platforms: ['system', 'development'],
  contract: 'self',
  foreign: 'no',
  unit: 'yes',
};

/** A complete application of an invented provider, for tests. */
export const application: Values = {
  serviceName: 'みなとIoT基盤',
  serviceSite: 'https://minato.example/iot',
  outsourced: 'yes',
  outsourcing: [{ contractor: '架空データセンター株式会社', work: 'データセンターの運用', items: 'B6' }],
  earlier: 'no',
  applicantKind: 'corporation',
  businessName: '株式会社みなとクラウド(架空)',
  businessAddress: '東京都港区架空1-2-3',
  corporateNumber: '7123456789012',
  representative: '港 太郎',
  representativeTitle: '代表取締役',
  representativeHasPower: 'yes',
  contactName: '岸 次郎',
  contactDepartment: 'クラウド事業部 課長',
  contactTelephone: '03-0000-0000',
  contactMail: 'kishi@minato.example',
  billing: 'contact',
  existenceProof: 'registry-original',
  existenceDocument: [{ document: 'registry', place: '全部' }],
  existenceLanguage: 'japanese',
  maintenanceLead: 14,
  ...itemsOfSample,
};

const file = (id: string, origin?: EvidenceOrigin): EvidenceFact => ({
  id,
  name: `${id}.pdf`,
  sha256: '0'.repeat(64),
  erased: false,
  ...(origin ? { origin } : {}),
});

/** The evidence it points to, and some more. */
export const known: Partial<Facts> = {
  evidence: [
    ...['guide', 'registry', 'new-guide', 'id-card', 'translation'].map((id) => file(id)),
    file('centre', { contractor: '架空データセンター株式会社', address: 'https://dc.example/facility', on: day('2026-10-01') }),
    file('signed', { contractor: '架空データセンター株式会社', signedBy: '架空データセンター株式会社 運用部長 堀 三郎' }),
    file('unsigned', { contractor: '架空データセンター株式会社' }),
    file('page', { address: 'https://minato.example/iot', on: day('2026-11-01') }),
    file('undated', { address: 'https://minato.example/iot' }),
  ],
};
