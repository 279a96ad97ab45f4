import type { Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, line, lines, option } from '../../../field.ts';

const publishOrWithhold = [option('publish', '公開する', 'Publish'), option('withhold', '公開しない', 'Withhold')];

/** What is labelled: devices and their associated services (L-3.2-1), described as the page will show it (L-3.7-3). */
export const productSection: Section = {
  id: 'product',
  label: text('製品', 'Product'),
  intro: text(
    '申請の対象は、一つ以上の機器とその付随サービスから成る「製品」です。公開する項目は情報提供ページにそのまま表示されます。',
    'The object is the product: one or more devices and their associated services. What is published stands on the product page exactly as written.',
  ),
  fields: [
    line({
      id: 'product-name-ja',
      label: text('製品名(日本語)', 'Product name (Japanese)'),
      required: 'always',
      published: 'always',
      cell: '申請書!C16',
      clause: 'L-3.7-3',
    }),
    line({
      id: 'product-name-en',
      label: text('製品名(英語)', 'Product name (English)'),
      required: 'always',
      published: 'always',
      cell: '申請書!C17',
      clause: 'L-3.7-2',
    }),
    lines(
      {
        id: 'product-outline-ja',
        label: text('製品の概要(日本語)', 'Outline (Japanese)'),
        hint: text('何に使う製品か、調達者・利用者に分かる言葉で書きます。', 'What the product is for, in words that a buyer understands.'),
        required: 'always',
        published: 'always',
        cell: '申請書!C18',
        clause: 'L-3.7-3',
      },
      800,
    ),
    lines(
      {
        id: 'product-outline-en',
        label: text('製品の概要(英語)', 'Outline (English)'),
        required: 'always',
        published: 'always',
        cell: '申請書!C19',
        clause: 'L-3.7-2',
      },
      1600,
    ),
    line(
      {
        id: 'product-type',
        label: text('製品の種類', 'Kind of product'),
        hint: text(
          '例: ネットワークカメラ、無線ルータ。★1では公開されません。',
          'For example network camera, wireless router. Not published at ★1.',
        ),
        required: 'always',
        cell: '申請書!C20',
        clause: 'L-3.4-1',
      },
      100,
    ),
    lines({
      id: 'intended-use',
      label: text('意図する使用', 'Intended use'),
      hint: text(
        '取扱説明書などの記載に従った使い方。記載がないときは一般に理解されている使い方。',
        'Use according to the information supplied, else as commonly understood.',
      ),
      required: 'always',
      cell: '申請書!C21',
      clause: 'L-3.4-4',
    }),
    {
      id: 'devices',
      kind: 'table',
      label: text('機器', 'Devices'),
      hint: text('製品を構成する機器を1行に一つ書きます。', 'One row for each device that the product consists of.'),
      required: 'always',
      maxRows: 50,
      columns: [
        { id: 'name', label: text('機器の名称', 'Device'), required: 'always', maxLength: 100 },
        { id: 'role', label: text('製品における役割', 'Role in the product'), required: 'always', maxLength: 300 },
      ],
      clause: 'L-3.2-1',
    },
    choice(
      {
        id: 'services-present',
        label: text('付随サービスの有無', 'Are there associated services?'),
        hint: text(
          '製品の意図する機能に必要なアプリ、クラウドなどのデジタルサービスです。',
          'Digital services, such as an app or a cloud, that the intended functions need.',
        ),
        cell: '申請書!C22',
        clause: 'L-3.2-1',
      },
      [option('yes', 'ある', 'Yes'), option('no', 'ない', 'No')],
    ),
    {
      id: 'services',
      kind: 'table',
      label: text('付随サービス', 'Associated services'),
      required: { field: 'services-present', is: ['yes'] },
      maxRows: 50,
      columns: [
        { id: 'name', label: text('サービスの名称', 'Service'), required: 'always', maxLength: 100 },
        { id: 'role', label: text('製品における役割', 'Role in the product'), required: 'always', maxLength: 300 },
        { id: 'operator', label: text('運営者', 'Operator'), required: 'never', maxLength: 100 },
      ],
      clause: 'L-3.2-1',
    },
    line(
      {
        id: 'product-url',
        label: text('製品のウェブサイト', 'Product site'),
        required: 'always',
        published: 'always',
        cell: '申請書!C23',
        clause: 'L-3.7-3',
      },
      500,
      'url',
    ),
    lines(
      {
        id: 'product-contact',
        label: text('製品の問い合わせ先', 'Public contact'),
        hint: text('調達者・利用者のための窓口。公開されます。', 'For procurers and users. Published.'),
        required: 'always',
        published: 'always',
        cell: '申請書!C24',
        clause: 'L-3.7-3',
      },
      300,
    ),
    {
      id: 'other-certifications',
      kind: 'table',
      label: text('他の認証の番号など', 'Numbers of other certifications'),
      required: 'never',
      published: 'always',
      maxRows: 30,
      columns: [
        { id: 'scheme', label: text('制度の名称', 'Scheme'), required: 'always', maxLength: 200 },
        { id: 'number', label: text('認証番号など', 'Number'), required: 'always', maxLength: 100 },
      ],
      clause: 'L-3.7-3',
    },
    line({
      id: 'manufacturer-name-ja',
      label: text('製造業者名(日本語)', 'Manufacturer (Japanese)'),
      required: 'always',
      published: 'withholdable',
      cell: '申請書!C25',
      clause: 'L-1-1',
    }),
    line({
      id: 'manufacturer-name-en',
      label: text('製造業者名(英語)', 'Manufacturer (English)'),
      required: 'always',
      published: 'withholdable',
      cell: '申請書!C26',
      clause: 'L-1-1',
    }),
    choice(
      { id: 'manufacturer-publication', label: text('製造業者名の公開', 'Publish the manufacturer?'), cell: '申請書!C27', clause: 'L-1-1' },
      publishOrWithhold,
    ),
    {
      id: 'manufacturing-countries',
      kind: 'table',
      label: text('製造国又は地域', 'Countries or regions of manufacture'),
      hint: text('ISO 3166-1の2文字の符号で、1行に一つ書きます(例 JP)。', 'ISO 3166-1 two-letter codes, one per row (e.g. JP).'),
      required: 'always',
      published: 'withholdable',
      maxRows: 30,
      columns: [{ id: 'country', label: text('国・地域', 'Country or region'), required: 'always', maxLength: 2, format: 'country' }],
      clause: 'L-1-1',
    },
    choice(
      {
        id: 'country-publication',
        label: text('製造国又は地域の公開', 'Publish the country of manufacture?'),
        cell: '申請書!C28',
        clause: 'L-1-1',
      },
      publishOrWithhold,
    ),
  ],
};

/** All model numbers of the product, as one family. */
export const modelsSection: Section = {
  id: 'models',
  label: text('型番', 'Model numbers'),
  intro: text(
    '一つの評価の対象となる型番をすべて書きます。同じ製造業者の型番が、同じレベルの有効な別のラベルに含まれているときは申請できません。',
    'All model numbers covered by one assessment. A model of the same maker that already stands in another label of this level cannot be filed again.',
  ),
  fields: [
    {
      id: 'models',
      kind: 'models',
      maxRows: 2000,
      label: text('型番の一覧', 'Models'),
      hint: text(
        '2,000行まで。色違いなどの差は「相違点」に書きます。',
        'Up to 2,000 rows. State differences such as colour under “difference”.',
      ),
      required: 'always',
      published: 'always',
      clause: 'L-3.7-3',
    },
  ],
};
