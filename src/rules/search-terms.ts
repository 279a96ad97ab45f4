const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
/** Hyphens, dashes, minus signs and the long-vowel mark, which are typed for each other (ＡＢ－１, AB−1, センサー/センサ). */
const STROKES = /[\p{Dash_Punctuation}\u2212\u02d7\u30fc\u2500\u2501]/gu;
/** White space, middle dots, quotation marks, brackets, variation selectors: what nobody types when looking for a name. */
const FILLERS = /[\s\p{P}\p{S}\p{Cf}\p{Variation_Selector}]/gu;

/**
 * A text as it is compared in a search: NFKC (full and half width alike), lower case, hiragana for katakana; without
 * spaces, hyphens, the long-vowel mark and punctuation. `ＡＢ－１００ センサー` and `ab100せんさ` are the same.
 */
export function searchText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(STROKES, '')
    .replace(FILLERS, '')
    .normalize('NFKC')
    .replace(KATAKANA, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
}

/**
 * The search terms of a text, each once: every two neighbouring characters, and every single one marked with a leading
 * space, so that a word of one character is found too. What contains a word has all terms of the word; the reverse is
 * checked with `searchText(text).includes(searchText(word))`. Empty for a text without letters or digits.
 */
export function bigrams(text: string): string[] {
  const signs = [...searchText(text)];
  const pairs = signs.slice(1).map((sign, i) => `${signs[i] ?? ''}${sign}`);
  return [...new Set([...signs.map((sign) => ` ${sign}`), ...pairs])];
}

/** The terms to ask an index for when looking for a word: its pairs, or its one character. Empty finds everything. */
export function wantedTerms(word: string): string[] {
  const signs = [...searchText(word)];
  if (signs.length === 1) return [` ${signs[0] ?? ''}`];
  return [...new Set(signs.slice(1).map((sign, i) => `${signs[i] ?? ''}${sign}`))];
}
