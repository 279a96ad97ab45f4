import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judges } from '../probes/judges.ts';
import { BUNDLE_FORMAT, type BundleContent, writeBundle } from '../src/check/bundle.ts';
import { personMinutes } from '../src/check/effort.ts';
import { partHash } from '../src/check/judged-again.ts';
import { findingsOfAll } from '../src/check/judgement.ts';
import type { Observation } from '../src/check/probe.ts';
import { Profile } from '../src/check/profile.ts';
import { openSigner, type Signer } from '../src/io/signer.ts';
import { type DevicePart, deviceAnswers } from '../src/rules/device-part.ts';
import type { JsonObject } from '../src/rules/json.ts';

/** A key of an evaluator who is none. */
export function someonesKey(): Signer {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-key-'));
  try {
    return openSigner(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const startedAt = '2026-11-21T02:00:00.000Z';
export const endedAt = '2026-11-21T02:12:00.000Z';

/** A device with one login, as its maker describes it. */
export const profileOf = (model: string): Profile =>
  Profile.parse({
    device: { maker: '見本工業', model, firmware: '1.2.3', serial: 'SN-0001' },
    logins: [
      {
        id: 'web',
        kind: 'http-basic',
        user: 'admin',
        passwordFrom: 'CAMERA_PASSWORD',
        factory: 'unique-per-device',
        port: 8080,
        path: '/',
      },
    ],
  });

/** What the probe of wrong passwords saw: `held`: the device said "later" from the sixth on; else it never held back. */
export function throttlingSeen(held: boolean): Observation {
  const attempt = { milliseconds: 12, openingMilliseconds: 1 };
  const refused = { ...attempt, outcome: 'refused', detail: 'HTTP 401' };
  const attempts = Array.from({ length: held ? 9 : 20 }, (_, n) => ({
    ...(held && n >= 5 ? { ...attempt, outcome: 'throttled', detail: 'HTTP 429' } : refused),
    number: n + 1,
    at: n * 20,
  }));
  const accepted = { ...attempt, outcome: 'accepted', detail: 'HTTP 200' };
  const series = { attempts, stopped: held ? 'restrained' : 'bound', after: [{ ...accepted, waited: 0 }] };
  const data = { logins: [{ login: 'web', baseline: accepted, series }] } as unknown as JsonObject;
  return { probe: 'throttling', version: 1, startedAt, endedAt, sent: attempts.length + 2, personMinutes: 2.5, outcome: 'observed', data };
}

/** What akashi check concludes from observations. */
export function concluded(scheme: string, part: DevicePart, profile: Profile, observations: readonly Observation[]): BundleContent {
  const findings = findingsOfAll(Object.values(judges), observations, profile);
  return {
    format: BUNDLE_FORMAT,
    tool: { name: 'akashi', version: '0.1.0' },
    edition: { scheme, id: part.edition, devicePart: { version: part.version, hash: partHash(part) } },
    device: { ...profile.device, imageSha256: null },
    address: '127.0.1.20',
    isPublicAddress: false,
    attended: false,
    startedAt,
    endedAt,
    profile,
    observations,
    findings,
    answers: deviceAnswers(part, findings),
    personMinutes: personMinutes(part, observations),
    fare: { rate: { lowest: 50, highest: 150, bound: 150 }, sent: 22, strains: [], outages: [] },
  };
}

/** The bundle as a file. */
export const fileOf = (content: BundleContent, signer: Signer): Blob => new Blob([writeBundle(content, signer)]);
