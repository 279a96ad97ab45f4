import { text } from '../../../../../src/rules/text.ts';
import { item, section, under, unverified } from './item.ts';

/** Centre service: B1-01 to B1-07. */
export const centreService = section('centre-service', 'service', text('センターサービス', 'Centre service'), [
  ...under(text('サービス内容', 'Content of the service'), [
    item(
      'B1-01',
      'mandatory',
      text('サービス名称', 'Service name'),
      text('申請するサービスの名称', 'Name of the service applied for'),
      text('サービスサイトの写し', 'Copy of the service site'),
      [unverified, unverified],
    ),
    item(
      'B1-02',
      'mandatory',
      text('サービス開始時期', 'Service start'),
      text('開始の年月日と、その後の主な版の変遷', 'Date of the start, and the main versions since'),
      text('サービスサイト、報道資料', 'Service site, press releases'),
      [unverified, unverified],
    ),
    item(
      'B1-03',
      'mandatory',
      text('サービスの基本タイプ', 'Basic type'),
      text('IaaS、PaaS の別', 'IaaS or PaaS'),
      text('サービス仕様書', 'Service specification'),
      [unverified, unverified],
    ),
    item(
      'B1-04',
      'mandatory',
      text('サービスの内容・範囲', 'Content and scope'),
      text(
        '提供する機能、IoT 利用の想定(収集・蓄積・制御など)、他事業者の基盤への依存',
        'Functions provided, the use of IoT that is meant (collecting, storing, controlling …), dependence on other providers’ platforms',
      ),
      text('サービス仕様書', 'Service specification'),
      [unverified, unverified],
    ),
    item(
      'B1-05',
      'optional',
      text('IoT の利用形態', 'IoT usage pattern'),
      text(
        'つながる機器の種類と数、通信経路、利用者と機器の接点',
        'Kinds and number of devices connected, communication path, where users and devices meet',
      ),
      text('構成図', 'System diagram'),
      [
        unverified,
        unverified,
        text('IoT 編に固有とみられる項目。名称は当方の仮称', 'Seems peculiar to the IoT guideline; the name is ours for now'),
      ],
    ),
    item(
      'B1-06',
      'optional',
      text('カスタマイズ範囲', 'Customisation'),
      text('利用者ごとの変更の可否と範囲', 'Whether and how far it can be changed for a user'),
      text('サービス仕様書', 'Service specification'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('責任分界', 'Division of responsibility'), [
    item(
      'B1-07',
      'optional',
      text('責任の分担', 'Division of responsibility'),
      text('事業者、利用者、機器の提供者の間の役割分担', 'Who does what among provider, user and supplier of the devices'),
      text('利用規約、責任分界表', 'Terms of use, table of responsibilities'),
      [unverified, unverified, text('名称は当方の仮称', 'The name is ours for now')],
    ),
  ]),
]);
