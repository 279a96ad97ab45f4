import type { Artwork } from '../../src/rules/artwork.ts';
import type { ArtworkOf, ArtworkUse } from '../../src/rules/book.ts';
import { type ArtworkVariant, labelArtwork } from '../../src/rules/label-artwork.ts';
import { type Language, type Text, text } from '../../src/rules/text.ts';
import { levels, scheme } from './scheme.ts';

const starsOf = Object.keys(levels).length;

/** The label with a neutral mark, level, number and QR code (L-3.7-1): the owner's own logo is a trademark. Refuses an unknown level. */
export function artwork(of: ArtworkOf, variant: ArtworkVariant, language: Language): Artwork {
  const stars = Object.keys(levels).indexOf(of.level) + 1;
  if (stars === 0) throw new RangeError(`no level ${of.level}`);
  const levelText: Text = { ja: `レベル${of.level}`, en: `Level ${of.level}` };
  const { validUntil } = of;
  return labelArtwork(
    {
      schemeName: scheme.name,
      levelText,
      stars,
      starsOf,
      number: of.number,
      qr: of.qr,
      demo: of.demo,
      ...(validUntil ? { validUntil: until(validUntil) } : {}),
    },
    variant,
    language,
  );
}

function until(day: string): Text {
  const [year, month, date] = day.split('-').map(Number);
  return { ja: `有効期限 ${year}年${month}月${date}日`, en: `Valid until ${day}` };
}

/** How the label may be used, told beside its files. */
export const artworkUse: ArtworkUse = {
  rules: [
    text(
      '公開ページに載っている型番の製品と、その包装・取扱説明書・パンフレット・ウェブサイトに表示できます。',
      'On products of the models named on the public page, their packages, manuals, pamphlets and web pages.',
    ),
    text(
      '有効である間だけ新しく表示できます。状態が変わると、公開ページの表示はすぐに変わります。',
      'Only while it is in force. When the status changes, the public page changes at once.',
    ),
    text(
      '縦横の比率・色・番号・二次元コードを変えないでください。二次元コードの周りの余白も必要です。',
      'Do not change proportions, colours, the number or the QR code; the margin around the code is needed, too.',
    ),
    text(
      'セキュリティが保証されているかのような説明とともに使わないでください。',
      'Do not use it with words that sound like a guarantee of security.',
    ),
  ],
  clause: 'L-3.7-1',
};
