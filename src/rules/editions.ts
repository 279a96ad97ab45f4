import type { Book } from './book.ts';
import type { Criterion, Edition, Offer } from './criteria.ts';
import { type Day, spellDay } from './day.ts';
import type { DevicePart } from './device-part.ts';
import type { Dossier } from './dossier.ts';
import { contentHash } from './hash.ts';
import type { JsonValue } from './json.ts';
import { RuleRefused } from './refusal.ts';

/** The edition by its id; refuses one the book does not hold. */
export function edition(book: Book, id: string): Edition {
  const found = book.editions.find((each) => each.id === id);
  if (!found) {
    throw new RuleRefused('unknown-edition', book.engineRules['edition-known'], {
      ja: `適合基準の版「${id}」は存在しません。`,
      en: `There is no edition “${id}”.`,
    });
  }
  return found;
}

/** The edition itself and everything it includes, innermost first. */
export function withIncluded(book: Book, id: string): readonly Edition[] {
  const own = edition(book, id);
  return [...own.includes.flatMap((each) => withIncluded(book, each)), own];
}

/** Made once for a book and an edition, which do not change while the program runs; the same object each time. */
function ofEdition<T>(make: (book: Book, id: string) => T): (book: Book, id: string) => T {
  const made = new WeakMap<Book, Map<string, T>>();
  return (book, id) => {
    const its = made.get(book) ?? new Map<string, T>();
    made.set(book, its);
    const known = its.get(id) ?? make(book, id);
    its.set(id, known);
    return known;
  };
}

/** Criteria that a case under this edition is judged by, included sets first (L-3.3-2). */
export const criteriaOf = ofEdition((book, id): readonly Criterion[] => {
  const ids = withIncluded(book, id).flatMap((each) => each.criteria);
  return ids.flatMap((each) => book.criteria.filter((criterion) => criterion.id === each));
});

/** The dossier asked for under this edition, included sections first. */
export const dossierOf = ofEdition((book, id): Dossier => ({ sections: withIncluded(book, id).flatMap((each) => each.dossier.sections) }));

/** What an approval names: the hash of criteria, dossier and form rules, included editions with them. */
export const editionHash: (book: Book, id: string) => string = ofEdition(hashOf);

function hashOf(book: Book, id: string): string {
  const own = edition(book, id);
  const content = {
    ...own,
    includes: own.includes.map((each) => editionHash(book, each)),
    criteria: own.criteria.map((each) => book.criteria.find((criterion) => criterion.id === each) ?? each),
  };
  return contentHash(JSON.parse(JSON.stringify(content)) as JsonValue);
}

/** The offers open for a level (and type) on a day: approved with the very hash, opened, grace not over. */
export function openOffers(book: Book, level: string, type: string | undefined, on: Day): readonly Offer[] {
  return book.offers.filter((offer) => {
    const its = book.editions.find((each) => each.id === offer.edition);
    return (
      its !== undefined &&
      offer.level === level &&
      isFor(its, type) &&
      offer.opensOn <= on &&
      (offer.lastDay === undefined || on <= offer.lastDay) &&
      offer.hash === editionHash(book, offer.edition)
    );
  });
}

const isFor = (its: Edition, type: string | undefined): boolean =>
  its.types.length === 0 || (type !== undefined && its.types.includes(type));

/** The newest edition open on the day; refuses a level with no approved set (L-3.3-4), or not open yet (L-3.3-6). */
export function editionFor(book: Book, level: string, type: string | undefined, on: Day): Edition {
  const open = openOffers(book, level, type, on).toSorted((a, b) => (a.opensOn < b.opensOn ? 1 : -1))[0];
  if (open) return edition(book, open.edition);
  const coming = book.offers
    .filter(
      (offer) =>
        offer.level === level &&
        offer.opensOn > on &&
        isFor(edition(book, offer.edition), type) &&
        offer.hash === editionHash(book, offer.edition),
    )
    .toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1))[0];
  const label = book.levels[level]?.label ?? { ja: level, en: level };
  if (coming) {
    throw new RuleRefused('level-not-open', book.engineRules['level-open'], {
      ja: `${label.ja}の申請受付は${spellDay('ja', coming.opensOn)}からです。`,
      en: `Applications for ${label.en} open on ${spellDay('en', coming.opensOn)}.`,
    });
  }
  throw new RuleRefused(
    'no-approved-set',
    book.engineRules['set-approved'],
    {
      ja: `${label.ja}には承認された適合基準がまだないため、申請できません。`,
      en: `No approved criteria set exists for ${label.en}, so it cannot be applied for.`,
    },
    { allowed: Object.keys(book.levels).filter((each) => openOffers(book, each, type, on).length > 0) },
  );
}

/**
 * The edition a filing is judged by: fixed by the day it is received in a form that later passes; the last day of
 * grace is included; decided afterwards, the old edition still holds (L-3.4-14). A case opened under an edition
 * keeps it when that edition is still open on the day.
 */
export function editionAtReceipt(book: Book, of: { level: string; type?: string; edition: string }, received: Day): Edition {
  const still = openOffers(book, of.level, of.type, received).some((offer) => offer.edition === of.edition);
  return still ? edition(book, of.edition) : editionFor(book, of.level, of.type, received);
}

/** The device parts that can speak for an edition: its own, and those of the editions that stand in it. */
export function devicePartsFor(book: Pick<Book, 'editions' | 'deviceParts'>, edition: string): readonly DevicePart[] {
  const own = book.editions.find((each) => each.id === edition);
  const editions = own ? [own.id, ...own.includes] : [];
  return (book.deviceParts ?? []).filter((part) => editions.includes(part.edition));
}
