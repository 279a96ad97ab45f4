import { spellDay } from '../rules/day.ts';
import type { Language, Text } from '../rules/text.ts';

export { spellDay } from '../rules/day.ts';

export const languages = ['ja', 'en'] as const satisfies readonly Language[];

/** The language an Accept-Language header asks for; Japanese when it asks for neither of ours. */
export function preferredLanguage(header: string | undefined): Language {
  const ranked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const q = params.map((p) => p.trim()).find((p) => p.startsWith('q='));
      return { tag, weight: q === undefined ? 1 : Number(q.slice(2)) || 0 };
    })
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranked) {
    const found = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (found) return found;
  }
  return 'ja';
}

/** The language of an address: `/en/…` and `/l/<number>/en` are English, everything else is Japanese unless the header decides. */
export function languageOfPath(path: string): Language | undefined {
  const bare = path.split('?')[0] ?? '';
  const first = bare.split('/')[1];
  if (first === 'ja' || first === 'en') return first;
  if (first === 'l') return bare.endsWith('/en') ? 'en' : 'ja';
  return undefined;
}

/** The same page in the other language: the query stays, so that nothing filled into a search is lost. */
export function samePageIn(language: Language, url: string): string {
  const [path = '/', query] = url.split('?');
  const tail = query === undefined ? '' : `?${query}`;
  const parts = path.split('/');
  if (parts[1] === 'ja' || parts[1] === 'en') return `/${[language, ...parts.slice(2)].join('/')}${tail}`;
  if (parts[1] === 'l') {
    const bare = path.replace(/\/en$/, '');
    return language === 'en' ? `${bare}/en${tail}` : `${bare}${tail}`;
  }
  return `/${language}/`;
}

/** Reads a text in one language: `const t = reader(language)`. */
export const reader =
  (language: Language) =>
  (text: Text): string =>
    text[language];
export type Reader = ReturnType<typeof reader>;

/** An instant for people, to the minute, on the clock in Tokyo. */
export function spellInstant(language: Language, iso: string): string {
  const parts = Object.fromEntries(tokyoClock.formatToParts(new Date(iso)).map((p) => [p.type, p.value]));
  const day = spellDay(language, `${parts['year']}-${parts['month']}-${parts['day']}`);
  const clock = `${parts['hour']}:${parts['minute']}`;
  return language === 'ja' ? `${day} ${clock}` : `${day}, ${clock} JST`;
}
const tokyoClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Tokyo',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
