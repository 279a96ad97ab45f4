import type { Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, line, lines, option } from '../../../field.ts';

/** Who applies: a maker or a seller, never hidden (L-1-1). */
export const applicantSection: Section = {
  id: 'applicant',
  label: text('申請者', 'Applicant'),
  intro: text(
    '申請者は、製品を製造し、又は販売する事業者(IoT製品ベンダー)です。申請者名は必ず公開されます。製造業者が別にいるときは「製品」の欄に記入します。',
    'The applicant is the vendor: whoever manufactures or sells the product. The name of the applicant is always published. A different manufacturer is named under “Product”.',
  ),
  fields: [
    line({
      id: 'applicant-name-ja',
      label: text('申請者の名称(日本語)', 'Name of the applicant (Japanese)'),
      hint: text('登記された正式な名称。公開されます。', 'Registered name. Published.'),
      required: 'always',
      published: 'always',
      cell: '申請書!C5',
      clause: 'L-1-1',
    }),
    line({
      id: 'applicant-name-en',
      label: text('申請者の名称(英語)', 'Name of the applicant (English)'),
      hint: text('英語のページに表示します。', 'Shown on the English page.'),
      required: 'always',
      published: 'always',
      cell: '申請書!C6',
      clause: 'L-1-1',
    }),
    choice({ id: 'applicant-role', label: text('製品に対する立場', 'Role towards the product'), cell: '申請書!C7', clause: 'L-1-1' }, [
      option('maker', '製造する事業者', 'Manufactures the product'),
      option('seller', '販売する事業者', 'Sells the product'),
      option('both', '製造し、かつ販売する事業者', 'Manufactures and sells the product'),
    ]),
    choice(
      { id: 'applicant-identity', label: text('法人であることの確認', 'Proof of legal personality'), cell: '申請書!C8', clause: 'L-1-1' },
      [
        option('corporate-number', '法人番号がある', 'There is a corporate number'),
        option('other-proof', '法人番号がない(法人格を示す書類による)', 'There is none (another document proves it)'),
      ],
    ),
    line(
      {
        id: 'applicant-corporate-number',
        label: text('法人番号', 'Corporate number'),
        hint: text('半角数字13桁。', '13 digits.'),
        required: { field: 'applicant-identity', is: ['corporate-number'] },
        cell: '申請書!C9',
        clause: 'L-1-1',
      },
      13,
      'corporate-number',
    ),
    {
      id: 'applicant-proof',
      kind: 'evidence',
      maxPointers: 5,
      label: text('法人格を示す書類', 'Document that proves legal personality'),
      hint: text('海外の法人など、法人番号がない場合に示します。', 'For a foreign company or another body without a corporate number.'),
      required: { field: 'applicant-identity', is: ['other-proof'] },
      clause: 'L-1-1',
    },
    lines(
      {
        id: 'applicant-address',
        label: text('所在地', 'Address'),
        hint: text('公開されません。', 'Not published.'),
        required: 'always',
        cell: '申請書!C10',
        clause: 'L-1-1',
      },
      300,
    ),
    line({
      id: 'contact-department',
      label: text('連絡先の部署', 'Department'),
      hint: text('この欄から「電話番号」までは公開されません。', 'Down to “Telephone” nothing is published.'),
      cell: '申請書!C11',
      clause: 'L-3.7-16',
    }),
    line({
      id: 'contact-person',
      label: text('連絡担当者の氏名', 'Contact person'),
      required: 'always',
      cell: '申請書!C12',
      clause: 'L-3.7-16',
    }),
    line(
      { id: 'contact-mail', label: text('メールアドレス', 'Mail address'), required: 'always', cell: '申請書!C13', clause: 'L-3.7-16' },
      254,
      'mail',
    ),
    line(
      { id: 'contact-telephone', label: text('電話番号', 'Telephone'), required: 'always', cell: '申請書!C14', clause: 'L-3.7-16' },
      25,
      'telephone',
    ),
  ],
};
