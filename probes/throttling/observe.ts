import { CannotObserve } from '../../src/check/probe.ts';
import type { Login } from '../../src/check/profile.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { letInAgain, runSeries } from '../../src/io/device/login/series.ts';
import type { ThrottlingData } from './judge.ts';

/** One bounded series of wrong passwords for each login of the profile, one login after the other. */
export const observe: Observe<ThrottlingData> = async (tools) => {
  const logins: ThrottlingData['logins'] = [];
  for (const login of tools.profile.logins) logins.push(await observeLogin(tools, login));
  return { logins };
};

async function observeLogin(tools: Tools, login: Login): Promise<ThrottlingData['logins'][number]> {
  let password: string;
  try {
    password = tools.secret(login.passwordFrom);
  } catch (error) {
    if (error instanceof CannotObserve) return { login: login.id, couldNot: error.reason };
    throw error;
  }
  const right = { user: login.user, password };
  // What ran before may have left a lock: the baseline is the first time that the right password is let in.
  const before = (await letInAgain(tools, login, right)).at(-1);
  if (before === undefined) return { login: login.id };
  const { waited: _, ...baseline } = before;
  if (baseline.outcome !== 'accepted') return { login: login.id, baseline };
  const wrong = Array.from({ length: tools.profile.bounds.wrongPasswords }, (_, index) => ({
    user: login.user,
    password: madeUp(index, password),
  }));
  return { login: login.id, baseline, series: await runSeries({ tools, login, right, baseline, wrong }) };
}

/** Long enough and mixed enough for a device that refuses short ones unread; never the right one. */
export function madeUp(index: number, right: string): string {
  const password = `Wrong-${String(index + 1).padStart(2, '0')}-guess`;
  return password === right ? `${password}x` : password;
}
