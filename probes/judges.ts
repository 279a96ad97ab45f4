import { type AnyJudge, anyJudge } from '../src/check/probe.ts';
import { defaultPasswords } from './default-passwords/judge.ts';
import { services } from './services/judge.ts';
import { throttling } from './throttling/judge.ts';
import { tls } from './tls/judge.ts';

/** Every judge by the id of its probe: pure, so that whoever holds the observations can judge them again. */
export const judges: Readonly<Record<string, AnyJudge>> = {
  'default-passwords': anyJudge(defaultPasswords),
  services: anyJudge(services),
  throttling: anyJudge(throttling),
  tls: anyJudge(tls),
};
