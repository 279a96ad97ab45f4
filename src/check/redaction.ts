import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Probe } from './probe.ts';

/** Shorter secrets stand in ordinary text by chance ("admin"): taking them out would spoil what was seen. */
const SHORTEST = 8;

/** Takes secrets out of what was observed, before anything is kept: a device that shows a password must not bring it into the evidence. */
export function withoutSecrets(value: JsonValue, secrets: ReadonlyMap<string, string>): JsonValue {
  const long = [...secrets].filter(([, secret]) => secret.length >= SHORTEST).toSorted(([, a], [, b]) => b.length - a.length);
  const walk = (each: JsonValue): JsonValue => {
    if (typeof each === 'string') return long.reduce((kept, [name, secret]) => kept.replaceAll(secret, `⟨${name}⟩`), each);
    if (typeof each !== 'object' || each === null) return each;
    return Array.isArray(each) ? each.map(walk) : Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

/** The probe with secrets taken out of its observations. `secrets` are those that it has asked for until then. */
export const discreet = (probe: Probe, secrets: ReadonlyMap<string, string>): Probe => ({
  ...probe,
  observe: async (tools) => withoutSecrets(await probe.observe(tools), secrets) as JsonObject,
});
