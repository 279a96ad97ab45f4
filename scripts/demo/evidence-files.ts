import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { root } from '../bootstrap.mjs';

const example = join(root, 'examples', 'iot-label', 'ruuvi-gateway');

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const filesOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'LICENSE' && entry.name !== 'README.md')
    .map((entry) => join(folder, entry.name))
    .toSorted();

/**
 * The evidence of the example: the maker's documents from the folder named by AKASHI_REAL, else from the one beside the
 * project when it is there; the example's own notes stand in for those that are missing. What the demo supplies comes with them.
 */
export async function evidenceFiles(): Promise<{ readonly source: string; readonly paths: readonly string[] }> {
  const named = process.env.AKASHI_REAL;
  const real = named || join(root, '..', 'shared', 'real', 'ruuvi-gateway');
  const there = await isFolder(real);
  if (named && !there) throw new Error(`AKASHI_REAL: ${named} is not a folder`);
  const documents = there ? await filesOf(real) : [];
  const names = new Set(documents.map((path) => basename(path)));
  const notes = (await filesOf(join(example, 'notes'))).filter((path) => !names.has(basename(path)));
  const supplied = await filesOf(join(example, 'supplied'));
  return { source: there ? real : join(example, 'notes'), paths: [...documents, ...notes, ...supplied] };
}
