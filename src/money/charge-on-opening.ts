import { application, applicationStream, bookOf, type Engine } from '../applications/index.ts';
import { attestation, attestationStream, dossierOf, restsOn } from '../attestations/index.ts';
import type { Book, Charge } from '../rules/book.ts';
import { chargedFee, chargeOf, taxPercent } from '../rules/charge.ts';
import type { Day } from '../rules/day.ts';
import type { Values } from '../rules/dossier.ts';
import type { JsonObject } from '../rules/json.ts';
import { isOver, tableOf } from '../rules/moves.ts';
import type { Subject } from '../rules/subject.ts';
import type { Reaction, StoredEvent, Tx } from '../store/index.ts';
import { type Charged, type ChargeEvent, chargeStream, evolveCharge } from './charge.ts';
import { chargeEvents } from './list.ts';
import { paymentReference } from './reference.ts';

/**
 * Charges the fee in the transaction that opens a thread in which money is awaited, and takes the charge back in the one
 * that ends its case, or the thread in another way, unpaid. No thread is ever without its invoice, no number without its charge.
 */
export function chargeOnOpening(given: Pick<Engine, 'books'>): Reaction {
  const awaiting = given.books.filter((book) => Object.values(book.threads).some((kind) => kind.charges));
  const kinds = new Set(awaiting.flatMap((book) => Object.entries(book.threads).flatMap(([id, kind]) => (kind.charges ? [id] : []))));
  const ends = new Set(
    awaiting.flatMap((book) =>
      (['application', 'attestation'] as const).flatMap((kind) =>
        Object.entries(tableOf(book, { kind }).states).flatMap(([id, state]) => (state.waitsFor === 'end' ? [id] : [])),
      ),
    ),
  );
  // Most acts are about no money and cost nothing here.
  const isAbout = ({ thread, threadKind, to }: StoredEvent['data']): boolean =>
    typeof thread === 'string' ? kinds.has(String(threadKind)) : typeof to === 'string' && ends.has(to);
  return {
    name: 'charge-on-opening',
    on: ({ stream, data }) => [applicationStream(''), attestationStream('')].some((each) => stream.startsWith(each)) && isAbout(data),
    react: (tx, event) => react(given, tx, event),
  };
}

const bySystem = (event: StoredEvent, data: ChargeEvent) => ({
  type: data.type,
  data: data.data as unknown as JsonObject,
  effectiveOn: event.effectiveOn,
  editions: event.editions,
});

async function react(given: Pick<Engine, 'books'>, tx: Tx, event: StoredEvent): Promise<void> {
  const events = await tx.load(event.stream);
  const subject = subjectOf(event.stream, events);
  const book = bookOf(given, subject.scheme);
  const thread = subject.threads.find((each) => each.id === event.data.thread);
  if (!thread) return isOver(book, subject) ? cancelAll(book, tx, subject, event) : undefined;
  const kind = book.threads[thread.kind];
  if (!kind) return;
  const opening = events.find((each) => each.data.thread === thread.id);
  const charges = chargeOf(kind, thread);
  if (!charges) return;
  if (opening?.version === event.version) return charge(book, tx, { subject, events, thread, event, charges });
  const isEnd = typeof event.data.to === 'string' && kind.states[event.data.to]?.waitsFor === 'end';
  if (isEnd && event.data.row !== charges.settledBy) await cancel(tx, thread.id, event);
}

const subjectOf = (stream: string, events: readonly StoredEvent[]): Subject =>
  stream.startsWith(attestationStream(''))
    ? attestation(stream.slice(attestationStream('').length), events)
    : application(stream.slice(applicationStream('').length), events);

interface Opened {
  readonly subject: Subject;
  readonly events: readonly StoredEvent[];
  readonly thread: Subject['threads'][number];
  readonly event: StoredEvent;
  readonly charges: Charge;
}

/** Which case the charge is about: the application itself, or the attestation and the application that it rests on. */
async function about(tx: Tx, { subject, events }: Opened): Promise<Pick<Charged, 'application' | 'applicationNumber' | 'attestation'>> {
  if (subject.kind === 'application') return { application: subject.id, applicationNumber: subject.reference };
  const id = restsOn(events);
  const { reference } = application(id, await tx.load(applicationStream(id)));
  return { application: id, applicationNumber: reference, attestation: { key: subject.id, number: subject.number ?? subject.id } };
}

async function charge(book: Book, tx: Tx, opened: Opened): Promise<void> {
  const { subject, events, thread, event, charges } = opened;
  const hash = subject.kind === 'application' ? subject.dossier : dossierOf(events);
  const content = hash ? await tx.document(hash) : undefined;
  const values = { ...((content ? JSON.parse(content) : {}) as Values), ...((event.data.input ?? {}) as Values) };
  const fee = chargedFee(book, charges, subject, values, event.effectiveOn);
  const charged: ChargeEvent = {
    type: 'FeeCharged',
    data: {
      ...{ scheme: book.id, ...(await about(tx, opened)), organisation: subject.organisation, threadKind: thread.kind },
      ...{ fee: fee.id, label: fee.label, net: fee.net, tax: fee.tax, total: fee.total, percent: taxPercent(fee) },
      ...{ refundable: fee.refundable, feeClause: fee.clause, clause: charges.clause },
      ...{ chargedOn: event.effectiveOn, dueOn: thread.due ?? null },
      invoice: await documentNumber(tx, 'invoice', book, event.effectiveOn),
      reference: paymentReference(await tx.nextNumber('payment-reference')),
    },
  };
  await tx.append(chargeStream(thread.id), 0, [bySystem(event, charged)], event.actor);
}

/** The next invoice or receipt number of a scheme and year, without gaps: I-2026-00001, R-2026-00001. */
export async function documentNumber(tx: Tx, kind: 'invoice' | 'receipt', book: Pick<Book, 'id'>, on: Day): Promise<string> {
  const year = on.slice(0, 4);
  const serial = await tx.nextNumber(`${kind}:${book.id}:${year}`);
  return `${kind === 'invoice' ? 'I' : 'R'}-${year}-${String(serial).padStart(5, '0')}`;
}

async function cancelAll(book: Book, tx: Tx, subject: Subject, event: StoredEvent): Promise<void> {
  for (const thread of subject.threads) if (book.threads[thread.kind]?.charges) await cancel(tx, thread.id, event);
}

async function cancel(tx: Tx, thread: string, event: StoredEvent): Promise<void> {
  const stored = await tx.load(chargeStream(thread));
  if (evolveCharge(thread, chargeEvents(stored))?.state !== 'open') return;
  const cancelled: ChargeEvent = { type: 'ChargeCancelled', data: { because: event.type } };
  await tx.append(chargeStream(thread), stored.length, [bySystem(event, cancelled)], event.actor);
}
