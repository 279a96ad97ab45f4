/** What others may use of device checks: reading a bundle, judging it again, and what was put into dossiers. */

export { type AttachedCheck, attachedChecks, checkBehind, type DeviceCheckEvent, deviceCheckStream, type Resting } from './attached.ts';
export { BUNDLE_LIMIT, type Bundle, type BundleContent, readBundle } from './bundle.ts';
export { judgedAgain } from './judged-again.ts';
export type { AnyJudge } from './probe.ts';
export { restingLine } from './resting-line.ts';
