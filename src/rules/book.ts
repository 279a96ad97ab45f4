import type { Artwork, QrMatrix } from './artwork.ts';
import type { Criterion, Edition, Offer } from './criteria.ts';
import type { Day } from './day.ts';
import type { DevicePart } from './device-part.ts';
import type { DocumentModel } from './document.ts';
import type { Field, Values, When } from './dossier.ts';
import type { FactName, Facts } from './facts.ts';
import type { JsonObject } from './json.ts';
import type { Keeping } from './keeping.ts';
import type { ArtworkVariant } from './label-artwork.ts';
import type { Doer } from './moves.ts';
import type { Changes, Voices } from './outside.ts';
import type { Publication } from './publication.ts';
import type { Finding } from './refusal.ts';
import type { Renewal, SameObject } from './renewal.ts';
import type { StatusId } from './status.ts';
import type { Subject, Thread } from './subject.ts';
import type { Dated, Terms } from './terms.ts';
import type { Language, Text } from './text.ts';

/** Whose turn it can be: kinds of organisation. `nobody` rests, `end` is over. */
export const SIDES = ['applicant', 'office', 'government', 'evaluator', 'committee'] as const;
export type Side = (typeof SIDES)[number];

/** A role in the scheme: which side it stands on and what it is called. */
export interface Party {
  readonly side: Side;
  readonly label: Text;
}

export interface State {
  readonly label: Text;
  readonly waitsFor: Side | 'nobody' | 'end';
  /** May the applicant change the dossier here? */
  readonly dossier?: 'open';
  readonly clause: string;
}

/** What the engine does beside changing the state. A closed list; each is executed in one place. */
export const EFFECTS = [
  'freeze-dossier',
  'amend-dossier',
  'decide-issue',
  'decide-refuse',
  'drop',
  'lapse',
  'withdraw',
  'cease',
  'withhold',
  'intend-reapplication',
  'adopt-edition',
  'change-content',
  'reissue',
] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * One row of a table: a move when it has `to`, an act (it only adds to the record) when it has not.
 * The engine knows rows, never schemes.
 */
export interface Row {
  /** Event type written to the history; past tense. */
  readonly event: string;
  /** On the button, as the act it is. */
  readonly label: Text;
  readonly by: readonly string[];
  readonly from: readonly string[];
  readonly to?: string;
  readonly needs?: readonly string[];
  /**
   * Rows that the same person, under whatever membership, may not have made in this case: `row`, or `thread kind.row`
   * where the name alone could mean several (`question.open`).
   */
  readonly notBy?: readonly string[];
  /** Each person at most once. */
  readonly once?: 'per-person';
  /** Kinds of thread that must not be open. */
  readonly blockedBy?: readonly string[];
  /** The act is bound to the hash of what was seen (design principle 8). */
  readonly bound?: 'to-what-was-seen';
  /** What the actor fills in with it. */
  readonly asks?: readonly Field[];
  /** The asked date from which it has effect, when that is not the day on which it is done (design principle 10). */
  readonly effective?: string;
  /** Only in a case that the office itself opened for the applicant: it takes in what came on paper. */
  readonly intake?: 'on-behalf';
  /** Threads opened by it in the same act. */
  readonly opens?: readonly string[];
  readonly effects?: readonly Effect[];
  /**
   * Fields of the dossier whose new content is filled in with it, or `any`. It stands from the row with the effect `change-content` on:
   * this one, or a later one of the same thread.
   */
  readonly rewrites?: readonly string[] | 'any';
  /** The asked texts that anyone reads on the public page from its day on. */
  readonly tells?: { readonly heading: Text; readonly japanese: string; readonly english?: string };
  /** Working papers that it makes part of the record: they are frozen, and the event holds their hash. */
  readonly carries?: 'item-findings';
  readonly clause: string;
}

export interface Table {
  readonly initial: string;
  readonly states: Readonly<Record<string, State>>;
  readonly rows: Readonly<Record<string, Row>>;
}

/** Days until a thread is due, from the day it is opened: of the calendar (and on to the next business day), or business days. */
export interface DueAfter {
  readonly days: number;
  readonly counted: 'calendar' | 'calendar-to-business' | 'business';
  readonly clause: string;
}
/** When a thread is due: after some days, or on the date that whoever opens or extends it sets in the field named. */
export type Due = DueAfter | { readonly asked: string; readonly clause: string };

/**
 * A thread in which money is awaited: opening it charges the first fee of the terms that fits. When all of it has arrived the row named
 * is made, by nothing but the receipt: it closes the thread, or is an act in any of its open states, where the thread is about more than
 * the money. An application is charged once: a row that it comes back to opens no other. An attestation is charged each time.
 */
export interface Charge {
  readonly fees: readonly { readonly fee: string; readonly of?: 'new' | 'renewal'; readonly when?: When }[];
  /** Charged only where this holds of what was said at the opening; absent: always. */
  readonly when?: When;
  readonly settledBy: string;
  readonly clause: string;
}

/**
 * A thread before a body that meets on the asked date in the field `on`. Whoever made the row `recusal` sees nothing of the case
 * any more; what others said in the row `opinion` is read by those who gave their own.
 */
export interface Hearing {
  readonly on: string;
  readonly recusal: string;
  readonly opinion: string;
  readonly clause: string;
}

/** A thread runs beside the case with states and a due date of its own; a case has many. */
export interface ThreadKind extends Table {
  readonly label: Text;
  readonly on: 'application' | 'attestation';
  /** The row that opens it: by whom and in which states of the case; absent when only other rows open it. */
  readonly opening?: Omit<Row, 'to'>;
  readonly due?: Due;
  readonly charges?: Charge;
  readonly hearing?: Hearing;
  /**
   * It can be asked while the case was never submitted. The office, which otherwise sees nothing of such a case, then sees this thread
   * with the answers to the scope questions and who asks, and nothing of the dossier.
   */
  readonly beforeFiling?: { readonly shows: 'scope'; readonly clause: string };
  /** Sides that read what is in it; the others see that it runs and that it ended. */
  readonly readers: readonly Side[];
  /** Kept apart from the history: only "asked" and "concluded" stand there (L-3.5-4). */
  readonly sealed?: { readonly extract: readonly string[]; readonly clause: string };
  readonly clause: string;
}

export interface GuardInput<K extends FactName> {
  readonly subject: Subject;
  readonly values: Values;
  /** What the actor filled in with the move. */
  readonly input: JsonObject;
  /** New content of the dossier that goes with the move, by path: what differs from `values`. */
  readonly changed?: Values;
  readonly facts: Pick<Facts, K>;
  /** Who acts; absent in the form check, which nobody makes. */
  readonly who?: Doer;
  /** The thread that the row stands in. */
  readonly thread?: Thread;
}

/** A guard says what it reads and finds what is wrong. Pure. */
export interface Guard<K extends FactName = FactName> {
  readonly uses: readonly K[];
  readonly clause: string;
  check(given: GuardInput<K>): readonly Finding[];
}

/** Declares a guard; the type lets `check` see exactly the facts it names. */
export const guard = <const K extends FactName>(
  uses: readonly K[],
  clause: string,
  check: (given: GuardInput<K>) => readonly Finding[],
): Guard => ({ uses, clause, check }) as Guard;

export type ClockOf = { readonly subject: Subject; readonly terms: Terms; readonly day: Day };

/** The kinds of clock that a book has. What the system does on a day, once (mail, erasing), follows from them and from `keeping`. */
export const CLOCK_KINDS = ['truth', 'prompt'] as const;

/**
 * Two of the three kinds of design principle 10: `truth` needs no event and no job; `prompt` reminds or opens a ground and has no legal
 * effect. The third, a job of the system, is nothing that a book writes.
 */
export type Clock = {
  readonly label: Text;
  readonly on: 'application' | 'attestation';
  readonly clause: string;
  /** The days on which it strikes for this subject, as known now. */
  at(of: ClockOf): readonly Day[];
} & ({ readonly kind: 'truth' } | { readonly kind: 'prompt'; readonly tells: Side });

/** One of a short set of questions, and the outcomes they lead to (L-3.2-5). */
export interface Scope {
  readonly questions: readonly Field[];
  /** First matching rule decides. */
  decide(answers: Values): { readonly outcome: 'in-scope' | 'out-of-scope' | 'unclear'; readonly clause: string; readonly reason: Text };
}

export interface Level {
  readonly label: Text;
  /** Number of stars or the like, written by the artwork and the number. */
  readonly mark: string;
  readonly attestedBy: 'applicant' | 'owner';
  readonly includes?: string;
  readonly meaning: Text;
  readonly clause: string;
}

/** An agreement that lets a foreign attestation stand for the criteria it covers (L-3.8.3-3). */
export interface Agreement {
  readonly id: string;
  readonly label: Text;
  readonly scheme: string;
  readonly from: Day;
  readonly until?: Day;
  readonly covers: readonly string[];
  readonly source: string;
}

/** Who did the assessment, as told to buyers, and what that category needs (L-3.7-4). */
export interface EvaluatorCategory {
  readonly label: Text;
  readonly levels: readonly string[];
  readonly clause: string;
}

/** Rules that the engine itself executes for every scheme; the book says which of its clauses each stands for. */
export const ENGINE_RULES = ['edition-known', 'set-approved', 'level-open', 'edition-open', 'validity-decided'] as const;
export type EngineRule = (typeof ENGINE_RULES)[number];

export interface Vocabulary {
  readonly threats: Readonly<Record<string, Text>>;
  readonly assets: Readonly<Record<string, Text>>;
  readonly frameworks: Readonly<Record<string, { readonly label: Text; readonly edition: Text }>>;
  /** Words of conformity assessment as the scheme defines them (ISO/IEC 17000). */
  readonly terms?: Readonly<Record<string, { readonly word: Text; readonly meaning: Text; readonly clause: string }>>;
  /** Where a threat attacks, and what is done about it: the middle of the trace from asset to requirement (L-3.4-3). */
  readonly trace?: readonly { readonly threat: string; readonly surface: Text; readonly countermeasure: Text }[];
}

/** What the artwork of an attestation shows. */
export interface ArtworkOf {
  readonly level: string;
  readonly number: string;
  /** The code of the public page's address. */
  readonly qr: QrMatrix;
  readonly validUntil?: Day;
  readonly demo: boolean;
}

/** What is told beside the files of a label or mark. */
export interface ArtworkUse {
  /** What it may be used for. */
  readonly rules: readonly Text[];
  /** The row of the attestation that gives the files out; absent: they may be taken without. */
  readonly givenBy?: string;
  /** Under which they are refused once the attestation is not in effect. */
  readonly clause: string;
}

/** What the certificate of an attestation says. Who certified when, and who issued this paper when, are two data (D-8.1-2). */
export interface CertificateOf {
  readonly number: string;
  /** What is certified, and whose it is. */
  readonly title: Text;
  readonly applicant: Text;
  readonly certifiedOn: Day;
  readonly issuedOn: Day;
  /** First and last day of the period: these govern. */
  readonly from: Day;
  readonly until: Day;
  readonly address: string;
  /** The code of the public page's address. */
  readonly qr: QrMatrix;
  readonly demo: boolean;
}

export interface Book {
  readonly id: string;
  readonly name: Text;
  readonly shortName: Text;
  readonly owner: Text;
  readonly office: { readonly name: Text; readonly contact: Text };
  /** What is issued: a label or a certificate. */
  readonly attestationWord: Text;
  /** What a decision grants and a withdrawal takes away: the label itself, or the certification that the certificate is the paper of. */
  readonly grantedWord: Text;
  /** What it is called to decide on an application. */
  readonly decisionWord: Text;
  readonly subjectWord: Text;
  readonly parties: Readonly<Record<string, Party>>;
  readonly levels: Readonly<Record<string, Level>>;
  readonly evaluatorCategories: Readonly<Record<string, EvaluatorCategory>>;
  readonly scope: Scope;
  readonly criteria: readonly Criterion[];
  /** Words for what criteria name by a code: threats and assets (L-3.4-3), frameworks with the edition meant (L-3.4-2). */
  readonly vocabulary?: Vocabulary;
  readonly editions: readonly Edition[];
  readonly offers: readonly Offer[];
  /** What tests of a device can say about the criteria of an edition; absent: nothing is tested on a device. */
  readonly deviceParts?: readonly DevicePart[];
  readonly agreements: readonly Agreement[];
  readonly application: Table;
  /** What can happen to an attestation once it is there; its status is computed, see status.ts. */
  readonly attestation: Table;
  /** What the holder is asked of a change, and what it leads to; absent where nothing but the rows themselves says so. */
  readonly changes?: Changes;
  /** What anyone can report or ask about an attestation, from its public page. */
  readonly voices?: Voices;
  /** Rows of the attestation, and kinds of its threads, whose way is on the screen; the others can be told and not yet made there. */
  readonly offeredAfterIssue?: readonly string[];
  readonly threads: Readonly<Record<string, ThreadKind>>;
  readonly guards: Readonly<Record<string, Guard>>;
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly terms: Dated<Terms>;
  readonly publication: Dated<Publication>;
  /** Draws the label or mark; absent where the scheme has none. */
  readonly artwork?: (of: ArtworkOf, variant: ArtworkVariant, language: Language) => Artwork;
  readonly artworkUse?: ArtworkUse;
  /** Writes the certificate; absent where the scheme has none. */
  readonly certificate?: (of: CertificateOf, language: Language) => DocumentModel;
  /** The clauses of the standard that items of disclosure are judged by: met, optional ones that never count, and what "not done" means. */
  readonly standard?: { readonly met: string; readonly optional: string; readonly notDone: string };
  readonly statusWords: Readonly<Record<StatusId, { readonly word: Text; readonly sentence: Text; readonly clause: string }>>;
  readonly engineRules: Readonly<Record<EngineRule, string>>;
  /** How what was issued is renewed; absent: no renewal is offered. */
  readonly renewal?: Renewal;
  /** By what an earlier attestation is told to be of the same object; absent: only the one that is renewed is. */
  readonly sameObject?: SameObject;
  /** What the office keeps of what was handed over, until when, and what becomes of it then; absent: nothing is returned. */
  readonly keeping?: Keeping;
  /** The clause under which evidence is kept while what rests on it is under way or in force: the vault then refuses to erase it. */
  readonly evidenceKept?: string;
  /** Clause → one line of what it asks; every clause cited in the book stands here. */
  readonly clauses: Readonly<Record<string, string>>;
}
