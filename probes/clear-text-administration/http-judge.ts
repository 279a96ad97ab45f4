import type { Finding } from '../../src/check/probe.ts';
import type { Profile } from '../../src/check/profile.ts';
import { visible } from '../../src/check/visible.ts';
import type { Text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { readWebPage } from '../services/web-page.ts';
import { resolveLead } from './lead.ts';
import type { ClearTextData, Page } from './shape.ts';

/** What one port shows over HTTP without TLS. */
export function httpFinding(port: number, { pages, cutShort }: ClearTextData, profile: Profile): Finding {
  const subject = `tcp/${port}`;
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'administration', subject, verdict, message });
  const here = pages.filter((page) => page.port === port);
  const shown = here.flatMap((page) => loginOn(page, profile) ?? []);
  if (shown[0] !== undefined) return finding('does-not-conform', showsLogin(subject, shown[0]));
  const content = here.find((page) => (page.status ?? 0) >= 200 && (page.status ?? 0) < 300 && !leadsToTls(page));
  const declared = profile.interfaces.find(({ at }) => at === subject);
  if (declared?.administration && content) return finding('does-not-conform', declaredPlain(subject, content));
  const failed = here.find(({ status }) => status === undefined);
  if (here.length === 0 || failed) return finding('could-not-decide', noPage(subject, failed));
  if (here.every(leadsToTls)) return finding('conforms', onlyToTls(subject));
  const unclear = here.find((page) => isUnclear(page));
  if (unclear) return finding('could-not-decide', lookYourself(subject, unclear));
  if (cutShort.includes(port)) return finding('could-not-decide', tooManyPages(subject, here.length));
  return finding('conforms', noLogin(subject, here.length));
}

/** What asks for a password on a page; undefined when nothing does. */
function loginOn(page: Page, profile: Profile): { readonly path: string; readonly what: Text } | undefined {
  const path = visible(page.path, 80);
  const [challenge] = page.challenges;
  if (challenge !== undefined) {
    const scheme = visible(challenge.split(/\s/, 1)[0] ?? '', 20);
    return { path, what: { ja: `HTTP 認証(${scheme})`, en: `HTTP authentication (${scheme})` } };
  }
  if (webPage(page).passwordField) return { path, what: { ja: 'パスワードの入力欄', en: 'a password field' } };
  const isDeclared = profile.logins.some((login) => 'path' in login && login.port === page.port && !login.tls && login.path === page.path);
  const isThere = page.status !== undefined && page.status !== 404 && !leadsToTls(page);
  return isDeclared && isThere ? { path, what: { ja: '申告されたログイン', en: 'the declared login' } } : undefined;
}

const webPage = ({ body, contentType }: Page) => readWebPage(Buffer.from(body, 'base64'), contentType);

/** The page itself shows nothing and sends the browser to HTTPS. */
function leadsToTls(page: Page): boolean {
  const { status = 0, location } = page;
  if (status >= 300 && status < 400) return location !== undefined && resolveLead(location, page).to === 'https';
  if (status === 426) return true;
  const { leadsTo, passwordField, unclear } = webPage(page);
  return !passwordField && !unclear && leadsTo.length > 0 && leadsTo.every((target) => resolveLead(target, page).to === 'https');
}

const isUnclear = (page: Page): boolean => webPage(page).unclear || (!page.complete && page.status !== 304);

const showsLogin = (subject: string, { path, what }: { readonly path: string; readonly what: Text }): Text => ({
  ja: `${subject}(暗号化されない HTTP)の${path}に、${what.ja}があります。ログインに使う情報と操作の内容が、暗号化されずに流れます。ログインと管理は HTTPS だけで行えるようにし、HTTP は HTTPS への転送だけにするか閉じてください。`,
  en: `${path} on ${subject} (HTTP without encryption) has ${what.en}: what is used to sign in, and all that follows, passes without encryption. Offer login and administration over HTTPS only, and let HTTP redirect to it or close it.`,
});
const declaredPlain = (subject: string, { path }: Page): Text => ({
  ja: `${subject} は管理用と申告されていますが、暗号化されない HTTP で画面や情報を返します(${visible(path, 80)})。HTTPS だけで行えるようにしてください。`,
  en: `${subject} is declared as used for administration but answers over HTTP without encryption (${visible(path, 80)}). Offer it over HTTPS only.`,
});
const onlyToTls = (subject: string): Text => ({
  ja: `${subject}(HTTP)は、HTTPS への転送だけを行います。`,
  en: `${subject} (HTTP) does nothing but redirect to HTTPS.`,
});
const noLogin = (subject: string, count: number): Text => ({
  ja: `${subject}(暗号化されない HTTP)の画面${count}枚に、ログインも管理の入口も見られませんでした。`,
  en: `${count} page${count === 1 ? '' : 's'} of ${subject} (HTTP without encryption) showed neither a login nor a way to administration.`,
});
const lookYourself = (subject: string, { path }: Page): Text => ({
  ja: `${subject}(暗号化されない HTTP)の${visible(path, 80)}は、スクリプトで組み立てられるなどして、内容だけからはログインの有無が分かりません。ブラウザで開いて確かめ、ログインがあれば HTTPS に替えてください。`,
  en: `Whether ${visible(path, 80)} on ${subject} (HTTP without encryption) shows a login cannot be told from its source (it is built by scripts, or cut off). Open it in a browser; if there is a login, move it to HTTPS.`,
});
const noPage = (subject: string, page: Page | undefined): Text => ({
  ja: `${subject}(HTTP)の画面を取得できませんでした${page ? `(${visible(page.path, 80)})` : ''}。機器の状態を確かめ、もう一度検査してください。`,
  en: `A page of ${subject} (HTTP) could not be fetched${page ? ` (${visible(page.path, 80)})` : ''}. Check the state of the device and test again.`,
});
const tooManyPages = (subject: string, count: number): Text => ({
  ja: `${subject}(暗号化されない HTTP)の画面${count}枚まで調べ、ログインは見られませんでしたが、まだ先があります。ブラウザで確かめてください。`,
  en: `No login was seen on the first ${count} pages of ${subject} (HTTP without encryption), but they lead further. Look with a browser.`,
});
