import { CannotObserve } from '../../src/check/probe.ts';
import type { Login } from '../../src/check/profile.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { baselineOf, eachLogin, runSeries } from '../../src/io/device/login/series.ts';
import type { ThrottlingData } from './judge.ts';

/** One bounded series of wrong passwords for each login of the profile, one login after the other. */
export const observe: Observe<ThrottlingData> = async (tools) => ({
  logins: await eachLogin(tools, observeLogin, (login, couldNot) => ({ login: login.id, couldNot })),
});

async function observeLogin(tools: Tools, login: Login): Promise<ThrottlingData['logins'][number]> {
  let password: string;
  try {
    password = tools.secret(login.passwordFrom);
  } catch (error) {
    if (error instanceof CannotObserve) return { login: login.id, couldNot: error.reason };
    throw error;
  }
  const right = { user: login.user, password };
  const baseline = await baselineOf(tools, login, right);
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
