import { buildBrowser } from '../src/web/build-browser.ts';

const manifest = await buildBrowser();
console.log(`browser files ready: ${Object.keys(manifest.files).length} (${manifest.inputs.slice(0, 12)})`);
