import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Values } from '../../src/rules/dossier.ts';
import type { JsonValue } from '../../src/rules/json.ts';

/** A refusal of the API, with everything it said. */
export class ApiRefused extends Error {
  readonly status: number;
  readonly problem: {
    readonly detail?: string;
    readonly clause?: string;
    readonly errors?: readonly { path: string; message: string; clause?: string }[];
  };
  constructor(status: number, problem: ApiRefused['problem'], what: string) {
    const errors = (problem.errors ?? []).map((each) => `\n  ${each.path}: ${each.message}`);
    super(`${what}: ${status} ${problem.detail ?? ''}${errors.join('')}`);
    this.name = 'ApiRefused';
    this.status = status;
    this.problem = problem;
  }
}

/** What the demo reads of a case. */
export interface CaseSeen {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly state: { readonly id: string };
  readonly versions: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly path: string;
    readonly clause: string;
    readonly weight: string;
    readonly message: { readonly ja: string; readonly en: string };
  }[];
  readonly moves: readonly { readonly move: string; readonly thread?: string; readonly opens?: string }[];
  readonly threads: readonly { readonly id: string; readonly kind: string }[];
  readonly history: readonly { readonly label: { readonly ja: string } }[];
}

/** A file that is not on the disk. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One person's way through the HTTP API: a token, and calls that throw ApiRefused. */
export interface Caller {
  get<T>(path: string): Promise<T>;
  /** A file as it is served. */
  bytes(path: string): Promise<Uint8Array<ArrayBuffer>>;
  send<T>(method: 'POST' | 'PUT', path: string, body: JsonValue, headers?: Readonly<Record<string, string>>): Promise<T>;
  /** A form with files. */
  sendForm<T>(path: string, form: FormData): Promise<T>;
  /** Brings files into the vault; gives the ids by name. */
  upload(files: readonly (string | NamedFile)[]): Promise<ReadonlyMap<string, string>>;
}

/** The vault takes this many files in one request. */
const FILES_A_REQUEST = 20;

let keys = 0;
/** A command key that no other call of this process has. */
export const nextKey = (): string => `demo-${process.pid}-${String(++keys).padStart(6, '0')}`;

/** Calls of the person whom the token speaks for. */
export function caller(server: string, token: string): Caller {
  const authorization = `Bearer ${token}`;
  const call = async (method: string, path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${server}${path}`, {
      method,
      ...init,
      headers: { authorization, 'accept-language': 'ja', ...init.headers },
    });
    if (!response.ok) throw new ApiRefused(response.status, (await response.json()) as ApiRefused['problem'], `${method} ${path}`);
    return response;
  };
  const sendForm = async <T>(path: string, form: FormData) =>
    (await (await call('POST', path, { body: form, headers: { 'idempotency-key': nextKey() } })).json()) as T;
  return {
    get: async <T>(path: string) => (await (await call('GET', path, {})).json()) as T,
    bytes: async (path) => new Uint8Array(await (await call('GET', path, {})).arrayBuffer()),
    send: async <T>(method: 'POST' | 'PUT', path: string, body: JsonValue, headers = {}) => {
      const sent = { 'content-type': 'application/json', 'idempotency-key': nextKey(), ...headers };
      return (await (await call(method, path, { body: JSON.stringify(body), headers: sent })).json()) as T;
    },
    sendForm,
    async upload(files) {
      const ids = new Map<string, string>();
      for (let from = 0; from < files.length; from += FILES_A_REQUEST) {
        const form = new FormData();
        for (const file of files.slice(from, from + FILES_A_REQUEST)) {
          if (typeof file === 'string') form.append('file', new Blob([await readFile(file)]), basename(file));
          else form.append('file', new Blob([file.bytes]), file.name);
        }
        const entered = await sendForm<{ files: readonly { id: string; name: string }[] }>('/api/v1/evidence', form);
        for (const file of entered.files) ids.set(file.name, file.id);
      }
      return ids;
    },
  };
}

/** Values in which pointers name the uploaded files' ids instead of their names; refuses a name that was not uploaded. */
export function withEvidence(values: Values, ids: ReadonlyMap<string, string>): Values {
  const pointed = (value: JsonValue): JsonValue => {
    if (!Array.isArray(value)) return value;
    return value.map((row: JsonValue) => {
      if (typeof row !== 'object' || row === null || Array.isArray(row) || !('document' in row)) return row;
      const name = String((row as { document: JsonValue }).document);
      const id = ids.get(name);
      if (id === undefined) throw new RangeError(`evidence ${name} was not uploaded`);
      return { ...row, document: id };
    });
  };
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, pointed(value)]));
}

/** Fills a draft: every field over the version last seen. */
export async function fill(by: Caller, id: string, values: Values): Promise<void> {
  const seen = await by.get<CaseSeen>(`/api/v1/applications/${id}`);
  const changes = Object.entries(values).map(([path, value]) => ({ path, value, base: seen.versions[path] ?? 0 }));
  const saved = await by.send<{ conflicts: readonly unknown[] }>('PUT', `/api/v1/applications/${id}/fields`, { changes });
  if (saved.conflicts.length > 0) throw new Error(`conflicts: ${JSON.stringify(saved.conflicts)}`);
}

/** Looks at the case, then makes the move on exactly what was seen. */
export async function move(
  by: Caller,
  id: string,
  name: string,
  input: Readonly<Record<string, JsonValue>> = {},
  place: { readonly opens: string } | { readonly thread: string } | Record<string, never> = {},
): Promise<CaseSeen['state']['id']> {
  const seen = await by.get<CaseSeen>(`/api/v1/applications/${id}`);
  const body = { input, hash: seen.hash, ...place };
  const moved = await by.send<{ state: string }>('POST', `/api/v1/applications/${id}/moves/${name}`, body, {
    'if-match': `"${seen.version}"`,
  });
  return moved.state;
}

/** Opens a thread of this kind. */
export const openThread = (by: Caller, id: string, kind: string, input: Readonly<Record<string, JsonValue>>): Promise<string> =>
  move(by, id, 'open', input, { opens: kind });

/** Makes a move in the newest thread of this kind. */
export async function moveInThread(
  by: Caller,
  id: string,
  kind: string,
  name: string,
  input: Readonly<Record<string, JsonValue>> = {},
): Promise<string> {
  const { threads } = await by.get<CaseSeen>(`/api/v1/applications/${id}`);
  const thread = threads.findLast((each) => each.kind === kind);
  if (!thread) throw new Error(`case ${id} has no thread of kind ${kind}`);
  return move(by, id, name, input, { thread: thread.id });
}
