import type { Engine } from '../applications/index.ts';
import { openDocument } from '../evidence/index.ts';
import { safeName } from '../io/download.ts';
import type { Files } from '../io/files.ts';
import { ARCHIVE_LIMIT, type ZipSource } from '../io/zip-stream.ts';
import type { Principal } from '../people/index.ts';
import { RuleRefused } from '../rules/refusal.ts';
import type { PutBefore } from './put-before.ts';

/** Names of the files in an archive: numbered as in the papers, so that two files of one name both find their place. */
export const archiveName = (index: number, name: string): string => `evidence/${String(index + 1).padStart(3, '0')} ${safeName(name)}`;

/**
 * The evidence of a case as the files of one archive, each opened, and its opening recorded, when its turn comes; the papers first. Refuses
 * more than an archive holds.
 */
export function evidenceArchive(
  engine: Engine,
  files: Files,
  person: Principal,
  heard: PutBefore,
  papers: { readonly name: string; readonly bytes: Uint8Array },
): readonly ZipSource[] {
  const present = heard.files.flatMap(({ id, file }, index) => (file ? [{ id, file, index }] : []));
  if (present.reduce((sum, { file }) => sum + file.size, 0) > ARCHIVE_LIMIT)
    throw new RuleRefused('archive-too-large', heard.hearing.clause, {
      ja: '証跡の合計が大きすぎるため、まとめて取得できません。一つずつ開いてください。',
      en: 'The evidence is too large for one archive. Open the files one by one.',
    });
  return [
    {
      name: papers.name,
      content: async () =>
        (async function* () {
          yield papers.bytes;
        })(),
    },
    ...present.map(({ id, file, index }) => ({
      name: archiveName(index, file.name),
      content: async () => (await openDocument(engine, files, person, heard.its.subject.id, id)).stream as AsyncIterable<Uint8Array>,
    })),
  ];
}
