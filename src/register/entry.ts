import { attestation, standingOf } from '../attestations/index.ts';
import type { Book } from '../rules/book.ts';
import { addDays, type Day, day, tokyoDay } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import { type Field, fieldsOf, isBlank, type Model, models, type Values } from '../rules/dossier.ts';
import { criteriaOf, dossierOf } from '../rules/editions.ts';
import type { JsonValue } from '../rules/json.ts';
import { makerKey, type Publication, type PublicLine, pathOfLine, publicLines } from '../rules/publication.ts';
import { marksOf, nextChangeOn, type Standing, type Status, statusOn } from '../rules/status.ts';
import type { SubjectEvent } from '../rules/subject.ts';
import { asOf, type Terms } from '../rules/terms.ts';
import type { Text } from '../rules/text.ts';

/** How a criterion was answered: the verdict, never the reason or the evidence. */
export interface Result {
  readonly criterion: string;
  readonly verdict: string;
  readonly method?: string;
  readonly basis?: string;
}

/** Something that happened, for anyone to read. */
export interface PublicHistory {
  readonly on: Day;
  readonly what: 'issued' | 'renewed' | 'changed' | 'reissued' | 'intended' | 'lapsed' | 'withdrawn' | 'ceased';
  /** The day on which it was learned and recorded, when that is another day (D-11.3-1). */
  readonly recordedOn?: Day;
}

/** What somebody is told by an act: an announcement, or what applies to goods already made. */
export interface PublicNotice {
  readonly on: Day;
  /** What it is about. */
  readonly label: Text;
  readonly text: Text;
  readonly clause: string;
}

/**
 * All that the public may read about an attestation, and nothing else: what is withheld is not in here, so that no page,
 * export or listing made from it can leak it.
 */
export interface Entry {
  readonly key: string;
  readonly scheme: string;
  readonly number: string;
  readonly address: string;
  readonly level: string;
  readonly type?: string;
  readonly edition: string;
  /** The product's name; English falls back to Japanese. */
  readonly title: Text;
  /** Whose it is: never withheld (L-1-1). English falls back to Japanese. */
  readonly applicant: Text;
  readonly issuedOn: Day;
  readonly updatedOn: Day;
  readonly validFrom: Day;
  readonly validUntil: Day;
  /** Published fields by id. */
  readonly fields: Values;
  /** Published lines whose value the applicant withholds. */
  readonly withheld: readonly string[];
  readonly models: readonly Model[];
  readonly results: readonly Result[];
  readonly history: readonly PublicHistory[];
  /** Told to the public by the office; absent where nothing was. */
  readonly notices?: readonly PublicNotice[];
  readonly standing: Standing;
}

/** What becomes public by itself on a day: nowhere in the entry, and read from its own place from that day on (D-7.2-2). */
export interface Later {
  readonly line: string;
  readonly path: string;
  readonly opensOn: Day;
  readonly value: JsonValue;
  /** Words by which the entry is found from then on; empty for what no search looks at. */
  readonly searched: string;
}

/** What the register derives from an attestation: the public entry, and what its lists and constraints need. */
export interface Registration {
  readonly entry: Entry;
  readonly later: readonly Later[];
  /** Words that stand in the entry, other than its names, by which it is found. */
  readonly searched: readonly string[];
  readonly status: Status;
  readonly nextChangeOn?: Day;
  /** Last day of effect as far as is known, ends apart: later than the last day printed while a renewal is under review. */
  readonly effectUntil: Day;
  readonly maker: string;
  /** Empty while it is withheld. */
  readonly manufacturer: string;
}

const words = (values: Values, field: string | undefined): string => {
  const value = field ? values[field] : undefined;
  return typeof value === 'string' ? value : '';
};

/** Derives the registration from the attestation's own stream and the dossier it rests on. Pure. */
export function register(book: Book, key: string, events: readonly SubjectEvent[], values: Values, on: Day): Registration {
  const publication = publicationOn(book, on);
  const subject = attestation(key, events);
  const so = standingOf(events);
  const period = so.periods.at(-1);
  const first = so.periods[0];
  if (!period || !first) throw new RangeError(`attestation ${key} has no period`);
  const lines = publicLines(publication, dossierOf(book, period.edition));
  const withheld = lines.flatMap((line) => (isWithheldLine(line, values, so, on) ? [line.id] : []));
  const fields = publishedFields(lines, values, withheld);
  const terms = termsOn(book, on);
  const change = nextChangeOn(so, terms, on);
  const address = events[0]?.data.address;
  const ja = words(values, publication.title.ja) || (subject.number ?? key);
  const title = { ja, en: words(values, publication.title.en) || ja };
  const owner = words(values, publication.applicant);
  const applicant = { ja: owner, en: words(values, publication.applicantEn) || owner };
  const notices = noticesOf(book, events);
  const entry: Entry = {
    key,
    scheme: book.id,
    number: subject.number ?? key,
    address: typeof address === 'string' ? address : '',
    level: subject.level,
    ...(subject.type ? { type: subject.type } : {}),
    edition: period.edition,
    title,
    applicant,
    issuedOn: first.issuedOn,
    updatedOn: events.findLast(changesWhatIsRead)?.effectiveOn ?? first.issuedOn,
    validFrom: first.from,
    validUntil: period.until,
    fields,
    withheld,
    models: models(publication.models ? values[publication.models] : undefined),
    results: resultsOf(book, period.edition, values),
    history: historyOf(events),
    ...(notices.length > 0 ? { notices } : {}),
    standing: withoutInternals(so),
  };
  const makerWithheld = lines.some((line) => withheld.includes(line.id) && 'field' in line.from && line.from.field === publication.maker);
  return {
    entry,
    later: lines.filter((line) => withheld.includes(line.id)).flatMap((line) => later(line, publication, values, so)),
    searched: lines.flatMap((line) => ('item' in line.from ? words(fields, pathOfLine(line)) || [] : [])),
    status: statusOn(so, terms, on),
    ...(change ? { nextChangeOn: change } : {}),
    effectUntil: effectUntil(so, terms, period.until),
    maker: makerKey(publication, values),
    manufacturer: makerWithheld ? '' : words(values, publication.maker),
  };
}

const OPEN_END = day('9999-12-31');

function effectUntil(so: Standing, terms: Terms, printed: Day): Day {
  const after = statusOn(so, terms, addDays(printed, 1));
  if (after.status !== 'renewal-under-review') return printed;
  return after.nextChangeOn ? addDays(after.nextChangeOn, -1) : OPEN_END;
}

/** What a book publishes on a day; refuses a book that publishes nothing yet. */
export function publicationOn(book: Book, on: Day): Publication {
  const publication = asOf(book.publication, on) ?? book.publication[0]?.value;
  if (!publication) throw new RangeError(`${book.id} publishes nothing`);
  return publication;
}

/** Does the event change the content that the public reads? What is only asked for or noted does not, nor that a renewal is under way. */
const changesWhatIsRead = ({ data }: SubjectEvent): boolean =>
  marksOf(data).some((each) => each.mark !== 'renewal-filed' && each.mark !== 'renewal-concluded') ||
  typeof data.dossier === 'string' ||
  data.period !== undefined;

/**
 * Is the value kept out of the register: withheld by the applicant's choice, or for a time that is not over? What is
 * withheld until a day stays out until the attestation is registered anew on or after it.
 */
function isWithheldLine(line: PublicLine, values: Values, so: Standing, on: Day): boolean {
  if (isWithheldByChoice(line, values)) return true;
  const path = pathOfLine(line);
  return path !== undefined && so.withheld.some((each) => each.path === path && each.until >= on);
}

const isWithheldByChoice = ({ withheldBy }: PublicLine, values: Values): boolean =>
  withheldBy !== undefined && values[withheldBy.field] === withheldBy.is;

/** What a line that is withheld for a time will say, from the day after the last of all its withholdings on. */
function later(line: PublicLine, publication: Publication, values: Values, so: Standing): readonly Later[] {
  const path = pathOfLine(line);
  const value = path === undefined ? null : (values[path] ?? null);
  const last = so.withheld
    .flatMap((each) => (each.path === path ? [each.until] : []))
    .sort()
    .at(-1);
  if (path === undefined || last === undefined || isBlank(value) || isWithheldByChoice(line, values)) return [];
  const isSearched = 'item' in line.from || path === publication.maker;
  return [{ line: line.id, path, opensOn: addDays(last, 1), value, searched: isSearched && typeof value === 'string' ? value : '' }];
}

function publishedFields(lines: readonly PublicLine[], values: Values, withheld: readonly string[]): Values {
  const fieldsOfLines = (wanted: boolean) =>
    lines.flatMap((line) => {
      const path = pathOfLine(line);
      // That an item is answered is not withheld: only its content is.
      const answer = wanted || !('item' in line.from) ? [] : [`${line.from.item}/answer`];
      return [...answer, ...(path !== undefined && withheld.includes(line.id) === wanted ? [path] : [])];
    });
  const hidden = new Set(fieldsOfLines(true));
  const shown = fieldsOfLines(false).filter((field) => !hidden.has(field));
  return Object.fromEntries([...new Set(shown)].flatMap((field) => (isBlank(values[field]) ? [] : [[field, values[field] as JsonValue]])));
}

function resultsOf(book: Book, edition: string, values: Values): readonly Result[] {
  const criteria = new Set(criteriaOf(book, edition).map((criterion) => criterion.id));
  const isAnswer = (field: Field): field is Field & { kind: 'verdict' } => field.kind === 'verdict' && criteria.has(field.criterion);
  return fieldsOf(dossierOf(book, edition))
    .filter(isAnswer)
    .map((field) => {
      const method = words(values, `${field.id}/method`);
      const basis = words(values, `${field.id}/basis`);
      return {
        criterion: field.criterion,
        verdict: words(values, `${field.id}/verdict`),
        ...(method ? { method } : {}),
        ...(basis ? { basis } : {}),
      };
    });
}

/** What happened, each on the day from which it holds; what was learned later says when. Nothing of what is only asked or noted. */
function historyOf(events: readonly SubjectEvent[]): readonly PublicHistory[] {
  const happened = events.flatMap((event, index): PublicHistory[] => {
    const recorded = tokyoDay(event.at);
    const at = (on: Day, what: PublicHistory['what']): PublicHistory => ({ on, what, ...(recorded > on ? { recordedOn: recorded } : {}) });
    const marks = marksOf(event.data).flatMap((mark): PublicHistory[] => {
      if (mark.mark === 'period') return [{ on: mark.period.issuedOn, what: index === 0 ? 'issued' : 'renewed' }];
      if (mark.mark === 'end') return [at(mark.on, mark.kind)];
      if (mark.mark === 'reissued') return [{ on: mark.on, what: 'reissued' }];
      return mark.mark === 'intent' ? [{ on: mark.on, what: 'intended' }] : [];
    });
    const isChanged = index > 0 && typeof event.data.dossier === 'string' && event.data.period === undefined;
    return [...(isChanged ? [{ on: event.effectiveOn, what: 'changed' } as const] : []), ...marks];
  });
  return happened.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** What rows told the public, in the words that were filled in with them; English falls back to Japanese. */
function noticesOf(book: Book, events: readonly SubjectEvent[]): readonly PublicNotice[] {
  return events.flatMap(({ data, effectiveOn }): PublicNotice[] => {
    const kind = typeof data.threadKind === 'string' ? book.threads[data.threadKind] : undefined;
    const id = String(data.row ?? '');
    const row = kind ? (kind.rows[id] ?? (id === 'open' ? kind.opening : undefined)) : book.attestation.rows[id];
    const input = (data.input ?? {}) as Values;
    const ja = words(input, row?.tells?.japanese);
    if (!row?.tells || ja === '') return [];
    return [{ on: effectiveOn, label: row.tells.heading, text: { ja, en: words(input, row.tells.english) || ja }, clause: row.clause }];
  });
}

/** Case numbers and grounds are nobody's business outside. */
const withoutInternals = (so: Standing): Standing => ({
  ...so,
  ends: so.ends.map((end) => ({ ...end, ground: '' })),
  periods: so.periods.map((period) => ({ ...period, application: '' })),
  renewals: so.renewals.map((renewal) => ({ ...renewal, application: '' })),
});
