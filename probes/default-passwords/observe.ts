import { CannotObserve } from '../../src/check/probe.ts';
import type { Login } from '../../src/check/profile.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { attempt, baselineOf, canSpend, eachLogin, runSeries } from '../../src/io/device/login/series.ts';
import { type DefaultPasswordsData, pairsFor } from './judge.ts';
import { labelOf } from './well-known.ts';

type Tried = DefaultPasswordsData['logins'][number];

/** The declared factory passwords, then well-known pairs; stops as soon as the device holds back. */
export const observe: Observe<DefaultPasswordsData> = async (tools) => ({
  logins: await eachLogin(tools, observeLogin, (login, couldNot) => ({ ...nothingOf(login), couldNot })),
});

async function observeLogin(tools: Tools, login: Login): Promise<Tried> {
  const { user } = login;
  const nothing = nothingOf(login);
  const password = secretOrReason(tools, login.passwordFrom);
  if (typeof password !== 'string') return { ...nothing, couldNot: password };
  const right = { user, password };
  const baseline = await baselineOf(tools, login, right);
  if (baseline.outcome !== 'accepted') return { ...nothing, baseline };
  if (!canSpend(tools)) return { ...nothing, couldNot: spent };
  const control = await attempt(tools, login, { user, password: `Nobody-set-this-${login.id}` });

  const declared = login.defaultsFrom.map((variable, index) => ({ place: index + 1, value: secretOrReason(tools, variable) }));
  const known = declared.flatMap(({ place, value }) => (typeof value === 'string' ? [{ place, value }] : []));
  const factory = known.filter(({ value }) => value !== password);
  // The control counts as well.
  const pairs = pairsFor(login, tools.profile.bounds.wrongPasswords - factory.length - 1);
  const plan = [
    ...factory.map(({ place, value }) => ({ credentials: { user, password: value }, tried: { kind: 'declared', place } as const })),
    ...pairs.map((pair) => ({ credentials: pair, tried: { kind: 'well-known', label: labelOf(pair) } as const })),
  ];
  const wrong = control.outcome === 'accepted' ? [] : plan.map(({ credentials }) => credentials);
  return {
    login: login.id,
    baseline,
    control,
    series: await runSeries({ tools, login, right, baseline, wrong, eachCounts: true }),
    tries: plan.map(({ tried }) => tried),
    same: known.filter(({ value }) => value === password).map(({ place }) => place),
    unset: declared.filter(({ value }) => typeof value !== 'string').map(({ place }) => place),
  };
}

const nothingOf = ({ id }: Login): Tried => ({ login: id, tries: [], same: [], unset: [] });

function secretOrReason(tools: Tools, variable: string) {
  try {
    return tools.secret(variable);
  } catch (error) {
    if (error instanceof CannotObserve) return error.reason;
    throw error;
  }
}

const spent = {
  ja: '誤ったパスワードの試行が、この試験全体の上限に達しました。',
  en: 'The bound of the whole run on wrong passwords is reached.',
};
