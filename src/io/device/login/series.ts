import { type Attempt, NO_ANSWER_IN_TIME } from '../../../check/login-attempt.ts';
import { type LoginSeries, restraintIn } from '../../../check/login-series.ts';
import { loginName } from '../../../check/login-words.ts';
import { CannotObserve } from '../../../check/probe.ts';
import type { Login } from '../../../check/profile.ts';
import type { Tools } from '../../../check/tools.ts';
import type { Text } from '../../../rules/text.ts';
import { attemptLogin, type Credentials } from './index.ts';

/** What a series makes and how far it goes. */
export interface SeriesPlan {
  readonly tools: Tools;
  readonly login: Login;
  /** The right ones, which were let in at `baseline`. */
  readonly right: Credentials;
  readonly baseline: Attempt;
  readonly wrong: readonly Credentials[];
  readonly maxMilliseconds?: number;
  /** Each attempt is a question of its own: go on after one was let in, and while the device only takes its time. */
  readonly eachCounts?: boolean;
}

const MAX_MS = 120_000;
const ALL_MS = 300_000;
const TIMEOUT_MS = 10_000;
const noTime: Text = {
  ja: 'ほかのログインに時間がかかり、このログインは試していません。プロファイルの logins を減らして、もう一度試してください。',
  en: 'The other logins took long, so this one was not tried. Test again with fewer logins in the profile.',
};
/** Seconds between two tries of the right password: two minutes in all. */
const WAITS = [1, 2, 4, 8, 15, 30, 60];
const BEFORE_SECONDS = 10;
const notTried: Attempt = { outcome: 'unclear', milliseconds: 0, openingMilliseconds: 0, detail: 'not tried' };

/** One attempt with the tools of a probe. */
export const attempt = ({ network, signal }: Tools, login: Login, credentials: Credentials): Promise<Attempt> =>
  attemptLogin({ network, signal, timeoutMs: TIMEOUT_MS }, login, credentials);

/**
 * Wrong passwords one after the other, until all were made, one is let in, or the device clearly holds back; then the right one, waiting up to two minutes
 * until it is let in again, so that what comes later can log in.
 */
export async function runSeries({
  tools,
  login,
  right,
  baseline,
  wrong,
  maxMilliseconds = MAX_MS,
  eachCounts = false,
}: SeriesPlan): Promise<LoginSeries> {
  const begun = tools.elapsed();
  const attempts: LoginSeries['attempts'] = [];
  const ended = async (stopped: LoginSeries['stopped']): Promise<LoginSeries> => {
    const isAway = ['connection-refused', 'dropped', 'unclear'].includes(attempts.at(-1)?.outcome ?? '');
    const alive = isAway ? await tools.network.isAlive() : undefined;
    const after = await letInAgain(tools, login, right);
    return { attempts, stopped, after, ...(alive === undefined ? {} : { alive }) };
  };
  for (const [index, credentials] of wrong.entries()) {
    tools.signal.throwIfAborted();
    if (tools.elapsed() - begun > maxMilliseconds) return await ended('time');
    if (!canSpend(tools)) return await ended('whole-run');
    const at = Math.round(tools.elapsed() - begun);
    const made = await attempt(tools, login, credentials);
    attempts.push({ ...made, number: index + 1, at });
    tools.progress(index + 1, wrong.length, loginName(login));
    if (made.outcome === 'accepted' && !eachCounts) return await ended('accepted');
    const seen = restraintIn(baseline, attempts);
    if (seen && !(eachCounts && seen.kind === 'fixed-delay')) return await ended('restrained');
  }
  return await ended('bound');
}

/** The right password before a series. What ran before may have left a lock: it is waited for a little. */
export async function baselineOf(tools: Tools, login: Login, right: Credentials): Promise<Attempt> {
  const { waited: _, ...last } = (await letInAgain(tools, login, right, BEFORE_SECONDS)).at(-1) ?? { waited: 0, ...notTried };
  return last;
}

/** Tries the right password at once and then ever more seldom, until it is let in, the answer is no answer to a password, or the time is over. */
async function letInAgain(
  tools: Tools,
  login: Login,
  right: Credentials,
  maxSeconds = Number.POSITIVE_INFINITY,
): Promise<LoginSeries['after']> {
  const begun = tools.elapsed();
  const after: LoginSeries['after'] = [];
  for (const seconds of [0, ...WAITS]) {
    if (seconds > 0) await tools.wait(seconds * 1000);
    const waited = Math.round(tools.elapsed() - begun);
    const made = await attempt(tools, login, right);
    after.push({ ...made, waited });
    if (made.outcome === 'accepted' || (made.outcome === 'unclear' && made.detail !== NO_ANSWER_IN_TIME)) break;
    if ((tools.elapsed() - begun) / 1000 > maxSeconds) break;
  }
  return after;
}

/**
 * Looks at the logins of the profile one after the other, for five minutes: one that was not begun by then has that as its reason, so that the others are
 * kept when the probe's own time ends.
 */
export async function eachLogin<Seen>(
  tools: Tools,
  look: (tools: Tools, login: Login) => Promise<Seen>,
  without: (login: Login, couldNot: Text) => Seen,
): Promise<Seen[]> {
  const begun = tools.elapsed();
  const seen: Seen[] = [];
  for (const login of tools.profile.logins) {
    tools.signal.throwIfAborted();
    seen.push(tools.elapsed() - begun > ALL_MS ? without(login, noTime) : await look(tools, login));
  }
  return seen;
}

/** Counts one wrong password; false when the run has none left. */
export function canSpend({ network }: Tools): boolean {
  try {
    network.spendAttempt();
    return true;
  } catch (error) {
    if (error instanceof CannotObserve) return false;
    throw error;
  }
}
