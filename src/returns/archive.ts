import type { Engine } from '../applications/index.ts';
import { safeName } from '../io/download.ts';
import type { Files } from '../io/files.ts';
import { ARCHIVE_LIMIT, type ZipSource } from '../io/zip-stream.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Due } from './due.ts';

const numbered = (index: number): string => String(index + 1).padStart(3, '0');

/** Everything that is returned, as the files of one archive: each file under its number and name, each submitted dossier as JSON. */
export async function returnArchive(engine: Engine, files: Files, due: Due): Promise<readonly ZipSource[]> {
  const { organisation } = due.its.subject;
  if (due.files.reduce((sum, { file }) => sum + file.size, 0) > ARCHIVE_LIMIT)
    throw new RuleRefused(
      'archive-too-large',
      due.its.book.keeping?.clause ?? '',
      text(
        '資料の合計が大きすぎるため、まとめて取得できません。証跡保管庫から一つずつ取得してください。',
        'The documents are too large for one archive. Fetch them one by one from the vault.',
      ),
    );
  const dossiers = await engine.store.transaction(async (tx) => Promise.all(due.dossiers.map((hash) => tx.document(hash, organisation))));
  return [
    ...dossiers.flatMap((content, index): ZipSource[] =>
      content === undefined ? [] : [{ name: `dossier/${numbered(index)}.json`, content: async () => once(Buffer.from(content, 'utf8')) }],
    ),
    ...due.files.map(({ file }, index) => ({
      name: `files/${numbered(index)} ${safeName(file.name)}`,
      content: async () => {
        const bytes = await files.open(organisation, file.sha256);
        if (!bytes) throw new NotFound(`evidence ${file.id}`);
        return bytes.stream as AsyncIterable<Uint8Array>;
      },
    })),
  ];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
