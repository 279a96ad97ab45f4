import type { Book } from '../rules/book.ts';
import { addDays, type Day } from '../rules/day.ts';
import { modelKey } from '../rules/dossier.ts';
import type { JsonValue } from '../rules/json.ts';
import { inTurn } from '../rules/period.ts';
import { bigrams, searchText } from '../rules/search-terms.ts';
import type { Entry, Registration } from './entry.ts';

/** The row of register_entries as it follows from a registration; `version` is the position of the event it is as of. Pure. */
export function entryRow(book: Book, its: Registration, version: number) {
  const { entry } = its;
  const names = [
    ...new Set([
      ...its.searched,
      entry.number,
      entry.title.ja,
      entry.title.en,
      entry.applicant.ja,
      entry.applicant.en,
      its.manufacturer,
      ...entry.models.flatMap((each) => [each.model, each.name ?? '']),
    ]),
  ].filter((name) => name !== '');
  return {
    key: entry.key,
    scheme: book.id,
    number: entry.number,
    level: entry.level,
    product_ja: entry.title.ja,
    product_en: entry.title.en,
    applicant: entry.applicant.ja,
    manufacturer: its.manufacturer,
    type: entry.type ?? '',
    issued_on: entry.issuedOn,
    valid_from: entry.validFrom,
    valid_until: entry.validUntil,
    effect_until: its.effectUntil,
    ended_on: entry.standing.ends[0]?.on ?? null,
    status_from_events: its.status.status,
    entry,
    version,
    next_change_on: its.nextChangeOn ?? null,
    search: [...new Set(names.flatMap(bigrams))],
    // One name a line, so that no word is found across two of them.
    search_text: names.map(searchText).join('\n'),
  };
}
export type EntryRow = ReturnType<typeof entryRow>;

export interface ModelRow {
  readonly attestation: string;
  readonly scheme: string;
  readonly level: string;
  readonly maker: string;
  readonly model: string;
  readonly model_key: string;
  readonly days: string;
}

/** The rows of register_models: one a model and period. Pure. */
export function modelRows({ entry, maker }: { readonly entry: Entry; readonly maker: string }): readonly ModelRow[] {
  const end = entry.standing.ends.map((each) => each.on).sort()[0];
  const spans = inTurn(entry.standing.periods).flatMap((period) => {
    const until = end !== undefined && end <= period.until ? end : addDays(period.until, 1);
    return period.from < until ? [`[${period.from},${until})`] : [];
  });
  return spans.flatMap((days) =>
    entry.models.map((each) => ({
      attestation: entry.key,
      scheme: entry.scheme,
      level: entry.level,
      maker,
      model: each.model,
      model_key: modelKey(each.model),
      days,
    })),
  );
}

/** What a line says from a day on, apart from the entry. */
export interface WithheldRow {
  readonly attestation: string;
  readonly line: string;
  readonly path: string;
  readonly opens_on: Day;
  readonly value: JsonValue;
  readonly search: readonly string[];
  readonly search_text: string;
}

/** The rows of register_withheld: one for a line that is withheld for a time. Pure. */
export const withheldRows = ({ entry, later }: Pick<Registration, 'entry' | 'later'>): readonly WithheldRow[] =>
  later.map(({ line, path, opensOn, value, searched }) => ({
    attestation: entry.key,
    line,
    path,
    opens_on: opensOn,
    value,
    search: [...new Set(bigrams(searched))],
    search_text: searchText(searched),
  }));
