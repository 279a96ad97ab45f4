import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

const folder = path.join(root, 'src/web/css');

/** Lone class → property → files that set it. */
const set = new Map<string, Set<string>>();
for (const file of readdirSync(folder)) {
  for (const [, name, body] of readFileSync(path.join(folder, file), 'utf8').matchAll(/^ {2}\.([\w-]+) \{\n([^}]*)\}/gm)) {
    for (const [, property] of (body ?? '').matchAll(/^\s+(display|position|grid-template-columns):/gm)) {
      const key = `.${name} ${property}`;
      set.set(key, (set.get(key) ?? new Set()).add(file));
    }
  }
}

test('the layout of a class is set in one stylesheet: another page of the same name is not laid out by it', () => {
  expect(set.size).toBeGreaterThan(100);
  expect([...set].flatMap(([key, files]) => (files.size > 1 ? [`${key}: ${[...files].join(', ')}`] : []))).toEqual([]);
});
