/** What other capabilities may use of the evidence vault, and of what applications handed over from it. */
export { documentsAddress, type HandedOverFile, handedOverAddress, handedOverFiles, type Opening, openDocument } from './documents.ts';
export { type EvidenceFile, evidenceStream, type PointedAt, pointedAt, type Use, type UseStanding } from './evidence.ts';
export { type HandedOverUse, mayOpenHandedOver } from './handed-over.ts';
export { filesOf, findFile, usesOf } from './list.ts';
export { kindOfOrigin, type OriginKind, originWords } from './origin.ts';
export { originLine } from './pages/origin.ts';
export { evidenceRoutes } from './routes.ts';
