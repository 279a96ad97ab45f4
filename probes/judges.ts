import type { AnyJudge } from '../src/check/probe.ts';

/** Every judge by the id of its probe: pure, so that whoever holds the observations can judge them again. */
export const judges: Readonly<Record<string, AnyJudge>> = {};
