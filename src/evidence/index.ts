/** What other capabilities may use of the evidence vault. */
export { type EvidenceFile, evidenceStream, type PointedAt, pointedAt, type Use, type UseStanding } from './evidence.ts';
export { filesOf, findFile, usesOf } from './list.ts';
export { evidenceRoutes } from './routes.ts';
