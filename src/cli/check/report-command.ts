import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { probes } from '../../../probes/index.ts';
import type { Language } from '../../rules/text.ts';
import { readBundleFile } from './bundle-file.ts';
import { editionOf } from './editions.ts';
import { Refused, refuse } from './language.ts';
import { report } from './report/report.ts';

/** Writes the report of a bundle anew, in the language asked for. Refuses what is no bundle, was altered, or was judged under a device part that is not here. */
export function writeReport(file: string, { out, language }: { readonly out?: string; readonly language: Language }): number {
  const read = readBundleFile(file);
  if (read.kind !== 'sound') throw new Refused(read.why);
  const edition = editionOf(read.bundle.content);
  if (edition === undefined)
    return refuse(
      'この証跡ファイルの版の実機テスト規則が、この Akashi にはありません。',
      'This Akashi has not the device part under which the bundle was judged.',
    );
  const target = out ?? `${file.replace(/\.akashi-evidence$/, '')}.report.html`;
  writeFileSync(target, report({ ...read.bundle, edition, judges: probes, language }), { mode: 0o600 });
  process.stdout.write(`${target}\n`);
  return 0;
}
