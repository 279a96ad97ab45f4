import type { FastifyInstance } from 'fastify';
import { askedOf, type CaseView, changesIn, type Engine, evidenceFor, inputFrom, moveFields, placeFrom } from '../applications/index.ts';
import type { Row } from '../rules/book.ts';
import { isBlank } from '../rules/dossier.ts';
import type { JsonObject } from '../rules/json.ts';
import type { Place } from '../rules/moves.ts';
import { tableOf } from '../rules/moves.ts';
import { Conflict, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { rewritable } from '../rules/rewriting.ts';
import { text } from '../rules/text.ts';
import type { Fields } from '../web/form.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo } from '../web/visit.ts';
import { type Rewritten, rewrittenFrom } from './changes.ts';
import { heldView, loadHeld, moveHeld } from './commands.ts';
import { type HeldTry, heldMovePage, REMOVE, removalKey } from './pages/move-page.ts';

/** Everything that can be done to an attestation by who looks at it. */
export async function viewHeld(engine: Engine, visit: MemberVisit, key: string): Promise<CaseView> {
  const its = await engine.store.transaction((tx) => loadHeld(engine, tx, key, visit.principal, 'attestation.read'));
  return heldView(its, visit.principal, engine.clock.today());
}

/** GET and POST of any move on an attestation or in one of its threads, by its holder or the office. */
export function heldMoveRoutes(app: FastifyInstance, engine: Engine): void {
  const path = '/attestations/:key/moves/:move';
  const asked = (visit: MemberVisit) => ({ id: visit.params['move'] ?? '', place: placeFrom(visit.query) });
  const files = ({ its }: CaseView, visit: MemberVisit) => engine.store.transaction((tx) => evidenceFor(tx, visit.principal, its.subject));
  page(app, path, async (visit) => {
    const view = await viewHeld(engine, visit, visit.params['key'] ?? '');
    const { id, place } = asked(visit);
    const row = rowIn(view, id, place);
    return heldMovePage(visit, view, { id, place, evidence: await files(view, visit) }, { input: begunWith(visit, row), problems: [] });
  });
  form(app, path, { fields: moveFields }, async (visit, posted, commandKey) => {
    const key = visit.params['key'] ?? '';
    const { id, place } = asked(visit);
    const view = await viewHeld(engine, visit, key);
    const { input, removes } = filledIn(view, id, place, posted);
    const seen = { version: Number(posted['version']), ...(typeof posted['hash'] === 'string' ? { hash: posted['hash'] } : {}) };
    const again = async (more: Omit<HeldTry, 'input'>) =>
      heldMovePage(visit, await viewHeld(engine, visit, key), { id, place, evidence: await files(view, visit) }, { input, ...more });
    if (removes.length > 0 && (posted[REMOVE.tick] !== 'yes' || posted[REMOVE.shown] !== removalKey(removes)))
      return again({ problems: [{ path: REMOVE.tick, message: words.confirm }], removes });
    try {
      await moveHeld(engine, visit.principal, commandKey, key, { move: id, place, input, seen });
      return goTo(visit.to(`/attestations/${key}`));
    } catch (error) {
      if (error instanceof InvalidInput) return again({ problems: error.problems });
      if (error instanceof Conflict) return again({ problems: [], isStale: true });
      if (error instanceof RuleRefused && error.code !== 'unknown-move') return again({ problems: [], refusal: error });
      throw error;
    }
  });
}

/** The row that is meant, whether or not it can be made now. */
function rowIn({ its: { book, subject } }: CaseView, id: string, place: Place): Row | undefined {
  const kind = 'thread' in place ? subject.threads.find((thread) => thread.id === place.thread)?.kind : undefined;
  if ('opens' in place) return book.threads[place.opens]?.opening;
  return 'thread' in place ? book.threads[kind ?? '']?.rows[id] : tableOf(book, subject).rows[id];
}

const words = {
  confirm: text(
    '空にした項目の、いまの内容が削除されます。確かめて、印を付けてください。',
    'What stood in the fields that you emptied is removed. Look at it and tick to confirm.',
  ),
};

/**
 * What was filled in: what the row asks for, and the content that it may rewrite, where a part that stood and was emptied is null. A form
 * sent twice must read alike both times.
 */
function filledIn(
  view: CaseView,
  id: string,
  place: Place,
  posted: Fields,
): { readonly input: JsonObject; readonly removes: readonly Rewritten[] } {
  const row = rowIn(view, id, place);
  if (!row) return { input: {}, removes: [] };
  const content = rewritable(view.its, row);
  const input = inputFrom([...askedOf(view.its.book, view.its.subject, { row, place }), ...content], posted);
  const emptied = changesIn(content, posted).filter(({ path, value }) => value === null && !isBlank(view.its.values[path]));
  const removed = Object.fromEntries(emptied.map(({ path }) => [path, null]));
  return { input: { ...input, ...removed }, removes: rewrittenFrom(view.its.values, removed) };
}

/** A link may fill in what a row asks: which part is meant, or what answers before it led to. Only short texts, never content. */
const begunWith = (visit: MemberVisit, row: Row | undefined): JsonObject =>
  Object.fromEntries(
    (row?.asks ?? []).flatMap((field) => {
      const said = visit.query[field.id];
      return said !== undefined && said.length <= 200 && (field.kind === 'choice' || field.kind === 'text') ? [[field.id, said]] : [];
    }),
  );
