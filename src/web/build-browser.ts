import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** From the name a page asks for (`app.css`, `enhance.js`) to the address with the content hash in it. */
export interface Manifest {
  readonly inputs: string;
  readonly files: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);
export const projectDir = fileURLToPath(new URL('../..', import.meta.url));
const tokensCss = require.resolve('@digital-go-jp/design-tokens/dist/tokens-simple.css');
const fontDir = dirname(require.resolve('@fontsource-variable/noto-sans-jp/package.json'));

/** Style sheets that come first, in this order; the others follow by name. Cascade layers decide, not the order. */
const first = ['base.css', 'layout.css', 'form.css', 'parts.css', 'table.css'];

const hashOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 12).replace(/[-_]/g, '0');

async function sources(dir: string, ending: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((n) => n.endsWith(ending) && !n.endsWith('.test.ts') && !n.endsWith('.d.ts')).sort();
}

async function fingerprint(): Promise<string> {
  const paths = [
    fileURLToPath(import.meta.url),
    tokensCss,
    join(fontDir, 'package.json'),
    ...(await sources(join(projectDir, 'src/web/css'), '.css')).map((n) => join(projectDir, 'src/web/css', n)),
    ...(await sources(join(projectDir, 'src/browser'), '.ts')).map((n) => join(projectDir, 'src/browser', n)),
  ];
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) hash.update(path.slice(path.lastIndexOf('/'))).update(await readFile(path));
  return hash.digest('hex');
}

/** Writes whole or not at all: several test processes may build at the same time. */
async function place(path: string, content: string | Buffer): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function placeText(assets: string, name: string, content: string): Promise<string> {
  const dot = name.lastIndexOf('.');
  const hashed = `${name.slice(0, dot)}.${hashOf(content)}${name.slice(dot)}`;
  await place(join(assets, hashed), content);
  await place(join(assets, `${hashed}.gz`), gzipSync(content, { level: 9 }));
  await place(join(assets, `${hashed}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  return `/assets/${hashed}`;
}

async function buildFonts(assets: string): Promise<string> {
  const sheet = await readFile(join(fontDir, 'index.css'), 'utf8');
  const { version } = JSON.parse(await readFile(join(fontDir, 'package.json'), 'utf8')) as { version: string };
  const name = (file: string) => `${file.replace('-wght-normal.woff2', '')}-${version.replaceAll('.', '-')}.woff2`;
  for (const [, file = ''] of sheet.matchAll(/url\(\.\/files\/([^)]+)\)/g)) {
    const target = join(assets, name(file));
    if (!(await exists(target))) await place(target, await readFile(join(fontDir, 'files', file)));
  }
  return sheet
    .replaceAll(/url\(\.\/files\/([^)]+)\)/g, (_, file: string) => `url(/assets/${name(file)})`)
    .replaceAll(/\/\*.*?\*\/\s*/gs, '');
}

async function buildStyles(assets: string): Promise<string> {
  const dir = join(projectDir, 'src/web/css');
  const names = await sources(dir, '.css');
  const ordered = [...first.filter((n) => names.includes(n)), ...names.filter((n) => !first.includes(n))];
  const tokens = (await readFile(tokensCss, 'utf8')).replace(/\/\*\*[\s\S]*?\*\//, '');
  const parts = [`@layer tokens, base, layout, parts, pages;\n@layer tokens {\n${tokens}\n}\n`];
  for (const name of ordered) parts.push(await readFile(join(dir, name), 'utf8'));
  return placeText(assets, 'app.css', parts.join('\n'));
}

async function buildModules(assets: string): Promise<Record<string, string>> {
  const dir = join(projectDir, 'src/browser');
  const built = new Map<string, string>();
  const underway = new Set<string>();
  async function build(name: string): Promise<string> {
    const done = built.get(name);
    if (done) return done;
    if (underway.has(name)) throw new Error(`browser modules import each other in a circle: ${[...underway, name].join(' → ')}`);
    underway.add(name);
    let code = stripTypeScriptTypes(await readFile(join(dir, name), 'utf8'));
    for (const [whole, before = '', imported = '', after = ''] of code.matchAll(/((?:from|import)\s*\(?\s*['"])\.\/([\w-]+\.ts)(['"])/g)) {
      code = code.replace(whole, `${before}.${(await build(imported)).replace('/assets', '')}${after}`);
    }
    const address = await placeText(assets, name.replace(/\.ts$/, '.js'), code);
    built.set(name, address);
    underway.delete(name);
    return address;
  }
  for (const name of await sources(dir, '.ts')) await build(name);
  return Object.fromEntries([...built].map(([name, address]) => [name.replace(/\.ts$/, '.js'), address]));
}

/**
 * Makes dist/assets and dist/manifest.json from src/browser, src/web/css, the design tokens and the font; does nothing when
 * no input changed. Types are stripped, never checked, here.
 */
export async function buildBrowser(dist: string = join(projectDir, 'dist')): Promise<Manifest> {
  const inputs = await fingerprint();
  const manifestPath = join(dist, 'manifest.json');
  const before = await readFile(manifestPath, 'utf8').catch(() => '');
  if (before !== '') {
    const manifest = JSON.parse(before) as Manifest;
    if (manifest.inputs === inputs) return manifest;
  }
  const assets = join(dist, 'assets');
  await mkdir(assets, { recursive: true });
  const manifest: Manifest = {
    inputs,
    files: {
      'fonts.css': await placeText(assets, 'fonts.css', await buildFonts(assets)),
      'app.css': await buildStyles(assets),
      ...(await buildModules(assets)),
    },
  };
  await place(manifestPath, JSON.stringify(manifest, null, 1));
  return manifest;
}

/** Removes what was built: for a clean start only. */
export const removeBuilt = (dist: string = join(projectDir, 'dist')): Promise<void> => rm(dist, { recursive: true, force: true });
