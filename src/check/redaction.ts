import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Probe } from './probe.ts';

/** Shorter secrets stand in ordinary text by chance ("admin"): taking them out would spoil what was seen. */
const SHORTEST = 8;
const BASE64 = /^(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Takes secrets out of what was observed, before anything is kept: a device that shows a password must not bring it into the evidence. */
export function withoutSecrets(value: JsonValue, secrets: ReadonlyMap<string, string>): JsonValue {
  const long = [...secrets].filter(([, secret]) => secret.length >= SHORTEST).toSorted(([, a], [, b]) => b.length - a.length);
  const walk = (each: JsonValue): JsonValue => {
    if (typeof each === 'string') {
      const plain = long.reduce((kept, [name, secret]) => kept.replaceAll(secret, `⟨${name}⟩`), each);
      return BASE64.test(plain) ? withoutSecretBytes(plain, long) : plain;
    }
    if (typeof each !== 'object' || each === null) return each;
    return Array.isArray(each) ? each.map(walk) : Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

/** Bytes of a device are kept as base64: a secret in them becomes asterisks of its length. */
function withoutSecretBytes(base64: string, secrets: readonly (readonly [string, string])[]): string {
  const bytes = Buffer.from(base64, 'base64');
  let found = false;
  for (const [, secret] of secrets) {
    const wanted = Buffer.from(secret);
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at)) {
      bytes.fill('*', at, at + wanted.length);
      found = true;
    }
  }
  return found ? bytes.toString('base64') : base64;
}

/** The probe with secrets taken out of its observations. `secrets` are those that it has asked for until then. */
export const discreet = (probe: Probe, secrets: ReadonlyMap<string, string>): Probe => ({
  ...probe,
  observe: async (tools) => withoutSecrets(await probe.observe(tools), secrets) as JsonObject,
});
