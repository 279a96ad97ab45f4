import { type Language, type Text, text } from '../../rules/text.ts';

/** The language that the person asked for by `--language`, else that of the terminal (LC_ALL, LC_MESSAGES, LANG); English where that says neither. */
export function languageOf(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Language {
  const at = args.findIndex((each) => each === '--language' || each.startsWith('--language='));
  const asked = args[at]?.includes('=') ? args[at]?.split('=')[1] : args[at + 1];
  if (at >= 0 && (asked === 'ja' || asked === 'en')) return asked;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^ja(?:[._@-]|$)/i.test(locale) ? 'ja' : 'en';
}

/** What ends the command with a message and an exit code, and is no bug. */
export class Refused extends Error {
  readonly said: Text;
  readonly exitCode: number;
  constructor(said: Text, exitCode = 2) {
    super(said.en);
    this.said = said;
    this.exitCode = exitCode;
  }
}

/** Refuses: what is wrong and what to do, in both languages. Exit code 2 unless told otherwise. */
export const refuse = (ja: string, en: string, exitCode = 2): never => {
  throw new Refused(text(ja, en), exitCode);
};
