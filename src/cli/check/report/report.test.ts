import { describe, expect, test } from 'vitest';
import { judges } from '../../../../probes/judges.ts';
import { BUNDLE_FORMAT, type BundleContent } from '../../../check/bundle.ts';
import { personMinutes } from '../../../check/effort.ts';
import { findingsOfAll } from '../../../check/judgement.ts';
import type { Observation } from '../../../check/probe.ts';
import { Profile } from '../../../check/profile.ts';
import { deviceAnswers } from '../../../rules/device-part.ts';
import { text } from '../../../rules/text.ts';
import { editionFor, namedEdition } from '../editions.ts';
import { interfaceRows } from './interfaces.ts';
import { kindOf } from './interfaces-picture.ts';
import { report } from './report.ts';

const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>\u001b[2J\u202e';
const profile = Profile.parse({
  device: { maker: hostile, model: hostile, firmware: '1', serial: '7' },
  interfaces: [
    { at: 'tcp/443', service: hostile, why: hostile, authentication: 'password' },
    { at: 'tcp/22', service: 'SSH', why: 'x', authentication: 'key' },
    { at: 'tcp/9', service: 'discard', why: 'x', authentication: 'none' },
  ],
});
const at = '2026-11-22T04:00:00.000Z';
const made = { version: 1, startedAt: at, endedAt: '2026-11-22T04:01:30.000Z', sent: 5, personMinutes: 0 };
const scan: Observation = {
  ...made,
  probe: 'tcp-ports',
  outcome: 'observed',
  data: {
    range: [1, 1000],
    open: [443, 80],
    refused: [[10, 79]],
    silent: [],
    unreachable: [],
    unsure: [],
    notLookedAt: [[1, 9]],
    ended: 'complete',
    control: { kind: 'none', asked: 0, failed: 0 },
    askedAgain: 0,
    rate: { lowest: 1, highest: 150 },
    seconds: 90,
  },
};
const services: Observation = {
  ...made,
  probe: 'services',
  outcome: 'observed',
  data: {
    ports: [80, 443].map((port) => ({
      port,
      reached: true,
      spared: false,
      answers: [
        { ask: 'http', bytes: Buffer.from(`HTTP/1.1 200 OK\r\nServer: ${hostile}\r\n\r\n<title>${hostile}</title>`).toString('base64') },
      ],
    })),
    omitted: [],
    descriptions: [],
  },
};
const model: Observation = {
  ...made,
  probe: 'model-designation',
  outcome: 'observed',
  personMinutes: 2,
  data: { where: 'body', read: hostile },
};
const away: Observation = { ...made, probe: 'outage', outcome: 'could-not', reason: text(`理由 ${hostile}`, `Reason ${hostile}`) };

const edition = editionFor(undefined);
const observations = [scan, services, model, away];
const known = Object.values(judges);
const findings = findingsOfAll(known, observations, profile);
const content: BundleContent = {
  format: BUNDLE_FORMAT,
  tool: { name: 'akashi', version: '0.1.0' },
  edition: namedEdition(edition),
  device: { ...profile.device, imageSha256: null },
  address: '192.168.1.20',
  isPublicAddress: false,
  attended: true,
  startedAt: at,
  endedAt: '2026-11-22T04:10:00.000Z',
  profile,
  observations,
  findings,
  answers: deviceAnswers(edition.part, findings),
  personMinutes: personMinutes(edition.part, observations),
  fare: {
    rate: { lowest: 10, highest: 150, bound: 150 },
    sent: 20,
    strains: [{ at, why: text(`遅い ${hostile}`, `slow ${hostile}`), rate: 10 }],
    outages: [{ from: at, until: '2026-11-22T04:00:30.000Z', probe: 'outage' }, { from: at }],
  },
};
const key = { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), kid: 'k'.repeat(43), use: 'sig', alg: 'EdDSA' } as const;
const pages = (['ja', 'en'] as const).map((language) => ({ language, page: report({ content, key, edition, judges: known, language }) }));

describe.each(pages)('the report in $language', ({ language, page }) => {
  test('takes nothing that a device or a profile says for markup', () => {
    expect(page).not.toMatch(/<script|<img|<title>[^<]*<(?!\/title)/i);
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(page).toContain('&lt;script&gt;');
  });
  test('needs nothing else: no script, no picture, no address', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    const tags = page.replaceAll(/"[^"]*"/g, '""').match(/<[a-z][^>]*>/gi) ?? [];
    expect(tags.length).toBeGreaterThan(100);
    expect(tags.filter((tag) => /\s(?:src|href|srcset|action|style|on\w+)\s*=/i.test(tag))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/i);
  });
  test('tells every finding but what was not tested, and every reason why something stayed open', () => {
    const bearing = new Set(edition.part.tests.map(({ finding }) => finding));
    for (const { probe, aspect, verdict } of findings) {
      if (verdict === 'not-tested' || !bearing.has(`${probe}/${aspect}`)) continue;
      expect(page).toContain(known.find(({ id }) => id === probe)?.aspects[aspect]?.[language]);
    }
    expect(page).toContain(language === 'ja' ? '判定できなかったものと、その理由' : 'What could not be decided, and why');
    expect(page).toContain(language === 'ja' ? '一時、応答がなくなりました' : 'It did not answer for a time');
  });
});

test('declared and observed interfaces stand together, each as what it is', () => {
  const rows = interfaceRows(content).map((row) => [row.at, row.seen, kindOf(row)]);
  expect(rows).toEqual([
    ['tcp/9', 'not-looked-at', 'unknown'],
    ['tcp/22', 'refused', 'unseen'],
    ['tcp/80', 'open', 'undeclared'],
    ['tcp/443', 'open', 'agrees'],
  ]);
});
