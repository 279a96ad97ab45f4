import { expect, test } from 'vitest';
import { nodeWarning } from './node-release.ts';

test('a Node without the security release of 2026-10-21 is named at start, in both languages', () => {
  for (const old of ['20.20.2', '22.23.3', '24.21.0', '24.22.0', '26.10.0', '25.9.0', '23.1.0']) {
    expect(nodeWarning(old), old).toContain(old);
    expect(nodeWarning(old), old).toContain('警告');
  }
});

test('a Node with the fixes is not warned about', () => {
  for (const good of ['22.23.4', '24.22.1', '24.30.0', '26.12.1', '27.0.0']) expect(nodeWarning(good), good).toBeUndefined();
});
