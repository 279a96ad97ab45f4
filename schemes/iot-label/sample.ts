import { day } from '../../src/rules/day.ts';
import type { Values } from '../../src/rules/dossier.ts';
import type { Facts } from '../../src/rules/facts.ts';
import { criteria } from './criteria/common/1.1/criteria.ts';

const applicant: Values = {
  'applicant-name-ja': '架空電機株式会社',
  'applicant-name-en': 'Kakuu Electric Co., Ltd.',
  'applicant-role': 'both',
  'applicant-identity': 'corporate-number',
  'applicant-corporate-number': '7123456789012',
  'applicant-address': '東京都架空区一丁目1番1号',
  'contact-person': '見本 花子',
  'contact-mail': 'label@example.jp',
  'contact-telephone': '03-0000-0000',
};

const product: Values = {
  'product-name-ja': '玄関みまもりカメラ',
  'product-name-en': 'Entrance watch camera',
  'product-outline-ja': '玄関の映像を記録し、利用者のスマートフォンに知らせるカメラです。',
  'product-outline-en': 'A camera that records the entrance and notifies the smartphone of its user.',
  'product-type': 'ネットワークカメラ',
  'intended-use': '住宅の玄関に取り付け、来訪者の映像を記録する。',
  devices: [{ name: 'カメラ本体', role: '映像を記録し、送信する' }],
  'services-present': 'yes',
  services: [{ name: 'みまもりクラウド', role: '映像を中継し、通知する', operator: '架空電機株式会社' }],
  'product-url': 'https://example.jp/camera',
  'product-contact': '架空電機お客様窓口 0120-000-000',
  'manufacturer-name-ja': '架空電機株式会社',
  'manufacturer-name-en': 'Kakuu Electric Co., Ltd.',
  'manufacturer-publication': 'publish',
  'manufacturing-countries': [{ country: 'JP' }],
  'country-publication': 'withhold',
  models: [
    { model: 'KC-100W', name: '白' },
    { model: 'KC-100B', name: '黒', difference: '色' },
  ],
};

const protectedInformation: Values = {
  'protected-communication': ['stores'],
  'protected-communication-reason': '無線LANの接続情報を本体に保存する。',
  'protected-security': ['stores', 'sends'],
  'protected-security-reason': '管理者のパスワードの照合値を保存し、ログインのときに通信する。',
  'protected-confidential': ['collects', 'stores', 'sends'],
  'protected-confidential-reason': '来訪者を識別できる映像を扱う。',
  'unintended-personal-data': 'none',
  'unintended-personal-data-reason': '意図する使用のほかに個人情報を扱わない。',
  'protected-inventory': [
    { information: '映像', place: '本体のフラッシュメモリ、みまもりクラウド', protection: '保存時の暗号化、TLS 1.2以上' },
  ],
};

const assessment: Values = Object.fromEntries(
  criteria.flatMap((its) => [
    [`${its.id}/verdict`, 'conforms'],
    [`${its.id}/reason`, '評価ガイドに沿って確認した。'],
    [`${its.id}/method`, its.methods[0] ?? 'document'],
    [`${its.id}/basis`, 'own'],
    [`${its.id}/minutes`, 60],
    [`${its.id}/evidence`, [{ document: 'design', place: '第3章' }]],
  ]),
);

const closing: Values = {
  'evaluator-category': 'vendor',
  'assessed-on': '2026-11-10',
  'vulnerability-information-url': 'https://example.jp/security',
  'report-window-url': 'https://example.jp/security/report',
  'support-end': '2031-03-31',
  'display-places': ['package', 'web'],
  'declarant-name': '見本 太郎',
  'declarant-title': '品質保証部長',
  'declaration-oath': true,
  'duties-oath': true,
};

/** Scope answers that lead to "in scope". */
export const inScope = { 'scope/object': 'product', 'scope/ip': 'internet', 'scope/platform': 'dedicated' } as const;

/** A ★1 dossier without fault, of a product that does not exist; for tests. */
export const sample: Values = { ...inScope, ...applicant, ...product, ...protectedInformation, ...assessment, ...closing };

/** What the engine would load beside it. */
export const known: Partial<Facts> = {
  evidence: [
    { id: 'design', name: '設計書.pdf', sha256: '0'.repeat(64), erased: false },
    { id: 'registry', name: '登記.pdf', sha256: '1'.repeat(64), erased: false },
    { id: 'old', name: '旧設計書.pdf', sha256: '2'.repeat(64), erased: true },
  ],
  directory: [
    { kind: 'verification-operator', id: '020-0001-40', from: day('2025-04-01'), until: day('2027-03-31') },
    { kind: 'evaluation-body', id: 'ASNITE 0001 T', from: day('2025-04-01'), until: day('2027-03-31') },
  ],
};
