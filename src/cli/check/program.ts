import process from 'node:process';
import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Language } from '../../rules/text.ts';
import { attach } from './attach-command.ts';
import { initProfile, showPlan } from './before-check.ts';
import { check } from './check-command.ts';
import type { CheckOptions } from './check-options.ts';
import { openEvaluatorKey } from './evaluator-key.ts';
import { judge } from './judge-command.ts';
import { refuse } from './language.ts';
import { writeReport } from './report-command.ts';

/** Runs the command that the arguments name, and resolves to its exit code. 2: the arguments are wrong. Throws Refused. */
export async function program(language: Language, args: readonly string[]): Promise<number> {
  const t = (ja: string, en: string) => (language === 'ja' ? ja : en);
  let exitCode = 0;
  const languageOption = () =>
    new Option('--language <ja|en>', t('表示の言語(省略時は LANG による)', 'language (default: that of LANG)')).choices(['ja', 'en']);
  const akashi = new Command('akashi')
    .description(
      t('実機を検査し、署名付きの証跡ファイルにします。', 'Tests a real device and puts the result into a signed evidence bundle.'),
    )
    .version(packageFile.version)
    .addOption(languageOption())
    .helpOption('-h, --help', t('使い方', 'how to use it'))
    .helpCommand(false)
    .showHelpAfterError(t('使い方は akashi --help で見られます。', 'See akashi --help.'))
    .exitOverride();

  akashi
    .command('check [address]')
    .description(t('機器を検査する', 'test a device'))
    .option('-p, --profile <file>', t('機器のプロファイル(YAML)', 'profile of the device (YAML)'), 'camera.yaml')
    .option('-o, --out <file>', t('証跡ファイル(省略時はプロファイルの名前から)', 'evidence bundle (default: named after the profile)'))
    .option('--init [file]', t('プロファイルのひな形を書き出す', 'write a template of a profile'))
    .option(
      '--plan',
      t('何も送らず、検査ごとの所要時間・人の作業・準備を示す', 'send nothing; show time, person-minutes and prerequisites of each probe'),
    )
    .option('-y, --yes', t('対象を確かめ済みとして、尋ねずに始める', 'the target is confirmed: begin without asking'))
    .option('--unattended', t('人の操作が要る検査を行わない(判定不能になる)', 'nobody is there: what needs a person could not be decided'))
    .option('--resume', t('中断した検査を続ける', 'go on with a run that was cut short'))
    .option(
      '--rate <connections>',
      t('1秒当たりの接続数の上限(プロファイルの値に代える)', 'connections a second at most (instead of the profile’s)'),
    )
    .option('--only <probe...>', t('指定した検査だけを行う', 'only these probes'))
    .option('--edition <id>', t('適合基準の版(省略時は最新)', 'edition of the criteria (default: the newest)'))
    .option('--json', t('経過と結果を1行ずつ JSON で出す', 'progress and result as JSON, one object a line'))
    .option('--import-nmap <file>', t('nmap の報告(-oX)を第二の意見とする', 'a report of nmap (-oX) as a second opinion'))
    .option('--import-sslscan <file>', t('sslscan の報告(--xml)を第二の意見とする', 'a report of sslscan (--xml) as a second opinion'))
    .option(
      '--import-testssl <file>',
      t('testssl.sh の報告(--jsonfile)を第二の意見とする', 'a report of testssl.sh (--jsonfile) as a second opinion'),
    )
    .option('--public-target-i-own', t('公開アドレスにある、自分の機器を検査する', 'the target has a public address and is mine'))
    .addOption(languageOption())
    .addHelpText('after', `\n${t(exitCodes.ja, exitCodes.en)}`)
    .action(
      async (
        address: string | undefined,
        given: Omit<CheckOptions, 'language'> & { readonly init?: string | true; readonly plan?: true },
      ) => {
        const { init, plan: isPlan, ...asked } = given;
        const options: CheckOptions = { ...asked, language };
        if (init !== undefined) exitCode = initProfile(init === true ? (options.profile ?? 'camera.yaml') : init, language);
        else if (isPlan) exitCode = showPlan(options);
        else if (address !== undefined) exitCode = await check(address, options);
        else
          refuse(
            '機器のアドレスを指定してください(例: akashi check 192.168.1.20)。',
            'Name the address of the device (such as akashi check 192.168.1.20).',
          );
      },
    );

  akashi
    .command('judge <bundle>')
    .description(
      t('証跡ファイルの署名を確かめ、観測記録を改めて判定する', 'check the signature of a bundle and judge its observations again'),
    )
    .option('--key <fingerprint>', t('この鍵で署名されていなければならない', 'it must be signed with this key'))
    .option('--json', t('結果を JSON で出す', 'result as JSON'))
    .addOption(languageOption())
    .addHelpText(
      'after',
      t(
        '\n終了コード: 0 同じ結果、1 異なる結果、2 改変又は読取り不能',
        '\nExit codes: 0 the same, 1 comes out otherwise, 2 altered or no bundle',
      ),
    )
    .action((bundle: string, given: { readonly json?: true; readonly key?: string }) => {
      exitCode = judge(bundle, { ...given, language });
    });

  akashi
    .command('attach <bundle>')
    .description(
      t(
        '証跡ファイルを申請書類に取り込む(環境変数 AKASHI_TOKEN に個人用トークン)',
        'put a bundle into a dossier (personal token in AKASHI_TOKEN)',
      ),
    )
    .requiredOption('--to <address>', t('申請の画面のアドレス', 'address of a page of the application'))
    .option('--json', t('結果を JSON で出す', 'result as JSON'))
    .addOption(languageOption())
    .action(async (bundle: string, given: { readonly to: string; readonly json?: true }) => {
      exitCode = await attach(bundle, { ...given, language });
    });

  akashi
    .command('report <bundle>')
    .description(t('証跡ファイルから報告書(HTML)を書き直す', 'write the report (HTML) of a bundle anew'))
    .option('-o, --out <file>', t('報告書のファイル(省略時は証跡ファイルの隣)', 'file of the report (default: beside the bundle)'))
    .addOption(languageOption())
    .action((bundle: string, given: { readonly out?: string }) => {
      exitCode = writeReport(bundle, { ...given, language });
    });

  akashi
    .command('key')
    .description(t('評価者の鍵の指紋を示す(なければ作る)', 'show the fingerprint of the evaluator’s key (made on first use)'))
    .addOption(languageOption())
    .action(() => {
      process.stdout.write(`${openEvaluatorKey(process.env).publicJwk.kid}\n`);
    });

  try {
    await akashi.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return exitCode;
}

const exitCodes = {
  ja: '終了コード: 0 不適合なし、1 不適合あり、2 指定の誤り(何も送っていない)、3 中断(--resume で続けられる)',
  en: 'Exit codes: 0 nothing is wrong, 1 something does not conform, 2 wrong arguments (nothing was sent), 3 cut short (go on with --resume)',
};
