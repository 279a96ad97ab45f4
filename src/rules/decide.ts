import type { Book, Due, DueAfter, Row, ThreadKind } from './book.ts';
import { addDays, type Day, isDay, nextBusinessDay, spellDay } from './day.ts';
import type { Field, Values } from './dossier.ts';
import { isBlank, isRequired } from './dossier.ts';
import { edition, editionAtReceipt, editionFor, openOffers } from './editions.ts';
import type { Facts } from './facts.ts';
import { formProblems } from './field-check.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { marksData, marksFor } from './marks.ts';
import { type Doer, guardFindings, type Located, locate, obstacles, type Place, tableOf } from './moves.ts';
import { Conflict, InvalidInput, RuleRefused } from './refusal.ts';
import { receiptDay, type Subject } from './subject.ts';
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
  /** New content of the dossier that goes with the command, by path. */
  readonly changed?: Values;
  /** Hash of what the row carries, for a row that carries something. */
  readonly carried?: string;
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
export function termsOn(book: Pick<Book, 'terms'>, on: Day): Terms {
  const terms = asOf(book.terms, on);
  if (!terms)
    throw new RuleRefused('no-terms', '', { ja: `${on}には制度がまだ始まっていません。`, en: `The scheme had not begun on ${on}.` });
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
  const findings = guardFindings(book, subject, at, command.who, {
    ...{ values: given.values, input: command.input, facts: given.facts },
    ...(given.changed ? { changed: given.changed } : {}),
  });
  const errors = findings.filter((finding) => finding.weight === 'error');
  if (errors[0]) throw refuse(book, subject, command, errors.length === 1 ? errors[0].code : 'guards', errors);
  return events(book, subject, command, given, at);
}

const notSeen = (row: Row) =>
  new RuleRefused('not-what-was-seen', row.clause, {
    ja: '表示後に内容が変わりました。もう一度内容を確かめてから行ってください。',
    en: 'The content changed after it was shown. Look at it again before you act.',
  });

function refuse(
  book: Book,
  subject: Subject,
  command: Command,
  code: string,
  findings: readonly { clause: string; message: { ja: string; en: string }; code: string; path: string; weight: 'error' | 'note' }[],
) {
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
  const all = [
    ...problems,
    ...unknown.map((path) => ({ path, message: { ja: `「${path}」という項目はありません。`, en: `There is no field “${path}”.` } })),
  ];
  if (all.length > 0) throw new InvalidInput(all);
}

function inputProblems(field: Field, input: JsonObject) {
  const value: JsonValue = input[field.id] ?? null;
  const { clause } = field;
  const wrong = (ja: string, en: string) => [{ path: field.id, message: { ja, en }, clause }];
  if (isBlank(value)) {
    return isRequired(field, input) ? wrong(`「${field.label.ja}」を記入してください。`, `Fill in “${field.label.en}”.`) : [];
  }
  return formProblems(field, value).map((each) => ({ path: each.path ?? field.id, message: each.message, clause }));
}

function events(book: Book, subject: Subject, command: Command, given: Given, at: Located): readonly NewRowEvent[] {
  const { row } = at;
  const on = effectiveDay(row, command.input, given.day);
  const party = row.by.find((each) => command.who.parties.includes(each)) ?? '';
  const base = (input: JsonObject) => ({ row: command.move, party, input, ...(command.seen.hash ? { seen: command.seen.hash } : {}) });
  const stamp = { effectiveOn: on, editions: editionsStamp(subject, given.day) };
  const [ownId, ...otherIds] = given.newIds;
  const input = at.kind?.sealed ? {} : command.input;
  const about = at.thread?.about ?? (typeof input.about === 'string' ? input.about : undefined);
  const acted = { event: row.event, input: command.input, on, ...(about === undefined ? {} : { about }) };
  const effects = row.effects ? { effects: row.effects, ...marksData(marksFor(row.effects, acted)) } : {};
  const opening = 'opens' in command.place ? command.place.opens : undefined;
  const threadIds = opening ? otherIds : given.newIds;
  const opens = (row.opens ?? []).filter((kind) => !isCharged(book, subject, kind));
  const opened = opens.map((kind, index): NewRowEvent => {
    const seen = book.threads[kind]?.sealed ? {} : input;
    return {
      type: openedEvent(book, kind),
      data: { ...base(seen), row: 'open', ...threadData(book, kind, threadIds[index], given.day, seen) },
      ...stamp,
    };
  });
  if (opening) {
    return [
      { type: row.event, data: { ...base(input), ...threadData(book, opening, ownId, given.day, input), ...effects }, ...stamp },
      ...opened,
    ];
  }
  if (at.thread) {
    const due = dueAsked(at.kind?.due, input);
    const data = {
      ...base(input),
      thread: at.thread.id,
      threadKind: at.thread.kind,
      ...(row.to ? { to: row.to } : {}),
      ...(due ? { due } : {}),
      ...effects,
    };
    return [{ type: row.event, data, ...stamp }, ...opened];
  }
  const amended = row.effects?.includes('amend-dossier') ? { dossier: given.hash } : {};
  const filed = row.effects?.includes('freeze-dossier') ? filing(book, subject, row, on, given.hash) : amended;
  const adopted = row.effects?.includes('adopt-edition') ? { edition: editionFor(book, subject.level, subject.type, given.day).id } : {};
  const data = {
    ...base(input),
    from: subject.state,
    ...(row.to ? { to: row.to } : {}),
    ...effects,
    ...filed,
    ...adopted,
    ...findingsOf(subject, row, given),
    ...returned(book, subject, row, given.day),
  };
  return [{ type: row.event, data, ...stamp }, ...opened];
}

/** An application is charged once: what returns to the row that charged it does not owe the fee again. */
const isCharged = (book: Book, subject: Subject, kind: string): boolean =>
  subject.kind === 'application' && book.threads[kind]?.charges !== undefined && subject.threads.some((thread) => thread.kind === kind);

/** The findings that a row makes part of the record; a decision names the ones that it was made on. */
function findingsOf(subject: Subject, row: Row, given: Given): JsonObject {
  if (row.carries) {
    if (given.carried === undefined) throw new Error(`${row.event} carries ${row.carries}, which were not given`);
    return { findings: given.carried };
  }
  const decides = row.effects?.some((effect) => effect === 'decide-issue' || effect === 'decide-refuse') ?? false;
  return decides && subject.findings ? { findings: subject.findings } : {};
}

/** The asked day from which a row has effect, else the day on which it is done. */
function effectiveDay(row: Row, input: JsonObject, today: Day): Day {
  const asked = row.effective === undefined ? undefined : input[row.effective];
  return isDay(asked) ? asked : today;
}

/** A received filing that is opened again for correction names the day until which it keeps its place. */
function returned(book: Book, subject: Subject, row: Row, today: Day): JsonObject {
  const reopened = row.to !== undefined && row.to !== subject.state && tableOf(book, subject).states[row.to]?.dossier === 'open';
  return reopened && subject.receivedOn ? { correctBy: addDays(today, termsOn(book, today).correctionDays) } : {};
}

/** The event of a thread that another row opens: that of its own opening row, else its kind as a PascalCase name. */
const openedEvent = (book: Book, kind: string) =>
  book.threads[kind]?.opening?.event ?? `${kind.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())}Opened`;

/** Every event names what it was judged by: the pinned edition and the day whose terms applied (design principle 3). */
const editionsStamp = (subject: Subject, on: Day): JsonObject => ({
  ...(subject.edition ? { criteria: subject.edition } : {}),
  termsAsOf: on,
});

/**
 * The day of receipt and the edition it fixes. A filing that was returned keeps its first day when it is corrected
 * within the time set in the return (L-3.4-14, D-9.1-1). A dossier made for an edition that is no longer open is
 * refused: the applicant first adopts the one that is, and sees what it asks.
 */
function filing(book: Book, subject: Subject, row: Row, on: Day, hash: string): JsonObject {
  const wanted = { level: subject.level, ...(subject.type ? { type: subject.type } : {}), edition: subject.edition ?? '' };
  const kept = receiptDay(subject, on);
  const receivedOn = isOffered(book, wanted, kept) ? kept : on;
  const its = editionAtReceipt(book, wanted, receivedOn);
  if (its.id === subject.edition) return { receivedOn, edition: its.id, dossier: hash };
  const made = edition(book, wanted.edition).title;
  throw new RuleRefused(
    'edition-over',
    book.engineRules['edition-open'],
    {
      ja: `申請書類は「${made.ja}」で作られていますが、${spellDay('ja', receivedOn)}の受付には「${its.title.ja}」が必要です。版を切り替え、追加の項目を記入してください。`,
      en: `The dossier was made for “${made.en}”, but a filing received on ${spellDay('en', receivedOn)} needs “${its.title.en}”. Adopt that edition and fill in what it asks.`,
    },
    {
      allowed: Object.entries(tableOf(book, subject).rows).flatMap(([id, each]) =>
        each !== row && each.effects?.includes('adopt-edition') ? [id] : [],
      ),
    },
  );
}

const isOffered = (book: Book, of: { level: string; type?: string; edition: string }, on: Day) =>
  openOffers(book, of.level, of.type, on).some((offer) => offer.edition === of.edition);

function threadData(book: Book, kind: string, id: string | undefined, on: Day, input: JsonObject): JsonObject {
  const its: ThreadKind | undefined = book.threads[kind];
  if (!its || !id) throw new Error(`no identifier was given for a thread ${kind}`);
  const due =
    dueAsked(its.due, input) ?? (its.due && 'days' in its.due ? dueOn(its.due, on, new Set(termsOn(book, on).holidays)) : undefined);
  return {
    thread: id,
    threadKind: kind,
    to: its.initial,
    ...(due ? { due } : {}),
    ...(typeof input.about === 'string' ? { about: input.about } : {}),
  };
}

/** The date that a row of the thread sets as the day until which there is time. */
function dueAsked(due: Due | undefined, input: JsonObject): Day | undefined {
  const asked = due && 'asked' in due ? input[due.asked] : undefined;
  return isDay(asked) ? asked : undefined;
}

/** The last day in time: n calendar or business days after the day, which itself does not count. */
export function dueOn(due: DueAfter, from: Day, holidays: ReadonlySet<string>): Day {
  if (due.counted === 'calendar') return addDays(from, due.days);
  if (due.counted === 'calendar-to-business') return nextBusinessDay(addDays(from, due.days), holidays);
  let on = from;
  for (let n = 0; n < due.days; n += 1) on = nextBusinessDay(addDays(on, 1), holidays);
  return on;
}
