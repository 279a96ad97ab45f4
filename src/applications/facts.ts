import { directoryFacts } from '../directory/index.ts';
import type { Book } from '../rules/book.ts';
import { type Day, day } from '../rules/day.ts';
import { modelKey, models, type Values } from '../rules/dossier.ts';
import type { EvidenceFact, EvidenceOrigin, FactName, Facts, ModelConflict, PaymentFact } from '../rules/facts.ts';
import { checkForm, FORM_FACTS, type FormFacts } from '../rules/form-check.ts';
import { makerKey } from '../rules/publication.ts';
import type { Subject } from '../rules/subject.ts';
import { asOf } from '../rules/terms.ts';
import type { Tx } from '../store/index.ts';
import { frozenFindings } from './item-findings.ts';
import { outcomes, sealedInquiries } from './sealed-threads.ts';

type Reader = Pick<Tx, 'db' | 'sealed' | 'document'>;
interface About {
  readonly book: Book;
  readonly subject: Subject;
  readonly values: Values;
  readonly day: Day;
}

/** What the form check reads about a dossier as it stands. */
export async function formFacts(tx: Pick<Tx, 'db'>, about: About): Promise<FormFacts> {
  const [evidence, modelConflicts, directory] = await Promise.all([
    evidenceOf(tx, about.subject.organisation),
    conflictsOf(tx, about),
    directoryFacts(tx.db),
  ]);
  return { day: about.day, evidence, modelConflicts, directory, foreignLabels: [], earlierAttestations: [] };
}

/**
 * Loads only the facts that are named; the form findings are computed when they are among them. A fact that nothing
 * here can load is left out, and the guard that names it fails loudly instead of passing on an empty answer.
 */
export async function loadFacts(tx: Reader, names: ReadonlySet<FactName>, about: About): Promise<Partial<Facts>> {
  const needsForm = names.has('formFindings') || FORM_FACTS.some((name) => name !== 'day' && names.has(name));
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
  // Only a renewal is compared with a dossier before it.
  const firstDossier = names.has('firstDossier') && about.subject.renews === undefined ? { firstDossier: null } : {};
  return { ...form, ...inquiries, ...payments, ...itemFindings, ...firstDossier, ...formFindings, day: about.day, status: null };
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

/** The files of an organisation's vault, the erased ones too. */
export async function evidenceOf(tx: Pick<Tx, 'db'>, organisation: string): Promise<readonly EvidenceFact[]> {
  const rows = await tx.db
    .selectFrom('files')
    .select(['id', 'name', 'sha256', 'erased_at', 'origin'])
    .where('organisation', '=', organisation)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, sha256: row.sha256, erased: row.erased_at !== null },
    ...(row.origin ? { origin: row.origin as EvidenceOrigin } : {}),
  }));
}

/** Models of the dossier that an attestation of the same scheme, level and maker carries from today on; its own renewal is none. */
async function conflictsOf(tx: Pick<Tx, 'db'>, about: About): Promise<readonly ModelConflict[]> {
  const publication = asOf(about.book.publication, about.day);
  const family = publication?.models ? models(about.values[publication.models]) : [];
  if (!publication || family.length === 0) return [];
  const keys = [...new Set(family.map((each) => modelKey(each.model)))];
  const rows = await tx.db
    .selectFrom('register_models')
    .select(['model', 'attestation'])
    .where('scheme', '=', about.book.id)
    .where('level', '=', about.subject.level)
    .where('maker', '=', makerKey(publication, about.values))
    .where('model_key', 'in', keys)
    .where((each) => each(each.fn<string>('upper', ['days']), '>', about.day))
    .where('attestation', '!=', about.subject.renews ?? '')
    .execute();
  return rows.map((row) => ({ model: row.model, attestation: row.attestation }));
}
