import type { Text } from '../rules/text.ts';
import type { Attempt } from './login-attempt.ts';
import { type LoginSeries, openAgainAfter, type Restraint } from './login-series.ts';
import type { Login } from './profile.ts';

const kinds: Readonly<Record<Login['kind'], Text>> = {
  'http-basic': { ja: 'HTTP の Basic 認証', en: 'HTTP Basic' },
  'http-digest': { ja: 'HTTP の Digest 認証', en: 'HTTP Digest' },
  'http-form': { ja: 'ウェブ画面のログイン', en: 'web form' },
  'http-json': { ja: 'JSON によるログイン', en: 'JSON login' },
  ssh: { ja: 'SSH', en: 'SSH' },
  telnet: { ja: 'Telnet', en: 'Telnet' },
  ftp: { ja: 'FTP', en: 'FTP' },
  mqtt: { ja: 'MQTT', en: 'MQTT' },
};

/** `login web (web form, tcp/80)`. */
export const loginName = ({ id, kind, port }: Pick<Login, 'id' | 'kind' | 'port'>): Text => ({
  ja: `ログイン「${id}」(${kinds[kind].ja}、tcp/${port})`,
  en: `Login ${id} (${kinds[kind].en}, tcp/${port})`,
});

/** How a login holds back, as the end of a sentence about wrong passwords. */
export function restraintWords(restraint: Restraint, series: LoginSeries): Text {
  const { from } = restraint;
  const since: Text =
    from === 0
      ? { ja: '連続した失敗の後', en: 'after the series' }
      : { ja: `${from}回目の誤ったパスワードから`, en: `from wrong password ${from} on` };
  const again = openAgain(series);
  switch (restraint.kind) {
    case 'lock-out':
      return from === 0
        ? {
            ja: `${since.ja}は正しいパスワードも拒まれました(ロック)。${again.ja}`,
            en: `${since.en} the right password was refused too (lock-out). ${again.en}`,
          }
        : {
            ja: `${since.ja}ロックされました(${restraint.detail})。${again.ja}`,
            en: `locked ${since.en} (${restraint.detail}). ${again.en}`,
          };
    case 'rate-limit':
      return {
        ja: `${since.ja}試行が制限されました(${restraint.detail})。${again.ja}`,
        en: `turned away ${since.en} (${restraint.detail}). ${again.en}`,
      };
    case 'connection-refused':
      return {
        ja: `${since.ja}応答が得られなくなりました(${restraint.detail})。${again.ja}`,
        en: `not answered ${since.en} (${restraint.detail}). ${again.en}`,
      };
    case 'growing-delay':
      return {
        ja: `${since.ja}応答までの時間が伸び、最後は${restraint.seconds}秒余計にかかりました(1接続ずつ試した結果)。`,
        en: `answered ever more slowly ${since.en}, at last with ${restraint.seconds} s of delay (tried one at a time).`,
      };
    case 'fixed-delay':
      return {
        ja: `${since.ja}応答が毎回${restraint.seconds}秒以上遅らされました(1接続ずつ試した結果)。`,
        en: `answered with a delay of at least ${restraint.seconds} s each ${since.en} (tried one at a time).`,
      };
  }
}

function openAgain(series: LoginSeries): Text {
  const seconds = openAgainAfter(series);
  if (seconds !== undefined)
    return { ja: `${seconds}秒後に正しいパスワードでログインできました。`, en: `After ${seconds} s the right password was let in.` };
  if (series.after.some(({ outcome }) => outcome === 'accepted'))
    return { ja: '正しいパスワードは直ちに通りました。', en: 'The right password was let in at once.' };
  const waited = Math.round((series.after.at(-1)?.waited ?? 0) / 1000);
  return { ja: `${waited}秒待っても正しいパスワードは通りませんでした。`, en: `The right password was not let in within ${waited} s.` };
}

/** Why the right password did not open a login. */
export function notLetIn(attempt: Attempt): Text {
  return {
    ja: `正しいパスワードでログインできませんでした(${outcomes[attempt.outcome].ja}、${attempt.detail})。プロファイルの logins(利用者名、パス、success)と環境変数の値を確かめてください。`,
    en: `The right password was not let in (${outcomes[attempt.outcome].en}, ${attempt.detail}). Check the login in the profile (user, path, success) and the value of its environment variable.`,
  };
}

const outcomes: Readonly<Record<Attempt['outcome'], Text>> = {
  accepted: { ja: '受入れ', en: 'accepted' },
  refused: { ja: '拒否', en: 'refused' },
  throttled: { ja: '試行の制限', en: 'throttled' },
  'connection-refused': { ja: '接続の拒否', en: 'connection refused' },
  dropped: { ja: '切断', en: 'hung up' },
  unclear: { ja: '判別できない応答', en: 'unclear answer' },
};

/** What to do where made-up passwords are let in. */
export const acceptsAnything = (kind: Login['kind']): { readonly isCertain: boolean; readonly text: Text } =>
  kind === 'ssh' || kind === 'ftp' || kind === 'mqtt'
    ? {
        isCertain: true,
        text: {
          ja: 'でたらめなパスワードでもログインできます。パスワードを確かめるようにしてください。',
          en: 'A made-up password is let in: passwords are not checked at all. Have them checked.',
        },
      }
    : {
        isCertain: false,
        text: {
          ja: 'でたらめなパスワードでもログインできたように見えます。プロファイルの success やパスが、失敗のときの応答にも当てはまっていないか確かめてください。当てはまっていなければ、パスワードが確かめられていません。',
          en: 'A made-up password seems to be let in. Check whether the success sign or the path of the login also fits the answer to a failure; if not, the device does not check passwords.',
        },
      };
