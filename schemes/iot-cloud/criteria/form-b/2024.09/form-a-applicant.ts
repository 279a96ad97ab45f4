import type { Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, evidence, line, option } from '../../../fields.ts';
import { formA, handedOver } from './form-a.ts';

const otherBilling = { field: 'billing', is: ['other'] } as const;

/** Form A: who applies, who is in charge of it, where the bill goes. The same for each service of the business. */
export const applicant: Section = {
  id: 'form-a-applicant',
  part: formA,
  label: text('申請者', 'Applicant'),
  about: 'applicant',
  intro: text('申請書Aの内容は公表されません。', 'Form A is not published.'),
  fields: [
    choice('applicantKind', text('申請者の別', 'Kind of applicant'), 'D-4.4-3', [
      option('corporation', '法人', 'Corporation'),
      option('sole-proprietor', '個人事業主', 'Sole proprietor'),
    ]),
    line('businessName', text('事業者の名称', 'Name of the business'), 'D-4.4-1', {
      hint: text('法人は登記された名称', 'For a corporation the registered name'),
    }),
    line('businessAddress', text('事業者の住所', 'Address of the business'), 'D-4.4-1', {
      maxLength: 300,
      hint: text('法人は本店の所在地', 'For a corporation the head office'),
    }),
    line('corporateNumber', text('法人番号', 'Corporate number'), 'D-4.4-1', {
      required: 'never',
      format: 'corporate-number',
      maxLength: 13,
      hint: text('半角数字13桁。ない場合は空欄', '13 digits; leave empty when there is none'),
    }),
    line('representative', text('代表者氏名', 'Representative'), 'D-4.4-4'),
    line('representativeTitle', text('代表者の役職', 'Post of the representative'), 'D-4.4-4', { required: 'never' }),
    choice(
      'representativeHasPower',
      text('「代表者氏名」欄の方に代表権がありますか', 'Does the representative have power of representation?'),
      'D-4.4-4',
      [option('yes', 'はい', 'Yes'), option('no', 'いいえ', 'No')],
    ),
    handedOver(
      evidence(
        'responsibilityProof',
        text(
          '申請事業者に所属し、事業責任者であることを示す資料',
          'Proof of belonging to the applicant and being responsible for the business',
        ),
        'D-4.4-4',
        { field: 'representativeHasPower', is: ['no'] },
        text('代表権がない場合に必要です。', 'Needed when there is no power of representation.'),
      ),
    ),
    line('contactName', text('申請担当者の氏名', 'Person in charge of the application'), 'D-4.4-1', {
      hint: text('照会、結果の通知、書類の返却の宛先です。', 'Questions, the result and returned documents go to this person.'),
    }),
    line('contactDepartment', text('申請担当者の部署・役職', 'Department and post'), 'D-4.4-1'),
    line('contactTelephone', text('申請担当者の電話番号', 'Telephone'), 'D-4.4-1', { maxLength: 25, format: 'telephone' }),
    line('contactMail', text('申請担当者のメールアドレス', 'Mail address'), 'D-4.4-1', { maxLength: 254, format: 'mail' }),
    line('contactAddress', text('書類の返却先(事業者の住所と異なる場合)', 'Where documents are returned, if elsewhere'), 'D-10-1', {
      required: 'never',
      maxLength: 300,
    }),
    choice('billing', text('請求書の宛先', 'Where the bill goes'), 'D-4.7-1', [
      option('contact', '申請担当者と同じ', 'To the person in charge of the application'),
      option('other', '別の宛先', 'Elsewhere'),
    ]),
    line('billingName', text('請求先の宛名(会社・部署・氏名)', 'Bill to (company, department, name)'), 'D-4.7-1', {
      required: otherBilling,
    }),
    line('billingAddress', text('請求先の住所', 'Address for the bill'), 'D-4.7-1', { required: otherBilling, maxLength: 300 }),
    line('billingTelephone', text('請求先の電話番号', 'Telephone for the bill'), 'D-4.7-1', {
      required: otherBilling,
      maxLength: 25,
      format: 'telephone',
    }),
    line('billingMail', text('請求先のメールアドレス', 'Mail address for the bill'), 'D-4.7-1', {
      required: otherBilling,
      maxLength: 254,
      format: 'mail',
    }),
  ],
};

const isCopy = {
  any: [
    { field: 'existenceProof', is: ['registry-copy'] },
    {
      all: [
        { field: 'existenceProof', is: ['photo-id-copy'] },
        { field: 'existenceLanguage', is: ['foreign'] },
      ],
    },
  ],
} as const;

/** Form A: the proof that the applicant exists. */
export const existence: Section = {
  id: 'form-a-existence',
  part: formA,
  label: text('申請者の実在を証明する公的書類', 'Proof that the applicant exists'),
  intro: text(
    '法人は登記事項証明書の原本、個人事業主は写真が貼付された公的証明書の写しを提出します。印鑑証明書は不要です。',
    'A corporation files the original of its registry certificate, a sole proprietor a copy of one official photo identification. Seal certificates are not asked for.',
  ),
  fields: [
    choice('existenceProof', text('提出する公的書類', 'Proof filed'), 'D-4.4-3', [
      option('registry-original', '登記事項証明書(原本)', 'Registry certificate, original'),
      option(
        'registry-copy',
        '登記事項証明書(写し。二つ目以降のサービスに限る)',
        'Registry certificate, copy (from the second service on)',
      ),
      option('photo-id-copy', '写真付きの公的証明書の写し', 'Copy of an official photo identification'),
      option(
        'photo-id-original',
        '写真付きの公的証明書の原本(外国語の場合)',
        'Original of an official photo identification (in a foreign language)',
      ),
    ]),
    choice('existenceLanguage', text('公的書類の言語', 'Language of the proof'), 'D-4.4-3', [
      option('japanese', '日本語', 'Japanese'),
      option('foreign', '外国語(原本と訳文が必要)', 'A foreign language (original and translation needed)'),
    ]),
    line(
      'originalFiledWith',
      text('原本を提出した申請(二つ目以降のサービス)', 'Application with which the original was filed (from the second service on)'),
      'D-4.4-3',
      { required: isCopy, hint: text('申請番号又は認定番号', 'Number of the application or of the certification') },
    ),
    handedOver(
      evidence(
        'existenceDocument',
        text('公的書類の電子ファイル', 'File of the proof'),
        'D-4.4-3',
        'always',
        text('原本は別に郵送します。', 'The paper original is sent by post.'),
      ),
    ),
    handedOver(
      evidence('existenceTranslation', text('公的書類の訳文', 'Translation of the proof'), 'D-4.4-3', {
        field: 'existenceLanguage',
        is: ['foreign'],
      }),
    ),
  ],
};
