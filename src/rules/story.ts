import type { Book } from './book.ts';
import { day, startOfDay } from './day.ts';
import { decide, type NewRowEvent } from './decide.ts';
import type { Values } from './dossier.ts';
import type { Facts } from './facts.ts';
import { checkForm } from './form-check.ts';
import { contentHash } from './hash.ts';
import type { JsonObject } from './json.ts';
import { type Doer, type Place, possibleMoves, whoseTurn } from './moves.ts';
import { Conflict, type Finding, RuleRefused } from './refusal.ts';
import { evolve, opened, type Subject, type Thread } from './subject.ts';

/** A person of a story: name, organisation and the parties they act as. */
export type Someone = Doer;
export const someone = (person: string, organisation: string, ...parties: string[]): Someone => ({ person, organisation, parties });

const NO_FACTS: Facts = {
  day: day('2000-01-01'),
  formFindings: [],
  evidence: [],
  payments: [],
  inquiries: [],
  modelConflicts: [],
  earlierAttestations: [],
  directory: [],
  foreignLabels: [],
};

export interface Act {
  readonly place?: Place;
  readonly input?: JsonObject;
  readonly seen?: { readonly version?: number; readonly hash?: string };
}

export interface Beginning {
  readonly day: string;
  readonly level: string;
  readonly edition: string;
  readonly organisation: string;
  readonly kind?: Subject['kind'];
  readonly type?: string;
  readonly renews?: string;
  readonly number?: string;
  readonly values?: Values;
  readonly facts?: Partial<Facts>;
}

/** Given / when / then over a rule book: pure, no store, no clock. Every step returns the story. */
export interface Story {
  readonly subject: Subject;
  readonly values: Values;
  readonly events: readonly NewRowEvent[];
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
}

/** Begins a story: an application or an attestation of a book on a day. */
export function story(book: Book, given: Beginning): Story {
  const facts: Facts = { ...NO_FACTS, ...given.facts, day: day(given.day) };
  return tell({ book, subject: beginning(book, given), values: given.values ?? {}, facts, events: [] });
}

const noon = (facts: Facts) => new Date(startOfDay(facts.day)).toISOString();

function beginning(book: Book, given: Beginning): Subject {
  const kind = given.kind ?? 'application';
  const { organisation, level, edition } = given;
  const state = kind === 'application' ? book.application.initial : book.attestation.initial;
  const data: JsonObject = {
    ...{ scheme: book.id, organisation, level, edition, state },
    ...(given.type ? { productType: given.type } : {}),
    ...(given.renews ? { renews: given.renews } : {}),
    ...(given.number ? { number: given.number } : {}),
  };
  const actor = { person: '-', organisation };
  return opened(kind, 'case-1', { type: 'Opened', data, effectiveOn: day(given.day), at: `${given.day}T00:00:00Z`, version: 1, actor });
}

interface Told {
  readonly book: Book;
  readonly subject: Subject;
  readonly values: Values;
  readonly facts: Facts;
  readonly events: readonly NewRowEvent[];
}

function tell(so: Told): Story {
  const hash = contentHash(so.values);
  const findings = () => checkForm({ book: so.book, edition: so.subject.edition ?? '', subject: so.subject, values: so.values, facts: so.facts });
  const does = (who: Someone, move: string, act: Act = {}): Story => {
    const seen = { version: act.seen?.version ?? so.subject.version, hash: act.seen?.hash ?? hash };
    const command = { move, place: act.place ?? ({ in: 'subject' } as const), who, input: act.input ?? {}, seen };
    const newIds = [1, 2, 3].map((n) => `${move}-${so.events.length + n}`);
    const given = { day: so.facts.day, values: so.values, facts: { ...so.facts, formFindings: findings() }, hash, newIds };
    const decided = decide(so.book, so.subject, command, given);
    const subject = decided.reduce(
      (now, event) => evolve(now, { ...event, at: noon(so.facts), version: now.version + 1, actor: { person: who.person, organisation: who.organisation } }),
      so.subject,
    );
    return tell({ ...so, subject, events: [...so.events, ...decided] });
  };
  return {
    ...{ subject: so.subject, values: so.values, events: so.events, hash, findings, does },
    on: (when) => tell({ ...so, facts: { ...so.facts, day: day(when) } }),
    knowing: (facts) => tell({ ...so, facts: { ...so.facts, ...facts } }),
    fill: (values) => tell({ ...so, values: { ...so.values, ...values } }),
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
      const found = so.subject.threads.findLast((thread) => thread.kind === kind);
      if (!found) throw new Error(`no thread ${kind}`);
      return found;
    },
    turn: () => whoseTurn(so.book, so.subject),
    moves: (who) => possibleMoves(so.book, so.subject, who).map((each) => each.id),
  };
}
