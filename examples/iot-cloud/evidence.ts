import { day } from '../../src/rules/day.ts';
import type { EvidenceOrigin } from '../../src/rules/facts.ts';

/** A file of evidence: what it is called in the vault, what it is made from in `evidence/`, and whose it is when it is not the provider's own. */
export interface ExampleFile {
  readonly name: string;
  /** Markdown is printed as a PDF before it is uploaded; a CSV goes as it is. */
  readonly source: string;
  readonly origin?: EvidenceOrigin;
}

const own = (name: string, source: string): ExampleFile => ({ name, source });

/** The provider's own papers, by the names that the pointers use. */
export const registry = '登記事項証明書.pdf';
export const company = '会社案内.pdf';
export const accounts = '決算書類.pdf';
export const rules = '社内規程集(抜粋).pdf';
export const specification = 'サービス仕様書.pdf';
export const terms = '利用規約と料金表.pdf';
export const serviceLevel = 'SLA文書.pdf';
export const availability = '稼働実績.csv';
export const support = '問合せ対応実績.csv';
export const operation = '運用手順書(抜粋).pdf';
export const design = '設計書・構成図(抜粋).pdf';
export const gateway = '製品仕様書MG-200.pdf';
export const notices = '告知と通知の実例.pdf';
export const fleetSpecification = 'サービス仕様書(デバイス管理).pdf';
export const fieldSpecification = 'サービス仕様書(フィールド計測).pdf';
/** Captured copies of public pages (D-4.4-7). */
export const site = 'サービスサイトの写し.pdf';
export const privacy = '個人情報保護方針の写し.pdf';
/** The contractor's material, signed by its responsible person (D-4.4-6). */
export const dataCentre = 'データセンター設備説明書.pdf';

/** The contractor that runs the data centres; it does not exist. */
export const contractor = { name: '例示データセンター株式会社(架空)', signer: '設備管理部長 例示 守' } as const;

/** When the pages were captured. */
const captured = day('2026-10-05');

/** Every file of evidence of the three services. */
export const files: readonly ExampleFile[] = [
  own(registry, 'registry-certificate.md'),
  own(company, 'company-profile.md'),
  own(accounts, 'financial-statements.md'),
  own(rules, 'internal-rules.md'),
  own(specification, 'connect-specification.md'),
  own(terms, 'terms-and-prices.md'),
  own(serviceLevel, 'availability-agreement.md'),
  own(availability, 'availability.csv'),
  own(support, 'support-record.csv'),
  own(operation, 'operation-manual.md'),
  own(design, 'design-document.md'),
  own(gateway, 'gateway-specification.md'),
  own(notices, 'notice-samples.md'),
  own(fleetSpecification, 'fleet-specification.md'),
  own(fieldSpecification, 'field-specification.md'),
  { name: site, source: 'connect-site.md', origin: { address: 'https://www.mihon-cloud.example/connect/', on: captured } },
  { name: privacy, source: 'privacy-policy.md', origin: { address: 'https://www.mihon-cloud.example/privacy/', on: captured } },
  { name: dataCentre, source: 'data-centre-statement.md', origin: { contractor: contractor.name, signedBy: contractor.signer } },
];
