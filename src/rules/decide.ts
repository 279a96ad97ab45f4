import type { Book, Due, Row } from './book.ts';
import { addDays, type Day, isWeekday, nextBusinessDay } from './day.ts';
import type { Field, Values } from './dossier.ts';
import { editionAtReceipt } from './editions.ts';
import type { Facts } from './facts.ts';
import { textProblems } from './field-check.ts';
import { isBlank, isRequired } from './dossier.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { guardFindings, type Doer, locate, obstacles, type Place, tableOf } from './moves.ts';
import { Conflict, InvalidInput, RuleRefused } from './refusal.ts';
import type { Subject } from './subject.ts';
import { asOf, type Terms } from './terms.ts';

/** What somebody wants to do to a subject. */
export interface Command {
  readonly move: string;
  readonly place: Place;
  readonly who: Doer;
  readonly input: JsonObject;
  /** The version and the content that the person had before the eyes. */
  readonly seen: { readonly version: number; readonly hash?: string };
}

export interface Given {
  readonly day: Day;
  readonly values: Values;
  readonly facts: Partial<Facts>;
  /** Hash of the content that the row is about, as it stands now. */
  readonly hash: string;
  /** Fresh identifiers, in case threads are opened. */
  readonly newIds: readonly string[];
}

export interface NewRowEvent {
  readonly type: string;
  readonly data: JsonObject;
  readonly effectiveOn: Day;
  readonly editions: JsonObject;
}

/** The terms in force on a day; refuses a day before the scheme began. */
export function termsOn(book: Book, on: Day): Terms {
  const terms = asOf(book.terms, on);
  if (!terms) throw new RuleRefused('no-terms', '', { ja: `${on}には制度がまだ始まっていません。`, en: `The scheme had not begun on ${on}.` });
  return terms;
}

/**
 * Decides a command: the events it makes, or a refusal that names the clause and what would be allowed.
 * Refuses a stale version, a wrong party or state, a person who may not, an open thread, missing input, content other
 * than what was seen, and whatever the guards find.
 */
export function decide(book: Book, subject: Subject, command: Command, given: Given): readonly NewRowEvent[] {
  if (command.seen.version !== subject.version) throw new Conflict(command.seen.version, subject.version);
  const at = locate(book, subject, command.move, command.place);
  const inTheWay = obstacles(book, subject, at, command.who);
  if (inTheWay[0]) throw refuse(book, subject, command, inTheWay[0].code, inTheWay);
  checkInput(at.row, command.input);
  if (at.row.bound === 'to-what-was-seen' && command.seen.hash !== given.hash) throw notSeen(at.row);
  const findings = guardFindings(book, subject, at.row, { values: given.values, input: command.input, facts: given.facts });
  const errors = findings.filter((finding) => finding.weight === 'error');
  if (errors[0]) throw refuse(book, subject, command, errors.length === 1 ? errors[0].code : 'guards', errors);
  return events(book, subject, command, given, at.row);
}

const notSeen = (row: Row) =>
  new RuleRefused('not-what-was-seen', row.clause, {
    ja: '表示後に内容が変わりました。もう一度内容を確かめてから行ってください。',
    en: 'The content changed after it was shown. Look at it again before you act.',
  });

function refuse(book: Book, subject: Subject, command: Command, code: string, findings: readonly { clause: string; message: { ja: string; en: string }; code: string; path: string; weight: 'error' | 'note' }[]) {
  const first = findings[0];
  const more = findings.length - 1;
  const message = {
    ja: `${first?.message.ja ?? ''}${more > 0 ? `(ほか${more}件)` : ''}`,
    en: `${first?.message.en ?? ''}${more > 0 ? ` (and ${more} more)` : ''}`,
  };
  const allowed = Object.entries(tableOf(book, subject).rows)
    .filter(([, row]) => row.from.includes(subject.state) && row.by.some((party) => command.who.parties.includes(party)))
    .map(([id]) => id);
  return new RuleRefused(code, first?.clause ?? '', message, { findings, allowed });
}

/** What a row asks for must be there and of its form. Refuses with every problem at once, unknown keys included. */
export function checkInput(row: Pick<Row, 'asks'>, input: JsonObject): void {
  const asks = row.asks ?? [];
  const problems = asks.flatMap((field) => inputProblems(field, input));
  const unknown = Object.keys(input).filter((key) => !asks.some((field) => field.id === key));
  const all = [...problems, ...unknown.map((path) => ({ path, message: { ja: `「${path}」という項目はありません。`, en: `There is no field “${path}”.` } }))];
  if (all.length > 0) throw new InvalidInput(all);
}

function inputProblems(field: Field, input: JsonObject) {
  const value: JsonValue = input[field.id] ?? null;
  const wrong = (ja: string, en: string) => [{ path: field.id, message: { ja, en } }];
  if (isBlank(value)) {
    return isRequired(field, input) ? wrong(`「${field.label.ja}」を記入してください。`, `Fill in “${field.label.en}”.`) : [];
  }
  if (field.kind === 'text') return textProblems(field.label, value, field.maxLength, field.format).map((each) => ({ path: field.id, message: each.message }));
  if (field.kind === 'choice' && !field.options.some((option) => option.value === value)) {
    return wrong(`「${field.label.ja}」は選択肢から選んでください。`, `Choose “${field.label.en}” from the list.`);
  }
  return [];
}

function events(book: Book, subject: Subject, command: Command, given: Given, row: Row): readonly NewRowEvent[] {
  const at = locate(book, subject, command.move, command.place);
  const sealed = at.kind?.sealed !== undefined;
  const party = row.by.find((each) => command.who.parties.includes(each)) ?? '';
  const base = { row: command.move, party, input: sealed ? {} : command.input, ...(command.seen.hash ? { seen: command.seen.hash } : {}) };
  const stamp = { effectiveOn: given.day, editions: editionsStamp(subject, given.day) };
  const [threadId, ...others] = given.newIds;
  if ('opens' in command.place) {
    return [openThread(book, command.place.opens, threadId ?? '', row.event, base, stamp, given.day, command.input)];
  }
  if (at.thread) {
    const data = { ...base, thread: at.thread.id, threadKind: at.thread.kind, ...(row.to ? { to: row.to } : {}) };
    return [{ type: row.event, data, ...stamp }];
  }
  const filed = row.effects?.includes('freeze-dossier') ? filing(book, subject, given) : {};
  const returned = row.to && row.to !== subject.state && tableOf(book, subject).states[row.to]?.dossier === 'open' && subject.receivedOn ? { correctBy: addDays(given.day, termsOn(book, given.day).correctionDays) } : {};
  const moved: NewRowEvent = {
    type: row.event,
    data: { ...base, from: subject.state, ...(row.to ? { to: row.to } : {}), ...(row.effects ? { effects: row.effects } : {}), ...filed, ...returned },
    ...stamp,
  };
  const ids = threadId === undefined ? [] : [threadId, ...others];
  const opened = (row.opens ?? []).map((kind, index) => openThread(book, kind, ids[index] ?? '', `${kind}Opened`, { ...base, row: 'open' }, stamp, given.day, {}));
  return [moved, ...opened];
}

/** Every event names what it was judged by: the pinned edition and the day whose terms applied (design principle 3). */
const editionsStamp = (subject: Subject, on: Day): JsonObject => ({ ...(subject.edition ? { criteria: subject.edition } : {}), termsAsOf: on });

/**
 * The day of receipt and the edition it fixes. A filing that was returned keeps its first day when it is corrected
 * within the time set in the return (L-3.4-14, D-9.1-1).
 */
function filing(book: Book, subject: Subject, given: Given): JsonObject {
  const kept = subject.receivedOn !== undefined && subject.correctBy !== undefined && given.day <= subject.correctBy;
  const receivedOn = kept && subject.receivedOn ? subject.receivedOn : given.day;
  const its = editionAtReceipt(book, { level: subject.level, ...(subject.type ? { type: subject.type } : {}), edition: subject.edition ?? '' }, receivedOn);
  return { receivedOn, edition: its.id, dossier: given.hash };
}

function openThread(
  book: Book,
  kind: string,
  id: string,
  type: string,
  base: JsonObject,
  stamp: { effectiveOn: Day; editions: JsonObject },
  on: Day,
  input: JsonObject,
): NewRowEvent {
  const its = book.threads[kind];
  const due = its?.due ? dueOn(its.due, on, new Set(termsOn(book, on).holidays)) : undefined;
  const about = typeof input.about === 'string' ? { about: input.about } : {};
  return { type, data: { ...base, thread: id, threadKind: kind, to: its?.initial ?? '', ...(due ? { due } : {}), ...about }, ...stamp };
}

/** The last day in time: n calendar or business days after the day, which itself does not count. */
export function dueOn(due: Due, from: Day, holidays: ReadonlySet<string>): Day {
  if (due.counted === 'calendar') return addDays(from, due.days);
  let on = from;
  for (let n = 0; n < due.days; n += 1) on = nextBusinessDay(addDays(on, 1), holidays);
  return isWeekday(on) ? on : nextBusinessDay(on, holidays);
}
