/** What other capabilities may use of attestations. */
export { attestation, attestationStream, dossierOf, keyOf, restsOn, standingOf } from './attestation.ts';
export { type HeldMoved, heldView, loadHeld, moveHeldWithin } from './commands.ts';
export { issueOnDecision } from './issue-on-decision.ts';
export { heldMoveAddress } from './pages/move-page.ts';
