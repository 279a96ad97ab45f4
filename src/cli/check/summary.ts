import type { BundleContent } from '../../check/bundle.ts';
import type { Probe } from '../../check/probe.ts';
import type { Profile } from '../../check/profile.ts';
import { visible } from '../../check/visible.ts';
import type { Language, Text } from '../../rules/text.ts';
import { VERDICTS, verdictWords } from '../../rules/verdict.ts';
import type { TestedEdition } from './editions.ts';
import { isColoured, paint, symbolOf } from './paint.ts';
import { targetLine } from './preparation.ts';
import { named } from './report/report.ts';
import { shown } from './watching.ts';
import { padded } from './width.ts';

interface Opening {
  readonly address: string;
  readonly isPublic: boolean;
  readonly profile: Profile;
  readonly probes: readonly Probe[];
  /** Environment variables that the profile names and that are not set. */
  readonly missing: readonly string[];
  readonly isAttended: boolean;
  readonly outputs: { readonly bundle: string; readonly report: string };
  readonly language: Language;
  readonly edition: string;
}

const colour = () => paint(isColoured());

/** What is about to happen, before anything is sent: for the person who confirms it. */
export function opening({ address, isPublic, profile, probes, missing, isAttended, outputs, language, edition }: Opening): string {
  const c = colour();
  const t = (text: Text) => text[language];
  const { maker, model, firmware, serial } = profile.device;
  const minutes = Math.ceil(probes.reduce((sum, { effort }) => sum + effort.unattendedSeconds, 0) / 60);
  const person = probes.reduce((sum, { effort }) => sum + effort.personMinutes, 0);
  const rows: readonly (readonly [Text, string])[] = [
    [words.target, c.bold(targetLine(address, isPublic, language))],
    [words.device, visible(`${maker} ${model} (${firmware}, S/N ${serial})`)],
    [words.edition, edition],
    [words.traffic, t(traffic(profile))],
    [
      words.time,
      t({
        ja: `約${minutes}分${isAttended ? `、人の作業 約${person}分` : ''}`,
        en: `about ${minutes} min${isAttended ? `, and about ${person} person-minutes` : ''}`,
      }),
    ],
    [words.writes, `${outputs.bundle}, ${outputs.report}`],
  ];
  const table = rows.map(([name, value]) => `  ${c.dim(padded(t(name), 16))}${value}`).join('\n');
  const warnings = [
    ...(missing.length > 0 ? [t(unset(missing))] : []),
    ...(isAttended ? [] : [t(words.alone)]),
    ...(isPublic ? [t(words.public)] : []),
  ];
  return `\n ${c.bold(t(words.heading))}\n\n${table}\n\n${warnings.map((line) => `  ${c.yellow(`! ${line}`)}\n`).join('')}${warnings.length > 0 ? '\n' : ''}`;
}

interface Closing {
  readonly content: BundleContent;
  readonly edition: TestedEdition;
  readonly outputs: { readonly bundle: string; readonly report: string };
  readonly stopped: { readonly why: Text } | undefined;
  readonly key: string;
  readonly language: Language;
  readonly command: string;
}

/** What came of it: findings counted, the answers that follow, where the files are and what to do next. */
export function closing({ content, edition, outputs, stopped, key, language }: Closing): string {
  const c = colour();
  const t = (text: Text) => text[language];
  const counted = VERDICTS.map((verdict) => ({ verdict, count: content.findings.filter((each) => each.verdict === verdict).length }));
  const tally = counted
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => c.of(verdict)(`${symbolOf(verdict)} ${verdictWords[verdict][language]} ${count}`))
    .join('   ');
  const told = content.answers.filter(({ verdict }) => verdict !== 'not-tested');
  const names = new Map(edition.book.criteria.map(({ id, name }) => [id, name]));
  const answers = told.map(({ criterion, verdict }) => {
    const name = names.get(criterion);
    return `  ${c.of(verdict)(`${symbolOf(verdict)} ${padded(verdictWords[verdict][language], 18)}`)} ${criterion}  ${name ? t(name) : ''}`;
  });
  const faults = content.findings
    .filter(({ verdict }) => verdict === 'does-not-conform')
    .map(
      ({ subject, message }) =>
        `  ${c.red('✗')} ${named(subject, message[language]) ? '' : `${visible(subject)}: `}${shown(message, language)}`,
    );
  const block = (heading: Text, lines: readonly string[]) => (lines.length === 0 ? '' : `\n ${c.bold(t(heading))}\n${lines.join('\n')}\n`);
  return [
    `\n ${tally}\n`,
    block(words.faults, faults),
    block(words.answers, answers),
    block(words.files, [`  ${outputs.bundle}`, `  ${outputs.report}`, `  ${c.dim(`${t(words.key)} ${key}`)}`]),
    stopped ? `\n ${c.red(shown(stopped.why, language))}\n ${t(words.resume)}\n` : `\n ${t(words.next)}\n`,
    '\n',
  ].join('');
}

const traffic = ({ bounds }: Profile): Text => ({
  ja: `毎秒${bounds.rate}接続まで、TCP ${bounds.tcp[0]}~${bounds.tcp[1]}、誤ったパスワードは一つのログインに${bounds.wrongPasswords}回まで`,
  en: `at most ${bounds.rate} connections a second, TCP ${bounds.tcp[0]}-${bounds.tcp[1]}, at most ${bounds.wrongPasswords} wrong passwords for a login`,
});
const unset = (names: readonly string[]): Text => ({
  ja: `設定されていない環境変数: ${names.join('、')}。これが要る検査は判定不能になります。`,
  en: `Environment variables that are not set: ${names.join(', ')}. What needs them could not be decided.`,
});

const words = {
  heading: { ja: '実機テスト', en: 'Device test' },
  target: { ja: '対象', en: 'Target' },
  device: { ja: '機器', en: 'Device' },
  edition: { ja: '版', en: 'Edition' },
  traffic: { ja: '送るもの', en: 'Traffic' },
  time: { ja: '所要時間', en: 'Time' },
  writes: { ja: '書き出すもの', en: 'Writes' },
  alone: {
    ja: '人の操作が要る検査は行いません(判定不能になります)。',
    en: 'Nobody is asked to do anything: what needs a person could not be decided.',
  },
  public: {
    ja: '公開アドレスです。ご自身の機器であることを確かめてください。',
    en: 'This is a public address. Make sure that the device is yours.',
  },
  faults: { ja: '直すところ', en: 'What to put right' },
  answers: { ja: '適合基準ごとの結果', en: 'By criterion' },
  files: { ja: '書き出したファイル', en: 'Files' },
  key: { ja: '評価者の鍵', en: 'evaluator’s key' },
  resume: { ja: '続けるには、同じコマンドに --resume を付けてください。', en: 'To go on, add --resume to the same command.' },
  next: {
    ja: '報告書を読み、申請書類の「実機テスト」の欄に証跡ファイルを登録してください(akashi attach でも登録できます)。',
    en: 'Read the report, then upload the evidence file in the dossier (or use akashi attach).',
  },
} as const;
