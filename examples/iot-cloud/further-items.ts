import { type Answers, notDone, told } from './answers.ts';
import { connectItems } from './connect-items.ts';
import { fieldSpecification, fleetSpecification } from './evidence.ts';

/** What a platform without devices and readings of its own says otherwise: it manages devices of others and updates them. */
export const fleetItems: Answers = {
  ...connectItems,
  'B1-01': told('見本デバイス管理', [fleetSpecification, '1 名称と提供の開始']),
  'B1-02': told('2024年10月1日', [fleetSpecification, '1 名称と提供の開始']),
  'B1-03': told('PaaS(狭義。システム基盤及び開発・実行基盤)', [fleetSpecification, '2 サービスの種類と範囲']),
  'B1-04': told(
    '機器の台帳と認証、更新用ソフトウェアの作成と配信。測定値の収集と蓄積は行いません。見本IoTコネクトと同じ基盤の上で動きます。',
    [fleetSpecification, '2 サービスの種類と範囲'],
  ),
  'B1-05': told('利用者が製造又は設置した機器。一契約あたり最大50,000台。', [fleetSpecification, '3 つながる機器']),
  'B2-01': notDone('端末は提供していません。'),
  'B2-02': notDone('端末は提供していません。'),
  'B2-03': notDone('端末は提供していません。'),
  'B2-04': notDone('端末は提供していません。'),
  'B3-01': told('TLS 1.2以上、機器ごとの証明書、署名を検証する更新の仕組みを備えた機器。', [fleetSpecification, '4 推奨する端末']),
  'B3-02': told('機器ごとの証明書を安全に保持し、更新の署名を検証できること。', [fleetSpecification, '4 推奨する端末']),
  'B4-04': told('登録した機器の台数に応じた従量です。', [fleetSpecification, '5 料金']),
  'B4-05': told('初期費用30,000円、機器1台あたり月40円(いずれも税別)。最低利用期間は1か月です。', [fleetSpecification, '5 料金']),
  'B4-18': told('契約数37、登録された機器 約112,000台(2026年9月末)', [fleetSpecification, '6 ご利用の実績']),
};

/** What a network for low-power sensors says: it verifies no device, which refuses it; it keeps few records, which does not (D-5.2-3). */
export const fieldItems: Answers = {
  ...connectItems,
  'B1-01': told('見本フィールド計測', [fieldSpecification, '1 名称と提供の開始']),
  'B1-02': told('2026年6月1日', [fieldSpecification, '1 名称と提供の開始']),
  'B1-03': told('PaaS(狭義。ネットワーク基盤)', [fieldSpecification, '2 サービスの種類と範囲']),
  'B1-04': told('農地や河川に置いた省電力の無線センサーの測定値を集め、APIで渡します。', [fieldSpecification, '2 サービスの種類と範囲']),
  'B4-04': told('月ごとの定額です。', [fieldSpecification, '5 料金']),
  'B4-05': told('初期費用なし、センサー1台あたり月200円(税別)。最低利用期間は12か月です。', [fieldSpecification, '5 料金']),
  'B5-09': notDone('利用の記録と例外の記録は取っていません。障害の調査に用いる動作の記録だけを7日残しています。'),
  'B5-19': notDone('機器を確かめる仕組みはありません。省電力のセンサーが鍵を持てないため、区画の番号と識別番号だけで受け付けています。'),
};
