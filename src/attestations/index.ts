/** What other capabilities may use of attestations. */
export { attestation, attestationStream, keyOf, standingOf } from './attestation.ts';
export { issueOnDecision } from './issue-on-decision.ts';
