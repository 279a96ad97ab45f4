import type { Book, Row } from './book.ts';
import { type Strike, strikes } from './clocks.ts';
import { day, startOfDay } from './day.ts';
import { decide, type NewRowEvent, termsOn } from './decide.ts';
import type { Values } from './dossier.ts';
import { type Facts, factsNamed } from './facts.ts';
import { checkForm } from './form-check.ts';
import { carriedMarks, grantedPeriod, renewalConcluded, renewalFiled } from './grant.ts';
import { contentHash } from './hash.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { type Mark, marksData } from './marks.ts';
import { type Doer, factsFor, locate, type Place, possibleMoves, whoseTurn } from './moves.ts';
import { writeNumber } from './number.ts';
import { Conflict, type Finding, RuleRefused } from './refusal.ts';
import { contentAfter, parted } from './rewriting.ts';
import { isWithheld, nextChangeOn, type Standing, type Status, standing, statusOn } from './status.ts';
import { fold, type Subject, type SubjectEvent, type Thread } from './subject.ts';

/** A person of a story: name, organisation and the parties they act as. */
export type Someone = Doer;
export const someone = (person: string, organisation: string, ...parties: string[]): Someone => ({ person, organisation, parties });

const NO_FACTS: Facts = {
  day: day('2000-01-01'),
  formFindings: [],
  evidence: [],
  payments: [],
  itemFindings: [],
  inquiries: [],
  modelConflicts: [],
  earlierAttestations: [],
  directory: [],
  foreignLabels: [],
  status: null,
  firstDossier: null,
};

export interface Act {
  readonly place?: Place;
  /** What is filled in with it: what the row asks and, where it rewrites, new content of the dossier by path. */
  readonly input?: JsonObject;
  readonly seen?: { readonly version?: number; readonly hash?: string };
}

export interface Beginning {
  readonly day: string;
  readonly level: string;
  readonly edition: string;
  readonly organisation: string;
  readonly id?: string;
  readonly type?: string;
  readonly renews?: string;
  /** Opened by the office for the applicant. */
  readonly onBehalf?: true;
  readonly values?: Values;
  readonly facts?: Partial<Facts>;
}

/** Given / when / then over a rule book: pure, no store, no clock. Every step returns the story. */
export interface Story {
  readonly subject: Subject;
  readonly values: Values;
  readonly events: readonly SubjectEvent[];
  /** Content hash of the dossier as it stands. */
  readonly hash: string;
  on(day: string): Story;
  knowing(facts: Partial<Facts>): Story;
  fill(values: Values): Story;
  /** Does it, or throws the refusal. */
  does(who: Someone, move: string, act?: Act): Story;
  /** The refusal that this gets; throws when it is not refused. */
  refused(who: Someone, move: string, act?: Act): RuleRefused | Conflict;
  /** What the one form check finds now. */
  findings(): readonly Finding[];
  /** The newest thread of a kind; throws when there is none. */
  thread(kind: string): Thread;
  turn(): readonly string[];
  moves(who: Someone): readonly string[];
  /** What is going to happen or to be reminded of, as known today. */
  strikes(): readonly Strike[];

  /** The attestation that the grant of this application makes today. */
  attested(of: { readonly serial: number; readonly asked?: string }): Story;
  /** Of an attestation: the renewal, as it stands, reaches it. */
  renewalFiled(application: Story): Story;
  renewalConcluded(application: Story): Story;
  renewed(application: Story, of?: { readonly asked?: string }): Story;
  /** Of an attestation: what its status rests on, and the status on a day (today) as known by the end of another (now). */
  standing(knownOn?: string): Standing;
  status(on?: string, knownOn?: string): Status;
  isWithheld(path: string, on?: string): boolean;
  nextChangeOn(on?: string): string | undefined;
}

/** Begins a story: an application under a book on a day. */
export function story(book: Book, given: Beginning): Story {
  const facts: Facts = { ...NO_FACTS, ...given.facts, day: day(given.day) };
  const { organisation, level, edition } = given;
  const data: JsonObject = {
    ...{ scheme: book.id, organisation, level, edition, state: book.application.initial },
    ...(given.type ? { productType: given.type } : {}),
    ...(given.renews ? { renews: given.renews } : {}),
    ...(given.onBehalf ? { onBehalf: true } : {}),
  };
  const subject: Begun = { kind: 'application', id: given.id ?? 'case-1' };
  return tell({
    book,
    of: subject,
    stream: [entryOf(facts, 1, organisation, { type: 'ApplicationOpened', data })],
    values: given.values ?? {},
    facts,
  });
}

type Begun = Pick<Subject, 'kind' | 'id'>;
type Bare = Pick<NewRowEvent, 'type' | 'data'> & Partial<Pick<NewRowEvent, 'effectiveOn'>>;

const entryOf = (facts: Facts, version: number, organisation: string, event: Bare, person = '-'): SubjectEvent => ({
  effectiveOn: facts.day,
  ...event,
  at: noon(facts.day),
  version,
  actor: { person, organisation },
});

const noon = (on: string) => new Date(startOfDay(day(on)) + 12 * 3_600_000).toISOString();
const endOf = (on: string) => new Date(startOfDay(day(on)) + 24 * 3_600_000 - 1).toISOString();

interface Told {
  readonly book: Book;
  readonly of: Begun;
  readonly stream: readonly SubjectEvent[];
  readonly values: Values;
  readonly facts: Facts;
  /** New content that a thread brought and that is not in effect yet, by thread. */
  readonly proposed?: Readonly<Record<string, Values>>;
}

/** New content that came with a row waits in its thread until a row of it brings all of it into effect. */
function rewriting(
  { values, proposed = {} }: Told,
  row: Row,
  thread: string,
  changed: Values,
): Pick<Told, 'values'> & Required<Pick<Told, 'proposed'>> {
  const all = { ...proposed[thread], ...changed };
  if (Object.keys(all).length === 0) return { values, proposed };
  if (row.effects?.includes('change-content')) return { values: contentAfter(values, all), proposed: { ...proposed, [thread]: {} } };
  return { values, proposed: { ...proposed, [thread]: all } };
}

function tell(so: Told): Story {
  const { book, facts, values } = so;
  const subject = fold(so.of.kind, so.of.id, so.stream);
  const hash = contentHash(values);
  const findings = () => checkForm({ book, edition: subject.edition ?? '', subject, values, facts });
  const known = (knownOn?: string) => standing(so.stream, knownOn === undefined ? undefined : endOf(knownOn));
  const status = (on: string = facts.day, knownOn?: string) => statusOn(known(knownOn), termsOn(book, day(on)), day(on));
  const marked = (type: string, marks: readonly Mark[], more: JsonObject = {}) =>
    tell({
      ...so,
      stream: [...so.stream, entryOf(facts, subject.version + 1, subject.organisation, { type, data: { ...more, ...marksData(marks) } })],
    });
  const does = (who: Someone, move: string, act: Act = {}): Story => {
    const place = act.place ?? ({ in: 'subject' } as const);
    const seen = { version: act.seen?.version ?? subject.version, hash: act.seen?.hash ?? hash };
    const { row, thread } = locate(book, subject, move, place);
    const { input, changed } = parted({ book, subject, values }, row, act.input ?? {});
    const names = [...factsFor(book, row)];
    const loaded = {
      ...facts,
      formFindings: names.includes('formFindings') ? findings() : [],
      status: subject.kind === 'attestation' ? status().status : null,
    };
    const newIds = [1, 2, 3].map((n) => `${move}-${so.stream.length + n}`);
    const decided = decide(
      book,
      subject,
      { move, place, who, input, seen },
      {
        day: facts.day,
        values,
        changed,
        facts: factsNamed(names, loaded),
        hash,
        newIds,
        carried: contentHash({ findings: facts.itemFindings as unknown as JsonValue }),
      },
    );
    const rewritten = rewriting(so, row, thread?.id ?? String(decided[0]?.data.thread ?? ''), changed);
    return tell({
      ...so,
      ...rewritten,
      stream: [
        ...so.stream,
        ...decided.map((event, index) => {
          const isNow = index === 0 && rewritten.values !== values;
          const data = isNow ? { ...event.data, dossier: contentHash(rewritten.values) } : event.data;
          return entryOf(facts, subject.version + 1 + index, who.organisation, { ...event, data }, who.person);
        }),
      ],
    });
  };
  return {
    ...{ subject, values, events: so.stream, hash, findings, does, status },
    standing: known,
    on: (when) => tell({ ...so, facts: { ...facts, day: day(when) } }),
    knowing: (more) => tell({ ...so, facts: { ...facts, ...more } }),
    fill: (more) => tell({ ...so, values: { ...values, ...more } }),
    refused(who, move, act) {
      try {
        does(who, move, act);
      } catch (error) {
        if (error instanceof RuleRefused || error instanceof Conflict) return error;
        throw error;
      }
      throw new Error(`${move} was not refused`);
    },
    thread(kind) {
      const found = subject.threads.findLast((thread) => thread.kind === kind);
      if (!found) throw new Error(`no thread ${kind}`);
      return found;
    },
    turn: () => whoseTurn(book, subject),
    moves: (who) => possibleMoves(book, subject, who).map((each) => each.id),
    strikes: () => strikes(book, subject, facts.day),
    attested(its) {
      const period = grantedPeriod(book, {
        application: subject,
        on: facts.day,
        previous: [],
        ...(its.asked ? { asked: day(its.asked) } : {}),
      });
      const number = writeNumber(termsOn(book, facts.day).number, { serial: its.serial, firstDay: facts.day, level: subject.level });
      const data: JsonObject = {
        ...{
          scheme: book.id,
          organisation: subject.organisation,
          level: subject.level,
          edition: period.edition,
          state: book.attestation.initial,
          number,
        },
        ...{ period: period as unknown as JsonValue, ...marksData([{ mark: 'period', period }, ...carriedMarks(so.stream)]) },
      };
      return tell({
        ...so,
        of: { kind: 'attestation', id: number },
        stream: [entryOf(facts, 1, subject.organisation, { type: 'AttestationIssued', data })],
      });
    },
    renewalFiled: (application) => marked('RenewalFiled', renewalFiled(book, application.subject, subject.periods)),
    renewalConcluded: (application) => marked('RenewalConcluded', renewalConcluded(application.subject, facts.day)),
    renewed(application, its = {}) {
      const period = grantedPeriod(book, {
        application: application.subject,
        on: facts.day,
        previous: subject.periods,
        ...(its.asked ? { asked: day(its.asked) } : {}),
      });
      const carried = carriedMarks(application.events);
      const marks: readonly Mark[] = [{ mark: 'period', period }, ...carried, ...renewalConcluded(application.subject, facts.day)];
      return marked('AttestationRenewed', marks, { period: period as unknown as JsonValue });
    },
    isWithheld: (path, on = facts.day) => isWithheld(known(), path, day(on)),
    nextChangeOn: (on = facts.day) => nextChangeOn(known(), termsOn(book, day(on)), day(on)),
  };
}
