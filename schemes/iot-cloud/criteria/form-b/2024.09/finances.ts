import { text } from '../../../../../src/rules/text.ts';
import { item, published, section, under, unverified } from './item.ts';

/** Finances: A4-01 to A4-09. */
export const finances = section('finances', 'business', text('財務状況', 'Finances'), [
  ...under(text('財務データ', 'Financial data'), [
    item(
      'A4-01',
      'mandatory',
      text('売上高', 'Sales'),
      text('単独の売上高と決算期', 'Sales of the company alone, with the business year'),
      text('決算書類', 'Financial statements'),
      [published, published],
    ),
    item(
      'A4-02',
      'optional',
      text('経常利益', 'Ordinary profit'),
      text('単独の経常利益と決算期', 'Ordinary profit of the company alone, with the business year'),
      text('決算書類', 'Financial statements'),
      [published, published],
    ),
    item(
      'A4-03',
      'mandatory',
      text('資本金', 'Capital'),
      text('単独の資本金', 'Capital of the company alone'),
      text('登記事項証明書', 'Registry certificate'),
      [published, unverified, text('データセンター編の必須項目として出典あり', 'Known as a mandatory item of the data-centre guideline')],
    ),
    item(
      'A4-04',
      'optional',
      text('自己資本比率', 'Equity ratio'),
      text('単独の自己資本比率', 'Equity ratio of the company alone'),
      text('決算書類', 'Financial statements'),
      [published, unverified],
    ),
    item(
      'A4-05',
      'optional',
      text('キャッシュフロー対有利子負債比率', 'Cash flow to interest-bearing debt'),
      text('算出した比率', 'The ratio as calculated'),
      text('決算書類', 'Financial statements'),
      [unverified, unverified],
    ),
    item(
      'A4-06',
      'optional',
      text('インタレスト・カバレッジ・レシオ', 'Interest coverage ratio'),
      text('算出した比率', 'The ratio as calculated'),
      text('決算書類', 'Financial statements'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('財務信頼性', 'Financial reliability'), [
    item(
      'A4-07',
      'optional',
      text('上場の有無', 'Listing'),
      text('上場の有無と市場名', 'Whether listed, and on which market'),
      text('公式サイトの写し', 'Copy of the official site'),
      [published, unverified, text('データセンター編の任意項目として出典あり', 'Known as an optional item of the data-centre guideline')],
    ),
    item(
      'A4-08',
      'optional',
      text('財務監査・財務データの状況', 'Financial audit'),
      text('監査の種類(会計監査人、会計参与、税理士など)', 'Kind of audit (accounting auditor, accounting adviser, tax accountant …)'),
      text('監査報告書の表紙など', 'Cover of the audit report or the like'),
      [unverified, unverified],
    ),
    item(
      'A4-09',
      'optional',
      text('決算公告', 'Public notice of accounts'),
      text('公告の有無と方法', 'Whether and how the accounts are published'),
      text('公告の写し', 'Copy of the notice'),
      [published, unverified, text('データセンター編の任意項目として出典あり', 'Known as an optional item of the data-centre guideline')],
    ),
  ]),
]);
