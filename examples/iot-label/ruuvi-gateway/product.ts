import type { Values } from '../../../src/rules/dossier.ts';

/** Who applies: the demo's own vendor, as seller. The maker stands apart under the product (L-1-1). Supplied for the demo. */
const applicant: Values = {
  'applicant-name-ja': 'デモ・カメラ工業株式会社(見本)',
  'applicant-name-en': 'Demo Camera Industries (sample)',
  'applicant-role': 'seller',
  'applicant-identity': 'corporate-number',
  'applicant-corporate-number': '8000000000001',
  'applicant-address': '東京都見本区例示一丁目1番1号(見本)',
  'contact-department': '輸入製品部(見本)',
  'contact-person': '見本 花子',
  'contact-mail': 'label@demo-camera.example',
  'contact-telephone': '03-0000-0000',
};

/** What the maker's public documents say of the product, in our own words. */
const product: Values = {
  'product-name-ja': 'Ruuvi Gateway(ルービ ゲートウェイ)',
  'product-name-en': 'Ruuvi Gateway',
  'product-outline-ja':
    '近くにあるRuuviTagなどの環境センサーがBluetooth Low Energyで発信する測定値を受信し、有線LAN又は無線LANを通じて、クラウド又は利用者が指定するサーバーに送る中継器です。本体にカメラ、マイク、環境センサーは内蔵していません。',
  'product-outline-en':
    'A relay that listens to the readings which RuuviTag and similar environmental sensors nearby broadcast by Bluetooth Low Energy, and forwards them over Ethernet or Wi-Fi to a cloud or to servers that the user names. It has no camera, microphone or environmental sensor of its own.',
  'product-type': 'IoTゲートウェイ(BLEセンサー中継器)',
  'intended-use':
    '人の出入りが管理された屋内に設置し、周囲のセンサーの測定値を、利用者が選んだ宛先(Ruuvi Cloud又は利用者のサーバー)に中継する。設定は、初回は本体の設定用アクセスポイント、以後は構内ネットワークの管理画面で行う。',
  devices: [{ name: 'Ruuvi Gateway', role: 'BLEの広告を受信し(nRF52811)、LAN又はWi-Fiで中継する(ESP32)' }],
  'services-present': 'yes',
  services: [
    { name: 'Ruuvi Cloud', role: '測定値と稼働状況を受け取り、利用者に示す', operator: 'Ruuvi Innovations Oy' },
    {
      name: 'ファームウェア配信(fwupdate.ruuvi.com)',
      role: '版の一覧と署名付きの更新用ソフトウェアを配る',
      operator: 'Ruuvi Innovations Oy',
    },
    { name: 'Ruuvi Station(アプリ)', role: '利用者がアカウントと測定値を扱う', operator: 'Ruuvi Innovations Oy' },
  ],
  'product-url': 'https://docs.ruuvi.com/ruuvi-gateway-firmware/',
  'manufacturer-name-ja': 'Ruuvi Innovations Oy(ルービ・イノベーションズ)',
  'manufacturer-name-en': 'Ruuvi Innovations Oy',
  models: [{ model: 'Ruuvi Gateway' }],
};

/** What the documents leave open and a seller would answer. Supplied for the demo. */
const seller: Values = {
  'product-contact': 'デモ・カメラ工業株式会社(見本)お客様窓口 03-0000-0000',
  'manufacturer-publication': 'publish',
  'manufacturing-countries': [{ country: 'FI' }],
  'country-publication': 'withhold',
};

const protectedInformation: Values = {
  'protected-communication': ['stores', 'sends'],
  'protected-communication-reason':
    '無線LANの名称とパスワード、固定IPアドレス、中継先の接続情報を、本体のフラッシュメモリ(nvs領域)に保存し、設定のときに構内ネットワークで通信する(IXIT 10、IXIT 21)。',
  'protected-security': ['stores', 'sends'],
  'protected-security-reason':
    '管理画面のパスワードの照合値、APIのトークン、TLSの秘密鍵と証明書を本体に保存し、認証又は設定のときに通信する(IXIT 10)。',
  'protected-confidential': ['collects', 'stores', 'sends'],
  'protected-confidential-reason':
    '製造業者は、センサーの測定値がゲートウェイや利用者のアカウントと結び付くと在宅などの生活の様子を推測できるとして、機微な情報に分類している。本体では一時的にRAMに置き、中継先に送る(IXIT 21)。',
  'unintended-personal-data': 'none',
  'unintended-personal-data-reason':
    '扱う個人に関わる情報は、意図する使用に伴うものとしてIXIT 21に列挙されたものに限られ、上の答えに含めた。',
  'protected-inventory': [
    {
      information: '無線LANの接続情報',
      place: '本体 nvs領域、設定時の構内ネットワーク',
      protection: 'APIとログへの出力を遮断。通信はECDHとAES-CBC。保存時の暗号化なし(v1.17系)',
    },
    {
      information: '管理画面の認証値',
      place: '本体 nvs領域、認証時の構内ネットワーク',
      protection: '照合値のみ保存(MD5)。通信はチャレンジ・レスポンスで、パスワードを送らない',
    },
    {
      information: 'APIのトークン(既定で無効)',
      place: '本体 nvs領域、構内ネットワーク',
      protection: 'APIとログへの出力を遮断。通信は平文のHTTPで、ネットワークの分離による',
    },
    {
      information: '中継先の認証情報、TLSの秘密鍵',
      place: '本体 nvs領域ほか、TLSの通信路',
      protection: 'APIとログへの出力を遮断。通信はTLS 1.2又は1.3',
    },
    {
      information: 'センサーの測定値',
      place: '本体 RAM、Ruuvi Cloud又は利用者のサーバー',
      protection: 'Ruuvi CloudにはTLSと改ざん検知。利用者のサーバーは設定による',
    },
  ],
};

const closing: Values = {
  'evaluator-category': 'vendor',
  'assessed-on': '2026-10-30',
  'vulnerability-information-url': 'https://ruuvi.com/terms/vulnerability-policy/',
  'report-window-url': 'https://ruuvi.com/terms/vulnerability-policy/',
  'security-notes-ja':
    'ファームウェアv1.17系では、本体のフラッシュメモリは暗号化されていません。製造業者は、人の出入りが管理された場所への設置を勧めています。',
  'security-notes-en':
    'With firmware v1.17.x the flash memory of the device is not encrypted. The maker recommends installation where access is controlled.',
  'display-places': ['package', 'web'],
  'display-detail': '外箱の側面、製品紹介ページ(見本)',
  'declarant-name': '見本 花子',
  'declarant-title': '品質保証責任者(見本)',
  'declaration-oath': true,
  'duties-oath': true,
};

/** Everything but the sixteen answers and the end of support, which the documents leave open. */
export const particulars: Values = { ...applicant, ...product, ...seller, ...protectedInformation, ...closing };

/** A device with associated services that sends data by IP, without a general-purpose operating system. */
export const scope = { 'scope/object': 'product', 'scope/ip': 'internet', 'scope/platform': 'dedicated' } as const;
