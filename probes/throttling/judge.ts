import { z } from 'zod';
import { Attempt } from '../../src/check/login-attempt.ts';
import { ENOUGH_FOR_NONE, type Held, heldBy, LoginSeries } from '../../src/check/login-series.ts';
import { acceptsAnything, loginName, notLetIn, restraintWords } from '../../src/check/login-words.ts';
import { type Finding, type Given, type Judge, observed } from '../../src/check/probe.ts';
import type { Login } from '../../src/check/profile.ts';
import type { Text } from '../../src/rules/text.ts';
import { defaultPasswords } from '../default-passwords/judge.ts';
import { loginsSeen } from './logins-seen.ts';

const Reason = z.strictObject({ ja: z.string().max(500), en: z.string().max(500) });
const Data = z.strictObject({
  logins: z
    .array(
      z.strictObject({
        login: z.string(),
        /** Why there is no series. */
        couldNot: Reason.optional(),
        /** The right password before the series. */
        baseline: Attempt.optional(),
        series: LoginSeries.optional(),
      }),
    )
    .max(20),
});
export type ThrottlingData = z.infer<typeof Data>;

/** S1.1-04: is guessing made hard at each login over the network? */
export const throttling: Judge<ThrottlingData> = {
  id: 'throttling',
  version: 1,
  title: { ja: '総当たり攻撃への対策', en: 'Resistance to guessing' },
  after: ['services', 'default-passwords'],
  aspects: { throttled: { ja: '誤ったパスワードを続けたときの制限', en: 'Restraint on repeated wrong passwords' } },
  effort: {
    unattendedSeconds: 60,
    personMinutes: 0,
    prerequisites: [
      { ja: 'ログインの正しいパスワード(環境変数)', en: 'The right password of each login, in an environment variable' },
      { ja: '機器が一時的にロックされても差し支えないこと', en: 'It does no harm if the device locks for a while' },
      { ja: '試験中にほかの人がログインしないこと', en: 'Nobody else logs in during the test' },
    ],
  },
  shape: Data,
  judge(given) {
    const declared = given.profile.logins.map((login) => judgeLogin(login, given));
    return [...declared, ...withoutLogin(given)];
  },
};

function judgeLogin(login: Login, { data, earlier }: Given<ThrottlingData>): Finding {
  const name = loginName(login);
  const finding = (verdict: Finding['verdict'], { ja, en }: Text): Finding => ({
    aspect: 'throttled',
    subject: `login ${login.id}`,
    verdict,
    message: { ja: `${name.ja}: ${ja}`, en: `${name.en}: ${en}` },
  });
  const own = data.logins.find((each) => each.login === login.id);
  if (own?.baseline && own.series) {
    const held = heldBy(own.baseline, own.series);
    return finding(...told(held, own.series, login.kind));
  }
  // Whoever is still locked out by the well-known passwords has shown what this probe looks for.
  const before = observed(earlier, defaultPasswords)?.logins.find((each) => each.login === login.id);
  if (before?.baseline && before.series) {
    const held = heldBy(before.baseline, before.series);
    if (isRestraint(held)) {
      const { ja, en } = restraintWords(held, before.series);
      return finding('conforms', {
        ja: `よく知られたパスワードを試した際に、${ja}`,
        en: `While well-known passwords were tried, it was ${en}`,
      });
    }
  }
  return finding('could-not-decide', own?.couldNot ?? (own?.baseline ? notLetIn(own.baseline) : notTried));
}

function told(held: Held, series: LoginSeries, kind: Login['kind']): [Finding['verdict'], Text] {
  if (isRestraint(held)) {
    const { ja, en } = restraintWords(held, series);
    return ['conforms', { ja, en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}` }];
  }
  switch (held.kind) {
    case 'none':
      return [
        'does-not-conform',
        {
          ja: `誤ったパスワードを続けて${held.attempts}回(毎分${held.perMinute}回の速さで)試しても、待ち時間、ロックなどの制限がかかりませんでした。失敗が続いたときに制限がかかるようにしてください。`,
          en: `${held.attempts} wrong passwords in a row (${held.perMinute} a minute) met neither delay nor lock-out. Have repeated failures restrained.`,
        },
      ];
    case 'accepted': {
      const { isCertain, text } = acceptsAnything(kind);
      return [isCertain ? 'does-not-conform' : 'could-not-decide', text];
    }
    case 'unclear':
      return ['could-not-decide', unclear(held.why, series)];
  }
}

const isRestraint = (held: Held): held is Exclude<Held, { kind: 'none' | 'accepted' | 'unclear' }> =>
  held.kind !== 'none' && held.kind !== 'accepted' && held.kind !== 'unclear';

function unclear(why: Extract<Held, { kind: 'unclear' }>['why'], { attempts }: LoginSeries): Text {
  switch (why) {
    case 'gone':
      return {
        ja: '誤ったパスワードを続けた後、機器が応答しなくなり、待っても戻りませんでした。遮断なのか故障なのかを、機器の側で確かめてください。',
        en: 'After wrong passwords the device no longer answered and did not come back while it was waited for. Find out at the device whether it blocks or failed.',
      };
    case 'slow':
      return {
        ja: '正しいパスワードでも誤ったパスワードでも応答に1秒以上かかるため、制限なのか処理が遅いだけなのかを区別できません。',
        en: 'Right and wrong passwords alike take more than a second: a restraint cannot be told from a slow device.',
      };
    case 'too-few':
      return {
        ja: `誤ったパスワードを${attempts.length}回しか試せず、その間に制限はかかりませんでした。制限がないと言うには少なくとも${ENOUGH_FOR_NONE}回要ります。プロファイルの bounds.wrongPasswords を増やしてください。`,
        en: `Only ${attempts.length} wrong passwords could be tried, and none was held back. To say that there is no restraint takes at least ${ENOUGH_FOR_NONE}. Raise bounds.wrongPasswords in the profile.`,
      };
    case 'mixed':
      return {
        ja: '応答がまちまちで、拒否か制限かを区別できませんでした。観測記録を確かめてください。',
        en: 'The answers differ and cannot be told to be refusals or a restraint. Look at the observations.',
      };
  }
}

function withoutLogin({ profile, earlier }: Given<ThrottlingData>): readonly Finding[] {
  const seen = loginsSeen(profile, earlier);
  const device = (verdict: Finding['verdict'], message: Text): Finding => ({ aspect: 'throttled', subject: 'device', verdict, message });
  if (seen && seen.undescribed.length > 0) {
    const places = seen.undescribed.map(({ port, service }) => `tcp/${port} (${service.toUpperCase()})`).join(', ');
    return [
      device('could-not-decide', {
        ja: `パスワードを求める可能性がある${places}について、プロファイルの logins に記載がありません。ログインの方法を書き加え、もう一度試してください。だれにでも公開する入口であれば、interfaces に authentication: none と理由を書いてください。`,
        en: `The profile has no login for ${places}, which may take passwords. Add how to log in and test again; if it is open to anybody, declare the interface with authentication: none and why.`,
      }),
    ];
  }
  if (profile.logins.length > 0) return [];
  const declares = profile.interfaces.some(({ authentication }) => authentication === 'password');
  if (declares || !seen?.complete) return [device('could-not-decide', noLoginDescribed)];
  return [
    device('not-applicable', {
      ja: 'プロファイルにも、開いているポートの調査でも、ネットワーク経由でパスワードを求める入口は見つかりませんでした。',
      en: 'Neither the profile nor what was seen on the open ports has a login by password over the network.',
    }),
  ];
}

const noLoginDescribed: Text = {
  ja: 'プロファイルに logins がないため、パスワードを試せません。ログインの方法を書き加えてください。',
  en: 'The profile has no logins, so no password could be tried. Add how to log in.',
};
const notTried: Text = { ja: 'このログインは試されていません。', en: 'This login was not tried.' };
