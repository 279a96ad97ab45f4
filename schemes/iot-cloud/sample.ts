import type { Values } from '../../src/rules/dossier.ts';
import type { Facts } from '../../src/rules/facts.ts';

const disclosed = (id: string, content: string): Values => ({
  [`${id}/answer`]: 'content',
  [`${id}/content`]: content,
  [`${id}/evidence`]: [{ document: 'guide', place: '3頁' }],
});

/** A complete application of an invented provider, for tests. */
export const application: Values = {
  serviceName: 'みなとIoT基盤',
  businessName: '株式会社みなとクラウド(架空)',
  businessAddress: '東京都港区架空1-2-3',
  corporateNumber: '7123456789012',
  applicantKind: 'corporation',
  representative: '港 太郎',
  representativeHasPower: 'yes',
  existenceProof: 'registry-original',
  existenceDocument: [{ document: 'registry', place: '全部' }],
  existenceLanguage: 'japanese',
  maintenanceLead: 14,
  ...disclosed('A1-01', '2026-11-01'),
  ...disclosed('A2-01', '株式会社みなとクラウド(架空)'),
  ...disclosed('A2-04', '本店 東京都港区架空1-2-3、国内2か所'),
  ...disclosed('A6-03', '情報セキュリティ基本方針、同規程、同手順書。取締役会承認。'),
  ...disclosed('B1-01', 'みなとIoT基盤'),
  ...disclosed('B5-19', '機器ごとの証明書で認証する。失効は即時に反映する。'),
  ...disclosed('B7-01', '電話とフォーム'),
  ...disclosed('B7-07', '14日前に管理画面とメールで告知する。'),
  ...disclosed('B7-08', '30分以内に管理画面で通知する。'),
};

/** The evidence it points to. */
export const known: Partial<Facts> = {
  evidence: ['guide', 'registry', 'new-guide', 'page-copy', 'id-card', 'translation'].map((id) => ({
    id,
    name: `${id}.pdf`,
    sha256: '0'.repeat(64),
    erased: false,
  })),
};
