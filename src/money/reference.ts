/** The quasigroup of Damm's algorithm: one check digit finds every single wrong digit and every swap of neighbours. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

const checkDigit = (digits: string): string => [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.[Number(digit)] ?? '0', '0');

/** References of seven digits and a check digit, the first never 0, so that no bank form drops it. */
const FIRST = 1_000_000;
const LAST = 9_999_999;

/**
 * The reference that a payer writes into a bank transfer, for the n-th charge of the installation (1, 2, 3 …): eight
 * half-width digits. Refuses a serial that does not fit: a reference never returns.
 */
export function paymentReference(serial: number): string {
  const digits = FIRST + serial;
  if (!Number.isSafeInteger(serial) || serial < 1 || digits > LAST) throw new RangeError(`no payment reference for charge ${serial}`);
  return `${digits}${checkDigit(String(digits))}`;
}

/** Is it spelt like a reference, with a check digit that fits? */
export const isReference = (spelling: string): boolean => /^[1-9]\d{7}$/.test(spelling) && checkDigit(spelling) === '0';

/**
 * What could be references in the words of a transfer, in order, each once: eight digits that stand alone or beside
 * letters, as in `12345678カ)ミホン`, full-width or with single blanks or hyphens between them.
 */
export function referencesIn(words: string): readonly string[] {
  const plain = words.normalize('NFKC').replaceAll(/[‐‑–—―−ー－]/g, '-');
  const alone = plain.match(/\d+/g) ?? [];
  const spaced = (plain.match(/\d+(?:[ -]\d+)+/g) ?? []).map((digits) => digits.replaceAll(/[ -]/g, ''));
  return [...new Set([...alone, ...spaced].filter(isReference))];
}
