import { text } from '../../../../../src/rules/text.ts';
import { item, outline, section, under, unverified } from './item.ts';

/** Compliance: A6-01 to A6-05. */
export const compliance = section('compliance', 'business', text('コンプライアンス', 'Compliance'), [
  ...under(text('組織体制', 'Organisation'), [
    item(
      'A6-01',
      'optional',
      text('コンプライアンス担当役員', 'Compliance officer'),
      text('担当役員の氏名', 'Name of the director in charge'),
      text('組織図', 'Organisation chart'),
      [unverified, unverified],
    ),
    item(
      'A6-02',
      'optional',
      text('専担の部署・会議体', 'Dedicated unit or meeting'),
      text('部署・会議体の有無と名称', 'Whether there is a unit or a meeting, and its name'),
      text('組織図、規程の目次', 'Organisation chart, contents of the rules'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('文書類', 'Documents'), [
    item(
      'A6-03',
      'decisive',
      text('情報セキュリティに関する規程等の整備', 'Information security rules'),
      text(
        '基本方針・規程・手順書の有無、文書名、経営陣の承認の有無',
        'Whether there are policy, rules and procedures, the names of the documents, whether management approved them',
      ),
      text('規程の表紙・目次・承認頁', 'Cover, contents and approval page of the rules'),
      [outline, outline],
    ),
    item(
      'A6-04',
      'optional',
      text('勧誘・販売に関する規程等の整備', 'Solicitation and sales rules'),
      text('規程の有無と文書名', 'Whether there are rules, and the name of the document'),
      text('規程の表紙', 'Cover of the rules'),
      [unverified, unverified],
    ),
    item(
      'A6-05',
      'optional',
      text('苦情対応に関する規程等の整備', 'Complaint handling rules'),
      text('規程の有無と文書名', 'Whether there are rules, and the name of the document'),
      text('規程の表紙', 'Cover of the rules'),
      [unverified, unverified],
    ),
  ]),
]);
