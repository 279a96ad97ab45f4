import type { Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choices, date, line, lines, oath, option } from '../../../field.ts';

/** What buyers and finders of vulnerabilities need after the purchase (L-3.7-3). */
export const safetySection: Section = {
  id: 'safety',
  label: text('安全情報', 'Safety information'),
  fields: [
    line(
      {
        id: 'vulnerability-information-url',
        label: text('脆弱性情報のURL', 'Vulnerability information'),
        hint: text('製品に関わる脆弱性情報を載せるページ。', 'The page with vulnerability information on the product.'),
        required: 'always',
        published: 'always',
        cell: '申請書!C43',
        clause: 'L-3.7-3',
      },
      500,
      'url',
    ),
    line(
      {
        id: 'report-window-url',
        label: text('脆弱性の報告窓口のURL', 'Where to report a vulnerability'),
        required: 'always',
        published: 'always',
        cell: '申請書!C44',
        clause: 'L-3.7-3',
      },
      500,
      'url',
    ),
    date({
      id: 'support-end',
      label: text('サポート終了日', 'End of support'),
      hint: text('セキュリティ更新を提供する最後の日。', 'Last day on which security updates are provided.'),
      published: 'always',
      cell: '申請書!C45',
      clause: 'L-3.7-3',
    }),
    lines({
      id: 'security-notes-ja',
      label: text('その他のセキュリティ関連情報(日本語)', 'Further security information (Japanese)'),
      hint: text('調達者・利用者に伝えたいことがあれば書きます。', 'If there is more that procurers and users should know.'),
      published: 'always',
      cell: '申請書!C46',
      clause: 'L-3.7-3',
    }),
    lines(
      {
        id: 'security-notes-en',
        label: text('その他のセキュリティ関連情報(英語)', 'Further security information (English)'),
        required: { not: { field: 'security-notes-ja', is: [null, ''] } },
        published: 'always',
        cell: '申請書!C47',
        clause: 'L-3.7-2',
      },
      4000,
    ),
  ],
};

/** What is asked of the label itself (L-3.7-1, L-3.7-6). */
export const labelSection: Section = {
  id: 'label',
  label: text('ラベル', 'Label'),
  intro: text(
    'ラベルの表示は任意です。有効期間は交付の日から2年間で、申請によりこれより短くできます。交付される前に「適合予定」「申請中」などと表示することはできません。',
    'Displaying the label is voluntary. It lasts two years from the day of issue, or less on request. Before issue no claim such as “will conform” or “applied for” may be made.',
  ),
  fields: [
    date({
      id: 'requested-last-day',
      label: text('希望する有効期限(最終日)', 'Last day asked for'),
      hint: text('2年間より短くするときだけ記入します。', 'Only if it is to be shorter than two years.'),
      required: 'never',
      cell: '申請書!C49',
      clause: 'L-3.7-6',
    }),
    choices(
      {
        id: 'display-places',
        label: text('ラベルを表示する場所', 'Where the label will be displayed'),
        hint: text(
          '失効や取消しのときに、対象の場所を示すために記録します。',
          'Recorded so that a lapse or withdrawal can name the places.',
        ),
        cell: '申請書!C50',
        clause: 'L-3.7-1',
      },
      [
        option('product', '製品本体', 'On the product'),
        option('package', 'パッケージ', 'On the package'),
        option('manual', 'マニュアル', 'In the manual'),
        option('pamphlet', 'パンフレット', 'In pamphlets'),
        option('web', 'ウェブサイト', 'On web sites'),
        option('nowhere', '表示しない', 'Nowhere'),
      ],
    ),
    lines(
      {
        id: 'display-detail',
        label: text('表示する場所の詳細', 'Where exactly'),
        hint: text('ウェブサイトのURLなど。', 'For example the address of the web site.'),
        cell: '申請書!C51',
        clause: 'L-3.7-1',
      },
      1000,
    ),
  ],
};

/** The self-declaration and the duties accepted with it (L-3.5-2, L-3.5-5). */
export const declarationSection: Section = {
  id: 'declaration',
  label: text('宣言', 'Declaration'),
  fields: [
    line({
      id: 'declarant-name',
      label: text('申請責任者の氏名', 'Name of the responsible person'),
      required: 'always',
      cell: '申請書!C53',
      clause: 'L-3.5-5',
    }),
    line({
      id: 'declarant-title',
      label: text('申請責任者の役職', 'Title of the responsible person'),
      required: 'always',
      cell: '申請書!C54',
      clause: 'L-3.5-5',
    }),
    oath(
      { id: 'declaration-oath', label: text('自己適合宣言', 'Self-declaration of conformity'), clause: 'L-3.5-2' },
      text(
        '申請に係る製品が、この申請書類に示す版の適合基準に適合していることを、当社の責任において宣言します。適切に評価を行い、チェックリストに記載した内容は事実に相違ありません。',
        'On our own responsibility we declare that the product conforms to the criteria of the edition stated in this dossier. We assessed it properly, and what the checklist says is true.',
      ),
    ),
    oath(
      { id: 'duties-oath', label: text('ベンダーの責務の遵守', 'Duties of the vendor'), clause: 'L-3.5-5' },
      text(
        '次の責務を負うことに同意します。一 チェックリストの内容について責任を持ち、調達者・利用者から求められたときは説明すること。二 ラベルを適切に利用すること。三 評価の証跡をラベルの有効期間中保管し、制度の運営者に開示すること。四 有効期間中、申請内容及び製品仕様の変更を管理し、変更があったときは定められた対処をすること。五 検査及びサーベイランスに協力すること。',
        'We accept these duties: (1) to answer for the checklist and explain it to procurers and users who ask; (2) to use the label properly; (3) to keep the evidence while the label is valid and disclose it to the scheme owner; (4) to manage changes of the application and of the product while the label is valid and to act as laid down; (5) to cooperate in inspections and surveillance.',
      ),
    ),
  ],
};
