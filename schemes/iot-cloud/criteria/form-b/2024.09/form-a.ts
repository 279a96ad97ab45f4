import type { Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, evidence, line, oath, option } from '../../../fields.ts';

/** Form A as far as the clauses name it. Never published (D-7.2-3). */
export const formA: Section = {
  id: 'form-a',
  label: text('申請書A(フェースシート)', 'Form A (face sheet)'),
  intro: text('申請書Aの内容は公表されません。', 'Form A is not published.'),
  fields: [
    line('serviceName', text('サービスの名称', 'Name of the service'), 'D-4.4-1'),
    line('businessName', text('事業者の名称', 'Name of the business'), 'D-4.4-1'),
    line('businessAddress', text('事業者の住所', 'Address of the business'), 'D-4.4-1'),
    line('corporateNumber', text('法人番号', 'Corporate number'), 'D-4.4-1', {
      required: 'never',
      format: 'corporate-number',
      maxLength: 13,
    }),
    choice('applicantKind', text('申請者の別', 'Kind of applicant'), 'D-4.4-3', [
      option('corporation', '法人', 'Corporation'),
      option('sole-proprietor', '個人事業主', 'Sole proprietor'),
    ]),
    line('representative', text('代表者氏名', 'Representative'), 'D-4.4-4'),
    choice(
      'representativeHasPower',
      text('代表者氏名欄の方に代表権がありますか', 'Does the representative have power of representation?'),
      'D-4.4-4',
      [option('yes', 'はい', 'Yes'), option('no', 'いいえ', 'No')],
    ),
    evidence(
      'responsibilityProof',
      text(
        '申請事業者に所属し事業責任者であることを示す資料',
        'Proof of belonging to the applicant and being responsible for the business',
      ),
      'D-4.4-4',
      { field: 'representativeHasPower', is: ['no'] },
    ),
    choice('existenceProof', text('実在を証明する公的書類', 'Proof of existence'), 'D-4.4-3', [
      option('registry-original', '登記事項証明書(原本)', 'Registry certificate, original'),
      option(
        'registry-copy',
        '登記事項証明書(写し。二つ目以降のサービスに限る)',
        'Registry certificate, copy (from the second service on)',
      ),
      option('photo-id-copy', '写真付きの公的証明書の写し', 'Copy of an official photo identification'),
    ]),
    line(
      'originalFiledWith',
      text('原本を提出した申請(二つ目以降のサービス)', 'Application with which the original was filed (from the second service on)'),
      'D-4.4-3',
      { required: { field: 'existenceProof', is: ['registry-copy'] } },
    ),
    evidence('existenceDocument', text('実在を証明する公的書類の電子ファイル', 'File of the proof of existence'), 'D-4.4-3', 'always'),
    choice('existenceLanguage', text('公的書類の言語', 'Language of the proof'), 'D-4.4-3', [
      option('japanese', '日本語', 'Japanese'),
      option('foreign', '外国語', 'A foreign language'),
    ]),
    evidence('existenceTranslation', text('公的書類の訳文', 'Translation of the proof'), 'D-4.4-3', {
      field: 'existenceLanguage',
      is: ['foreign'],
    }),
    {
      id: 'agents',
      kind: 'table',
      label: text('利用者と契約する販売代理店・仲介代理店', 'Agents that contract with users'),
      columns: [
        { id: 'name', label: text('名称', 'Name'), required: 'always', maxLength: 200 },
        { id: 'address', label: text('本店の所在地', 'Head office address'), required: 'always', maxLength: 300 },
        { id: 'contact', label: text('本店の連絡先', 'Contact of the head office'), required: 'always', maxLength: 200 },
      ],
      maxRows: 100,
      clause: 'D-4.2-4',
      required: { field: 'contract', is: ['agents'] },
    },
    {
      id: 'outsourcing',
      kind: 'table',
      label: text('外部委託先の資料', 'Material of contractors'),
      hint: text(
        '委託先ごとに、公表資料のURLか、事業担当責任者の署名がある資料の署名者を記入します。',
        'For each contractor, the address of its public material, or who of its responsible persons signed the material.',
      ),
      columns: [
        { id: 'contractor', label: text('委託先', 'Contractor'), required: 'always', maxLength: 200 },
        { id: 'items', label: text('関係する項目', 'Items concerned'), required: 'always', maxLength: 200 },
        { id: 'publicMaterial', label: text('公表資料のURL', 'Public material'), required: 'never', maxLength: 500, format: 'url' },
        { id: 'signedBy', label: text('署名した事業担当責任者', 'Responsible person who signed'), required: 'never', maxLength: 200 },
      ],
      maxRows: 50,
      clause: 'D-4.4-6',
      required: 'never',
    },
    {
      id: 'webPages',
      kind: 'table',
      label: text('疎明に用いるウェブページ', 'Web pages used as evidence'),
      columns: [
        { id: 'address', label: text('URL', 'Address'), required: 'always', maxLength: 500, format: 'url' },
        { id: 'date', label: text('日付', 'Date'), required: 'always', maxLength: 10 },
        { id: 'copy', label: text('ハードコピーの資料番号', 'Document of the captured copy'), required: 'always', maxLength: 100 },
      ],
      maxRows: 100,
      clause: 'D-4.4-7',
      required: 'never',
    },
    {
      id: 'maintenanceLead',
      kind: 'number',
      min: 0,
      max: 365,
      unit: text('日前', 'days before'),
      label: text('メンテナンス停止の事前告知の時期', 'Lead time of the notice of maintenance stops'),
      clause: 'D-11.1-2',
      required: { field: 'B7-07/answer', is: ['content'] },
    },
    evidence(
      'newRegistry',
      text(
        '名称・代表者・住所の変更後の登記簿謄本(更新のとき)',
        'New registry certificate after a change of name, representative or address (renewal)',
      ),
      'D-9.1-5',
    ),
    oath(
      'markUsedProperly',
      text('認定マークの使用についての自己申告(更新のとき)', 'Statement on the use of the mark (renewal)'),
      'D-9.1-3',
      text('認定期間中、認定マークを適切に使用しました。', 'During the certified period the mark was used properly.'),
      'never',
    ),
  ],
};
