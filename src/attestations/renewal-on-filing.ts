import { application, applicationStream, bookOf, type Engine } from '../applications/index.ts';
import { renewalConcluded, renewalFiled } from '../rules/grant.ts';
import { type Mark, marksData } from '../rules/marks.ts';
import type { Standing } from '../rules/status.ts';
import type { Subject } from '../rules/subject.ts';
import type { Reaction, StoredEvent, Tx } from '../store/index.ts';
import { attestationStream, hasEffect, standingOf } from './attestation.ts';

const TELLING = ['freeze-dossier', 'decide-refuse', 'drop'] as const;

/**
 * A renewal that is filed, refused or dropped is known to its attestation in the same transaction, so that the public page
 * never reads otherwise than the case: its effect goes on while a renewal in time is under review, and ends with a refusal
 * on that day (D-9.1-2). A grant writes its own end together with the new period.
 */
export function renewalOnFiling(given: Pick<Engine, 'books'>): Reaction {
  return {
    name: 'renewal-on-filing',
    on: (event) => event.stream.startsWith(applicationStream('')) && TELLING.some((effect) => hasEffect(event.data, effect)),
    react: (tx, event) => tell(given, tx, event),
  };
}

async function tell(given: Pick<Engine, 'books'>, tx: Tx, event: StoredEvent): Promise<void> {
  const events = await tx.load(event.stream);
  const subject = application(event.stream.slice(applicationStream('').length), events);
  if (subject.renews === undefined) return;
  const book = bookOf(given, subject.scheme);
  const stream = attestationStream(subject.renews);
  const held = await tx.load(stream);
  const so = standingOf(held);
  const isFiled = hasEffect(event.data, 'freeze-dossier');
  const marks = isFiled ? renewalFiled(book, subject, so.periods) : renewalConcluded(subject, event.effectiveOn);
  if (marks.every((mark) => isKnown(so, subject, mark))) return;
  const type = isFiled ? 'RenewalFiled' : 'RenewalConcluded';
  const data = { application: subject.id, ...marksData(marks) };
  await tx.append(stream, held.length, [{ type, data, effectiveOn: event.effectiveOn, editions: event.editions }], event.actor);
}

/** Corrected after a return in time it keeps its day, and nothing new is to be told; a draft that was never filed ends unnoticed. */
function isKnown(so: Standing, subject: Subject, mark: Mark): boolean {
  const before = so.renewals.find((each) => each.application === subject.id);
  if (mark.mark === 'renewal-concluded') return before === undefined || before.concludedOn !== undefined;
  return mark.mark === 'renewal-filed' && before?.filedOn === mark.filedOn && before.timely === mark.timely;
}
