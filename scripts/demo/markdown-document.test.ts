import { expect, test } from 'vitest';
import { day } from '../../src/rules/day.ts';
import { markdownDocument } from './markdown-document.ts';

test('headings, paragraphs, lists and tables become blocks; the title stands at the head', () => {
  const markdown = '# 題\n\n一行目\n二行目\n\n## 1 節\n\n- い\n- ろ\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n';
  const model = markdownDocument(markdown, { author: '見本', on: day('2026-10-05'), stamp: '見本' });
  expect(model.title).toBe('題');
  expect(model.blocks).toEqual([
    { kind: 'paragraph', text: '一行目\n二行目' },
    { kind: 'heading', level: 2, text: '1 節' },
    { kind: 'list', items: ['い', 'ろ'] },
    {
      kind: 'table',
      columns: [
        { header: '甲', share: 1 },
        { header: '乙', share: 1 },
      ],
      rows: [['1', '2']],
    },
  ]);
});
