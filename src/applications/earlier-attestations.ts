import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import type { EarlierAttestation } from '../rules/facts.ts';
import { newest } from '../rules/period.ts';
import { isSameObject, namedBefore } from '../rules/renewal.ts';
import { type Standing, statusOn } from '../rules/status.ts';
import type { Subject } from '../rules/subject.ts';
import { statement, type Tx } from '../store/index.ts';

interface About {
  readonly book: Book;
  readonly subject: Subject;
  readonly values: Values;
  readonly day: Day;
}

/** The attestations of the applicant and those it names, each with the dossier it rests on. */
const candidates = statement<{ readonly key: string; readonly standing: Standing; readonly dossier: string | null }>(`
  select held.key, entry.entry->'standing' as standing,
    (select document.content from events event join documents document
       on document.organisation = held.organisation and document.hash = event.data->>'dossier'
     where event.stream = 'attestation:' || held.key and event.data->>'dossier' is not null
     order by event.version desc limit 1) as dossier
  from attestation_list held join register_entries entry on entry.key = held.key
  where held.scheme = $1 and (held.organisation = $2 or held.key = any($3))
  order by held.key`);

/**
 * The attestations of the same object as known today, ended ones included: the one renewed, those that the dossier names by
 * number, and those of the same organisation of which the book says so (D-4.2-6).
 */
export async function earlierAttestations(tx: Pick<Tx, 'db'>, about: About): Promise<readonly EarlierAttestation[]> {
  const { book, subject, values } = about;
  const named = [subject.renews, namedBefore(book, values)].filter((key) => key !== undefined);
  if (named.length === 0 && !book.sameObject) return [];
  const rows = await candidates(tx.db, book.id, subject.organisation, named);
  return rows
    .filter((row) => named.includes(row.key) || isSameObject(book, values, JSON.parse(row.dossier ?? '{}') as Values))
    .map((row) => earlier(about, row.key, row.standing));
}

function earlier({ book, day }: About, key: string, so: Standing): EarlierAttestation {
  const lastDay = newest(so.periods)?.until;
  const { status, since } = statusOn(so, termsOn(book, day), day);
  const ended = status === 'expired' || status === 'lapsed' || status === 'withdrawn' || status === 'ceased' ? status : undefined;
  return { key, ...(lastDay ? { lastDay } : {}), ...(ended ? { ended, endedOn: since } : {}) };
}

const began = statement<{ readonly content: string }>(`
  select document.content from events event join documents document on document.hash = event.data->>'dossier'
  where event.stream = 'attestation:' || $1 and event.version = 1 and document.content is not null limit 1`);

/** The dossier of the new application that began the attestation which this renews; null for what renews nothing (D-9.1-4). */
export async function firstDossier(tx: Pick<Tx, 'db'>, subject: Pick<Subject, 'renews'>): Promise<Values | null> {
  if (subject.renews === undefined) return null;
  const [found] = await began(tx.db, subject.renews);
  return found ? (JSON.parse(found.content) as Values) : null;
}
