import type { JsonValue } from '../../../src/rules/json.ts';
import { type Caller, nextKey } from '../api-client.ts';

/** The record of an attestation, as its holder or the office reads it. */
export interface HeldSeen {
  readonly version: number;
  readonly state: { readonly id: string };
  readonly threads: readonly { readonly id: string; readonly kind: string; readonly state: { readonly ja: string } }[];
  readonly history: readonly { readonly label: { readonly ja: string }; readonly on: string; readonly by: string; readonly at: string }[];
}

export const held = (by: Caller, key: string): Promise<HeldSeen> => by.get<HeldSeen>(`/api/v1/held-attestations/${key}`);

/** Where a move on an attestation is made: by opening a thread, or in the newest one of a kind. */
export type HeldPlace = { readonly opens: string } | { readonly within: string } | Record<string, never>;

/** Makes a move on an attestation on exactly what is seen now. */
export async function act(
  by: Caller,
  key: string,
  move: string,
  input: Readonly<Record<string, JsonValue>> = {},
  place: HeldPlace = {},
): Promise<void> {
  const { version, threads } = await held(by, key);
  const thread = 'within' in place ? threads.findLast((each) => each.kind === place.within)?.id : undefined;
  if ('within' in place && thread === undefined) throw new Error(`${key} has no thread of kind ${place.within}`);
  const body = { input, ...('opens' in place ? { opens: place.opens } : {}), ...(thread ? { thread } : {}) };
  await by.send('POST', `/api/v1/attestations/${key}/moves/${move}`, body, { 'if-match': `"${version}"` });
}

/** Opens a thread on an attestation. */
export const opens = (by: Caller, key: string, kind: string, input: Readonly<Record<string, JsonValue>>): Promise<void> =>
  act(by, key, 'open', input, { opens: kind });

/** Opens the renewal of an attestation; gives the application's id. */
export async function openRenewal(by: Caller, key: string): Promise<string> {
  const path = `/api/v1/held-attestations/${key}/renewal`;
  return (await by.send<{ id: string }>('POST', path, {}, { 'idempotency-key': nextKey() })).id;
}
