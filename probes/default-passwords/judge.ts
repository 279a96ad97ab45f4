import { z } from 'zod';
import { Attempt } from '../../src/check/login-attempt.ts';
import { heldBy, LoginSeries } from '../../src/check/login-series.ts';
import { acceptsAnything, loginName, notLetIn } from '../../src/check/login-words.ts';
import type { Finding, Given, Judge } from '../../src/check/probe.ts';
import type { Login } from '../../src/check/profile.ts';
import type { Text } from '../../src/rules/text.ts';
import { loginsSeen } from '../throttling/logins-seen.ts';
import { labelOf, wellKnown } from './well-known.ts';

const Reason = z.strictObject({ ja: z.string().max(500), en: z.string().max(500) });
const Data = z.strictObject({
  logins: z
    .array(
      z.strictObject({
        login: z.string(),
        couldNot: Reason.optional(),
        /** The right password; absent when it is not known. */
        baseline: Attempt.optional(),
        /** A made-up password: what is let in here tells nothing of any other. */
        control: Attempt.optional(),
        series: LoginSeries.optional(),
        /** What the attempts of the series were, in their order; those that were not made too. No password stands here: a declared one by its place in `defaultsFrom`, a well-known one by its label. */
        tries: z.array(
          z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('declared'), place: z.number().int().min(1) }),
            z.strictObject({ kind: z.literal('well-known'), label: z.string().max(60) }),
          ]),
        ),
        /** Factory passwords that are the present password of the device, or that are not set: not tried. */
        same: z.array(z.number().int().min(1)).default([]),
        unset: z.array(z.number().int().min(1)).default([]),
      }),
    )
    .max(20),
});
export type DefaultPasswordsData = z.infer<typeof Data>;
type Tried = DefaultPasswordsData['logins'][number];

/** S1.1-02: neither the factory passwords of the manual nor those that worms try open a login. */
export const defaultPasswords: Judge<DefaultPasswordsData> = {
  id: 'default-passwords',
  version: 1,
  title: { ja: '出荷時のパスワードと推測しやすいパスワード', en: 'Factory passwords and well-known ones' },
  after: ['services'],
  aspects: {
    'declared-defaults': { ja: '申告された出荷時のパスワード', en: 'Declared factory passwords' },
    guessable: { ja: '広く知られたパスワード', en: 'Well-known passwords' },
  },
  effort: {
    unattendedSeconds: 60,
    personMinutes: 0,
    prerequisites: [
      { ja: 'ログインの正しいパスワード(環境変数)', en: 'The right password of each login, in an environment variable' },
      { ja: '機器が一時的にロックされても差し支えないこと', en: 'It does no harm if the device locks for a while' },
      { ja: '初期設定を済ませ、自分のパスワードを設定した機器', en: 'The device has been set up with a password of its own' },
    ],
  },
  shape: Data,
  judge(given) {
    return [...given.profile.logins.flatMap((login) => judgeLogin(login, given)), ...withoutLogin(given)];
  },
};

/** Pairs that one login is tried with; fewer when the profile bounds wrong passwords lower. */
export const pairsFor = (login: Login, bound: number): readonly (typeof wellKnown)[number][] => {
  const takesUser = !('fields' in login) || login.fields.user !== undefined;
  const seen = new Set<string>();
  return wellKnown
    .filter((pair) => {
      const key = takesUser ? labelOf(pair) : pair.password;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, Math.max(0, bound));
};

function judgeLogin(login: Login, { data }: Given<DefaultPasswordsData>): readonly Finding[] {
  const name = loginName(login);
  const finding = (aspect: 'declared-defaults' | 'guessable', [verdict, { ja, en }]: Told): Finding => ({
    aspect,
    subject: `login ${login.id}`,
    verdict,
    message: { ja: `${name.ja}: ${ja}`, en: `${name.en}: ${en}` },
  });
  const both = (told: Told) => [finding('declared-defaults', told), finding('guessable', told)];
  const tried = data.logins.find((each) => each.login === login.id);
  if (tried?.couldNot) return both(['could-not-decide', tried.couldNot]);
  if (!tried?.series || !tried.control) return both(['could-not-decide', tried?.baseline ? notLetIn(tried.baseline) : notTried]);
  if (tried.control.outcome === 'accepted') {
    const { isCertain, text } = acceptsAnything(login.kind);
    return both([isCertain ? 'does-not-conform' : 'could-not-decide', text]);
  }
  return [finding('declared-defaults', declaredOf(login, tried)), finding('guessable', guessableOf(tried))];
}

type Told = readonly [Finding['verdict'], Text];

function declaredOf({ defaultsFrom, factory }: Login, tried: Tried): Told {
  const [letIn] = letInOf(tried, 'declared');
  if (letIn?.kind === 'declared') {
    return [
      'does-not-conform',
      {
        ja: `出荷時のパスワード(defaultsFrom の${letIn.place}番目)でログインできます。機器ごとに異なるものにするか、最初に使うときの変更を必須とし、変更後は使えないようにしてください。`,
        en: `The factory password (number ${letIn.place} of defaultsFrom) is let in. Make it unique to each device, or have it changed at first use and void afterwards.`,
      },
    ];
  }
  if (defaultsFrom.length === 0) {
    return factory === 'change-at-first-use'
      ? ['could-not-decide', nameDefaults]
      : ['not-applicable', factory === 'none' ? noFactoryPassword : uniqueOnly];
  }
  if (tried.same.length > 0) return ['could-not-decide', stillDefault];
  if (tried.unset.length > 0) return ['could-not-decide', defaultsUnset];
  if (isLockedUnseen(tried)) return ['could-not-decide', lockedUnseen];
  const missing = notRefused(tried, 'declared');
  if (missing > 0) return ['could-not-decide', notAllRefused(missing, tried)];
  if (tried.baseline?.outcome !== 'accepted') return ['could-not-decide', tried.baseline ? notLetIn(tried.baseline) : notTried];
  return [
    'conforms',
    {
      ja: `申告された出荷時のパスワード${defaultsFrom.length}件は、いずれも拒まれました。`,
      en: `The declared factory passwords (${defaultsFrom.length}) are refused.`,
    },
  ];
}

function guessableOf(tried: Tried): Told {
  const letIn = letInOf(tried, 'well-known').flatMap((each) => (each.kind === 'well-known' ? [each.label] : []));
  if (letIn.length > 0) {
    return [
      'does-not-conform',
      {
        ja: `広く知られた組合せ ${letIn.join('、')} でログインできます。ワームが最初に試す組合せです。設定できないようにしてください。`,
        en: `The well-known pair ${letIn.join(', ')} is let in, which worms try first. Have it refused when a password is set.`,
      },
    ];
  }
  const planned = tried.tries.filter(({ kind }) => kind === 'well-known').length;
  if (isLockedUnseen(tried)) return ['could-not-decide', lockedUnseen];
  const missing = notRefused(tried, 'well-known');
  if (planned === 0 || missing > 0) return ['could-not-decide', notAllRefused(missing, tried)];
  if (tried.baseline?.outcome !== 'accepted') return ['could-not-decide', tried.baseline ? notLetIn(tried.baseline) : notTried];
  return [
    'conforms',
    { ja: `広く知られた組合せ${planned}件は、いずれも拒まれました。`, en: `The ${planned} well-known pairs that were tried are refused.` },
  ];
}

const outcomeOf = ({ series }: Tried, index: number) => series?.attempts[index]?.outcome;
/** The right password no longer opened the login after the attempts: their refusals tell nothing, since the lock cannot be seen. */
const isLockedUnseen = ({ baseline, series }: Tried): boolean => {
  const held = baseline && series && heldBy(baseline, series);
  return held?.kind === 'lock-out' && held.from === 0;
};
const letInOf = (tried: Tried, kind: Tried['tries'][number]['kind']) =>
  tried.tries.filter((each, index) => each.kind === kind && outcomeOf(tried, index) === 'accepted');
/** How many were not made, or answered by anything but a refusal. */
const notRefused = (tried: Tried, kind: Tried['tries'][number]['kind']): number => {
  // A login that always hangs up on a wrong password says no by that.
  const says = tried.control?.outcome;
  return tried.tries.filter(
    (each, index) =>
      each.kind === kind && outcomeOf(tried, index) !== 'refused' && (says === 'unclear' || outcomeOf(tried, index) !== says),
  ).length;
};

function notAllRefused(missing: number, tried: Tried): Text {
  const held = tried.baseline && tried.series ? heldBy(tried.baseline, tried.series) : undefined;
  const isHeld = held && !['none', 'accepted', 'unclear'].includes(held.kind);
  if (isHeld) {
    return {
      ja: `機器が試行を制限したため(総当たり対策が働いたと見られます)、残り${missing}件は確かめていません。ほかは拒まれました。`,
      en: `The device held back further attempts (as it should), so ${missing} were not tried or not answered; the others are refused.`,
    };
  }
  return {
    ja: `${missing}件を試せなかったか、拒否と分かる応答がありませんでした。bounds.wrongPasswords と観測記録を確かめてください。`,
    en: `${missing} could not be tried or were not clearly refused. Look at bounds.wrongPasswords and the observations.`,
  };
}

function withoutLogin({ profile, earlier }: Given<DefaultPasswordsData>): readonly Finding[] {
  const seen = loginsSeen(profile, earlier);
  const device = (told: Told): readonly Finding[] =>
    (['declared-defaults', 'guessable'] as const).map((aspect) => ({ aspect, subject: 'device', verdict: told[0], message: told[1] }));
  if (seen && seen.undescribed.length > 0) {
    const places = seen.undescribed.map(({ port, service }) => `tcp/${port} (${service.toUpperCase()})`).join(', ');
    return device([
      'could-not-decide',
      {
        ja: `パスワードを求める可能性がある${places}について、プロファイルの logins に記載がないため、試していません。`,
        en: `${places} may take passwords, but the profile does not tell how to log in: nothing was tried there.`,
      },
    ]);
  }
  if (profile.logins.length > 0) return [];
  const declares = profile.interfaces.some(({ authentication }) => authentication === 'password');
  return device(declares || !seen?.complete ? ['could-not-decide', noLogins] : ['not-applicable', none]);
}

const notTried: Text = { ja: 'このログインは試されていません。', en: 'This login was not tried.' };
const noLogins: Text = {
  ja: 'プロファイルに logins がないため、パスワードを試せません。ログインの方法を書き加えてください。',
  en: 'The profile has no logins, so no password could be tried. Add how to log in.',
};
const none: Text = {
  ja: 'プロファイルにも、開いているポートの調査でも、ネットワーク経由でパスワードを求める入口は見つかりませんでした。',
  en: 'Neither the profile nor what was seen on the open ports has a login by password over the network.',
};
const lockedUnseen: Text = {
  ja: '試行の途中で機器がロックし、ロック中の応答が通常の拒否と区別できないため、拒否がパスワードによるものか分かりません。',
  en: 'The device locked during the attempts and answers a lock like a wrong password, so that the refusals say nothing about the passwords.',
};
const nameDefaults: Text = {
  ja: '最初に使うときにパスワードを変更する製品ですが、変更前のパスワードが申告されていません。defaultsFrom に環境変数の名前を書き、変更後に使えなくなることを確かめてください。',
  en: 'The password is changed at first use, but the one before is not declared. Name its environment variable in defaultsFrom, so that it can be shown to be void.',
};
const noFactoryPassword: Text = {
  ja: '出荷時のパスワードはないと申告されています。',
  en: 'The profile declares that there is no factory password.',
};
const uniqueOnly: Text = {
  ja: '機器ごとに異なると申告され、共通の出荷時のパスワードは申告されていません。',
  en: 'Factory passwords are declared to be unique to each device; none is declared for all.',
};
const stillDefault: Text = {
  ja: '機器のパスワードが出荷時のままです。自分のパスワードを設定してから、もう一度試してください。',
  en: 'The device still has its factory password. Set one of its own and test again.',
};
const defaultsUnset: Text = {
  ja: '出荷時のパスワードの環境変数(defaultsFrom)が設定されていません。設定して、もう一度試してください。',
  en: 'An environment variable of defaultsFrom is not set. Set it and test again.',
};
