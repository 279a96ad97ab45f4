import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../scripts/bootstrap.mjs';
import type { Observations } from '../src/check/probe.ts';
import { Profile } from '../src/check/profile.ts';
import type { JsonObject } from '../src/rules/json.ts';
import { judges } from './judges.ts';

const Recorded = z.strictObject({
  fixture: z.string(),
  profile: z.unknown(),
  earlier: z.array(z.unknown()),
  observation: z.looseObject({ probe: z.string(), version: z.number(), data: z.custom<JsonObject>() }),
  verdicts: z.record(z.string(), z.string()),
});

const files = [
  'services',
  'clear-text-administration',
  'tls',
  'known-vulnerabilities',
  'open-access',
  'default-passwords',
  'throttling',
  'tcp-ports',
  'udp-services',
  'declared-interfaces',
  'model-designation',
  'disclosure-policy',
  'firmware-update',
  'outage',
  'erasure',
].flatMap((probe) => {
  const folder = path.join(root, 'probes', probe, 'recorded');
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
});

describe('what was recorded from fixtures', () => {
  test('is there', () => expect(files.length).toBeGreaterThanOrEqual(118));
  test.each(files.map((file) => [path.relative(root, file), file] as const))('%s is judged as it was', (_name, file) => {
    const { observation, profile, earlier, verdicts } = Recorded.parse(JSON.parse(readFileSync(file, 'utf8')));
    const judge = judges[observation.probe];
    expect(judge?.version, 'recorded by another version: record it again').toBe(observation.version);
    const found = judge?.judge(observation.data, Profile.parse(profile), earlier as Observations) ?? [];
    expect(Object.fromEntries(found.map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]))).toEqual(verdicts);
    for (const { message } of found) expect(`${message.ja}${message.en}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
