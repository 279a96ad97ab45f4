import { sql } from 'kysely';
import { actorOf, assertMay, findOrganisation, type Organisation, type Principal, worksFor } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { JsonValue } from '../rules/json.ts';
import { InvalidInput, RuleRefused } from '../rules/refusal.ts';
import type { Store } from '../store/index.ts';
import { applicationStream, type Opening, open, referenceCounter, referenceOf } from './application.ts';
import { bookOf, type Engine } from './commands.ts';

/** The row by which an office takes in what came on paper; undefined where a scheme takes nothing on paper. */
export const intakeRow = (book: Book) => Object.entries(book.application.rows).find(([, row]) => row.intake === 'on-behalf');

/** The schemes in which this officer can take in what came on paper. */
export const intakeBooks = (engine: Pick<Engine, 'books'>, person: Principal): readonly Book[] =>
  engine.books.filter((book) => worksFor(person, book.id) && intakeRow(book) !== undefined);

export interface Intake extends Omit<Opening, 'renews'> {
  readonly scheme: string;
  /** The applicant named on the paper. */
  readonly organisation: string;
}

/**
 * Opens an application for the applicant named on the paper (D-4.5-1). The history names the officer who did it. From then on the office fills
 * the draft, and the applicant's people, if it has any here, see the case. Refuses an organisation that is no applicant, and a scheme that
 * takes nothing on paper.
 */
export async function openOnBehalf(
  engine: Engine,
  person: Principal,
  key: string,
  asked: Intake,
): Promise<{ id: string; version: number }> {
  const book = bookOf(engine, asked.scheme);
  assertMay(person, 'application.intake', { organisation: asked.organisation, scheme: book.id });
  if (!intakeRow(book))
    throw new RuleRefused('nothing-on-paper', '', {
      ja: 'この制度は、紙の申請を受け付けていません。',
      en: 'This scheme takes no application on paper.',
    });
  const { organisation, scheme: _scheme, ...opening } = asked;
  const event = open(book, organisation, opening, engine.clock.today());
  const request = { command: 'open-on-behalf', ...asked } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    if ((await findOrganisation(tx.db, organisation))?.kind !== 'applicant')
      throw new InvalidInput([
        { path: 'organisation', message: { ja: '申請者の組織を選んでください。', en: 'Choose an applicant organisation.' } },
      ]);
    const id = engine.newId();
    const reference = referenceOf(event.effectiveOn, await tx.nextNumber(referenceCounter(book, event.effectiveOn)));
    const data = { ...event.data, reference, onBehalf: true };
    await tx.append(applicationStream(id), 0, [{ ...event, data }], actorOf(person, 'officer'));
    return { id, version: 1 };
  });
  return outcome;
}

/** At most so many organisations answer a search. */
const MOST = 20;

/** Applicant organisations whose name or corporate number holds what was typed; nothing typed finds nothing. */
export async function findApplicants(
  store: Pick<Store, 'db'>,
  typed: string,
): Promise<readonly Pick<Organisation, 'id' | 'nameJa' | 'nameEn' | 'corporateNumber'>[]> {
  const wanted = typed.normalize('NFKC').trim();
  if (wanted === '') return [];
  const like = `%${wanted.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await store.db
    .selectFrom('organisations')
    .select(['id', 'name_ja', 'name_en', 'corporate_number'])
    .where('kind', '=', 'applicant')
    .where((each) =>
      each.or([
        sql<boolean>`normalize(name_ja, NFKC) ilike ${like}`,
        sql<boolean>`name_en ilike ${like}`,
        each('corporate_number', '=', wanted.replaceAll(/\D/g, '') || '-'),
      ]),
    )
    .orderBy('name_ja')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ id: row.id, nameJa: row.name_ja, nameEn: row.name_en, corporateNumber: row.corporate_number }));
}
