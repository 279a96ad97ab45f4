import { text } from '../../../../../src/rules/text.ts';
import { item, section, under, unverified } from './item.ts';

/** Housing (location of the servers): B6-01 to B6-14. */
export const housing = section('housing', 'service', text('ハウジング(サーバ設置場所)', 'Housing (location of the servers)'), [
  ...under(text('施設建築物', 'Building'), [
    item(
      'B6-01',
      'mandatory',
      text('建物形態', 'Building'),
      text('データセンター専用かどうか', 'Whether the building is for a data centre only'),
      text('仕様書、提供元の公表資料', 'Specification, published material of the supplier'),
      [unverified, unverified],
    ),
    item(
      'B6-02',
      'mandatory',
      text('所在地', 'Location'),
      text('国、日本なら地域名。立地上の特徴', 'Country, in Japan the region; features of the site'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
    item(
      'B6-03',
      'mandatory',
      text('耐震・免震構造', 'Earthquake resistance'),
      text('構造の種類と耐震の程度', 'Kind of structure and degree of resistance'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('電源', 'Power'), [
    item(
      'B6-04',
      'mandatory',
      text('無停電電源', 'UPS'),
      text('有無と持続時間', 'Whether there is one, and how long it lasts'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
    item(
      'B6-05',
      'optional',
      text('給電ルート', 'Power feed'),
      text('系統の数', 'Number of feeds'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
    item(
      'B6-06',
      'mandatory',
      text('非常用電源', 'Emergency power'),
      text('有無と連続稼働時間', 'Whether there is one, and how long it runs on end'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('消火', 'Fire'), [
    item(
      'B6-07',
      'mandatory',
      text('サーバ室の消火設備', 'Fire suppression'),
      text('有無と方式', 'Whether there is one, and of which kind'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
    item(
      'B6-08',
      'mandatory',
      text('火災感知・報知', 'Fire detection'),
      text('有無', 'Whether there is one'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('避雷', 'Lightning'), [
    item(
      'B6-09',
      'optional',
      text('直撃雷対策', 'Direct lightning'),
      text('有無', 'Whether there are measures'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
    item(
      'B6-10',
      'optional',
      text('誘導雷対策', 'Induced lightning'),
      text('有無と最大の対応電圧', 'Whether there are measures, and the highest voltage'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('空調', 'Air conditioning'), [
    item(
      'B6-11',
      'mandatory',
      text('空調設備', 'Air conditioning'),
      text('方式', 'The kind'),
      text('提供元の公表資料', 'Published material of the supplier'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('セキュリティ', 'Security'), [
    item(
      'B6-12',
      'mandatory',
      text('入退室管理', 'Access to rooms'),
      text(
        '記録の有無と保存期間、監視カメラ、個人認証',
        'Whether there are records and how long they are kept, cameras, identification of persons',
      ),
      text('提供元の公表資料、手順書', 'Published material of the supplier, procedures'),
      [unverified, unverified],
    ),
    item(
      'B6-13',
      'optional',
      text('媒体の保管', 'Media storage'),
      text('保管の場所と鍵、廃棄の方法', 'Place and key of the storage, way of disposal'),
      text('手順書', 'Procedures'),
      [unverified, unverified],
    ),
    item(
      'B6-14',
      'optional',
      text('その他の対策', 'Other measures'),
      text('上に無い対策', 'Measures not named above'),
      text('資料', 'Documents'),
      [unverified, unverified],
    ),
  ]),
]);
