import { type Book, EFFECTS, type Effect, ENGINE_RULES, type Row, SIDES, type Table, type ThreadKind } from './book.ts';
import { chargeProblems } from './check-charge.ts';
import { clockProblems } from './check-clocks.ts';
import { devicePartProblems } from './check-device-part.ts';
import { outsideProblems } from './check-outside.ts';
import { citation } from './citation.ts';
import { fieldsOf, leafFields } from './dossier.ts';
import { dossierOf, editionHash } from './editions.ts';
import { FORM_FACTS, FORM_RULES } from './form-check.ts';
import { keepingProblems } from './keeping.ts';
import { STATUSES } from './status.ts';

/**
 * Everything wrong with a rule book, in words; empty when it may be loaded. Every state is reachable, every waiting
 * state has somebody who can act, every row and guard cites a clause that the book knows, whatever is named exists,
 * every guard and form rule that is configured is executed, every approved hash is the hash of what it approves.
 */
export function checkBook(book: Book): readonly string[] {
  return [
    ...tableProblems(book, 'application', book.application, EXECUTED.application),
    ...tableProblems(book, 'attestation', book.attestation, EXECUTED.attestation),
    ...wayOutProblems(book),
    ...threadProblems(book),
    ...chargeProblems(book),
    ...guardProblems(book),
    ...editionProblems(book),
    ...offerProblems(book),
    ...termProblems(book),
    ...renewalProblems(book),
    ...levelProblems(book),
    ...outsideProblems(book),
    ...devicePartProblems(book),
    ...vocabularyProblems(book),
    ...STATUSES.filter((status) => !book.statusWords[status]).map((status) => `status ${status} has no words`),
    ...ENGINE_RULES.flatMap((rule) => citation(book, `engine rule ${rule}`, book.engineRules?.[rule] ?? '')),
    ...clockProblems(book),
    ...Object.entries(book.standard ?? {}).flatMap(([part, clause]) => citation(book, `the standard (${part})`, clause)),
    ...keepingProblems(book),
    ...(book.evidenceKept === undefined ? [] : citation(book, 'evidenceKept', book.evidenceKept)),
  ];
}

/** Which effects are carried out where: an effect in another table would be configured and never executed. */
const EXECUTED: Readonly<Record<'application' | 'attestation' | 'thread', readonly Effect[]>> = {
  application: ['freeze-dossier', 'amend-dossier', 'decide-issue', 'decide-refuse', 'drop', 'adopt-edition'],
  attestation: ['lapse', 'withdraw', 'cease', 'intend-reapplication', 'change-content'],
  thread: ['withhold', 'change-content', 'reissue'],
};

function tableProblems(book: Book, name: string, table: Table, effects: readonly Effect[]): readonly string[] {
  const states = Object.keys(table.states);
  const rows = Object.entries(table.rows);
  const reached = new Set([table.initial]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const [, row] of rows) if (row.to && row.from.some((state) => reached.has(state))) reached.add(row.to);
  }
  const waiting = Object.entries(table.states).flatMap(([id, state]) => {
    const problems = citation(book, `${name} state ${id}`, state.clause);
    if (state.waitsFor === 'nobody' || state.waitsFor === 'end') return problems;
    const able = rows.some(([, row]) => row.from.includes(id) && row.by.some((party) => book.parties[party]?.side === state.waitsFor));
    return able ? problems : [...problems, `${name} state ${id} waits for ${state.waitsFor}, who can do nothing there`];
  });
  return [
    ...(states.includes(table.initial) ? [] : [`${name} begins in ${table.initial}, which is no state`]),
    ...states.filter((state) => !reached.has(state)).map((state) => `${name} state ${state} cannot be reached`),
    ...waiting,
    ...rows.flatMap(([id, row]) => rowProblems(book, `${name} row ${id}`, row, table, effects)),
    ...rows.flatMap(([id, row]) =>
      (row.to ? row.from : [])
        .filter((from) => table.states[from]?.waitsFor === 'end')
        .map((from) => `${name} row ${id} leaves ${from}, which is the end`),
    ),
  ];
}

/** An applicant can always withdraw (design section 5). */
const wayOutProblems = (book: Book): readonly string[] =>
  Object.entries(book.application.states).flatMap(([id, state]) => {
    const isOut = (row: Row) =>
      row.effects?.includes('drop') === true && row.from.includes(id) && row.by.some((party) => book.parties[party]?.side === 'applicant');
    return state.waitsFor === 'end' || Object.values(book.application.rows).some(isOut)
      ? []
      : [`application state ${id} gives the applicant no way to withdraw`];
  });

function rowProblems(book: Book, name: string, row: Row, table: Table, effects: readonly Effect[]): readonly string[] {
  const meanings = (id: string) => rowNames(book).filter((each) => each === id || (!id.includes('.') && each.endsWith(`.${id}`))).length;
  const missing = (what: string, ids: readonly string[] | undefined, known: (id: string) => boolean) =>
    (ids ?? []).filter((id) => !known(id)).map((id) => `${name} names ${what} ${id}, which does not exist`);
  return [
    ...citation(book, name, row.clause),
    ...missing('state', [...row.from, ...(row.to ? [row.to] : [])], (id) => id in table.states),
    ...missing('party', row.by, (id) => id in book.parties),
    ...missing('guard', row.needs, (id) => id in book.guards),
    ...missing('row', row.notBy, (id) => meanings(id) > 0),
    ...(row.notBy ?? [])
      .filter((id) => meanings(id) > 1)
      .map((id) => `${name} names row ${id}, which could be several: write thread.${id}`),
    ...missing('thread', [...(row.blockedBy ?? []), ...(row.opens ?? [])], (id) => id in book.threads),
    ...missing('effect', row.effects, (id) => EFFECTS.some((effect) => effect === id)),
    ...(row.effects ?? [])
      .filter((effect) => EFFECTS.includes(effect) && !effects.includes(effect))
      .map((effect) => `${name} has the effect ${effect}, which nothing executes there`),
    ...(row.effective === undefined || row.asks?.some((field) => field.id === row.effective && field.kind === 'date')
      ? []
      : [`${name} has effect from ${row.effective}, which is no date it asks for`]),
    ...(row.intake && (table !== book.application || row.by.some((party) => book.parties[party]?.side !== 'office'))
      ? [`${name} takes in what came on paper, which only the office does in an application`]
      : []),
    ...(row.carries && table !== book.application ? [`${name} carries ${row.carries}, which nothing freezes there`] : []),
    ...(row.by.length === 0 ? [`${name} can be done by nobody`] : []),
    ...(row.from.length === 0 ? [`${name} is possible in no state`] : []),
    ...(/^[A-Z][A-Za-z]+$/.test(row.event) ? [] : [`${name} has an event that is not a PascalCase name: ${row.event}`]),
  ];
}

/** Every row of the book under its full name: `row`, `thread kind.row`, `thread kind.open`. */
const rowNames = (book: Book): readonly string[] => [
  ...new Set([...Object.keys(book.application.rows), ...Object.keys(book.attestation.rows)]),
  ...Object.entries(book.threads).flatMap(([id, kind]) => [`${id}.open`, ...Object.keys(kind.rows).map((row) => `${id}.${row}`)]),
];

const rowsOf = (kind: ThreadKind): readonly Row[] => [...Object.values(kind.rows), ...(kind.opening ? [kind.opening] : [])];

function threadProblems(book: Book): readonly string[] {
  const openers = [
    ...[book.application, book.attestation].flatMap((table) => Object.values(table.rows)),
    ...Object.values(book.threads).flatMap(rowsOf),
  ];
  const opened = new Set(openers.flatMap((row) => row.opens ?? []));
  return Object.entries(book.threads).flatMap(([id, kind]) => [
    ...tableProblems(book, `thread ${id}`, kind, EXECUTED.thread),
    ...(kind.opening
      ? rowProblems(
          book,
          `thread ${id} opening`,
          kind.opening,
          kind.on === 'application' ? book.application : book.attestation,
          EXECUTED.thread,
        )
      : []),
    ...dueProblems(book, id, kind),
    ...hearingProblems(book, id, kind),
    ...beforeFilingProblems(book, id, kind),
    ...(kind.opening || opened.has(id) ? [] : [`thread ${id} is opened by nothing`]),
    ...kind.readers.filter((side) => !SIDES.includes(side)).map((side) => `thread ${id} is read by ${side}, who is nobody`),
    ...citation(book, `thread ${id}`, kind.clause),
  ]);
}

/** A hearing has a day that its opening asks for, and its two rows are the committee's. */
function hearingProblems(book: Book, id: string, { hearing, opening, rows }: ThreadKind): readonly string[] {
  if (!hearing) return [];
  const isCommittees = (row: Row | undefined) => row?.by.every((party) => book.parties[party]?.side === 'committee') ?? false;
  return [
    ...citation(book, `thread ${id} hearing`, hearing.clause),
    ...(opening?.asks?.some((field) => field.id === hearing.on && field.kind === 'date')
      ? []
      : [`thread ${id} is heard on ${hearing.on}, which its opening does not ask for`]),
    ...[hearing.recusal, hearing.opinion]
      .filter((row) => !isCommittees(rows[row]))
      .map((row) => `thread ${id} is heard with ${row}, which is no row of the committee`),
    ...(rows[hearing.opinion]?.notBy?.includes(`${id}.${hearing.recusal}`)
      ? []
      : [`thread ${id} lets a recused member make ${hearing.opinion}`]),
  ];
}

/**
 * What the applicant can ask before anything was submitted reaches the office only when the thread says so; and what says so can be
 * asked then, of the office.
 */
function beforeFilingProblems(book: Book, id: string, kind: ThreadKind): readonly string[] {
  const { beforeFiling, opening } = kind;
  const canBeAsked =
    kind.on === 'application' &&
    opening?.from.includes(book.application.initial) === true &&
    opening.by.some((party) => book.parties[party]?.side === 'applicant');
  const waitsForOffice = kind.states[kind.initial]?.waitsFor === 'office';
  if (!beforeFiling)
    return canBeAsked && waitsForOffice
      ? [`thread ${id} waits for the office before filing, which does not see it then: beforeFiling`]
      : [];
  return [
    ...citation(book, `thread ${id} before filing`, beforeFiling.clause),
    ...(canBeAsked ? [] : [`thread ${id} is for before filing, but cannot be asked then`]),
    ...(kind.readers.includes('office') ? [] : [`thread ${id} is for the office before filing, which does not read it`]),
    ...(kind.sealed ? [`thread ${id} is sealed and cannot be read before filing`] : []),
  ];
}

function dueProblems(book: Book, id: string, kind: ThreadKind): readonly string[] {
  const { due } = kind;
  if (!due) return [];
  const isAsked = 'days' in due || kind.opening?.asks?.some((field) => field.id === due.asked && field.kind === 'date');
  return [
    ...citation(book, `thread ${id} due`, due.clause),
    ...(isAsked ? [] : [`thread ${id} is due on ${'asked' in due ? due.asked : ''}, which its opening does not ask for`]),
  ];
}

function levelProblems(book: Book): readonly string[] {
  return Object.entries(book.levels).flatMap(([id, level]) => {
    const { includes } = level;
    if (includes === undefined) return citation(book, `level ${id}`, level.clause);
    if (!(includes in book.levels)) return [`level ${id} includes ${includes}, which does not exist`];
    const alone = book.editions.filter(
      (each) =>
        each.levels.includes(id) &&
        !each.levels.includes(includes) &&
        !each.includes.some((inner) => book.editions.find((other) => other.id === inner)?.levels.includes(includes)),
    );
    return [
      ...citation(book, `level ${id}`, level.clause),
      ...alone.map((each) => `edition ${each.id} is for level ${id} but includes nothing of level ${includes}`),
    ];
  });
}

/** A book that words its codes words all of them: none that a criterion names reaches a reader bare. */
function vocabularyProblems(book: Book): readonly string[] {
  const { vocabulary } = book;
  if (!vocabulary) return [];
  const unknown = (name: string, what: string, ids: readonly string[], words: Readonly<Record<string, unknown>>) =>
    ids.filter((id) => !(id in words)).map((id) => `${name} names ${what} ${id}, which has no words`);
  return [
    ...book.criteria.flatMap((each) => [
      ...unknown(`criterion ${each.id}`, 'threat', each.threats, vocabulary.threats),
      ...unknown(`criterion ${each.id}`, 'asset', each.assets, vocabulary.assets),
      ...unknown(`criterion ${each.id}`, 'framework', Object.keys(each.mappings), vocabulary.frameworks),
    ]),
    ...unknown(
      'the trace',
      'threat',
      (vocabulary.trace ?? []).map((each) => each.threat),
      vocabulary.threats,
    ),
  ];
}

function guardProblems(book: Book): readonly string[] {
  const rows = [book.application, book.attestation, ...Object.values(book.threads)].flatMap((table) => Object.values(table.rows));
  const openings = Object.values(book.threads).flatMap((kind) => (kind.opening ? [kind.opening] : []));
  const used = new Set([
    ...[...rows, ...openings].flatMap((row) => row.needs ?? []),
    ...book.editions.flatMap((edition) => edition.contentGuards),
  ]);
  return Object.entries(book.guards).flatMap(([id, guard]) => [
    ...citation(book, `guard ${id}`, guard.clause),
    ...(used.has(id) ? [] : [`guard ${id} is never executed`]),
    ...(guard.uses.some((fact) => fact === 'itemFindings') && !rows.some((row) => row.carries === 'item-findings')
      ? [`guard ${id} reads what a review found, which no row carries`]
      : []),
    ...(book.editions.some((edition) => edition.contentGuards.includes(id))
      ? guard.uses
          .filter((fact) => !FORM_FACTS.some((each) => each === fact))
          .map((fact) => `guard ${id} belongs to a form check, which does not know ${fact}`)
      : []),
  ]);
}

/** Does everything that the edition includes exist, without including itself? */
function isWhole(book: Book, id: string, within: readonly string[] = []): boolean {
  const its = book.editions.find((each) => each.id === id);
  return its !== undefined && !within.includes(id) && its.includes.every((each) => isWhole(book, each, [...within, id]));
}

function editionProblems(book: Book): readonly string[] {
  const rules: readonly string[] = FORM_RULES;
  return book.editions.flatMap((edition) => {
    const name = `edition ${edition.id}`;
    const fields = isWhole(book, edition.id) ? fieldsOf(dossierOf(book, edition.id)) : fieldsOf(edition.dossier);
    const twice = fields.filter((field, index) => fields.findIndex((each) => each.id === field.id) !== index);
    return [
      ...edition.includes
        .filter((id) => !book.editions.some((each) => each.id === id))
        .map((id) => `${name} includes ${id}, which does not exist`),
      ...edition.criteria
        .filter((id) => !book.criteria.some((each) => each.id === id))
        .map((id) => `${name} names criterion ${id}, which does not exist`),
      ...edition.contentGuards.filter((id) => !(id in book.guards)).map((id) => `${name} names guard ${id}, which does not exist`),
      ...Object.entries(edition.formRules).flatMap(([rule, clause]) => [
        ...(rules.includes(rule) ? [] : [`${name} configures form rule ${rule}, which nothing executes`]),
        ...citation(book, `${name} rule ${rule}`, clause),
      ]),
      ...edition.levels.filter((level) => !(level in book.levels)).map((level) => `${name} is for level ${level}, which does not exist`),
      ...twice.map((field) => `${name} has the field ${field.id} twice`),
      ...fields.flatMap((field) => citation(book, `${name} field ${field.id}`, field.clause)),
    ];
  });
}

function offerProblems(book: Book): readonly string[] {
  return book.offers.flatMap((offer) => {
    const known = book.editions.some((edition) => edition.id === offer.edition);
    if (!known) return [`an offer names edition ${offer.edition}, which does not exist`];
    if (!isWhole(book, offer.edition))
      return [`the approval of ${offer.edition} is of an edition that includes what does not exist, or itself`];
    const hash = editionHash(book, offer.edition);
    const others = book.offers.filter((each) => each !== offer && each.level === offer.level && each.edition === offer.edition);
    return [
      ...(offer.hash === hash ? [] : [`the approval of ${offer.edition} names ${offer.hash}, but its content is ${hash}`]),
      ...(others.length > 0 ? [`edition ${offer.edition} is offered twice for level ${offer.level}`] : []),
      ...(offer.opensOn < offer.approvedOn ? [`the offer of ${offer.edition} opens before it is approved`] : []),
      ...(offer.lastDay !== undefined && offer.lastDay < offer.opensOn ? [`the offer of ${offer.edition} ends before it opens`] : []),
    ];
  });
}

function termProblems(book: Book): readonly string[] {
  const [first] = book.terms;
  const levels = Object.keys(book.levels);
  return [
    ...(first ? [] : ['the book has no terms']),
    ...book.terms.flatMap((entry) =>
      levels
        .filter((level) => !(level in entry.value.validity))
        .map((level) => `the terms from ${entry.from} say nothing about the validity of ${level}`),
    ),
    ...(book.publication.length > 0 ? [] : ['the book publishes nothing']),
    ...publicationProblems(book),
  ];
}

/** What is stated anew at a renewal, and what tells the same object, are leaves of some edition. */
function renewalProblems(book: Book): readonly string[] {
  const { renewal, sameObject } = book;
  const whole = book.editions.filter((each) => isWhole(book, each.id));
  const isLeaf = (path: string) => whole.some((each) => leafFields(dossierOf(book, each.id)).has(path));
  const unknown = (name: string, paths: readonly string[]) =>
    paths.filter((path) => !isLeaf(path)).map((path) => `${name} names ${path}, which no edition has`);
  return [
    ...(renewal ? [...citation(book, 'the renewal', renewal.clause), ...unknown('the renewal', renewal.anew)] : []),
    ...(sameObject
      ? [
          ...citation(book, 'the same object', sameObject.clause),
          ...unknown('the same object', [...sameObject.alike, ...(sameObject.number ? [sameObject.number] : [])]),
        ]
      : []),
  ];
}

/** What a list shows of everything can be withheld from none of it; what is said and drawn cites what the book knows. */
function publicationProblems(book: Book): readonly string[] {
  const use = book.artworkUse;
  return [
    ...book.publication.flatMap(({ value: its }) => [
      ...[its.title.ja, its.title.en, its.applicant, its.applicantEn].flatMap((path) =>
        path !== undefined && book.editions.some((each) => isWhole(book, each.id) && canBeWithheld(book, each.id, path))
          ? [`the list shows ${path}, which can be withheld`]
          : [],
      ),
      ...[...(its.says?.yes ?? []), ...(its.says?.no ?? []), ...(its.disclaimer ?? [])].flatMap((each) =>
        citation(book, 'what is said on the public page', each.clause),
      ),
      ...(its.everyItem ? citation(book, 'the published items', its.everyItem.clause) : []),
    ]),
    ...(use ? citation(book, 'the use of the artwork', use.clause) : []),
    ...(book.offeredAfterIssue ?? [])
      .filter((id) => !(id in book.attestation.rows) && book.threads[id]?.on !== 'attestation')
      .map((id) => `after the issue ${id} is offered, which is neither a row nor a thread of the attestation`),
    ...(use?.givenBy === undefined || use.givenBy in book.attestation.rows
      ? []
      : [`the artwork is given by ${use.givenBy}, which is no row of the attestation`]),
  ];
}

const canBeWithheld = (book: Book, edition: string, path: string): boolean =>
  leafFields(dossierOf(book, edition)).get(path)?.published === 'withholdable';
