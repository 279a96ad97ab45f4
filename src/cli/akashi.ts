import process from 'node:process';
import { languageOf, Refused } from './check/language.ts';
import { program } from './check/program.ts';

const language = languageOf(process.argv.slice(2), process.env);
try {
  process.exitCode = await program(language, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`akashi: ${error.said[language]}\n`);
  process.exitCode = error.exitCode;
}
