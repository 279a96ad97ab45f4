import { sql } from 'kysely';
import {
  assertTakesPaper,
  type Case,
  type Engine,
  intakeRow,
  isConcluded,
  loadFacts,
  onBehalf,
  open,
  openWithin,
} from '../applications/index.ts';
import { assertMay, may, type Principal } from '../people/index.ts';
import type { Book, Guard } from '../rules/book.ts';
import { addDays, type Day, isDay } from '../rules/day.ts';
import { type NewRowEvent, termsOn } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import { type FactName, factsNamed } from '../rules/facts.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { newest } from '../rules/period.ts';
import { type Finding, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { renewalDraft, scopeIn } from '../rules/renewal.ts';
import { fold } from '../rules/subject.ts';
import type { Tx } from '../store/index.ts';
import { standingOf } from './attestation.ts';
import { loadHeld } from './commands.ts';

/** Whether the holder can renew an attestation today. */
export interface RenewalOffer {
  /** First and last day on which it can be filed, where the terms set a time. */
  readonly window?: { readonly opens: Day; readonly closes: Day };
  /** The application that renews it and is not over yet. */
  readonly running?: string;
  /** It came on paper: the office opens it, and says on which day it was received. */
  readonly onPaper?: true;
  /** What stands in the way, in the book's own words; empty when it can be opened. */
  readonly findings: readonly Finding[];
  /** The opening event, and what the draft begins with; absent while something stands in the way. */
  readonly begins?: { readonly event: NewRowEvent; readonly draft: Values };
}

/** What rows that file a dossier ask of the day and of earlier attestations is told before anything is opened. */
const TOLD_BEFORE: ReadonlySet<FactName> = new Set(['day', 'earlierAttestations']);

/** The offer of a renewal to who looks at an attestation, its scope answers as in the dossier it rests on or as given anew; undefined for others than its holder, and where the book renews nothing. */
export async function renewalOf(
  tx: Reader,
  its: Case,
  person: Principal,
  day: Day,
  scope: JsonObject = {},
): Promise<RenewalOffer | undefined> {
  const { book, subject } = its;
  const { organisation } = subject;
  if (!book.renewal || person.organisation.id !== organisation) return undefined;
  if (may(person, 'application.open', { organisation }) !== 'yes') return undefined;
  const running = await runningRenewal(tx, its);
  const window = windowOf(its, day);
  const findings = [...ended(its), ...(running ? [alreadyRuns(book)] : [])];
  const found = findings.length > 0 ? { findings } : await tried(tx, its, day, scope);
  return { ...found, ...(window ? { window } : {}), ...(running ? { running } : {}) };
}
type Reader = Pick<Tx, 'db' | 'sealed' | 'document'>;

/** The renewal that an officer can open for its holder, of whom it came on paper; undefined where the book takes none, and for others. */
export async function paperRenewalOf(tx: Reader, its: Case, person: Principal, day: Day): Promise<RenewalOffer | undefined> {
  const { book, subject } = its;
  const { organisation } = subject;
  if (!book.renewal || !intakeRow(book) || may(person, 'application.intake', { organisation, scheme: book.id }) !== 'yes') return undefined;
  const running = await runningRenewal(tx, its, 'office');
  const window = windowOf(its, day);
  return { onPaper: true, findings: ended(its), ...(window ? { window } : {}), ...(running ? { running } : {}) };
}

/**
 * Opens for its holder the renewal of an attestation that came on paper (D-4.5-1), beginning with the dossier it rests on. Judged by the
 * day on which it was received; refuses one to come, and like `renewalOf` tells.
 */
export async function openPaperRenewal(
  engine: Engine,
  person: Principal,
  commandKey: string,
  key: string,
  asked: { readonly receivedOn: string; readonly scope?: JsonObject },
): Promise<{ id: string; version: number }> {
  const { receivedOn, scope = {} } = asked;
  const request = { command: 'open-paper-renewal', attestation: key, receivedOn, scope } as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key: commandKey, request }, async (tx) => {
    await tx.lock(`renewal:${key}`);
    const its = await loadHeld(engine, tx, key, person, 'attestation.read');
    const { book, subject } = its;
    assertMay(person, 'application.intake', { organisation: subject.organisation, scheme: book.id });
    assertTakesPaper(book);
    if (!isDay(receivedOn) || receivedOn > engine.clock.today())
      throw new InvalidInput([
        {
          path: 'receivedOn',
          message: { ja: '受領した日(今日まで)を入力してください。', en: 'Enter the day of receipt, today or before.' },
        },
      ]);
    const offer = await paperRenewalOf(tx, its, person, receivedOn);
    // Also one that its holder has begun and the office does not see.
    const before = [...(offer?.findings ?? []), ...((await runningRenewal(tx, its)) ? [alreadyRuns(book)] : [])];
    const found = before.length > 0 || !offer ? { findings: before } : await tried(tx, its, receivedOn, scope);
    if (!('begins' in found) || !found.begins) throw refused(book, found.findings);
    return openWithin(engine, tx, person, book, onBehalf(found.begins.event), found.begins.draft);
  });
  return outcome;
}

/** Opens the renewal of an attestation for its holder, beginning with the dossier it rests on. Refuses like `renewalOf` tells. */
export async function openRenewal(
  engine: Engine,
  person: Principal,
  commandKey: string,
  key: string,
  scope: JsonObject = {},
): Promise<{ id: string; version: number }> {
  const request = { command: 'open-renewal', attestation: key, scope } as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key: commandKey, request }, async (tx) => {
    await tx.lock(`renewal:${key}`);
    const its = await loadHeld(engine, tx, key, person, 'attestation.read');
    assertMay(person, 'application.open', { organisation: its.subject.organisation });
    const offer = await renewalOf(tx, its, person, engine.clock.today(), scope);
    if (!offer?.begins) throw refused(its.book, offer?.findings ?? []);
    return openWithin(engine, tx, person, its.book, offer.begins.event, offer.begins.draft);
  });
  return outcome;
}

function refused(book: Book, findings: readonly Finding[]): RuleRefused {
  const [first] = findings;
  return first ? new RuleRefused(first.code, first.clause, first.message, { findings }) : notOffered(book);
}

const notOffered = (book: Book) =>
  new RuleRefused('no-renewal', book.renewal?.clause ?? book.engineRules['edition-known'], {
    ja: '更新を申請できるのは、その証明を受けている組織だけです。',
    en: 'Only the organisation that holds it can apply for its renewal.',
  });

const finding = (code: string, clause: string, ja: string, en: string): Finding => ({
  code,
  path: '',
  clause,
  message: { ja, en },
  weight: 'error',
});

const alreadyRuns = (book: Book): Finding =>
  finding('renewal-runs', book.renewal?.clause ?? '', '更新の申請が既にあります。', 'There already is an application for its renewal.');

/** What was brought to an end is over: nothing continues it, whatever the day. */
function ended({ book, events }: Case): readonly Finding[] {
  const [end] = standingOf(events).ends.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  if (!end) return [];
  const { word } = book.statusWords[end.kind];
  return [
    finding(
      'ended',
      book.renewal?.clause ?? '',
      `状態が「${word.ja}」となったため、更新できません。新たに申請してください。`,
      `It is “${word.en}” and cannot be renewed: make a new application.`,
    ),
  ];
}

function windowOf({ book, events }: Case, day: Day): RenewalOffer['window'] {
  const { window } = termsOn(book, day).renewal;
  const end = newest(standingOf(events).periods)?.until;
  return window && end ? { opens: addDays(end, -window.opens), closes: addDays(end, -window.closes) } : undefined;
}

/** The application that renews it and is not over; to the office only one that it sees. */
async function runningRenewal(tx: Reader, { book, subject }: Case, seenBy?: 'office'): Promise<string | undefined> {
  const rows = await tx.db
    .selectFrom('application_list')
    .select(['id', 'state'])
    .$if(seenBy === 'office', (all) => all.where(sql<boolean>`(submitted_on is not null or more ? 'office')`))
    .where('organisation', '=', subject.organisation)
    .where('scheme', '=', book.id)
    .where(sql<string>`more->>'renews'`, '=', subject.id)
    .orderBy('id')
    .execute();
  return rows.find((row) => !isConcluded(book, row))?.id;
}

/** The opening as it would be made today, against the guards of the rows that file a dossier, as far as they need nothing typed. */
async function tried(tx: Reader, its: Case, day: Day, scope: JsonObject): Promise<Pick<RenewalOffer, 'findings' | 'begins'>> {
  const { book, subject, values } = its;
  const opened = opening(its, day, scope);
  if ('weight' in opened) return { findings: [opened] };
  const draft = renewalDraft(book, String(opened.data.edition), values);
  const actor = { person: '', organisation: subject.organisation };
  const as = fold('application', '', [{ ...opened, at: `${day}T00:00:00.000Z`, version: 1, actor }]);
  const guards = guardsBefore(book);
  const loaded = await loadFacts(tx, new Set(guards.flatMap((guard) => guard.uses)), { book, subject: as, values: draft, day });
  const given = { subject: as, values: draft, input: {}, changed: {} };
  const findings = guards
    .flatMap((guard) => guard.check({ ...given, facts: factsNamed(guard.uses, loaded) }))
    .filter((each) => each.weight === 'error');
  return findings.length > 0 ? { findings } : { findings, begins: { event: opened, draft } };
}

function opening({ book, subject, values }: Case, day: Day, given: JsonObject): NewRowEvent | Finding {
  const { id: key, organisation, level, type } = subject;
  const scope = { ...scopeIn(book, values), ...given };
  try {
    return open(book, organisation, { level, scope, renews: { key, organisation, level }, ...(type ? { type } : {}) }, day);
  } catch (error) {
    if (error instanceof RuleRefused) return finding(error.code, error.clause, error.text.ja, error.text.en);
    if (error instanceof InvalidInput) return scopeOpen(book, error);
    throw error;
  }
}

/** Questions on scope that the dossier did not answer: the book asks others now. */
function scopeOpen(book: Book, { problems }: InvalidInput): Finding {
  const list = (language: 'ja' | 'en') => problems.map((each) => each.message[language]).join(language === 'ja' ? '' : ' ');
  return finding(
    'scope-open',
    book.renewal?.clause ?? '',
    `対象かどうかの確認に、いまの申請書類にない回答が必要です。${list('ja')}`,
    `The questions on scope ask for more than the dossier says. ${list('en')}`,
  );
}

function guardsBefore(book: Book): readonly Guard[] {
  const { initial, rows } = book.application;
  const filing = Object.values(rows).filter(
    (row) => row.from.includes(initial) && row.effects?.includes('freeze-dossier') === true && row.intake === undefined,
  );
  return [...new Set(filing.flatMap((row) => row.needs ?? []))]
    .flatMap((id) => book.guards[id] ?? [])
    .filter((guard) => guard.uses.length > 0 && guard.uses.every((fact) => TOLD_BEFORE.has(fact)));
}
