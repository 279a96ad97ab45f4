import { text } from '../../../../../src/rules/text.ts';
import { item, section, under, unverified } from './item.ts';

/** Capital and memberships: A5-01 to A5-02. */
export const capital = section('capital', 'business', text('資本関係・所属団体', 'Capital and memberships'), [
  ...under(text('資本関係', 'Capital'), [
    item(
      'A5-01',
      'optional',
      text('株主構成', 'Shareholders'),
      text('主な株主の名称と議決権の割合', 'Names of the main shareholders and their share of votes'),
      text('有価証券報告書など', 'Securities report or the like'),
      [unverified, unverified],
    ),
  ]),
  ...under(text('所属団体', 'Memberships'), [
    item(
      'A5-02',
      'optional',
      text('所属団体', 'Memberships'),
      text('業界団体・経済団体の名称', 'Names of trade and business associations'),
      text('会員名簿の写し', 'Copy of the list of members'),
      [unverified, unverified],
    ),
  ]),
]);
