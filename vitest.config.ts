import process from 'node:process';
import { defineConfig } from 'vitest/config';

// Tests empty the database they are given, so they only ever see AKASHI_TEST_DATABASE_URL.
for (const name of ['DATABASE_URL', 'AKASHI_OWNER_URL', 'AKASHI_REGISTER_URL']) delete process.env[name];

const everywhere = [
  'src/**/*.test.ts',
  'schemes/**/*.test.ts',
  'probes/**/*.test.ts',
  'examples/**/*.test.ts',
  'scripts/**/*.test.ts',
  'bench/**/*.test.ts',
  'test/**/*.test.ts',
];
const withMachine = ['**/*.int.test.ts', 'test/stories/**/*.test.ts', 'test/browser/**/*.test.ts', 'test/devices/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        // Pure: no database, no server. Files share a worker because they share no state.
        test: {
          name: 'pure',
          setupFiles: ['test/setup.ts'],
          include: everywhere,
          exclude: withMachine,
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'machine',
          setupFiles: ['test/setup.ts'],
          include: withMachine,
          exclude: ['node_modules/**'],
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
