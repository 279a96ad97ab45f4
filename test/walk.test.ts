import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../scripts/bootstrap.mjs';

/** One quote of the guide: the file it names, and its pieces in order. */
interface Quote {
  readonly file: string;
  readonly pieces: readonly string[];
}

/** Spacing, line breaks and the formatter's last comma tell no quotes apart. */
const bare = (code: string): string =>
  code
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([([{]) | ([)\]}])/g, '$1$2')
    .replaceAll(/,([)\]}])/g, '$1')
    .trim();

function quotesIn(guide: string): readonly Quote[] {
  return [...guide.matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => ({
    file,
    pieces: code.split('…').map((piece) => bare(piece).replace(/,$/, '')),
  }));
}

/** The first piece that does not follow in the file; undefined when all do, in their order. */
function missingFrom(source: string, { pieces }: Quote): string | undefined {
  const code = bare(source);
  let from = 0;
  for (const piece of pieces) {
    const at = code.indexOf(piece, from);
    if (at < 0) return piece;
    from = at + piece.length;
  }
  return undefined;
}

const guide = readFileSync(join(root, 'docs/guide/walk.md'), 'utf8');
const quotes = quotesIn(guide);

describe('the walk in docs/guide/walk.md', () => {
  test.each(quotes.map((quote) => [quote.file, quote] as const))('quotes %s as it is', (file, quote) => {
    expect(missingFrom(readFileSync(join(root, file), 'utf8'), quote)).toBeUndefined();
  });
  test('names the file of every heading in a quote, and passes the whole road in order', () => {
    const road = [
      ...[
        'src/applications/api.ts',
        'src/applications/commands.ts',
        'schemes/iot-label/lifecycle.ts',
        'src/attestations/issue-on-decision.ts',
      ],
      ...['src/attestations/attestation.ts', 'src/register/entry.ts', 'src/register/routes.ts', 'src/register/pages/attestation-page.ts'],
    ];
    const headings = [...guide.matchAll(/^## \d+\. .*`(\S+)`$/gm)].map(([, file]) => file);
    expect(headings).toEqual(road);
    const quoted = quotes.map((each) => each.file);
    for (const file of road) expect(quoted).toContain(file);
  });
  test('a quote that is no longer there is noticed, and so is another order', () => {
    const quote = { file: 'x', pieces: ['const a = 1;', 'const b = 2;'] };
    expect(missingFrom('const a = 1;\nconst c = 3;\nconst b = 2;', quote)).toBeUndefined();
    expect(missingFrom('const a = 1;\nconst b = 3;', quote)).toBe('const b = 2;');
    expect(missingFrom('const b = 2;\nconst a = 1;', quote)).toBe('const b = 2;');
  });
});
