import { application, applicationStream, bookOf, type Engine } from '../applications/index.ts';
import type { Values } from '../rules/dossier.ts';
import { carriedMarks } from '../rules/grant.ts';
import type { JsonObject } from '../rules/json.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import type { Reaction, StoredEvent, Tx } from '../store/index.ts';
import { isOverlap } from '../store/index.ts';
import { attestationStream, counterOf, hasEffect, issue, renew, standingOf } from './attestation.ts';

/**
 * A granting decision issues the attestation in the same transaction, so that no decision is ever without its label and
 * no label without its decision. The number is taken there too: a decision that fails gives it back.
 */
export function issueOnDecision(given: Pick<Engine, 'books'> & { readonly origin: () => string }): Reaction {
  return {
    name: 'issue-on-decision',
    on: (event) => event.stream.startsWith('application:') && hasEffect(event.data, 'decide-issue'),
    react: (tx, event) => issueFor(given, tx, event),
  };
}

async function issueFor(given: Pick<Engine, 'books'> & { readonly origin: () => string }, tx: Tx, event: StoredEvent): Promise<void> {
  const id = event.stream.slice(applicationStream('').length);
  const events = await tx.load(event.stream);
  const subject = application(id, events);
  const book = bookOf(given, subject.scheme);
  const dossier = subject.dossier ?? '';
  const content = await tx.document(dossier);
  if (content === undefined) throw new NotFound(`document ${dossier}`);
  const values = JSON.parse(content) as Values;
  const facts = { application: subject, dossier, values, on: event.effectiveOn, carried: carriedMarks(events) };
  try {
    if (subject.renews) {
      const stream = attestationStream(subject.renews);
      const so = await tx.load(stream);
      await tx.append(stream, so.length, [renew(book, facts, standingOf(so))], event.actor);
      return;
    }
    const serial = await tx.nextNumber(counterOf(book));
    const issued = issue(book, { ...facts, serial, origin: given.origin() });
    await tx.append(attestationStream(issued.key), 0, [issued.event], event.actor);
  } catch (error) {
    throw isOverlap(error) ? modelTaken(event.data) : error;
  }
}

/** The register's constraint spoke: a model would stand in two attestations of the same level on the same day. */
const modelTaken = (_data: JsonObject) =>
  new RuleRefused('model-attested', 'L-3.2-1', {
    ja: '型番の一つが、同じレベルの有効な別のラベルに既に含まれています。申請者に返戻して型番を確かめてください。',
    en: 'One of the models already stands in another attestation of this level that is in force. Return the case so that the models can be checked.',
  });
