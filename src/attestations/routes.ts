import type { FastifyInstance } from 'fastify';
import type { Engine } from '../applications/index.ts';
import { may } from '../people/index.ts';
import { text } from '../rules/text.ts';
import { page } from '../web/page.ts';
import type { NavigationEntry } from '../web/visit.ts';
import { attestationApi } from './api.ts';
import { findHeld, listHeld } from './list.ts';
import { heldListPage, heldPage } from './pages/held-page.ts';

export const attestationNavigation: readonly NavigationEntry[] = [
  {
    label: text('ラベル・認定', 'Labels'),
    path: '/attestations',
    shows: (principal) => principal !== undefined && may(principal, 'attestation.read') === 'yes',
  },
];

/** The signed-in side of attestations: what an organisation holds, and the files to show it with. */
export function attestationRoutes(app: FastifyInstance, engine: Pick<Engine, 'store' | 'books' | 'clock'>): void {
  attestationApi(app, engine);
  page(app, '/attestations', async (visit) => {
    const views = await listHeld(engine, visit.principal, engine.clock.today());
    return heldListPage(visit, views, visit.principal.organisation.kind === 'office' ? 'all' : 'own');
  });
  page(app, '/attestations/:key', async (visit) =>
    heldPage(visit, await findHeld(engine, visit.principal, visit.params['key'] ?? '', engine.clock.today())),
  );
}
