import type { Day } from '../../src/rules/day.ts';
import type { Block, DocumentModel } from '../../src/rules/document.ts';

const isTable = (line: string): boolean => line.startsWith('|');
const cells = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** One paragraph, list, table or heading of the little Markdown that the examples' papers use. */
function block(lines: readonly string[]): Block {
  const [first = ''] = lines;
  if (first.startsWith('## ')) return { kind: 'heading', level: 2, text: first.slice(3) };
  if (lines.every((line) => line.startsWith('- '))) return { kind: 'list', items: lines.map((line) => line.slice(2)) };
  if (lines.every(isTable)) {
    const [head = '', , ...rows] = lines;
    return { kind: 'table', columns: cells(head).map((header) => ({ header, share: 1 })), rows: rows.map(cells) };
  }
  return { kind: 'paragraph', text: lines.join('\n') };
}

/** Text that begins with `# title` as a document to be printed, stamped as a sample. Knows headings, paragraphs, lists and tables. */
export function markdownDocument(
  markdown: string,
  about: { readonly author: string; readonly on: Day; readonly stamp: string },
): DocumentModel {
  const [title = '', ...rest] = markdown.split(/\n{2,}/);
  return {
    ...about,
    language: 'ja',
    title: title.replace(/^# /, ''),
    blocks: rest
      .map((each) => each.split('\n').filter((line) => line !== ''))
      .filter((lines) => lines.length > 0)
      .map(block),
  };
}
