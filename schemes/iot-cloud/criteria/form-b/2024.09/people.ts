import { text } from '../../../../../src/rules/text.ts';
import { item, published, section, under } from './item.ts';

/** People: A3-01 to A3-03. */
export const people = section('people', 'business', text('人材', 'People'), [
  ...under(text('経営者', 'Management'), [
    item(
      'A3-01',
      'mandatory',
      text('代表者', 'Representative'),
      text('代表者の氏名(経歴・写真・年齢は選択)', 'Name of the representative (career, photograph and age are optional)'),
      text('会社案内、登記事項証明書', 'Company brochure, registry certificate'),
      [published, published],
    ),
  ]),
  ...under(text('役員', 'Directors'), [
    item(
      'A3-02',
      'optional',
      text('役員', 'Directors'),
      text('役員の人数、氏名と役職', 'Number of directors, names and posts'),
      text('会社案内', 'Company brochure'),
      [published, published],
    ),
  ]),
  ...under(text('従業員', 'Employees'), [
    item(
      'A3-03',
      'mandatory',
      text('従業員数', 'Employees'),
      text('単独の正社員数', 'Regular employees of the company alone'),
      text('有価証券報告書、会社案内', 'Securities report, company brochure'),
      [published, published],
    ),
  ]),
]);
