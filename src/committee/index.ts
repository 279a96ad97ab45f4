/** What other capabilities may use of committees. */
export { hearingsOf, opinionsIn, recusalsIn } from './hearing.ts';
export { hearingProjection } from './list.ts';
export { committeeNavigation, committeeRoutes } from './routes.ts';
