import type { FastifyInstance } from 'fastify';
import { text } from '../rules/text.ts';
import type { NavigationEntry } from '../web/visit.ts';
import { applicationApi } from './api.ts';
import { beforeFilingRoutes } from './before-filing-routes.ts';
import type { Engine } from './commands.ts';
import { intakeRoutes } from './intake-routes.ts';
import { modelRoutes } from './models/routes.ts';
import { beginRoutes } from './pages/begin.ts';
import { caseRoutes } from './pages/case.ts';
import { checkRoutes } from './pages/check.ts';
import { places } from './pages/desk.ts';
import { dossierRoutes } from './pages/dossier.ts';
import { homeRoutes } from './pages/home.ts';
import { moveRoutes } from './pages/move.ts';
import { submitRoutes } from './pages/submit.ts';
import { printRoutes } from './print/routes.ts';
import { reuseRoutes } from './reuse/routes.ts';
import { workbookRoutes } from './workbook/routes.ts';

/** The API and the pages of applications; both end in the same command functions. */
export function applicationRoutes(app: FastifyInstance, engine: Engine): void {
  applicationApi(app, engine);
  homeRoutes(app, engine);
  beginRoutes(app, engine);
  caseRoutes(app, engine);
  dossierRoutes(app, engine);
  modelRoutes(app, engine);
  workbookRoutes(app, engine);
  printRoutes(app, engine);
  reuseRoutes(app, engine);
  checkRoutes(app, engine);
  submitRoutes(app, engine);
  moveRoutes(app, engine);
  beforeFilingRoutes(app, engine);
  intakeRoutes(app, engine);
}

/** The applicant's entry of the navigation. */
export const applicationNavigation: readonly NavigationEntry[] = [
  { label: text('申請', 'Applications'), path: places.home, shows: (principal) => principal?.organisation.kind === 'applicant' },
];
