import type { FastifyInstance } from 'fastify';
import { type Engine, namesOf } from '../applications/index.ts';
import { may } from '../people/index.ts';
import { text } from '../rules/text.ts';
import { page } from '../web/page.ts';
import type { NavigationEntry } from '../web/visit.ts';
import { attestationApi } from './api.ts';
import { besideThreads, lifeRoutes } from './life-routes.ts';
import { findHeld, listHeld } from './list.ts';
import { heldMoveRoutes, viewHeld } from './move-routes.ts';
import { heldListPage, heldPage } from './pages/held-page.ts';
import { renewalRoutes, shownOffer } from './renewal-routes.ts';

export const attestationNavigation: readonly NavigationEntry[] = [
  {
    label: text('ラベル・認定', 'Labels and certificates'),
    path: '/attestations',
    shows: (principal) => principal !== undefined && may(principal, 'attestation.read') === 'yes',
  },
];

/** The signed-in side of attestations: what an organisation holds, and the files to show it with. */
export function attestationRoutes(app: FastifyInstance, engine: Engine): void {
  attestationApi(app, engine);
  page(app, '/attestations', async (visit) => {
    const views = await listHeld(engine, visit.principal, engine.clock.today());
    return heldListPage(visit, views, visit.principal.organisation.kind === 'office' ? 'all' : 'own');
  });
  page(app, '/attestations/:key', async (visit) => {
    const key = visit.params['key'] ?? '';
    const held = await findHeld(engine, visit.principal, key, engine.clock.today());
    const course = await viewHeld(engine, visit, key);
    const people = [...new Set(course.history.map((line) => line.by).filter(Boolean))];
    const organisations = [...new Set(course.history.map((line) => line.organisation).filter(Boolean))];
    const names = await namesOf(engine.store, people, organisations);
    return heldPage(visit, held, course, names, await besideThreads(engine, visit, course), await shownOffer(engine, visit, key));
  });
  heldMoveRoutes(app, engine);
  lifeRoutes(app, engine);
  renewalRoutes(app, engine);
}
