import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible, visibleBytes } from './visible.ts';

const DANGEROUS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom(
        '\u001b[2J',
        '\u001b]0;owned\u0007',
        '\r',
        '\n',
        '\u009b',
        '\u202e',
        '\u2066',
        '\u200b',
        '\ufeff',
        'あ',
        'e\u0301',
        '\u0301',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('what a device says never reaches a terminal as it is', () => {
  test('escape sequences, line ends and overrides are seen instead of obeyed', () => {
    expect(visible('\u001b[31mred\u001b[0m\r\nnext\tend\u007f')).toBe('␛[31mred␛[0m␍␊next␉end␡');
    expect(visible('abc\u202egnp.exe\u2066\u009b2J')).toBe('abc⟨U+202E⟩gnp.exe⟨U+2066⟩⟨U+009B⟩2J');
    expect(visible('\ud83d')).toBe('⟨U+D83D⟩');
  });
  test('ordinary text stays as it is, Japanese included', () => {
    expect(visible('ルータ設定 – Web Caméra 500 ℃ が')).toBe('ルータ設定 – Web Caméra 500 ℃ が');
  });
  test('piled-up marks are not drawn', () => expect(visible(`a${'\u0301'.repeat(5)}`)).toBe(`a\u0301\u0301${'⟨U+0301⟩'.repeat(3)}`));
  test('a long text ends where the limit is', () => {
    expect(visible('x'.repeat(10_000), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(visible('x'.repeat(10), 10)).toBe('x'.repeat(10));
    expect(visible('xyz', 0)).toBe('');
  });
  test('bytes that are no text are named', () => {
    expect(visibleBytes(Buffer.from([0x53, 0x9b, 0x1b, 0x00]))).toBe('S⟨9B⟩␛␀');
    expect(visibleBytes(Buffer.from('型番 あ\n'))).toBe('型番 あ␊');
    expect(visibleBytes(Buffer.from('あ'.repeat(100)), 5)).toBe('ああああ…');
  });

  test('whatever comes, nothing dangerous goes out', () => {
    fc.assert(fc.property(anything, (text) => !DANGEROUS.test(visible(text))));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => !DANGEROUS.test(visibleBytes(bytes))));
  });
  test('whatever comes, no more than the limit goes out', () => {
    fc.assert(fc.property(anything, fc.integer({ min: 1, max: 300 }), (text, limit) => [...visible(text, limit)].length <= limit));
  });
  test('showing what was shown changes nothing', () => {
    fc.assert(
      fc.property(
        anything,
        fc.integer({ min: 1, max: 300 }),
        (text, limit) => visible(visible(text, limit), limit) === visible(text, limit),
      ),
    );
  });
  test('printable ASCII is never touched', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => visible(text) === text));
  });
});
