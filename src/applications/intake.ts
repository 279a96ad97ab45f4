import { sql } from 'kysely';
import { assertMay, findOrganisation, type Organisation, type Principal, worksFor } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { NewRowEvent } from '../rules/decide.ts';
import type { JsonValue } from '../rules/json.ts';
import { InvalidInput, RuleRefused } from '../rules/refusal.ts';
import type { Store } from '../store/index.ts';
import { type Opening, open } from './application.ts';
import { bookOf, type Engine, openWithin } from './commands.ts';

/** The row by which an office takes in what came on paper; undefined where a scheme takes nothing on paper. */
export const intakeRow = (book: Book) => Object.entries(book.application.rows).find(([, row]) => row.intake === 'on-behalf');

/** The schemes in which this officer can take in what came on paper. */
export const intakeBooks = (engine: Pick<Engine, 'books'>, person: Principal): readonly Book[] =>
  engine.books.filter((book) => worksFor(person, book.id) && intakeRow(book) !== undefined);

/** The opening of an application as the office makes it for the applicant. */
export const onBehalf = (event: NewRowEvent): NewRowEvent => ({ ...event, data: { ...event.data, onBehalf: true } });

/** Refused where a scheme takes nothing on paper. */
export function assertTakesPaper(book: Book): void {
  if (intakeRow(book)) return;
  throw new RuleRefused('nothing-on-paper', '', {
    ja: 'この制度は、紙の申請を受け付けていません。',
    en: 'This scheme takes no application on paper.',
  });
}

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
  assertTakesPaper(book);
  const { organisation, scheme: _scheme, ...opening } = asked;
  const event = open(book, organisation, opening, engine.clock.today());
  const request = { command: 'open-on-behalf', ...asked } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    if ((await findOrganisation(tx.db, organisation))?.kind !== 'applicant')
      throw new InvalidInput([
        { path: 'organisation', message: { ja: '申請者の組織を選んでください。', en: 'Choose an applicant organisation.' } },
      ]);
    return openWithin(engine, tx, person, book, onBehalf(event));
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
