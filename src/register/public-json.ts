import { z } from 'zod';
import { DISCLOSURE_ANSWERS } from '../rules/disclosure.ts';
import type { JsonValue } from '../rules/json.ts';
import type { ListedView, PublicLineView, PublicValue, PublicView } from './public-view.ts';

const Json = z.json() as z.ZodType<JsonValue>;
const Words = z.object({ ja: z.string(), en: z.string() });
const Day = z.string().meta({ description: 'Calendar day in Asia/Tokyo, YYYY-MM-DD' });
const Result = z.object({
  criterion: z.string(),
  name: Words,
  verdict: z.string(),
  verdictLabel: Words,
  method: Words.optional(),
  basis: Words.optional(),
});
const Model = z.object({ model: z.string(), name: z.string().optional(), difference: z.string().optional() });
const Line = z.object({
  id: z.string(),
  label: Words,
  value: Json.describe('Text, number, list or table; null when empty or withheld'),
  words: z.array(Words).optional().describe('The value in the words of the scheme'),
  item: z
    .object({
      code: z.string(),
      category: Words.optional(),
      weight: z.enum(['mandatory', 'optional']),
      answer: z.enum(DISCLOSURE_ANSWERS).optional().describe('absent: not answered, or withheld'),
    })
    .optional()
    .describe('An item of disclosure; its value is the content column as it was written'),
  withheld: z.object({ until: Day.optional() }).optional().describe('The applicant withholds this line'),
  link: z.string().optional(),
});

/** What the API and `/<path>/<number>.json` say about an attestation. */
export const PublicAttestation = z
  .object({
    key: z.string(),
    number: z.string(),
    address: z.string(),
    asOf: Day,
    scheme: z.object({ id: z.string(), name: Words, owner: Words, outline: Words, link: z.string() }),
    product: Words,
    applicant: Words,
    status: z.object({
      ...{ id: z.string(), word: Words, sentence: Words, since: Day, nextChangeOn: Day.optional() },
      learnedOn: Day.optional().describe('The day on which an end was learned, when it is another day'),
    }),
    level: z.object({ id: z.string(), mark: z.string(), label: Words, meaning: Words }),
    type: z.string().optional(),
    attestedBy: z.object({ who: z.enum(['applicant', 'owner']), name: Words }),
    edition: z.object({ id: z.string(), title: Words, documentNumber: z.string(), date: Day, reconstructed: z.boolean() }),
    issuedOn: Day,
    updatedOn: Day,
    validFrom: Day,
    validUntil: Day,
    models: z.array(Model),
    meaning: z.array(Words),
    advice: z.array(Words),
    says: z.object({ yes: z.array(Words), no: z.array(Words) }).optional(),
    disclaimer: z.array(Words),
    contact: z.object({ name: Words, contact: Words }),
    sections: z.array(z.object({ id: z.string(), part: Words.optional(), label: Words, lines: z.array(Line) })),
    results: z.array(Result),
    history: z.array(z.object({ on: Day, recordedOn: Day.optional(), label: Words })),
    notices: z.array(z.object({ on: Day, label: Words, text: Words, clause: z.string() })).describe('Told to the public by the office'),
  })
  .meta({ id: 'Attestation', description: 'Everything public about an attestation. The Japanese words prevail.' });
export type PublicAttestation = z.output<typeof PublicAttestation>;

/** The view as JSON: nothing that the page does not show. */
export function publicJson(view: PublicView): PublicAttestation {
  const { entry, book, status, level, edition } = view;
  return {
    key: entry.key,
    number: entry.number,
    address: entry.address,
    asOf: view.on,
    scheme: { id: book.id, name: book.name, owner: book.owner, outline: view.outline.text, link: view.outline.link },
    product: entry.title,
    applicant: entry.applicant,
    status: {
      id: status.status,
      word: status.word,
      sentence: status.sentence,
      since: status.since,
      ...(status.nextChangeOn ? { nextChangeOn: status.nextChangeOn } : {}),
      ...(view.learnedOn ? { learnedOn: view.learnedOn } : {}),
    },
    level: { id: entry.level, ...level },
    ...(entry.type ? { type: entry.type } : {}),
    attestedBy: view.attestedBy,
    edition: { ...edition, reconstructed: view.reconstructed.length > 0 },
    issuedOn: entry.issuedOn,
    updatedOn: entry.updatedOn,
    validFrom: entry.validFrom,
    validUntil: entry.validUntil,
    models: [...entry.models],
    meaning: [...view.meaning],
    advice: [...view.advice],
    ...(view.says ? { says: { yes: [...view.says.yes], no: [...view.says.no] } } : {}),
    disclaimer: [...view.disclaimer],
    contact: book.office,
    sections: view.sections.map(({ id, part, label, lines }) => ({ id, ...(part ? { part } : {}), label, lines: lines.map(lineJson) })),
    results: resultsJson(view.results),
    history: view.history.map((each) => ({ ...each })),
    notices: view.notices.map((each) => ({ ...each })),
  };
}

/** Just what a list shows of an attestation. */
export const ListedAttestation = PublicAttestation.pick({
  key: true,
  number: true,
  address: true,
  product: true,
  applicant: true,
  issuedOn: true,
  validUntil: true,
}).extend({
  scheme: z.string(),
  level: z.string(),
  status: z.object({ id: z.string(), word: Words, since: Day }),
  models: z.array(z.string()),
});
export type ListedAttestation = z.output<typeof ListedAttestation>;

/** A view as a row of a list. */
export function listedJson(view: ListedView): ListedAttestation {
  const { entry, status } = view;
  return {
    key: entry.key,
    number: entry.number,
    address: entry.address,
    scheme: entry.scheme,
    level: entry.level,
    product: entry.title,
    applicant: entry.applicant,
    status: { id: status.status, word: status.word, since: status.since },
    issuedOn: entry.issuedOn,
    validUntil: entry.validUntil,
    models: entry.models.map((each) => each.model),
  };
}

const resultsJson = (results: PublicView['results']): PublicAttestation['results'] =>
  results.map(({ criterion, name, verdict, verdictLabel, method, basis }) => ({
    criterion,
    name,
    verdict,
    verdictLabel,
    ...(method ? { method } : {}),
    ...(basis ? { basis } : {}),
  }));

/** A line of the page as JSON. */
export function lineJson(line: PublicLineView): PublicAttestation['sections'][number]['lines'][number] {
  const { value, item } = line;
  return {
    id: line.id,
    label: line.label,
    ...(item ? { item: { ...item, ...(value.kind === 'disclosed' ? { answer: value.answer } : {}) } } : {}),
    value: jsonOf(value),
    ...(value.kind === 'words' ? { words: value.words.map((each) => each.label) } : {}),
    ...(value.kind === 'words' && value.link ? { link: value.link } : {}),
    ...(value.kind === 'withheld' ? { withheld: value.until ? { until: value.until } : {} } : {}),
  };
}

function jsonOf(value: PublicValue): JsonValue {
  switch (value.kind) {
    case 'typed':
      return value.typed;
    case 'words':
      return value.words.length === 1 ? (value.words[0]?.value ?? null) : value.words.map((each) => each.value);
    case 'table':
      return value.rows.map((row) => ({ ...row }));
    case 'models':
      return value.models.map((each) => each.model);
    case 'results':
      return value.results.map((each) => ({ criterion: each.criterion, verdict: each.verdict }));
    case 'disclosed':
      return value.content === '' ? null : value.content;
    case 'withheld':
    case 'none':
      return null;
  }
}
