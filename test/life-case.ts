import type { JsonObject } from '../src/rules/json.ts';
import type { BellServer, Someone } from './bell-server.ts';

/** What the API says of the record of an attestation. */
export interface Held {
  readonly version: number;
  readonly state: { readonly id: string };
  readonly moves: readonly { readonly move: string; readonly opens?: string; readonly thread?: string }[];
  readonly threads: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: { readonly en: string };
    readonly due?: string;
  }[];
  readonly history: readonly { readonly label: { readonly en: string }; readonly on: string; readonly by: string; readonly at: string }[];
}

export const held = async (by: Someone, key: string): Promise<Held> =>
  (await (await by.fetch(`/api/v1/held-attestations/${key}`)).json()) as Held;

/** Makes a move on an attestation, in the newest thread of a kind where one is named; gives the answer as it came. */
export async function act(
  by: Someone,
  key: string,
  move: string,
  input: JsonObject = {},
  place: { readonly opens?: string; readonly kind?: string } = {},
) {
  const { version, threads } = await held(by, key);
  const thread = place.kind && threads.findLast((each) => each.kind === place.kind)?.id;
  const body = { input, ...(place.opens ? { opens: place.opens } : {}), ...(thread ? { thread } : {}) };
  return by.send('POST', `/api/v1/attestations/${key}/moves/${move}`, body, { 'if-match': `"${version}"` });
}

/** The same, and throws when it was refused. */
export async function acted(...given: Parameters<typeof act>): Promise<void> {
  const answer = await act(...given);
  if (!answer.ok) throw new Error(`${given[2]}: ${answer.status} ${await answer.text()}`);
}

/** Status and code of a refusal, and the clause it cites. */
export async function refusalOf(answer: Response): Promise<string> {
  const { code, clause, errors } = (await answer.json()) as { code?: string; clause?: string; errors?: readonly { code: string }[] };
  return [answer.status, code === 'guards' ? errors?.[0]?.code : code, clause].filter(Boolean).join(' ');
}

/** What the public reads of an attestation, as JSON. */
export interface Shown {
  readonly status: {
    readonly id: string;
    readonly since: string;
    readonly sentence: { readonly ja: string; readonly en: string };
    readonly learnedOn?: string;
  };
  readonly history: readonly { readonly on: string; readonly recordedOn?: string; readonly label: { readonly en: string } }[];
  readonly notices: readonly { readonly on: string; readonly text: { readonly ja: string } }[];
  readonly applicant: { readonly ja: string };
  readonly models: readonly { readonly model: string }[];
}
export const shown = async (server: BellServer, key: string): Promise<Shown> =>
  (await (await fetch(`${server.address}/api/v1/attestations/${key}`)).json()) as Shown;

/** Noon in Tokyo on a day. */
export const at = (server: BellServer, day: string): void => {
  const { clock } = server;
  if (!('set' in clock) || typeof clock.set !== 'function') throw new Error('the clock of this server cannot be set');
  clock.set(new Date(`${day}T03:00:00Z`));
};
