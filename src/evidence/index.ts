/** What other capabilities may use of the evidence vault, and of what applications handed over from it. */

export { discard, keepInVault, vaultLock } from './commands.ts';
export { documentsAddress, type HandedOverFile, handedOverAddress, handedOverFiles, type Opening, openDocument } from './documents.ts';
export { type Erased, eraseDossier, type Ledger, openLedger, rememberErased, replayErasures } from './erasures.ts';
export {
  type EvidenceEvent,
  type EvidenceFile,
  evidenceStream,
  type PointedAt,
  pointedAt,
  type Use,
  type UseStanding,
} from './evidence.ts';
export { type HandedOverUse, handedOver, mayOpenHandedOver } from './handed-over.ts';
export { fileOf, filesOf, findFile, isFileId, usesOf, usesOfOrganisation } from './list.ts';
export { kindOfOrigin, type OriginKind, originWords } from './origin.ts';
export { originLine } from './pages/origin.ts';
export { evidenceRoutes } from './routes.ts';
export { sweepUnreferenced } from './sweep.ts';
