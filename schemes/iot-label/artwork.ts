import type { Artwork } from '../../src/rules/artwork.ts';
import type { ArtworkOf } from '../../src/rules/book.ts';
import { type ArtworkVariant, labelArtwork } from '../../src/rules/label-artwork.ts';
import type { Language, Text } from '../../src/rules/text.ts';
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
