// npm start: installs when needed, builds the browser files when needed, starts the server.
import process from 'node:process';
import { install, run } from './scripts/bootstrap.mjs';

install();
const built = await run('scripts/build-browser.ts');
process.exit(built === 0 ? await run('src/server.ts', process.argv.slice(2)) : built);
