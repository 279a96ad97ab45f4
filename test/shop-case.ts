import type { JsonValue } from '../src/rules/json.ts';
import { type BellServer, formWith, type Someone } from './bell-server.ts';

/** An application for an open shop, filled in and moved as its people do. */
export interface ShopCase {
  readonly id: string;
  readonly document: string;
  fill(values: Readonly<Record<string, JsonValue>>, base?: number): Promise<Response>;
  values(): Promise<Readonly<Record<string, JsonValue>>>;
  version(): Promise<number>;
  /** Every item answered with content and evidence; the optional ones left out. */
  complete(codes: readonly string[]): Promise<void>;
  move(
    who: Someone,
    move: string,
    input?: Readonly<Record<string, JsonValue>>,
    place?: Readonly<Record<string, string>>,
  ): Promise<Response>;
}

/** Uploads a document for somebody's organisation; its id. */
export async function uploaded(who: Someone, name: string): Promise<string> {
  const answer = (await (await who.send('POST', '/api/v1/evidence', formWith({}, { name, content: name }))).json()) as {
    files: { id: string }[];
  };
  return answer.files[0]?.id ?? '';
}

/** Opens an application for a shop. */
export async function openShop(_server: BellServer, who: Someone, document: string, unit = 'yes'): Promise<ShopCase> {
  const opened = await who.send('POST', '/api/v1/applications', { scheme: 'open-shop', level: '1', scope: { unit } });
  const { id } = (await opened.json()) as { id: string };
  const read = async () =>
    (await (await who.fetch(`/api/v1/applications/${id}`)).json()) as { values: Record<string, JsonValue>; version: number; hash: string };
  const fill = (values: Readonly<Record<string, JsonValue>>, base = 0) =>
    who.send('PUT', `/api/v1/applications/${id}/fields`, {
      changes: Object.entries(values).map(([path, value]) => ({ path, value, base })),
    });
  return {
    id,
    document,
    fill,
    values: async () => (await read()).values,
    version: async () => (await read()).version,
    complete: async (codes) => {
      const items = codes.flatMap((code): [string, JsonValue][] => [
        [`${code}/answer`, 'content'],
        [`${code}/content`, `${code}を行っている。`],
        [`${code}/evidence`, [{ document, place: '3頁' }]],
      ]);
      await fill({ name: '自転車シェア', maker: 'デモ自転車', ...Object.fromEntries(items) });
    },
    move: async (maker, move, input = {}, place = {}) => {
      const { version } = (await (await maker.fetch(`/api/v1/applications/${id}`)).json()) as { version: number };
      return maker.send('POST', `/api/v1/applications/${id}/moves/${move}`, { input, ...place }, { 'if-match': `"${version}"` });
    },
  };
}
