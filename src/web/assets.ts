import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { NotFound } from '../rules/refusal.ts';
import { buildBrowser, projectDir } from './build-browser.ts';

/** The built browser files: the address of each, and their bytes. */
export interface Assets {
  readonly dir: string;
  /** The hashed address of `app.css`, `enhance.js` …; a name that was not built is a bug and throws. */
  address(name: string): string;
}

/** Opens dist, building it first when an input changed. */
export async function openAssets(dist: string = join(projectDir, 'dist')): Promise<Assets> {
  const manifest = await buildBrowser(dist);
  return {
    dir: join(dist, 'assets'),
    address(name) {
      const found = manifest.files[name];
      if (!found) throw new Error(`no such browser file: ${name} (built: ${Object.keys(manifest.files).join(', ')})`);
      return found;
    },
  };
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** GET /assets/<name>: names carry their content's hash, so they never change and may be kept for ever. */
export function serveAssets(app: FastifyInstance, assets: Assets): void {
  const kept = new Map<string, Buffer | undefined>();
  const read = async (name: string): Promise<Buffer | undefined> => {
    if (!kept.has(name)) kept.set(name, await readFile(join(assets.dir, name)).catch(() => undefined));
    return kept.get(name);
  };
  app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const { name } = request.params;
    const type = types[name.slice(name.lastIndexOf('.') + 1)];
    // One flat folder and a closed alphabet: no path can climb out of it.
    if (!type || !/^[\w.-]+$/.test(name) || name.includes('..')) throw new NotFound(name);
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const packed = type.startsWith('text/') ? (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding)) : undefined;
    const bytes = (packed && (await read(`${name}.${packed === 'br' ? 'br' : 'gz'}`))) ?? (await read(name));
    if (!bytes) {
      kept.delete(name);
      throw new NotFound(name);
    }
    reply.header('content-type', type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding');
    if (packed && kept.get(`${name}.${packed === 'br' ? 'br' : 'gz'}`) === bytes) reply.header('content-encoding', packed);
    return reply.send(bytes);
  });
  app.get('/favicon.ico', (_, reply) => reply.redirect('/favicon.svg', 301));
  app.get('/favicon.svg', (_, reply) =>
    reply
      .header('content-type', 'image/svg+xml')
      .header('cache-control', 'public, max-age=86400')
      .send(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#0017c1"/><path d="m9.500 16.300 4.600 4.600 8.600-9.300" fill="none" stroke="#fff" stroke-width="3.200" stroke-linecap="round" stroke-linejoin="round"/></svg>',
      ),
  );
}
