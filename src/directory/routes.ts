import type { FastifyInstance } from 'fastify';
import { assertMay, personNames } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import { type Attempt, firstShowing } from '../web/form.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type Page } from '../web/visit.ts';
import { directoryApi } from './api.ts';
import { EntryPlace, SentEnd, TypedEntry } from './asked.ts';
import { addEntry, type DirectoryDeps, endEntry } from './commands.ts';
import { DIRECTORY_KINDS } from './directory.ts';
import { endAsked, findEntry } from './entry-history.ts';
import { listDirectory } from './list.ts';
import { directoryPage } from './pages/directory.ts';
import { entryPage } from './pages/entry.ts';

/** Pages and API of the directory; both end in the same commands. */
export function directoryRoutes(app: FastifyInstance, deps: DirectoryDeps): void {
  const { store, clock } = deps;
  const list = async (visit: MemberVisit, attempt: Attempt = firstShowing): Promise<Page> => {
    assertMay(visit.principal, 'directory.read');
    const kind = DIRECTORY_KINDS.find((each) => each === visit.query['kind']);
    return directoryPage(visit, {
      listings: await listDirectory(store.db),
      today: clock.today(),
      ...(kind ? { kind } : {}),
      onlyValid: visit.query['show'] === 'valid',
      attempt,
    });
  };
  const one = async (visit: MemberVisit, attempt: Attempt = firstShowing): Promise<Page> => {
    assertMay(visit.principal, 'directory.read');
    const { listing, changes } = await findEntry(store, placeOf(visit));
    const names = await personNames(
      store.db,
      changes.map(({ actor }) => actor.person),
    );
    return entryPage(visit, { listing, changes, names, today: clock.today(), attempt });
  };
  page(app, '/office/directory', (visit) => list(visit));
  page(app, '/office/directory/:kind/:entry', (visit) => one(visit));
  form(app, '/office/directory', { fields: TypedEntry, again: list }, async (visit, { kind, ...asked }, key) => {
    const entry = await addEntry(deps, visit.principal, key, kind, asked);
    return goTo(`${visit.to(`/office/directory/${kind}/${entry}`)}?done=added`);
  });
  form(app, '/office/directory/:kind/:entry/end', { fields: SentEnd, again: one }, async (visit, sent, key) => {
    const place = placeOf(visit);
    await endEntry(deps, visit.principal, key, place, endAsked(sent));
    return goTo(`${visit.to(`/office/directory/${place.kind}/${place.entry}`)}?done=ended`);
  });
  directoryApi(app, deps);
}

function placeOf(visit: MemberVisit) {
  const place = EntryPlace.safeParse(visit.params);
  if (!place.success) throw new NotFound('directory entry');
  return place.data;
}
