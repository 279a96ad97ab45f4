import { day } from '../../src/rules/day.ts';
import type { Publication } from '../../src/rules/publication.ts';
import type { Dated } from '../../src/rules/terms.ts';
import { text } from '../../src/rules/text.ts';
import { levels } from './scheme.ts';

const said = (clause: string, ja: string, en: string) => ({ text: text(ja, en), clause });

const page: Publication = {
  path: 'c',
  sections: [
    {
      id: 'certification',
      label: text('認定の基本内容', 'The certification'),
      lines: [
        { id: 'number', label: text('認定番号', 'Certification number'), from: { of: 'number' }, clause: 'D-7.1-1' },
        { id: 'service', label: text('サービス名称', 'Service'), from: { field: 'B1-01/content' }, clause: 'D-7.1-1' },
        { id: 'business', label: text('事業者名称', 'Business'), from: { field: 'A2-01/content' }, clause: 'D-7.1-1' },
        { id: 'certified-on', label: text('認定年月日', 'Date of certification'), from: { of: 'issued-on' }, clause: 'D-7.1-1' },
        {
          id: 'certificate-issued-on',
          label: text('認定証の発行年月日', 'Certificate issued on'),
          from: { of: 'period-issued-on' },
          clause: 'D-8.1-2',
        },
        { id: 'from', label: text('有効期間の初日', 'First day of the period'), from: { of: 'valid-from' }, clause: 'D-8.1-2' },
        { id: 'until', label: text('有効期間の満了日', 'Last day of the period'), from: { of: 'valid-until' }, clause: 'D-8.1-2' },
        { id: 'status', label: text('認定の状態', 'Status'), from: { of: 'status' }, clause: 'D-9.1-2' },
      ],
    },
  ],
  everyItem: { clause: 'D-7.2-1' },
  meaning: { disclosure: [{ text: levels.disclosure.meaning, clause: 'D-3-1' }] },
  says: {
    yes: [
      said(
        'D-3-1',
        '安全・信頼性に関する情報が、審査基準に従って適切に開示されていること',
        'That information on safety and reliability is properly disclosed, by the standard of review',
      ),
      said(
        'D-5.2-1',
        '次の五つの項目について、開示だけでなく、対策・措置が実際に行われていること(情報セキュリティに関する規程等の整備、IoT機器認証、連絡先、メンテナンス等の停止の事前告知、障害・災害発生時の通知)',
        'That these five are not only disclosed but actually done: rules for information security, authentication of IoT devices, a contact window, advance notice of maintenance stops, notice of failures and disasters',
      ),
    ],
    no: [
      said(
        'D-3-1',
        'サービスが安全であること、又は障害や事故が起きないこと',
        'That the service is safe, or that no failure or accident will happen',
      ),
      said(
        'D-3-1',
        '開示された水準の優劣。実施していないことを「実施なし」と開示したものも、開示にあたります',
        'Whether what is disclosed is good: to disclose that something is not done is a disclosure, too',
      ),
      said('D-3-1', '公表を留保している項目の内容', 'The content of items whose publication is withheld'),
      said('D-3-1', '同じ事業者の、ここに挙げていないサービス', 'Other services of the same business'),
    ],
  },
  disclaimer: [
    said(
      'D-12.2-1',
      '認定機関等は、認定制度の運営に関して直接又は間接に生じた事業者又は第三者の損害について、その内容、態様の如何にかかわらず一切の責任を負いません。ただし、認定機関等の故意又は重過失による場合はこの限りではありません。',
      'The body, its experts and its contractors are not liable for damage to providers or third parties that arises directly or indirectly from the running of the scheme, of whatever kind, except in case of their intent or gross negligence.',
    ),
    said(
      'D-12.2-1',
      '認定サービスに関する事業者と第三者との紛争は、当事者が自己の費用と責任において解決するものとします。',
      'Disputes over a certified service between its provider and a third party are settled by the parties at their own cost and responsibility.',
    ),
  ],
  adviceTitle: text('サービスを選ぶときに', 'When you choose a service'),
  advice: [
    text(
      '開示された内容を、利用の目的に照らして比較・評価してください。',
      'Compare and judge what is disclosed in the light of your own use.',
    ),
    text(
      '「実施なし」「開示なし」の項目や、公表を留保している項目は、必要に応じて事業者にお尋ねください。',
      'Ask the provider about items that are not done, not disclosed or withheld, where they matter to you.',
    ),
  ],
  title: { ja: 'B1-01/content' },
  applicant: 'A2-01/content',
  outline: {
    text: text(
      'IaaS・PaaS(IoTクラウドサービス)の安全・信頼性に係る情報開示認定制度',
      'Certification of disclosure on safety and reliability of IaaS and PaaS for IoT',
    ),
    link: 'http://www.cloud-nintei.org/',
  },
};

/** What anyone may read: the content column as it was written, and of form A and the attachments nothing (D-7.2-3). */
export const publication: Dated<Publication> = [{ from: day('2024-09-30'), value: page, source: '認定制度の概要(令和6年9月30日改定)7' }];
