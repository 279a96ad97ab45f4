import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from './rules.ts';
import { readSource } from './source.ts';

const skipped = new Set(['node_modules', '.git', '.cache', 'dist', 'data', 'recorded']);
const readable = /\.(?:ts|mjs|js|json|md|css|html|yaml|yml|sql|sh|csv|svg|txt)$|\/run$|\/\.npmrc$/;

/** Reads every text file of the repository that people write. */
export function readTree(root: string): Tree {
  const found = readdirSync(root, { recursive: false, withFileTypes: true }).flatMap((entry) =>
    walk(root, entry.name, entry.isDirectory()),
  );
  return new Map(found.map((file) => [file, entryOf(file, readFileSync(path.join(root, file), 'utf8'))]));
}

/** A tree of a few files, for trying the rules on samples. */
export const sampleTree = (files: Readonly<Record<string, string>>): Tree =>
  new Map(Object.entries(files).map(([file, text]) => [file, entryOf(file, text)]));

const entryOf = (file: string, text: string) => (file.endsWith('.ts') ? { text, source: readSource(text) } : { text });

function walk(root: string, file: string, isFolder: boolean): string[] {
  if (skipped.has(path.posix.basename(file))) return [];
  if (!isFolder) return readable.test(`/${file}`) ? [file] : [];
  return readdirSync(path.join(root, file), { withFileTypes: true }).flatMap((entry) =>
    walk(root, `${file}/${entry.name}`, entry.isDirectory()),
  );
}
