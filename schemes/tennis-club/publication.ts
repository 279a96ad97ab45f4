import { day } from '../../src/rules/day.ts';
import type { Publication } from '../../src/rules/publication.ts';
import type { Dated } from '../../src/rules/terms.ts';
import { text } from '../../src/rules/text.ts';

const page: Publication = {
  path: 'club',
  sections: [
    {
      id: 'badge',
      label: text('会員章', 'Badge'),
      lines: [
        { id: 'number', label: text('番号', 'Number'), from: { of: 'number' }, clause: 'T-9-1' },
        { id: 'status', label: text('状態', 'Status'), from: { of: 'status' }, clause: 'T-9-1' },
        { id: 'name', label: text('氏名', 'Name'), from: { field: 'name' }, clause: 'T-9-1' },
        { id: 'nickname', label: text('あだ名', 'Nickname'), from: { field: 'nickname' }, clause: 'T-7-1' },
        { id: 'rackets', label: text('ラケット', 'Rackets'), from: { of: 'models' }, clause: 'T-9-1' },
      ],
    },
  ],
  meaning: { '1': [{ text: text('本人がそう言っています。', 'The player says so.'), clause: 'T-3-1' }] },
  advice: [text('水を飲む。', 'Drink water.')],
  title: { ja: 'name' },
  applicant: 'name',
  models: 'rackets',
  outline: { text: text('テニスクラブ(架空)', 'A tennis club (fictional)'), link: 'https://tennis-club.example/' },
};

/** What anyone may read about a badge. */
export const publication: Dated<Publication> = [{ from: day('2026-01-01'), value: page, source: '架空の総会 2025-12-01' }];
