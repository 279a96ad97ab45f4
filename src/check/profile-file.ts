import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Language, type Text, text } from '../rules/text.ts';
import { type Login, Profile } from './profile.ts';

/** Largest profile that is read, in characters. */
export const PROFILE_LIMIT = 256 * 1024;

/** One thing that is wrong with a profile: where, what, and what to do. `line` counts from 1. */
export interface ProfileProblem {
  readonly line: number;
  readonly path: string;
  readonly message: string;
  readonly advice: string;
}

export type ProfileRead =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

const LOGIN_KINDS = [
  'http-basic',
  'http-digest',
  'http-form',
  'http-json',
  'ssh',
  'telnet',
  'ftp',
  'mqtt',
] as const satisfies readonly Login['kind'][];

type Path = readonly PropertyKey[];

/** Reads a profile (YAML) and finds everything that is wrong with it at once, by line, in the language asked for. */
export function readProfile(file: string, language: Language): ProfileRead {
  const t = (both: Text) => both[language];
  if (file.length > PROFILE_LIMIT) {
    return { ok: false, problems: [{ line: 1, path: '', message: t(words.large), advice: t(words.splitLarge) }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(file, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      line: lines.linePos(pos[0]).line,
      path: '',
      message: `${t(words.yaml)}${message}`,
      advice: t(words.fixYaml),
    }));
    return { ok: false, problems };
  }
  const lineOf = (path: Path, key?: string) => lines.linePos(positionOf(document.contents, path, key)).line;
  const read = Profile.safeParse(
    asData(() => document.toJS({ maxAliasCount: 100 })),
    { error: locales[language] },
  );
  const problems = read.success
    ? contradictions(read.data).map(({ path, message, advice }) => ({
        line: lineOf(path),
        path: spellPath(path),
        message: t(message),
        advice: t(advice),
      }))
    : read.error.issues.flatMap((issue) => problemsOf(issue, language, lineOf));
  if (problems.length > 0) return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line) };
  return read.success ? { ok: true, profile: read.data } : { ok: false, problems };
}

const locales = { ja: z.locales.ja().localeError, en: z.locales.en().localeError };

function asData(toJS: () => unknown): unknown {
  try {
    return toJS();
  } catch {
    return undefined; // more aliases than anyone writes by hand
  }
}

/** Where in the file a path stands: the nearest thing that is there. With a key: that key itself. */
function positionOf(contents: Node | null, path: Path, key?: string): number {
  let at: unknown = contents;
  let position = contents?.range?.[0] ?? 0;
  for (const [index, step] of [...path, ...(key === undefined ? [] : [key])].entries()) {
    if (isMap(at)) {
      const pair = at.items.find((each) => isPair(each) && isScalar(each.key) && String(each.key.value) === String(step));
      if (!pair) break;
      position = isScalar(pair.key) ? (pair.key.range?.[0] ?? position) : position;
      at = pair.value;
    } else {
      const items: unknown = typeof at === 'object' && at !== null && 'items' in at ? at.items : undefined;
      const item: unknown = Array.isArray(items) ? items[Number(step)] : undefined;
      if (item === undefined || index === path.length) break;
      at = item;
      position = (item as Node).range?.[0] ?? position;
    }
  }
  return position;
}

function problemsOf(issue: z.core.$ZodIssue, language: Language, lineOf: (path: Path, key?: string) => number): readonly ProfileProblem[] {
  const t = (both: Text) => both[language];
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf(path, key),
      path: spellPath([...path, key]),
      message: t(words.unknownKey),
      advice: t(words.removeKey),
    }));
  }
  // The value was not there: of what kind it should be is told by the template, better than by a type.
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message);
  const own = said[issue.message];
  const message = isMissing ? t(words.missing) : t(own ?? expectation(issue) ?? text(issue.message, issue.message));
  return [{ line: lineOf(path), path: spellPath(path), message, advice: t(isMissing ? words.addIt : words.correctIt) }];
}

/** The common kinds of mistake in plain words; the others are told as zod tells them. */
function expectation(issue: z.core.$ZodIssue): Text | undefined {
  if (issue.code === 'invalid_type' && Object.hasOwn(kinds, issue.expected)) return kinds[issue.expected];
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String));
  if (issue.code === 'invalid_union' && issue.discriminator === 'kind') return oneOf(LOGIN_KINDS);
  return undefined;
}

const oneOf = (values: readonly string[]): Text =>
  text(`次のどれかにしてください: ${values.join('、')}`, `Write one of: ${values.join(', ')}`);
const kinds: Readonly<Record<string, Text>> = {
  string: text(
    "文字列にしてください。数字だけの値は引用符で囲みます(例: '0012')。",
    "Write text; put digits alone in quotes, as in '0012'.",
  ),
  number: text('数値にしてください(引用符なし)。', 'Write a number, without quotes.'),
  int: text('整数にしてください(引用符なし)。', 'Write a whole number, without quotes.'),
  boolean: text('true か false にしてください。', 'Write true or false.'),
  array: text('並び([ ] か、- で始まる行)にしてください。', 'Write a list: [ ], or lines that begin with -.'),
  tuple: text('[最初のポート, 最後のポート] の形で書いてください。', 'Write [first port, last port].'),
  object: text('名前: 値 の形の項目にしてください。', 'Write settings as name: value.'),
};

const spellPath = (path: Path): string =>
  path.reduce<string>(
    (spelt, step) => (typeof step === 'number' ? `${spelt}[${step + 1}]` : `${spelt}${spelt === '' ? '' : '.'}${String(step)}`),
    '',
  );

interface Contradiction {
  readonly path: Path;
  readonly message: Text;
  readonly advice: Text;
}

/** What only the whole profile shows: names that name nothing, twice the same, ranges turned round, expressions that are none. */
function contradictions(profile: Profile): readonly Contradiction[] {
  const logins = new Set(profile.logins.map(({ id }) => id));
  const found: Contradiction[] = [];
  for (const list of ['logins', 'readings'] as const) {
    profile[list].forEach(({ id }, index) => {
      if (profile[list].findIndex((other) => other.id === id) < index) found.push({ path: [list, index, 'id'], ...words.twice });
    });
  }
  profile.interfaces.forEach(({ at }, index) => {
    if (profile.interfaces.findIndex((other) => other.at === at) < index) found.push({ path: ['interfaces', index, 'at'], ...words.twice });
  });
  profile.readings.forEach(({ needs, compare }, index) => {
    if (needs !== 'public' && !logins.has(needs)) found.push({ path: ['readings', index, 'needs'], ...words.noLogin });
    if (compare !== undefined && groupsOf(compare) !== 1) found.push({ path: ['readings', index, 'compare'], ...words.oneGroup });
  });
  const upload = profile.update?.upload;
  if (upload && !logins.has(upload.login)) found.push({ path: ['update', 'upload', 'login'], ...words.noLogin });
  if (profile.bounds.tcp[0] > profile.bounds.tcp[1]) found.push({ path: ['bounds', 'tcp'], ...words.turned });
  return found;
}

function groupsOf(expression: string): number {
  try {
    return (new RegExp(`${expression}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return -1;
  }
}

const words = {
  large: text('プロファイルが大きすぎます(256 KB まで)。', 'The profile is too large (up to 256 KB).'),
  splitLarge: text('不要な記述を削ってください。', 'Remove what is not needed.'),
  yaml: text('YAML として読めません:', 'Not YAML: '),
  fixYaml: text('字下げ、コロンの後の空白、引用符を確かめてください。', 'Check indentation, the space after each colon, and quotes.'),
  unknownKey: text('この名前の項目はありません。', 'There is no setting of this name.'),
  removeKey: text(
    'つづりを確かめるか、行を削ってください。使える名前は akashi check --init が書くひな形にあります。',
    'Check the spelling or remove the line; the template written by akashi check --init shows the names.',
  ),
  missing: text('必要な項目がありません。', 'This is required and missing.'),
  addIt: text(
    '項目を書き足してください(akashi check --init のひな形に例があります)。',
    'Add it (the template of akashi check --init has an example).',
  ),
  correctIt: text('この値を直してください。', 'Correct this value.'),
  twice: {
    message: text('同じものが二度書かれています。', 'This stands here twice.'),
    advice: text('どちらかを削るか、別の名前にしてください。', 'Remove one, or give it another name.'),
  },
  noLogin: {
    message: text('この名前のログイン(logins)がありません。', 'No login (logins) has this id.'),
    advice: text('logins に書き足すか、ある id にしてください。', 'Add it to logins, or name one that is there.'),
  },
  oneGroup: {
    message: text('比べる部分を括弧一つで囲んだ正規表現にしてください。', 'This must be a regular expression with exactly one group.'),
    advice: text(`例: 'version: ([0-9.]+)'`, `For example 'version: ([0-9.]+)'`),
  },
  turned: {
    message: text('範囲の始めが終わりより後です。', 'The range begins behind its end.'),
    advice: text('[最初のポート, 最後のポート] の順に書いてください。', 'Write [first port, last port].'),
  },
} as const;

/** The schema's own messages, by their English. */
const said: Readonly<Record<string, Text>> = Object.fromEntries(
  [
    text(
      '環境変数の名前(大文字・数字・下線)を書いてください。パスワードそのものは書きません。',
      'name of an environment variable, capitals: the secret itself never stands in the profile',
    ),
    text('英小文字・数字・ハイフンで書いてください(先頭は英字)。', 'small letters, digits and hyphens'),
    text('/ から始まるパスを書いてください。', 'path from /'),
    text('status、body、location、cookie の少なくとも一つを書いてください。', 'name at least one of status, body, location, cookie'),
  ].map((both) => [both.en, both]),
);
