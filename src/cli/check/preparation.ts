import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { asJson } from '../../check/judged-again.ts';
import type { Profile } from '../../check/profile.ts';
import { readProfile } from '../../check/profile-file.ts';
import { isPrivateAddress } from '../../io/device/address.ts';
import { canonicalJson } from '../../rules/json.ts';
import { type Language, text } from '../../rules/text.ts';
import type { CheckOptions } from './check-options.ts';
import { Refused, refuse } from './language.ts';

/** The address as it will be used for the whole run: a plain one, private unless the person says that a public device is theirs. */
export function readTarget(address: string, isOwn: boolean): { readonly address: string; readonly isPublic: boolean } {
  const [bare = ''] = address.split('%', 1);
  if (isIP(bare) === 0) {
    refuse(
      `${address} は IP アドレスではありません。名前は途中で別の機器を指すことがあるため、アドレスで指定してください(例: 192.168.1.20)。`,
      `${address} is no IP address. A name can come to mean another device, so give the address (such as 192.168.1.20).`,
    );
  }
  if (/^(?:0\.|22[4-9]\.|23\d\.|24\d\.|25\d\.|::$|ff)/i.test(bare)) {
    refuse(`${address} は一台の機器のアドレスではありません。`, `${address} is not the address of one device.`);
  }
  const isPublic = !isPrivateAddress(address);
  if (isPublic && !isOwn) {
    refuse(
      `${address} はプライベートアドレスではありません。ご自身の機器であれば --public-target-i-own を付けてください。他人の機器への検査は法律に触れるおそれがあります。`,
      `${address} is not a private address. If the device is yours, add --public-target-i-own. Testing somebody else's device may be against the law.`,
    );
  }
  return { address, isPublic };
}

/** The profile of the file, with the rate that was asked for. Refuses with everything that is wrong with it, by line. */
export function loadProfile(file: string, options: Pick<CheckOptions, 'rate' | 'language'>): Profile {
  if (!existsSync(file)) {
    refuse(
      `プロファイル ${file} がありません。「akashi check --init ${file}」でひな形を書き出せます。`,
      `There is no profile ${file}. "akashi check --init ${file}" writes a template.`,
    );
  }
  const read = readProfile(readFileSync(file, 'utf8'), options.language);
  if (!read.ok) {
    const list = read.problems
      .map(({ line, path: where, message, advice }) => `  ${file}:${line}  ${where}\n      ${message}\n      → ${advice}`)
      .join('\n');
    throw new Refused(
      text(
        `プロファイルに直すところが${read.problems.length}件あります。\n${list}`,
        `${read.problems.length} thing(s) to correct in the profile.\n${list}`,
      ),
    );
  }
  const rate = options.rate === undefined ? read.profile.bounds.rate : Number(options.rate);
  if (!Number.isInteger(rate) || rate < 1 || rate > 5_000) {
    refuse('--rate は1から5000までの整数です(1秒当たりの接続数)。', '--rate is a whole number from 1 to 5000 (connections a second).');
  }
  return { ...read.profile, bounds: { ...read.profile.bounds, rate } };
}

/** Every environment variable that the profile names, once. */
export const variablesOf = ({ logins }: Profile): readonly string[] =>
  [...new Set(logins.flatMap(({ passwordFrom, defaultsFrom }) => [passwordFrom, ...defaultsFrom]))].sort();

/** TCP ports that the profile says are there: asked first for a sign of life. */
export const likelyPorts = (profile: Profile): readonly number[] =>
  [
    ...new Set([
      ...profile.interfaces.flatMap(({ at }) => (at.startsWith('tcp/') ? [Number(at.slice(4))] : [])),
      ...[...profile.logins, ...profile.readings].map(({ port }) => port),
    ]),
  ].slice(0, 20);

/** SHA-256 of a profile: what a journal belongs to. */
export const profileHash = (profile: Profile): string =>
  createHash('sha256')
    .update(canonicalJson(asJson(profile)))
    .digest('hex');

/** SHA-256 of the firmware image that the profile names; null when it names none, or it is not there. */
export function imageHash(profile: Profile, profileFile: string): string | null {
  if (profile.update === undefined) return null;
  const file = path.resolve(path.dirname(profileFile), profile.update.image);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
}

/** The files of a run: the bundle, the journal until it is there, and the report beside it. */
export function outputsFor(
  options: Pick<CheckOptions, 'out'>,
  profileFile: string,
): { readonly bundle: string; readonly journal: string; readonly report: string } {
  const bundle = options.out ?? `${path.join(path.dirname(profileFile), path.parse(profileFile).name)}.akashi-evidence`;
  return { bundle, journal: `${bundle}.journal`, report: `${bundle.replace(/\.akashi-evidence$/, '')}.report.html` };
}

/** How a private or public address is told to the person who confirms it. */
export const targetLine = (address: string, isPublic: boolean, language: Language): string => {
  const kind = isPublic ? text('公開アドレス', 'public address') : text('プライベートアドレス', 'private address');
  return `${address} (${kind[language]})`;
};
