import { referencesIn } from './reference.ts';

/** Legal forms as banks shorten them, before, behind or within a name: カ)ミホン, ミホン(カ, ミホン(カ)トウキヨウ. */
const SHORT_FORMS = [
  'カ',
  'ユ',
  'ド',
  'メ',
  'シ',
  'ザイ',
  'シヤ',
  'イ',
  'ガク',
  'フク',
  'トクヒ',
  'ホ',
  'ソ',
  'ダイ',
  'ギヨ',
  'ノウ',
  'ドクヒ',
  'チドク',
].join('|');
const SHORT = new RegExp(`^(?:${SHORT_FORMS})\\)|\\((?:${SHORT_FORMS})\\)|\\((?:${SHORT_FORMS})$`, 'g');
const KANJI_FORMS =
  /株式会社|有限会社|合同会社|合名会社|合資会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人|\((?:株|有|同|名|資|社|財)\)/g;
const KANA_FORMS = /カブシキガイシヤ|ユウゲンガイシヤ|ゴウドウガイシヤ/g;
const LATIN_FORMS = /(?:CO[., ]+LTD|INC|LLC|CORP|CORPORATION|K\.?K|LTD)\.?$/;

const SMALL: Readonly<Record<string, string>> = {
  ...{ ァ: 'ア', ィ: 'イ', ゥ: 'ウ', ェ: 'エ', ォ: 'オ', ッ: 'ツ', ャ: 'ヤ', ュ: 'ユ', ョ: 'ヨ', ヮ: 'ワ' },
  ...{ ヵ: 'カ', ヶ: 'ケ', ヲ: 'オ', ヱ: 'エ', ヰ: 'イ' },
};

/**
 * The name of a payer as names are compared: half-width and hiragana become katakana, small kana large, legal forms,
 * long vowels, blanks, signs and a payment reference go. Empty when nothing of a name is left.
 */
export function payerKey(name: string): string {
  const plain = name.normalize('NFKC').toUpperCase();
  const katakana = plain
    .replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replaceAll(/[ァィゥェォッャュョヮヵヶヲヱヰ]/g, (kana) => SMALL[kana] ?? kana);
  const unmarked = referencesIn(plain)
    .reduce((rest, reference) => without(rest, reference), katakana)
    .trim();
  return unmarked
    .replace(LATIN_FORMS, '')
    .replaceAll(SHORT, '')
    .replaceAll(KANJI_FORMS, '')
    .replaceAll(KANA_FORMS, '')
    .replaceAll(/[^\p{L}\p{N}]|ー/gu, '');
}

/** The words without the digits of a reference, however they are spaced. */
const without = (words: string, reference: string): string => words.replace(new RegExp([...reference].join('[ ‐‑–—―−ー－-]?')), '');
