import type { ExampleDossier } from '../../../examples/example.ts';
import { corrected } from '../../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { corporateCheckDigit } from '../../../src/rules/corporate-number.ts';
import type { Values } from '../../../src/rules/dossier.ts';

/** The products of the story. Product, maker and what becomes of them are made up; only the answers to the criteria are those of the example. */
interface Product {
  readonly ja: string;
  readonly en: string;
  readonly model: string;
  readonly outline: readonly [ja: string, en: string];
}

const dossier = (product: Product, more: Values = {}): ExampleDossier => ({
  ...corrected,
  values: {
    ...corrected.values,
    'product-name-ja': product.ja,
    'product-name-en': product.en,
    'product-outline-ja': product.outline[0],
    'product-outline-en': product.outline[1],
    'product-type': 'IoTゲートウェイ(見本)',
    'intended-use': '人の出入りが管理された屋内に設置し、周囲の機器の測定値を、利用者が選んだ宛先に中継する。',
    devices: [{ name: product.ja, role: '周囲の機器の測定値を受信し、構内のネットワークを通じて中継する' }],
    services: [{ name: '見本クラウド(架空)', role: '測定値を受け取り、利用者に示す', operator: '見本製作所(架空)' }],
    'product-url': `https://products.mihon.example/${product.model.toLowerCase()}/`,
    'manufacturer-name-ja': '見本製作所(架空)',
    'manufacturer-name-en': 'Mihon Works (fictitious)',
    'manufacturing-countries': [{ country: 'JP' }],
    models: [{ model: product.model }],
    'vulnerability-information-url': 'https://products.mihon.example/security/',
    'report-window-url': 'https://products.mihon.example/security/report/',
    'security-notes-ja': '人の出入りが管理された場所に設置してください。',
    'security-notes-en': 'Install it where access is controlled.',
    ...more,
  },
});

const gatewayOf = (place: string): Product['outline'] => [
  `${place}のセンサーの測定値を受信し、利用者が指定する宛先に送る中継器です(架空の製品)。`,
  'A relay that receives the readings of sensors nearby and forwards them where the user says (a fictitious product).',
];

/** Lives through all ten years: reminded, changed, doubted, renewed in time and too late, at last expired. */
export const gateway = dossier({ ja: '見本センサー中継器', en: 'Mihon Sensor Relay', model: 'MSR-100', outline: gatewayOf('家庭') });
/** Issued on a leap day; its renewal is filed on the last day and given up. */
export const logger = dossier({ ja: '見本温湿度ロガー', en: 'Mihon Climate Logger', model: 'MCL-29', outline: gatewayOf('倉庫') });
/** Changed so that the assessment holds no more: it lapses at the turn of a year. */
export const bridge = dossier({ ja: '見本照明ブリッジ', en: 'Mihon Light Bridge', model: 'MLB-7', outline: gatewayOf('店舗') });

const NUMBER = '000000000002';
/** Doubted by somebody who bought it, found not to conform, not corrected, withdrawn. */
export const hub = dossier(
  { ja: '例示見守りハブ', en: 'Reiji Care Hub', model: 'RCH-1', outline: gatewayOf('居室') },
  {
    'applicant-name-ja': 'デモ・センサー合同会社(見本)',
    'applicant-name-en': 'Demo Sensor LLC (sample)',
    'applicant-corporate-number': `${corporateCheckDigit(NUMBER)}${NUMBER}`,
    'contact-person': '例示 美咲',
    'contact-mail': 'label@demo-sensor.example',
    'declarant-name': '例示 美咲',
    'product-contact': 'デモ・センサー合同会社(見本)お客様窓口 03-0000-0000',
  },
);
