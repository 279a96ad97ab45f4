import { text } from '../../../../../src/rules/text.ts';
import { item, outline, section, under, unverified } from './item.ts';

/** Terminals provided: B2-01 to B2-04. */
export const devicesProvided = section('devices-provided', 'service', text('提供端末', 'Terminals provided'), [
  ...under(text('提供端末', 'Terminals provided'), [
    item(
      'B2-01',
      'optional',
      text('提供する端末の有無と種類', 'Devices supplied'),
      text(
        '事業者が提供する IoT機器・ゲートウェイの有無、種類、型番',
        'Whether the provider supplies IoT devices or gateways, which kinds, model numbers',
      ),
      text('製品仕様書', 'Product specification'),
      [
        outline,
        unverified,
        text('区分名は制度概要による。項目名は当方の仮称', 'The section is that of the outline; the name of the item is ours for now'),
      ],
    ),
    item(
      'B2-02',
      'optional',
      text('端末の通信方式', 'Device communication'),
      text('使う通信方式と接続先', 'Communication used and what the device connects to'),
      text('製品仕様書', 'Product specification'),
      [unverified, unverified, text('名称は当方の仮称', 'The name is ours for now')],
    ),
    item(
      'B2-03',
      'optional',
      text('端末のセキュリティ', 'Device security'),
      text(
        '初期パスワード、更新方法、保存情報の守り方。適合ラベルがあれば番号',
        'Initial password, way of updating, protection of stored information; the number of a conformity label if there is one',
      ),
      text('製品仕様書、ラベルの情報頁', 'Product specification, label information page'),
      [
        unverified,
        unverified,
        text(
          '名称は当方の仮称。IoT製品のラベル(JC-STAR)と接する項目',
          'The name is ours for now; this is where the IoT product label (JC-STAR) meets it',
        ),
      ],
    ),
    item(
      'B2-04',
      'optional',
      text('端末の保守・交換・廃棄', 'Device maintenance'),
      text('故障対応、更新の提供期間、回収・データ消去', 'Repair, how long updates are provided, collection and erasure of data'),
      text('保守仕様書', 'Maintenance specification'),
      [unverified, unverified, text('名称は当方の仮称', 'The name is ours for now')],
    ),
  ]),
]);
