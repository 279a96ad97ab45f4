import type { Engine } from '../applications/index.ts';
import { actorOf, assertMay, type Principal, worksFor } from '../people/index.ts';
import { addDays, type Day, isDay, later, spellDay, startOfDay } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { Gone, InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { NewEvent, Tx } from '../store/index.ts';
import { type Due, dueOf } from './due.ts';
import { ERASE, type Part, type ReturnEvent, returnStream } from './return.ts';

export const happened = (event: ReturnEvent, effectiveOn: Day): NewEvent => ({
  type: event.type,
  data: event.data as unknown as JsonObject,
  effectiveOn,
  editions: {},
});

/** What is to be returned of a case, for its applicant and the office; NotFound for everybody else, and while nothing is. */
export async function readReturn(
  engine: Engine,
  tx: Pick<Tx, 'db' | 'load' | 'document'>,
  person: Principal,
  id: string,
  part: Part,
): Promise<Due> {
  assertMay(person, 'return.read');
  const due = await dueOf(engine, tx, id, part);
  const isTheirs =
    due &&
    (person.organisation.kind === 'applicant'
      ? due.its.subject.organisation === person.organisation.id && due.state
      : worksFor(person, due.its.book.id));
  if (!due || !isTheirs) throw new NotFound(`return ${id}`);
  assertMay(person, 'return.read', { organisation: due.its.subject.organisation, scheme: due.its.book.id });
  return due;
}

/** The first day that can be the last to fetch, when it is offered today: never sooner than was told before. */
export function earliest({ its, state }: Pick<Due, 'its' | 'state'>, today: Day): Day {
  const first = addDays(today, its.book.keeping?.fetchDays ?? 0);
  return state?.state === 'offered' ? later(first, state.fetchUntil) : first;
}

/**
 * Tells the applicant until when the documents of a case can be fetched; on the day after they are erased. Refuses while they are kept, a day
 * sooner than the book leaves, and one sooner than was told before.
 */
export async function offerReturn(
  engine: Engine,
  person: Principal,
  key: string,
  asked: { readonly application: string; readonly part: Part; readonly fetchUntil: string },
): Promise<{ readonly application: string; readonly fetchUntil: string }> {
  assertMay(person, 'return.keep');
  const request = { command: 'offer-return', ...asked };
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const today = engine.clock.today();
    const due = await readReturn(engine, tx, person, asked.application, asked.part);
    const { ended, its, state } = due;
    if (state?.state === 'erased') throw new NotFound(`return ${asked.application}`);
    if (!ended)
      throw new RuleRefused(
        'still-kept',
        its.book.keeping?.clause ?? '',
        text('この書類は、まだ事務局で保管します。返却はできません。', 'These documents are still kept: they are not returned yet.'),
      );
    const first = earliest(due, today);
    const { fetchUntil } = asked;
    if (!isDay(fetchUntil) || fetchUntil < first)
      throw new InvalidInput([
        {
          path: 'fetchUntil',
          message: text(`取得の期限は${first}以後の日としてください。`, `The last day to fetch is ${first} or later.`),
        },
      ]);
    const { subject, book } = its;
    const offered: ReturnEvent = {
      type: 'DocumentsOffered',
      data: {
        ...{ application: subject.id, reference: subject.reference, scheme: book.id, organisation: subject.organisation, part: due.part },
        ...{ end: ended.end, endedOn: ended.on, clause: ended.clause, fetchUntil },
        ...{ files: due.files.map(({ file }) => ({ id: file.id, sha256: file.sha256 })), dossiers: due.dossiers },
      },
    };
    await tx.append(returnStream(subject.id, due.part), due.version, [happened(offered, today)], actorOf(person));
    await tx.enqueue({
      kind: ERASE,
      key: `${ERASE}:${subject.id}:${due.part}:${due.version + 1}`,
      dueAt: new Date(startOfDay(addDays(fetchUntil, 1))).toISOString(),
      payload: { application: subject.id, part: due.part },
    });
    return { application: subject.id, fetchUntil };
  });
  return outcome;
}

/** What the applicant can fetch now; records that it was fetched. Refuses what was not offered; Gone once it is erased. */
export async function fetchReturn(engine: Engine, person: Principal, id: string, part: Part): Promise<Due> {
  return engine.store.transaction(async (tx) => {
    const due = await readReturn(engine, tx, person, id, part);
    const { state, its } = due;
    if (state?.state === 'erased')
      throw new Gone(
        text(
          `この書類は、${spellDay('ja', state.fetchUntil)}までの取得の期限の後、${spellDay('ja', state.erasedOn ?? state.fetchUntil)}に消去されました。`,
          `These documents were erased on ${spellDay('en', state.erasedOn ?? state.fetchUntil)}, after the time to fetch them, which ended on ${spellDay('en', state.fetchUntil)}.`,
        ),
        its.book.keeping?.clause ?? '',
      );
    if (state?.state !== 'offered')
      throw new RuleRefused(
        'nothing-offered',
        its.book.keeping?.clause ?? '',
        text('返却は始まっていません。', 'Nothing is offered for return.'),
      );
    if (person.organisation.id === state.organisation) {
      const fetched: ReturnEvent = { type: 'DocumentsFetched', data: { application: id } };
      await tx.append(returnStream(id, part), due.version, [happened(fetched, engine.clock.today())], actorOf(person));
    }
    return due;
  });
}
