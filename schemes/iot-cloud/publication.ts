import { day } from '../../src/rules/day.ts';
import type { Publication, PublicLine } from '../../src/rules/publication.ts';
import type { Dated } from '../../src/rules/terms.ts';
import { text } from '../../src/rules/text.ts';
import { formB202409 } from './criteria/form-b/2024.09/edition.ts';
import { levels } from './scheme.ts';

/** The content column of form B, section by section. */
const disclosed: Publication['sections'] = formB202409.dossier.sections.flatMap(({ id, label, fields }) => {
  const items = fields.filter((each) => each.kind === 'disclosure');
  const lines = items.map(
    (each): PublicLine => ({
      id: each.id,
      label: each.label,
      from: { field: `${each.id}/content` },
      clause: 'D-7.2-1',
    }),
  );
  return lines.length > 0 ? [{ id, label, lines }] : [];
});

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
        { id: 'until', label: text('有効期間の満了日', 'Last day of the period'), from: { of: 'valid-until' }, clause: 'D-8.1-2' },
        { id: 'status', label: text('認定の状態', 'Status'), from: { of: 'status' }, clause: 'D-9.1-2' },
      ],
    },
    ...disclosed,
  ],
  meaning: {
    disclosure: [
      { text: levels.disclosure.meaning, clause: 'D-3-1' },
      {
        text: text(
          '認定機関等は、認定制度の運営に関して直接又は間接に生じた事業者又は第三者の損害について、その内容、態様の如何にかかわらず一切の責任を負いません。ただし、認定機関等の故意又は重過失による場合はこの限りではありません。認定サービスに関する事業者と第三者との紛争は、当事者が自己の費用と責任において解決するものとします。',
          'The body, its experts and its contractors are not liable for damage to providers or third parties arising from the running of the scheme, of whatever kind, except in case of their intent or gross negligence. Disputes over a certified service between its provider and a third party are settled by the parties at their own cost and responsibility.',
        ),
        clause: 'D-12.2-1',
      },
    ],
  },
  advice: [
    text(
      '開示された内容を、利用の目的に照らして比較・評価してください。',
      'Compare and judge what is disclosed in the light of your own use.',
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
