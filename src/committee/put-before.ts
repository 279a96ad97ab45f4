import {
  type Case,
  type Engine,
  findingsKept,
  frozenFindings,
  isReviewed,
  loadCase,
  makeMoveWithin,
  namesOf,
} from '../applications/index.ts';
import { type HandedOverFile, handedOverFiles } from '../evidence/index.ts';
import { assertMay, bookRoles, findOrganisation, type Principal } from '../people/index.ts';
import { type Review, reviewOf } from '../reviews/index.ts';
import { type Dossier, fieldsOf, leaves } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { type Possible, possibleMoves } from '../rules/moves.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import type { Entry } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import {
  type Heard,
  hearingsOf,
  isOpenToMember,
  type MemberStanding,
  opinionsFor,
  opinionsIn,
  recusalsIn,
  standingOfMember,
} from './hearing.ts';

/** A case as it is put before the committee: for a reader, with nothing that is not theirs to read. */
export interface PutBefore extends Heard {
  readonly its: Case;
  readonly dossier: Dossier;
  readonly applicant: Text;
  readonly review?: Review;
  /** What was handed over and stands in the dossier now; the reader may open it. */
  readonly files: readonly HandedOverFile[];
  readonly standing: MemberStanding;
  /** The opinions that the reader may read, and how many there are. */
  readonly opinions: readonly Entry[];
  readonly opinionCount: number;
  readonly recusals: readonly Entry[];
  /** What this reader can do in it now. */
  readonly moves: readonly Possible[];
  readonly names: ReadonlyMap<string, Text>;
}

/**
 * Reads a case that was put before the committee. NotFound for a hearing that is none; for a member also for one that is over, and one
 * from which they stepped aside (D-6.4-1). Refuses everybody but the office and the committee.
 */
export async function readHearing(engine: Engine, tx: Tx, person: Principal, thread: string): Promise<PutBefore> {
  const { its, heard } = await findHearing(engine, tx, person, thread);
  const { book, subject, values } = its;
  const dossier = dossierOf(book, subject.edition ?? '');
  const frozen = await frozenFindings(tx, subject);
  const review = reviewOf(book, subject, dossier, values, { kept: await findingsKept(tx, subject.id), ...(frozen ? { frozen } : {}) });
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const opinions = opinionsFor(heard, { person: person.person.id, isOffice: person.organisation.kind === 'office' });
  const recusals = recusalsIn(heard);
  const organisation = await findOrganisation(tx.db, subject.organisation);
  const handed = await handedOverFiles(tx, its, person);
  return {
    ...heard,
    its,
    dossier,
    applicant: organisation ? { ja: organisation.nameJa, en: organisation.nameEn } : { ja: subject.organisation, en: subject.organisation },
    ...(review ? { review } : {}),
    files: filesOfItems(dossier, handed),
    standing: standingOfMember(heard, person.person.id),
    opinions,
    opinionCount: opinionsIn(heard).length,
    recusals,
    moves: possibleMoves(book, subject, who).filter(({ place }) => 'thread' in place && place.thread === heard.thread.id),
    names: await namesOf(tx, [...new Set([...opinions, ...recusals].map((entry) => entry.by))], []),
  };
}

/** The files that items of the dossier point to now: identity papers and the like are not put before the committee. */
function filesOfItems(dossier: Dossier, handed: readonly HandedOverFile[]): readonly HandedOverFile[] {
  const items = fieldsOf(dossier).filter(isReviewed);
  const isOfItem = (path: string) => items.some((field) => leaves(field).includes(path));
  return handed.flatMap((each) => {
    const uses = each.uses.filter((use) => use.isNow && use.thread === undefined && isOfItem(use.path));
    return uses.length === 0 ? [] : [{ ...each, uses }];
  });
}

async function findHearing(engine: Engine, tx: Tx, person: Principal, thread: string): Promise<{ its: Case; heard: Heard }> {
  assertMay(person, 'hearing.read');
  const row = await tx.db.selectFrom('hearings').select('application').where('thread', '=', thread).executeTakeFirst();
  if (!row) throw new NotFound(`hearing ${thread}`);
  const its = await loadCase(engine, tx, row.application, person, 'hearing.read');
  const heard = hearingsOf(its.book, its.subject).find((each) => each.thread.id === thread);
  const isClosed = heard && person.organisation.kind === 'committee' && !isOpenToMember(heard, person.person.id);
  if (!heard || isClosed) throw new NotFound(`hearing ${thread}`);
  return { its, heard };
}

/** What a member does in a hearing: a row of its thread, and the content that they had before the eyes. */
export interface HearingMove {
  readonly move: string;
  readonly input: JsonObject;
  /** Hash of the dossier that was seen. */
  readonly hash: string;
}

/**
 * An opinion or a recusal, by a member of the committee: one act however often it arrives. What other members say at the same time stands
 * in nobody's way; a dossier other than the one that was seen does. NotFound where the hearing is not, or no more, theirs.
 */
export async function moveInHearing(
  engine: Engine,
  person: Principal,
  key: string,
  thread: string,
  asked: HearingMove,
): Promise<{ readonly id: string }> {
  assertMay(person, 'hearing.act');
  const request = { command: 'move-in-hearing', thread, ...asked } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const { its, heard } = await findHearing(engine, tx, person, thread);
    if (asked.hash !== its.hash) throw notSeen(heard.hearing.clause);
    const seen = { version: its.subject.version, hash: asked.hash };
    await makeMoveWithin(engine, tx, person, its.subject.id, { move: asked.move, place: { thread }, input: asked.input, seen }, 'hearing');
    return { id: thread };
  });
  return outcome;
}

const notSeen = (clause: string) =>
  new RuleRefused('not-what-was-seen', clause, {
    ja: '表示後に申請の内容が変わりました。もう一度資料を確かめてから行ってください。',
    en: 'The application changed after it was shown. Look at the papers again before you act.',
  });
