import { text } from '../../../../../src/rules/text.ts';
import { item, published, section, under } from './item.ts';

/** Offices and business: A2-01 to A2-05. */
export const offices = section('offices', 'business', text('事業所・事業', 'Offices and business'), [
  ...under(text('事業所等の概要', 'Outline of the offices'), [
    item(
      'A2-01',
      'mandatory',
      text('事業者名', 'Provider name'),
      text('商業登記上の正式名称。法人番号があれば併記', 'The name as registered, with the corporate number where there is one'),
      text('登記事項証明書', 'Registry certificate'),
      [published, published],
    ),
    item(
      'A2-02',
      'mandatory',
      text('法人番号', 'Corporate number'),
      text('13桁の法人番号', 'The corporate number of 13 digits'),
      text('法人番号公表サイトの写し(URL・日付)', 'Copy of the public corporate number site (address, date)'),
      [
        published,
        published,
        text(
          'ASP・SaaS第3版とIoT版の認定公表頁で確認。IaaS・PaaS(IoT)編での要否は未確認',
          'Seen on published certifications of ASP and SaaS (third edition) and of IoT; whether IaaS and PaaS for IoT ask for it is unverified',
        ),
      ],
    ),
    item(
      'A2-03',
      'mandatory',
      text('設立年・事業年数', 'Year founded and years in business'),
      text('設立年(版により設立年月日)と、これまでの事業年数', 'Year of foundation (date in some editions) and years in business so far'),
      text('登記事項証明書', 'Registry certificate'),
      [published, published],
    ),
    item(
      'A2-04',
      'mandatory',
      text('事業所', 'Offices'),
      text(
        '本店の所在地・郵便番号、国内外の事業所の数、主な事業所の所在地、公式サイト',
        'Address and postal code of the head office, number of offices at home and abroad, addresses of the main ones, official site',
      ),
      text('登記事項証明書、公式サイトの写し', 'Registry certificate, copy of the official site'),
      [published, published],
    ),
  ]),
  ...under(text('事業の概要', 'Outline of the business'), [
    item(
      'A2-05',
      'mandatory',
      text('主な事業の概要', 'Outline of main business'),
      text('主な事業を短く(100字以内とする版がある)', 'The main business in a few words (some editions allow 100 characters)'),
      text('会社案内', 'Company brochure'),
      [published, published],
    ),
  ]),
]);
