/** What other capabilities may use of applications: the events' subject, reading a case, and what is sealed. */

export { assertPointsToOwn } from './act-pointers.ts';
export { caseJson } from './api.ts';
export { application, applicationStream, contentOf, hashOf, isDossierOpen, open } from './application.ts';
export { type BeforeFiling, listBeforeFiling, moveBeforeFiling, readBeforeFiling } from './before-filing.ts';
export { beforeFilingAddress } from './before-filing-routes.ts';
export {
  bookOf,
  type Case,
  caseFrom,
  type Engine,
  findingsOf,
  inquiriesOf,
  loadCase,
  loadToFill,
  type Moved,
  type MoveRequest,
  makeMove,
  makeMoveWithin,
  onlyByReceipt,
  openApplication,
  openWithin,
  saveFields,
  saveWithin,
} from './commands.ts';
export type { Change, DraftField, Saved } from './draft.ts';
export { evidenceFor, loadFacts } from './facts.ts';
export { type Inquiry, type InquiryMove, listInquiries, moveInInquiry, readInquiry } from './inquiries.ts';
export { assertTakesPaper, intakeBooks, intakeRow, onBehalf, openOnBehalf } from './intake.ts';
export { issuedFor } from './issued-for.ts';
export {
  carryingRow,
  type FindingChange,
  type FrozenFindings,
  findingsKept,
  frozenFindings,
  holdFindings,
  isReviewed,
  itemContent,
  type KeptFinding,
  keepFinding,
} from './item-findings.ts';
export { type ApplicationQuery, applicationProjection, isConcluded, type ListedApplication, listApplications, namesOf } from './list.ts';
export { filledIn } from './pages/case.ts';
export { editionTitle, levelOf, titleOf } from './pages/case-frame.ts';
export { fieldControl } from './pages/field-control.ts';
export { cellOf, inWords, leafLabel, partWords } from './pages/field-words.ts';
export { intakeAddress } from './pages/intake.ts';
export { changesIn, leavesOf, traceOf } from './pages/leaf.ts';
export { type Milestone, milestones } from './pages/lifecycle.ts';
export { consequence, findMove, inputFrom, moveAddress, moveFields, placeFrom } from './pages/move.ts';
export { askedOf } from './pages/withholdable.ts';
export { applicationNavigation, applicationRoutes } from './routes.ts';
export { type SealedInquiry, sealedInquiries } from './sealed-threads.ts';
export { type CaseView, type HistoryLine, sideOf, type ThreadView, viewCase } from './view.ts';
