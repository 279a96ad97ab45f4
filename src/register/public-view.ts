import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import { DISCLOSURE_ANSWERS, type DisclosureAnswer } from '../rules/disclosure.ts';
import { type Field, fieldsOf, leafFields, type Model, models, type TextFormat } from '../rules/dossier.ts';
import { criteriaOf, dossierOf, edition, withIncluded } from '../rules/editions.ts';
import type { JsonValue } from '../rules/json.ts';
import { inTurn, newest, type Period } from '../rules/period.ts';
import { type Publication, type PublicLine, pathOfLine, publicSections } from '../rules/publication.ts';
import { paperIssuedOn, type Status, statusOn } from '../rules/status.ts';
import { type Language, type Text, text } from '../rules/text.ts';
import { basisWords, isVerdict, methodWords, verdictWords } from '../rules/verdict.ts';
import { spellDay } from '../web/language.ts';
import { type Entry, type PublicHistory, type PublicNotice, publicationOn } from './entry.ts';

/** What stands on a line of the public page, before it is a page or JSON. */
export type PublicValue =
  | { readonly kind: 'typed'; readonly typed: string; readonly as: 'text' | 'url' | 'mail' | 'telephone' | 'day' }
  | { readonly kind: 'words'; readonly words: readonly { readonly value: string; readonly label: Text }[]; readonly link?: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly id: string; readonly label: Text; readonly format?: TextFormat }[];
      readonly rows: readonly Readonly<Record<string, string>>[];
    }
  | { readonly kind: 'models'; readonly models: readonly Model[] }
  | { readonly kind: 'results'; readonly results: readonly PublicResult[] }
  /** An item of disclosure: how it is answered, and the content column exactly as it was written. */
  | { readonly kind: 'disclosed'; readonly answer: DisclosureAnswer; readonly content: string }
  | { readonly kind: 'withheld'; readonly until?: Day }
  | { readonly kind: 'none' };

export interface PublicResult {
  readonly criterion: string;
  readonly name: Text;
  readonly requirement: Text;
  readonly verdict: string;
  readonly verdictLabel: Text;
  readonly method?: Text;
  readonly basis?: Text;
}

export interface PublicLineView {
  readonly id: string;
  readonly label: Text;
  readonly value: PublicValue;
  /** Of an item of disclosure: its code, the heading it stands under, and whether it must be disclosed. */
  readonly item?: PublicItem;
}

export interface PublicItem {
  readonly code: string;
  readonly category?: Text;
  readonly weight: 'mandatory' | 'optional';
}

export interface PublicSectionView {
  readonly id: string;
  readonly label: Text;
  readonly part?: Text;
  readonly lines: readonly PublicLineView[];
}

/** What a list says of an attestation on a day. */
export interface ListedView {
  readonly entry: Entry;
  readonly book: Book;
  readonly on: Day;
  readonly status: Status & { readonly word: Text; readonly sentence: Text };
  readonly level: { readonly label: Text; readonly mark: string; readonly meaning: Text };
}

/** All that anyone reads about an attestation on a day, in words. Pages and JSON are both made of this. */
export interface PublicView extends ListedView {
  /** Who attests: the applicant itself, or the scheme's owner (L-3.6-3). */
  readonly attestedBy: { readonly who: 'applicant' | 'owner'; readonly name: Text };
  readonly edition: { readonly id: string; readonly title: Text; readonly documentNumber: string; readonly date: Day };
  /** Notes on sets whose official wording we do not have (design principle 12); empty when we have it. */
  readonly reconstructed: readonly Text[];
  readonly meaning: readonly Text[];
  readonly advice: readonly Text[];
  readonly outline: Publication['outline'];
  readonly sections: readonly PublicSectionView[];
  /** What it says and what it does not, in the words of the book. */
  readonly says?: { readonly yes: readonly Text[]; readonly no: readonly Text[] };
  readonly adviceTitle?: Text;
  /** Who answers for what, in full. */
  readonly disclaimer: readonly Text[];
  /** Lines that a reader wants first, e.g. who assessed and until when it is supported. */
  readonly highlights: readonly PublicLineView[];
  readonly results: readonly PublicResult[];
  readonly history: readonly { readonly on: Day; readonly recordedOn?: Day; readonly label: Text }[];
  /** What the office told the public about it. */
  readonly notices: readonly PublicNotice[];
  /** The day on which the end was learned, when that is another day than the one from which it holds. */
  readonly learnedOn?: Day;
}

const UNKNOWN: Text = text('(不明)', '(unknown)');

/** Status and level of an entry in words. Pure. */
export function listedView(book: Book, entry: Entry, on: Day): ListedView {
  // Before it was issued no terms matter, and there may have been none.
  const status = statusOn(entry.standing, termsOn(book, on < entry.issuedOn ? entry.issuedOn : on), on);
  const { word, sentence } = book.statusWords[status.status];
  const level = book.levels[entry.level];
  return {
    entry,
    book,
    on,
    status: { ...status, word, sentence },
    level: { label: level?.label ?? text(entry.level, entry.level), mark: level?.mark ?? entry.level, meaning: level?.meaning ?? UNKNOWN },
  };
}

/** Says an entry in the words of its book, as they apply on the day. Pure. */
export function publicView(book: Book, entry: Entry, on: Day): PublicView {
  const publication = publicationOn(book, on);
  const listed = listedView(book, entry, on);
  const its = edition(book, entry.edition);
  const results = resultsIn(book, entry);
  const speak = speaker(book, entry, listed.status, results, on);
  const sections = publicSections(publication, dossierOf(book, entry.edition)).map((section) => ({
    ...section,
    lines: section.lines.map(speak),
  }));
  const { says, adviceTitle } = publication;
  const texts = (all: readonly { readonly text: Text }[]) => all.map((each) => each.text);
  const lines = sections.flatMap((section) => section.lines);
  return {
    ...listed,
    attestedBy: attester(book, entry),
    edition: { id: its.id, title: its.title, documentNumber: its.documentNumber, date: its.date },
    reconstructed: withIncluded(book, entry.edition).flatMap((each) =>
      each.provenance.grade === 'official' ? [] : [each.provenance.note],
    ),
    meaning: (publication.meaning[entry.level] ?? []).map((each) => each.text),
    advice: publication.advice,
    ...(says ? { says: { yes: texts(says.yes), no: texts(says.no) } } : {}),
    ...(adviceTitle ? { adviceTitle } : {}),
    disclaimer: texts(publication.disclaimer ?? []),
    outline: publication.outline,
    sections,
    highlights: (publication.highlights ?? []).flatMap((id) => lines.filter((line) => line.id === id)),
    results,
    history: entry.history
      .filter((each) => each.on <= on)
      .map((each) => ({
        on: each.on,
        ...(each.recordedOn ? { recordedOn: each.recordedOn } : {}),
        label: withPeriod(historyWord(book, each), each, entry.standing.periods),
      })),
    notices: (entry.notices ?? []).filter((each) => each.on <= on),
    ...learned(entry, listed.status),
  };
}

function attester(book: Book, entry: Entry): PublicView['attestedBy'] {
  const who = book.levels[entry.level]?.attestedBy ?? 'applicant';
  return { who, name: who === 'owner' ? book.owner : entry.applicant };
}

function learned(entry: Entry, status: Status): { learnedOn?: Day } {
  const its = entry.history.find((each) => each.what === status.status && each.on === status.since);
  return its?.recordedOn ? { learnedOn: its.recordedOn } : {};
}

/** Of several periods each says from when until when it governs: where a new one begins, the one before is over (L-3.7-17). */
function withPeriod(word: Text, { on, what }: PublicHistory, periods: readonly Period[]): Text {
  const its = periods.length > 1 && (what === 'issued' || what === 'renewed') && inTurn(periods).find((each) => each.issuedOn === on);
  if (!its) return word;
  const days = (language: Language) => [spellDay(language, its.from), spellDay(language, its.until)];
  return text(`${word.ja}(有効期間 ${days('ja').join('から')}まで)`, `${word.en} (valid from ${days('en').join(' to ')})`);
}

function historyWord(book: Book, each: PublicHistory): Text {
  if (each.what === 'issued') return text('発行', 'Issued');
  if (each.what === 'renewed') return text('更新', 'Renewed');
  if (each.what === 'changed') return text('内容の変更', 'Content changed');
  if (each.what === 'reissued') return text(`${book.attestationWord.ja}の再発行`, `${book.attestationWord.en} issued anew`);
  if (each.what === 'intended') return text('再申請の予定の届出', 'Re-application announced');
  return book.statusWords[each.what].word;
}

function resultsIn(book: Book, entry: Entry): readonly PublicResult[] {
  const criteria = new Map(criteriaOf(book, entry.edition).map((criterion) => [criterion.id, criterion]));
  return entry.results.map((result) => {
    const criterion = criteria.get(result.criterion);
    const method = methodWords[result.method as keyof typeof methodWords] as Text | undefined;
    const basis = basisWords[result.basis as keyof typeof basisWords] as Text | undefined;
    return {
      criterion: result.criterion,
      name: criterion?.name ?? text(result.criterion, result.criterion),
      requirement: criterion?.requirement ?? text('', ''),
      verdict: result.verdict,
      verdictLabel: isVerdict(result.verdict) ? verdictWords[result.verdict] : text('記載なし', 'Not stated'),
      ...(method ? { method } : {}),
      ...(basis ? { basis } : {}),
    };
  });
}

function speaker(
  book: Book,
  entry: Entry,
  status: Status,
  results: readonly PublicResult[],
  on: Day,
): (line: PublicLine) => PublicLineView {
  const fields = new Map<string, Field>([
    ...leafFields(dossierOf(book, entry.edition)),
    ...[...fieldsOf(dossierOf(book, entry.edition)), ...book.scope.questions].map((field) => [field.id, field] as const),
  ]);
  const value = (line: PublicLine): PublicValue => {
    const { from } = line;
    const path = pathOfLine(line);
    const until = entry.standing.withheld
      .flatMap((each) => (each.path === path && each.from <= on && on <= each.until ? [each.until] : []))
      .sort()
      .at(-1);
    if (until) return { kind: 'withheld', until };
    if (entry.withheld.includes(line.id)) return { kind: 'withheld' };
    if ('item' in from) return disclosedValue(entry.fields[`${from.item}/answer`], entry.fields[`${from.item}/content`]);
    if ('fixed' in from)
      return { kind: 'words', words: [{ value: line.id, label: from.fixed }], ...(from.link ? { link: from.link } : {}) };
    if ('field' in from) return fieldValue(fields.get(from.field), entry.fields[from.field]);
    return ownValue(from.of, book, entry, status, results);
  };
  const itemOf = ({ from }: PublicLine): { item?: PublicItem } => {
    const field = 'item' in from ? fields.get(from.item) : undefined;
    if (field?.kind !== 'disclosure') return {};
    return { item: { code: field.item, weight: field.weight, ...(field.category ? { category: field.category } : {}) } };
  };
  return (line) => ({ id: line.id, label: line.label, value: value(line), ...itemOf(line) });
}

/** Verbatim, line breaks and all; what was never answered is said to be so by the page. */
function disclosedValue(answer: JsonValue | undefined, content: JsonValue | undefined): PublicValue {
  const known = DISCLOSURE_ANSWERS.find((each) => each === answer);
  return known ? { kind: 'disclosed', answer: known, content: typeof content === 'string' ? content : '' } : { kind: 'none' };
}

type Own = Extract<PublicLine['from'], { of: string }>['of'];

const typed = (said: string, as: 'text' | 'url' | 'mail' | 'telephone' | 'day' = 'text'): PublicValue =>
  said === '' ? { kind: 'none' } : { kind: 'typed', typed: said, as };
const inWords = (value: string, label: Text): PublicValue => ({ kind: 'words', words: [{ value, label }] });

function ownValue(own: Own, book: Book, entry: Entry, status: Status, results: readonly PublicResult[]): PublicValue {
  switch (own) {
    case 'number':
      return typed(entry.number);
    case 'level':
      return inWords(entry.level, book.levels[entry.level]?.label ?? UNKNOWN);
    case 'type':
      return typed(entry.type ?? '');
    case 'edition':
      return inWords(entry.edition, editionWords(book, entry.edition));
    case 'status':
      return inWords(status.status, book.statusWords[status.status].word);
    case 'issued-on':
      return typed(entry.issuedOn, 'day');
    case 'updated-on':
      return typed(entry.updatedOn, 'day');
    // Of the newest period: the certificate that goes with it was issued on that day.
    case 'period-issued-on':
      return typed(paperIssuedOn(entry.standing) ?? entry.issuedOn, 'day');
    case 'valid-from':
      return typed(newest(entry.standing.periods)?.from ?? entry.validFrom, 'day');
    case 'valid-until':
      return typed(entry.validUntil, 'day');
    case 'applicant':
      return inWords(entry.applicant.ja, entry.applicant);
    case 'attested-by':
      return inWords(attester(book, entry).who, attester(book, entry).name);
    case 'results':
      return { kind: 'results', results };
    case 'models':
      return { kind: 'models', models: entry.models };
  }
}

/** An edition by title and document number. */
export function editionWords(book: Book, id: string): Text {
  const its = edition(book, id);
  return text(`${its.title.ja}(${its.documentNumber})`, `${its.title.en} (${its.documentNumber})`);
}

function fieldValue(field: Field | undefined, value: JsonValue | undefined): PublicValue {
  if (!field || value === undefined || value === null) return { kind: 'none' };
  switch (field.kind) {
    case 'text':
      return field.format === 'country'
        ? inWords(String(value), countryName(String(value)))
        : typed(String(value), textAs[field.format ?? 'plain']);
    case 'date':
      return typed(String(value), 'day');
    case 'number':
    case 'money': {
      const unit = field.kind === 'number' ? field.unit : text('円', 'yen');
      return inWords(String(value), text(`${value}${unit.ja}`, `${value} ${unit.en}`));
    }
    case 'choice':
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [value];
      return {
        kind: 'words',
        words: chosen.map((each) => ({
          value: String(each),
          label: field.options.find((option) => option.value === each)?.label ?? text(String(each), String(each)),
        })),
      };
    }
    case 'table':
      return {
        kind: 'table',
        columns: field.columns.map(({ id, label, format }) => ({ id, label, ...(format ? { format } : {}) })),
        rows: Array.isArray(value) ? value.map(stringsOf) : [],
      };
    case 'oath':
      return value === true ? inWords('yes', field.statement) : { kind: 'none' };
    case 'models':
      return { kind: 'models', models: models(value) };
    // A line of its own for what an item says, such as the name of the service.
    case 'disclosure':
      return typeof value === 'string' ? typed(value) : { kind: 'none' };
    case 'evidence':
    case 'verdict':
      return { kind: 'none' };
  }
}

const regions = {
  ja: new Intl.DisplayNames(['ja'], { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }),
};

/** An ISO 3166-1 code as a name; anything else stays as it was typed. */
export const countryName = (code: string): Text =>
  /^[A-Z]{2}$/.test(code) ? text(regions.ja.of(code) ?? code, regions.en.of(code) ?? code) : text(code, code);

const textAs = { plain: 'text', url: 'url', mail: 'mail', telephone: 'telephone', 'corporate-number': 'text' } as const;

const stringsOf = (row: JsonValue): Readonly<Record<string, string>> =>
  typeof row === 'object' && row !== null && !Array.isArray(row)
    ? Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? '' : String(value)]))
    : {};
