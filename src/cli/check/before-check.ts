import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { probes } from '../../../probes/index.ts';
import { profileTemplate } from '../../check/profile-template.ts';
import type { Language } from '../../rules/text.ts';
import type { CheckOptions } from './check-options.ts';
import { editionFor } from './editions.ts';
import { refuse } from './language.ts';
import { isColoured, paint } from './paint.ts';
import { plan } from './plan.ts';

/** Writes a template of a profile. Refuses to write over a file. */
export function initProfile(file: string, language: Language): number {
  try {
    writeFileSync(file, profileTemplate(language), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    refuse(
      `${file} は既にあります。上書きはしません。別の名前を指定してください(--init <ファイル>)。`,
      `${file} is already there and is not written over. Give another name (--init <file>).`,
    );
  }
  process.stdout.write(`${file}\n`);
  return 0;
}

/** Shows what the tests take and need (L-4.3-2); nothing is sent. */
export function showPlan(options: Pick<CheckOptions, 'edition' | 'only' | 'language' | 'json'>): number {
  const { part } = editionFor(options.edition);
  const chosen = probes.filter(({ id }) => options.only?.includes(id) ?? true);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(chosen.map(({ id, title, effort }) => ({ id, title, ...effort })))}\n`);
    return 0;
  }
  process.stdout.write(plan(chosen, part, options.language, paint(isColoured())));
  return 0;
}
