import { day } from '../../src/rules/day.ts';
import type { Publication, PublicLine } from '../../src/rules/publication.ts';
import type { Dated } from '../../src/rules/terms.ts';
import { type Text, text } from '../../src/rules/text.ts';

const CLAUSE = 'L-3.7-3';
const line = (id: string, label: Text, from: PublicLine['from'], clause = CLAUSE): PublicLine => ({ id, label, from, clause });
const field = (id: string, label: Text, path: string): PublicLine => line(id, label, { field: path });
const withheld = (id: string, label: Text, path: string, by: string): PublicLine => ({
  ...line(id, label, { field: path }, 'L-1-1'),
  withheldBy: { field: by, is: 'withhold' },
});

const OUTLINE = text(
  'IoT製品のセキュリティ機能を、共通の基準で評価し、ラベルで分かるようにする任意の制度です。★1と★2は製品のベンダーが自ら適合を宣言し、★3と★4は独立した評価機関の評価に基づき制度の運営者が認証します。',
  'A voluntary scheme that assesses the security functions of IoT products by common criteria and shows the result as a label. ★1 and ★2 are declared by the vendor itself; ★3 and ★4 are certified by the scheme owner on the evaluation of an independent body.',
);
const LINK = 'https://www.ipa.go.jp/security/jc-star/index.html';

const said = (clause: string, ja: string, en: string) => ({ text: text(ja, en), clause });
const ONLY_CRITERIA = said(
  'L-3.6-3',
  'このラベルは、定められた適合基準への適合を示すものであり、製品のセキュリティが完全に確保されていることを保証するものではありません。',
  'The label shows conformity to the stated criteria only. It does not warrant that the security of the product is complete.',
);
const DECLARED = [
  said(
    'L-3.6-1',
    'ラベルの取得時(更新時を含む)において、適合基準に適合していることを、製品のベンダーが自ら宣言したものです。',
    'The vendor of the product itself declared conformity to the criteria, as at the issue (or renewal) of the label.',
  ),
  said(
    'L-3.6-1',
    '制度の運営者は、評価結果を記載した書類の形式を確認しましたが、製品のセキュリティを認証するものではありません。',
    'The scheme owner checked the form of the documents with the results and does not certify the security of the product.',
  ),
  said('L-3.6-3', '証明の主体は、製品のベンダー(申請者)です。', 'Who attests is the vendor of the product (the applicant).'),
  ONLY_CRITERIA,
];
const CERTIFIED = [
  said(
    'L-3.6-2',
    'ラベルの取得時(再評価時を含む)において、適合基準に適合していることを、独立した評価機関の評価に基づき、制度の運営者が認証したものです。',
    'The scheme owner certified conformity to the criteria, as at the issue (or re-evaluation) of the label, on the evaluation of an independent body.',
  ),
  said(
    'L-3.6-3',
    '証明の主体は、制度の運営者です。運営者は評価の結果を適切に確認する責任を負いますが、明示又は黙示を問わず、製品についていかなる保証も行いません。',
    'Who attests is the scheme owner. It answers for confirming the evaluation properly and gives no warranty of the product, express or implied.',
  ),
  ONLY_CRITERIA,
];

const publication: Publication = {
  path: 'l',
  sections: [
    {
      id: 'scheme',
      label: text('本制度の概要', 'The scheme'),
      lines: [line('outline', text('制度の概要と公式サイト', 'Outline and official site'), { fixed: OUTLINE, link: LINK })],
    },
    {
      id: 'product',
      label: text('製品情報', 'Product'),
      lines: [
        field('product-name-ja', text('製品名', 'Product name (Japanese)'), 'product-name-ja'),
        field('product-name-en', text('製品名(英語)', 'Product name'), 'product-name-en'),
        line('models', text('型式番号', 'Model numbers'), { of: 'models' }),
        withheld('manufacturer-ja', text('製造業者名', 'Manufacturer (Japanese)'), 'manufacturer-name-ja', 'manufacturer-publication'),
        withheld('manufacturer-en', text('製造業者名(英語)', 'Manufacturer'), 'manufacturer-name-en', 'manufacturer-publication'),
        withheld('country', text('製造国又は地域', 'Country or region of manufacture'), 'manufacturing-countries', 'country-publication'),
        field('outline-ja', text('製品概要', 'Outline (Japanese)'), 'product-outline-ja'),
        field('outline-en', text('製品概要(英語)', 'Outline'), 'product-outline-en'),
        field('site', text('製品のウェブサイト', 'Product site'), 'product-url'),
        field('contact', text('製品の問い合わせ先', 'Contact'), 'product-contact'),
        field('other-certifications', text('他の認証の番号など', 'Numbers of other certifications'), 'other-certifications'),
      ],
    },
    {
      id: 'label',
      label: text('ラベル情報', 'Label'),
      lines: [
        line('number', text('ラベル識別番号', 'Label number'), { of: 'number' }),
        line('level', text('適合性評価レベル', 'Level'), { of: 'level' }),
        line('type', text('製品類型(★2以上)', 'Product type (★2 and above)'), { of: 'type' }),
        line('edition', text('適合基準の版', 'Edition of the criteria'), { of: 'edition' }),
        line('results', text('適合評価結果', 'Results'), { of: 'results' }),
        line('status', text('ラベルの状態', 'Status'), { of: 'status' }),
        line('issued-on', text('ラベルの発行日', 'Issued on'), { of: 'issued-on' }),
        line('updated-on', text('ラベルの更新日', 'Updated on'), { of: 'updated-on' }),
        line('valid-until', text('ラベルの有効期限', 'Valid until'), { of: 'valid-until' }),
        line('applicant', text('ラベルの申請者(IoT製品ベンダー)', 'Applicant (vendor of the product)'), { of: 'applicant' }),
        field('applicant-en', text('ラベルの申請者(英語)', 'Applicant in English'), 'applicant-name-en'),
        line('attested-by', text('証明の主体', 'Attested by'), { of: 'attested-by' }, 'L-3.6-3'),
        line('evaluator', text('評価者区分', 'Category of the evaluator'), { field: 'evaluator-category' }, 'L-3.7-4'),
      ],
    },
    {
      id: 'safety',
      label: text('安全情報', 'Safety information'),
      lines: [
        field(
          'vulnerability-information',
          text('当該製品に関わる脆弱性情報', 'Vulnerability information on the product'),
          'vulnerability-information-url',
        ),
        field('report-window', text('脆弱性の報告窓口', 'Where to report a vulnerability'), 'report-window-url'),
      ],
    },
    {
      id: 'further',
      label: text('その他のセキュリティ関連情報', 'Further security information'),
      lines: [
        field('support-end', text('サポート終了日', 'End of support'), 'support-end'),
        field('notes-ja', text('ベンダーからのお知らせ', 'From the vendor (Japanese)'), 'security-notes-ja'),
        field('notes-en', text('ベンダーからのお知らせ(英語)', 'From the vendor'), 'security-notes-en'),
      ],
    },
  ],
  highlights: ['evaluator', 'support-end', 'vulnerability-information', 'report-window'],
  meaning: { '1': DECLARED, '2': DECLARED, '3': CERTIFIED, '4': CERTIFIED },
  advice: [
    text(
      '初期パスワードのまま使わず、推測されにくいパスワードを設定してください。',
      'Do not keep the initial password: set one that is hard to guess.',
    ),
    text(
      'アップデートの通知を確かめ、公開されたアップデートは速やかに適用してください。自動更新があるときは有効にしてください。',
      'Watch for updates and apply them promptly. Turn automatic updates on where they exist.',
    ),
    text(
      'サポート終了日を過ぎた製品は、買替えや利用の中止を検討してください。',
      'After the end of support, consider replacing the product or stopping its use.',
    ),
    text(
      '製品を廃棄又は譲渡する前に、設定や個人情報を消去してください。',
      'Before you dispose of the product or pass it on, erase settings and personal data.',
    ),
    text(
      'ラベルの有無にかかわらず危険がなくなるわけではありません。ラベルのある製品は、最低限の対策が備わっていることを一定の基準で確かめられる点が、ラベルのない製品と異なります。',
      'No label removes all risk. A labelled product differs from one without in that you can see, by stated criteria, that basic measures are there.',
    ),
  ],
  title: { ja: 'product-name-ja', en: 'product-name-en' },
  maker: 'manufacturer-name-ja',
  applicant: 'applicant-name-ja',
  applicantEn: 'applicant-name-en',
  models: 'models',
  requestedEnd: 'requested-last-day',
  outline: { text: OUTLINE, link: LINK },
};

/** What anyone may read (table 3.7-1), from the day the scheme began. */
export const publications: Dated<Publication> = [
  { from: day('2025-03-25'), value: publication, source: 'METI policy 2024-08, table 3.7-1' },
];
