// npm test: installs when needed, then runs everything this machine can run.
import process from 'node:process';
import { install, run } from './bootstrap.mjs';

install();
process.exit(await run('scripts/test-all.ts', process.argv.slice(2)));
