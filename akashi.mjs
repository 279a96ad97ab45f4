#!/usr/bin/env node
// npx akashi …: installs when needed, then runs the command under a Node that understands TypeScript. npm finds this file by `bin` in package.json of the
// clone it is called in, without asking anybody for a package of that name.
import process from 'node:process';
import { install, run } from './scripts/bootstrap.mjs';

install();
process.exit(await run('src/cli/akashi.ts', process.argv.slice(2)));
