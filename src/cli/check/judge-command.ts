import process from 'node:process';
import { judges } from '../../../probes/judges.ts';
import { judgedAgain } from '../../check/judged-again.ts';
import { visible } from '../../check/visible.ts';
import type { Language } from '../../rules/text.ts';
import { readBundleFile } from './bundle-file.ts';
import { editionOf } from './editions.ts';
import { jsonLine } from './lines.ts';
import { shown } from './watching.ts';

/**
 * Checks the signature of a bundle and judges its observations again. Resolves to the exit code: 0 it stands as it was judged, 1 something comes out otherwise
 * (each named), 2 it was altered or is no bundle.
 */
export function judge(file: string, options: { readonly json?: true; readonly key?: string; readonly language: Language }): number {
  const { language } = options;
  const say = (ja: string, en: string) => process.stdout.write(`${language === 'ja' ? ja : en}\n`);
  const read = readBundleFile(file);
  if (read.kind !== 'sound') {
    if (options.json) process.stdout.write(jsonLine({ exitCode: 2, kind: read.kind, why: read.why, problems: read.problems }));
    else
      say(
        [read.why.ja, ...read.problems.map((each) => `  ${visible(each)}`)].join('\n'),
        [read.why.en, ...read.problems.map((each) => `  ${visible(each)}`)].join('\n'),
      );
    return 2;
  }
  const { content, key } = read.bundle;
  if (options.key !== undefined && options.key !== key.kid) {
    if (options.json) process.stdout.write(jsonLine({ exitCode: 2, kind: 'another-key', key: key.kid, expected: options.key }));
    else
      say(
        `署名の鍵 ${key.kid} は、指定された鍵 ${visible(options.key)} ではありません。`,
        `It is signed with the key ${key.kid}, not with ${visible(options.key)}.`,
      );
    return 2;
  }
  const differences = judgedAgain(content, Object.values(judges), editionOf(content)?.part);
  const exitCode = differences.length === 0 ? 0 : 1;
  if (options.json) {
    process.stdout.write(
      jsonLine({ exitCode, kind: 'sound', key: key.kid, edition: content.edition, device: content.device, differences }),
    );
    return exitCode;
  }
  const { maker, model, firmware, serial } = content.device;
  const device = visible(`${maker} ${model} (${firmware}, S/N ${serial})`);
  say(
    `署名は正しく、内容は署名後に変わっていません。\n  機器  ${device}\n  実施  ${content.startedAt} ~ ${content.endedAt}\n  版    ${content.edition.id}\n  鍵    ${key.kid}`,
    `The signature fits: nothing was changed after signing.\n  Device   ${device}\n  Tested   ${content.startedAt} to ${content.endedAt}\n  Edition  ${content.edition.id}\n  Key      ${key.kid}`,
  );
  if (exitCode === 0) {
    say(
      `観測記録 ${content.observations.length} 件を改めて判定し、すべて同じ結果になりました。`,
      `${content.observations.length} observations judged again: everything comes out the same.`,
    );
  } else {
    say(`改めて判定すると、${differences.length} 件が異なります。`, `Judged again, ${differences.length} thing(s) come out otherwise.`);
    for (const { message } of differences) process.stdout.write(`  ✗ ${shown(message, language)}\n`);
  }
  return exitCode;
}
