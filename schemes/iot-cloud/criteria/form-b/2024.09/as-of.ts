import { text } from '../../../../../src/rules/text.ts';
import { item, published, section, under } from './item.ts';

/** Date of the information: A1-01. */
export const asOf = section('as-of', 'business', text('開示情報の時点', 'Date of the information'), [
  ...under(text('開示情報の時点', 'Date of the information'), [
    item(
      'A1-01',
      'mandatory',
      text('開示情報の日付', 'Date of the disclosed information'),
      text('この申請内容がいつの時点のものか(年月日)', 'The day (year, month, day) on which what is written here held'),
      text('申請書Bの日付', 'Date of form B'),
      [published, published],
    ),
  ]),
]);
