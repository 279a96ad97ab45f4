// node scripts/with-node.mjs <script> [args]: installs when needed, then runs the script under a Node that understands TypeScript.
import process from 'node:process';
import { install, run } from './bootstrap.mjs';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write('usage: node scripts/with-node.mjs <script> [args]\n');
  process.exit(2);
}
install();
process.exit(await run(script, args));
