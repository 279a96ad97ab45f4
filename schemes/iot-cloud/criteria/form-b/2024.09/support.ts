import { text } from '../../../../../src/rules/text.ts';
import { item, outline, section, under, unverified } from './item.ts';

/** Service support: B7-01 to B7-09. */
export const support = section('support', 'service', text('サービスサポート', 'Service support'), [
  ...under(text('サービス窓口(苦情受付・問合せ)', 'Desk (complaints and questions)'), [
    item(
      'B7-01',
      'decisive',
      text('連絡先', 'Contact'),
      text('電話、メール、問合せフォームなどと、代理店の連絡先', 'Telephone, mail, inquiry form and the like, and the contacts of agents'),
      text('サービスサイトの写し(URL・日付)', 'Copy of the service site (address, date)'),
      [outline, outline],
    ),
    item(
      'B7-02',
      'mandatory',
      text('営業日・時間', 'Hours'),
      text('曜日、時間、メンテナンス時の対応', 'Days, hours, what happens during maintenance'),
      text('サービスサイト', 'Service site'),
      [unverified, unverified],
    ),
    item(
      'B7-03',
      'optional',
      text('サポート対応', 'Support level'),
      text('応答率・応答時間の実績', 'Actual rate and time of response'),
      text('社内集計', 'Own statistics'),
      [unverified, unverified],
    ),
    item(
      'B7-04',
      'mandatory',
      text('サポート範囲・手段', 'Support scope'),
      text('対応する内容と手段', 'What is dealt with, and by which means'),
      text('サービス仕様書', 'Service specification'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('サービス保証・継続', 'Warranty and continuity'), [
    item(
      'B7-05',
      'optional',
      text('サービスが停止しない仕組み', 'Continuity'),
      text('冗長化・負荷分散など', 'Redundancy, load balancing and the like'),
      text('構成図', 'System diagram'),
      [unverified, unverified],
    ),
    item(
      'B7-06',
      'mandatory',
      text('事故時の責任と補償範囲', 'Liability'),
      text('責任の範囲と補償の規定の有無', 'Extent of responsibility, whether compensation is provided for'),
      text('利用規約', 'Terms of use'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('サービス通知・報告', 'Notices and reports'), [
    item(
      'B7-07',
      'decisive',
      text('メンテナンス等の一時的サービス停止時の事前告知', 'Advance notice of maintenance'),
      text('告知の時期(何日前)と方法、記述するサービス停止の範囲', 'How many days before and how it is told, which stops are meant'),
      text('利用規約、告知の実例', 'Terms of use, an actual notice'),
      [outline, outline],
    ),
    {
      id: 'maintenanceLead',
      kind: 'number',
      min: 0,
      max: 365,
      unit: text('日前', 'days before'),
      label: text('メンテナンス停止の事前告知の時期', 'Lead time of the notice of maintenance'),
      hint: text(
        'B7-07に記述した時期を数で記入します。実際の告知がこれより短いと、緊急事態としての通知が必要です。公表されません。',
        'The lead time of B7-07 as a number. A later notice has to be notified as an incident. Not published.',
      ),
      clause: 'D-11.1-2',
      required: { field: 'B7-07/answer', is: ['content'] },
    },
    item(
      'B7-08',
      'decisive',
      text('障害・災害発生時の通知', 'Notice of failure or disaster'),
      text('通知の有無、方法、時期', 'Whether, how and when it is told'),
      text('運用手順書、通知の実例', 'Operating procedures, an actual notice'),
      [outline, outline],
    ),
    item(
      'B7-09',
      'optional',
      text('定期報告', 'Periodic report'),
      text('有無と内容', 'Whether there is one, and what it contains'),
      text('報告書の見本', 'Sample of a report'),
      [unverified, unverified],
    ),
  ]),
]);
