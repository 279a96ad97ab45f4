import { type DirectoryRow, directoryFact, directoryRows } from '../directory/index.ts';
import type { Principal } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { type Day, day } from '../rules/day.ts';
import { modelKey, models, type Values } from '../rules/dossier.ts';
import { withIncluded } from '../rules/editions.ts';
import type { EvidenceFact, EvidenceOrigin, FactName, Facts, ModelConflict, PaymentFact } from '../rules/facts.ts';
import { checkForm, FORM_FACTS, type FormFacts } from '../rules/form-check.ts';
import { makerKey } from '../rules/publication.ts';
import type { Subject } from '../rules/subject.ts';
import { asOf } from '../rules/terms.ts';
import { type FilesTable, statement, type Tx } from '../store/index.ts';
import { fillsDraft } from './application.ts';
import { earlierAttestations, firstDossier } from './earlier-attestations.ts';
import { frozenFindings } from './item-findings.ts';
import { outcomes, sealedInquiries } from './sealed-threads.ts';

type Reader = Pick<Tx, 'db' | 'sealed' | 'document'>;
interface About {
  readonly book: Book;
  readonly subject: Subject;
  readonly values: Values;
  readonly day: Day;
}

/** What the form check reads about a dossier as it stands, in one trip. */
export async function formFacts(tx: Pick<Tx, 'db'>, about: About): Promise<FormFacts> {
  const { book, subject, values } = about;
  const publication = asOf(book.publication, about.day);
  const family = publication?.models ? models(values[publication.models]) : [];
  const keys = [...new Set(family.map((each) => modelKey(each.model)))];
  const maker = publication && keys.length > 0 ? makerKey(publication, values) : '';
  const [found] = await look(tx.db, subject.organisation, book.id, subject.level, maker, keys, about.day, subject.renews ?? '');
  return {
    day: about.day,
    evidence: (found?.evidence ?? []).map(evidenceFact),
    modelConflicts: found?.conflicts ?? [],
    directory: (found?.directory ?? []).map(directoryFact),
    foreignLabels: [],
    earlierAttestations: readsEarlier(book, subject) ? await earlierAttestations(tx, about) : [],
  };
}

/** Does the form check of this edition look at earlier attestations? */
const readsEarlier = (book: Book, subject: Subject): boolean =>
  withIncluded(book, subject.edition ?? '').some((each) =>
    each.contentGuards.some((id) => book.guards[id]?.uses.includes('earlierAttestations')),
  );

type FileRow = Pick<FilesTable, 'id' | 'name' | 'sha256' | 'erased_at' | 'origin'>;
const filesOf = 'select id, name, sha256, erased_at, origin from files where organisation = $1';
/** The files that this person may point to in the case: those of the own vault; for the office what it scanned from paper for this very case. */
export async function evidenceFor(tx: Pick<Tx, 'db'>, person: Principal, subject: Subject): Promise<readonly EvidenceFact[]> {
  if (person.organisation.id === subject.organisation) return evidenceOf(tx, subject.organisation);
  if (!fillsDraft(person, subject)) return [];
  const scanned = await tx.db
    .selectFrom('files')
    .select('id')
    .where('organisation', '=', subject.organisation)
    .where('application', '=', subject.id)
    .where('from_paper', '=', true)
    .execute();
  const ids = new Set(scanned.map((row) => row.id));
  return (await evidenceOf(tx, subject.organisation)).filter((each) => ids.has(each.id));
}

/** Models of the dossier that an attestation of the same scheme, level and maker carries from today on; its own renewal is none. */
const conflicting = `
  select model, attestation from register_models
  where scheme = $2 and level = $3 and maker = $4 and model_key = any($5) and upper(days) > $6 and attestation <> $7`;
const look = statement<{
  readonly evidence: readonly FileRow[] | null;
  readonly conflicts: readonly ModelConflict[] | null;
  readonly directory: readonly DirectoryRow[] | null;
}>(`
  select (select json_agg(f) from (${filesOf}) f) as evidence, (select json_agg(m) from (${conflicting}) m) as conflicts,
    (select json_agg(d) from (${directoryRows}) d) as directory`);
const ownFiles = statement<FileRow>(filesOf);

const evidenceFact = (row: FileRow): EvidenceFact => ({
  ...{ id: row.id, name: row.name, sha256: row.sha256, erased: row.erased_at !== null },
  ...(row.origin ? { origin: row.origin as EvidenceOrigin } : {}),
});

/** The files of an organisation's vault, the erased ones too. */
export const evidenceOf = async (tx: Pick<Tx, 'db'>, organisation: string): Promise<readonly EvidenceFact[]> =>
  (await ownFiles(tx.db, organisation)).map(evidenceFact);

/** Known without the other facts of a form check. */
const OWN_WAY: ReadonlySet<FactName> = new Set(['day', 'earlierAttestations']);

/**
 * Loads only the facts that are named; the form findings are computed when they are among them. A fact that nothing
 * here can load is left out, and the guard that names it fails loudly instead of passing on an empty answer.
 */
export async function loadFacts(tx: Reader, names: ReadonlySet<FactName>, about: About): Promise<Partial<Facts>> {
  const needsForm = names.has('formFindings') || FORM_FACTS.some((name) => !OWN_WAY.has(name) && names.has(name));
  const form = needsForm ? await formFacts(tx, about) : undefined;
  const inquiries = names.has('inquiries') ? { inquiries: outcomes(await sealedInquiries(tx, about.subject.id)) } : {};
  const formFindings =
    form && names.has('formFindings')
      ? {
          formFindings: checkForm({
            book: about.book,
            edition: about.subject.edition ?? '',
            subject: about.subject,
            values: about.values,
            facts: form,
          }),
        }
      : {};
  const itemFindings = names.has('itemFindings') ? { itemFindings: (await frozenFindings(tx, about.subject))?.findings ?? [] } : {};
  const payments = names.has('payments') ? { payments: await paymentsOf(tx, about.subject.id) } : {};
  const before = names.has('firstDossier') ? { firstDossier: await firstDossier(tx, about.subject) } : {};
  const earlier = names.has('earlierAttestations') ? { earlierAttestations: await earlierAttestations(tx, about) } : {};
  return { ...form, ...inquiries, ...payments, ...itemFindings, ...before, ...earlier, ...formFindings, day: about.day, status: null };
}

/** Money that an officer assigned to charges of the case, as the ledger has it. */
async function paymentsOf(tx: Pick<Tx, 'db'>, application: string): Promise<readonly PaymentFact[]> {
  const rows = await tx.db
    .selectFrom('charge_receipts')
    .select(['fee', 'amount', 'received_on'])
    .where('application', '=', application)
    .orderBy('received_on')
    .execute();
  return rows.map((row) => ({ fee: row.fee, amount: row.amount, receivedOn: day(row.received_on) }));
}
