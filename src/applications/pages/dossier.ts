import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Field, Section } from '../../rules/dossier.ts';
import { NotFound } from '../../rules/refusal.ts';
import { type Fields, fieldId } from '../../web/form.ts';
import { form, type MemberVisit, page } from '../../web/page.ts';
import { type GoTo, goTo, type Page } from '../../web/visit.ts';
import { type Engine, saveFields } from '../commands.ts';
import { type Desk, type Item, isItem, itemCode, nextMissing, openDesk, places } from './desk.ts';
import { itemPage } from './dossier-item.ts';
import type { Clash } from './dossier-parts.ts';
import { addressAmongOthers, addressOfField } from './dossier-progress.ts';
import { sectionPage } from './dossier-section.ts';
import { changesIn, impliedAnswers } from './leaf.ts';

const anyFields = z.record(z.string().max(400), z.union([z.string().max(200_000), z.array(z.string().max(200_000)).max(5000)]));

/** The dossier: one page a section, one page a criterion or disclosure item; each saved by its own form. */
export function dossierRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, '/applications/:id/dossier', async (visit) => {
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    return goTo(visit.to(places.section(desk.its.subject.id, desk.dossier.sections[0]?.id ?? '')));
  });
  for (const path of ['/applications/:id/dossier/:section', '/applications/:id/dossier/:section/:item']) {
    page(app, path, async (visit) => show(visit, await openDesk(engine, visit, visit.params['id'] ?? '')));
    form(app, path, { fields: anyFields }, (visit, posted) => save(engine, visit, posted));
  }
}

interface Spot {
  readonly section: Section;
  readonly item?: Item;
  /** The fields that the form of this page sends. */
  readonly fields: readonly Field[];
}

function spotOf(visit: MemberVisit, desk: Desk): Spot {
  const section = desk.dossier.sections.find((each) => each.id === visit.params['section']);
  if (!section) throw new NotFound(`section ${visit.params['section']}`);
  const code = visit.params['item'];
  if (code === undefined) return { section, fields: section.fields.filter((field) => field.kind !== 'verdict') };
  const item = section.fields.filter(isItem).find((each) => itemCode(each) === code);
  if (!item) throw new NotFound(`item ${code}`);
  return { section, item, fields: [item] };
}

function show(visit: MemberVisit, desk: Desk, clashes: readonly Clash[] = []): Page {
  const { section, item } = spotOf(visit, desk);
  const only = visit.query['only'] === 'missing' ? 'missing' : 'all';
  return item ? itemPage(visit, desk, section, item, { clashes }) : sectionPage(visit, desk, section, { clashes, only });
}

/**
 * Saves every field of the page that was changed, each over the version it was shown with. What somebody else changed
 * meanwhile is not overwritten: the page comes back with both values (409).
 */
async function save(engine: Engine, visit: MemberVisit, posted: Fields): Promise<Page | GoTo> {
  const id = visit.params['id'] ?? '';
  const before = await openDesk(engine, visit, id);
  const spot = spotOf(visit, before);
  const asked = (name: string) => (typeof posted[name] === 'string' ? posted[name] : undefined);
  const [drop, take, more] = [asked('drop'), asked('take'), asked('more')];
  const typed = changesIn(spot.fields, posted, { ...(drop ? { drop } : {}), ...(take ? { take } : {}) });
  const changes = [...typed, ...impliedAnswers(spot.fields, posted, typed)];
  const saved = changes.length > 0 ? await saveFields(engine, visit.principal, id, changes) : { saved: [], conflicts: [] };
  if (saved.conflicts.length > 0) {
    return show(
      visit,
      await openDesk(engine, visit, id),
      saved.conflicts.map((conflict) => ({ path: conflict.path, mine: conflict.yours })),
    );
  }
  const stay =
    visit.to(spot.item ? places.item(id, spot.section.id, itemCode(spot.item)) : places.section(id, spot.section.id)) +
    (visit.query['only'] === 'missing' ? '?only=missing' : '');
  const jump = drop?.replace(/\/\d+$/, '') ?? more ?? take;
  if (asked('then') === 'missing') return goTo(await missingPlace(engine, visit, spot, asked('at')));
  if (asked('then') !== 'next') return goTo(jump ? `${stay}#${fieldId(jump)}` : stay);
  return goTo(visit.to(nextPlace(before, spot)));
}

/** Where "save, next missing" leads, as the dossier stands after the save: at the end to the check. */
async function missingPlace(engine: Engine, visit: MemberVisit, { section, item }: Spot, at: string | undefined): Promise<string> {
  const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
  const fields = desk.dossier.sections
    .slice(
      0,
      desk.dossier.sections.findIndex((each) => each.id === section.id),
    )
    .flatMap((each) => each.fields);
  const next = nextMissing(desk, item ?? section.fields.find((field) => field.id === at) ?? fields.at(-1));
  if (!next) return visit.to(places.check(desk.its.subject.id));
  return item ? addressOfField(visit, desk, next) : addressAmongOthers(visit, desk, next);
}

/** Where "save and continue" leads: the next item, the next section, and at the end the check. */
function nextPlace(desk: Desk, { section, item }: Spot): string {
  const { id } = desk.its.subject;
  const items = section.fields.filter(isItem);
  const next = item && items[items.findIndex((each) => each.id === item.id) + 1];
  if (next) return places.item(id, section.id, itemCode(next));
  const after = desk.dossier.sections[desk.dossier.sections.findIndex((each) => each.id === section.id) + 1];
  return after ? places.section(id, after.id) : places.check(id);
}
