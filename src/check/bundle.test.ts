import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyWithJwk } from '../io/signer.ts';
import { type DevicePart, deviceAnswers } from '../rules/device-part.ts';
import { text } from '../rules/text.ts';
import { BUNDLE_FORMAT, type BundleContent, readBundle, writeBundle } from './bundle.ts';
import { personMinutes } from './effort.ts';
import { judgedAgain, partHash } from './judged-again.ts';
import { findingsOfAll } from './judgement.ts';
import { anyJudge, type Observation } from './probe.ts';
import { Profile } from './profile.ts';
import { withoutSecrets } from './redaction.ts';

const pair = generateKeyPairSync('ed25519');
const { x = '' } = pair.publicKey.export({ format: 'jwk' });
const signer = {
  publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid: 'k'.repeat(43), use: 'sig', alg: 'EdDSA' } as const,
  sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, pair.privateKey)),
};

/** A probe that looks at a lamp. */
const lamp = anyJudge({
  id: 'lamp',
  version: 2,
  title: text('ランプ', 'Lamp'),
  after: [],
  aspects: { lit: text('点灯', 'Lit'), colour: text('色', 'Colour') },
  effort: { unattendedSeconds: 1, personMinutes: 2, prerequisites: [] },
  shape: z.strictObject({ lit: z.boolean(), said: z.string() }),
  judge: ({ data }) => [
    {
      aspect: 'lit',
      subject: 'device',
      verdict: data.lit ? 'conforms' : 'does-not-conform',
      message: text('見た。', `Seen: ${data.said}`),
    },
  ],
});
const part: DevicePart = {
  edition: 'set/1',
  version: 1,
  tests: [
    { finding: 'lamp/lit', criterion: 'L-1', sub: 'a', weight: 'decides' },
    { finding: 'lamp/colour', criterion: 'L-2', sub: 'a', weight: 'refutes' },
    { finding: 'lamp/colour', criterion: 'L-3', sub: 'a', weight: 'refutes' },
  ],
  settledBy: { 'L-1': [['a']] },
  effort: text('', ''),
  clause: 'L-3.4-6',
  provenance: { grade: 'ours', note: text('', '') },
};
const profile = Profile.parse({ device: { maker: 'M', model: 'C', firmware: '1', serial: '7' } });
const at = '2026-11-22T04:00:00.000Z';
const observation: Observation = {
  probe: 'lamp',
  version: 2,
  startedAt: at,
  endedAt: at,
  sent: 3,
  personMinutes: 1,
  outcome: 'observed',
  data: { lit: true, said: '<script>alert(1)</script> \u001b[2J<svg onload=x>' },
};
const contentOf = (observations: readonly Observation[]): BundleContent => {
  const findings = findingsOfAll([lamp], observations, profile);
  return {
    format: BUNDLE_FORMAT,
    tool: { name: 'akashi', version: '0.1.0' },
    edition: { scheme: 'club', id: 'set/1', devicePart: { version: 1, hash: partHash(part) } },
    device: { ...profile.device, imageSha256: null },
    address: '192.0.2.1',
    isPublicAddress: false,
    attended: true,
    startedAt: at,
    endedAt: at,
    profile,
    observations,
    findings,
    answers: deviceAnswers(part, findings),
    personMinutes: personMinutes(part, observations),
    fare: { rate: { lowest: 10, highest: 150, bound: 150 }, sent: 3, strains: [], outages: [{ from: at }] },
  };
};
const file = writeBundle(contentOf([observation]), signer);
const soundContent = (written: string): BundleContent => {
  const read = readBundle(written, verifyWithJwk);
  if (read.kind !== 'sound') throw new Error(`${read.kind}: ${read.problems.join()}`);
  return read.bundle.content;
};

describe('an evidence bundle', () => {
  test('reads back as it was written, and judged again it is the same', () => {
    expect(soundContent(file)).toEqual(contentOf([observation]));
    expect(judgedAgain(soundContent(file), [lamp], part)).toEqual([]);
  });

  test('holds no markup and no control character whatever the device said', () => {
    expect(file).not.toContain('<');
    expect(file.trimEnd()).not.toMatch(/\p{Cc}/u);
    expect(JSON.stringify(soundContent(file).observations)).toContain('<script>');
  });

  test.each([
    ['a verdict', '"verdict":"conforms"', '"verdict":"not-tested"'],
    ['an observation', '"lit":true', '"lit":false'],
    ['a time', at, at.replace('04', '05')],
    ['the serial number', '"serial":"7"', '"serial":"8"'],
  ])('says that it was altered when %s was', (_, was, is) => {
    const altered = file.replaceAll(was, is);
    expect(altered).not.toBe(file);
    expect(readBundle(altered, verifyWithJwk).kind).toBe('altered');
  });

  test('signed with another key than it names is altered', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    expect(readBundle(file.replaceAll(x, other), verifyWithJwk).kind).toBe('altered');
    expect(verify(null, new Uint8Array(), pair.publicKey, new Uint8Array(64))).toBe(false);
  });

  test('that is none is told from one that was altered', () => {
    const { content, signature } = JSON.parse(file);
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    for (const broken of [
      '',
      '[]',
      '{"content":{}}',
      JSON.stringify({ content: { ...content, more: 1 }, signature }),
      JSON.stringify({ content: { ...content, format: 'akashi-evidence/2' }, signature }),
      JSON.stringify({ content, signature: { ...signature, key: { ...signature.key, x: '' } } }),
      `{"content":${deep},"signature":${deep}}`,
    ]) {
      expect(readBundle(broken, verifyWithJwk).kind).toBe('unreadable');
    }
  });

  test('of which another verdict follows names each difference', () => {
    const content = soundContent(file);
    const findings = content.findings.map((finding) => ({ ...finding, verdict: 'does-not-conform' as const }));
    const forged = soundContent(writeBundle({ ...content, findings }, signer));
    expect(judgedAgain(forged, [lamp], part).map((each) => each.at)).toEqual(['finding lamp/lit device', 'finding lamp/colour device']);
    const answers = content.answers.map((answer) => ({ ...answer, verdict: 'not-applicable' as const }));
    expect(judgedAgain({ ...content, answers }, [lamp], part)[0]).toMatchObject({
      at: 'answer L-1',
      message: { en: expect.stringContaining('"Not applicable"'), ja: expect.stringContaining('「適合」') },
    });
    expect(judgedAgain({ ...content, personMinutes: { byCriterion: {}, other: 1 } }, [lamp], part)[0]?.at).toBe('person-minutes');
  });

  test('of a part, a probe or a version that is not here says so', () => {
    const content = soundContent(file);
    expect(judgedAgain(content, [lamp], undefined).map((each) => each.at)).toEqual(['device-part']);
    expect(judgedAgain(content, [lamp], { ...part, settledBy: {} }).map((each) => each.at)).toEqual(['device-part']);
    expect(judgedAgain(content, [], part).map((each) => each.at)).toContain('probe lamp');
    expect(judgedAgain(content, [{ ...lamp, version: 3 }], part).map((each) => each.at)).toContain('answer L-1');
  });
});

describe('L-3.4-7 person-minutes are kept by criterion', () => {
  test('those of a probe are shared by the criteria that its findings bear on, and add up', () => {
    expect(personMinutes(part, [{ ...observation, personMinutes: 1 }])).toEqual({
      byCriterion: { 'L-1': 0.34, 'L-2': 0.33, 'L-3': 0.33 },
      other: 0,
    });
  });
  test('those of a probe that bears on none are kept as such', () => {
    expect(personMinutes(part, [{ ...observation, probe: 'other', personMinutes: 2.5 }])).toEqual({ byCriterion: {}, other: 2.5 });
  });
});

test('a secret that a device shows is taken out of what was observed; a short word that is one by chance is left', () => {
  const secrets = new Map([
    ['CAMERA_PASSWORD', 'correct horse'],
    ['CAMERA_DEFAULT', 'admin'],
  ]);
  expect(withoutSecrets({ page: ['user=admin&pass=correct horse', { deep: 'correct horse' }, 5, null] }, secrets)).toEqual({
    page: ['user=admin&pass=⟨CAMERA_PASSWORD⟩', { deep: '⟨CAMERA_PASSWORD⟩' }, 5, null],
  });
  const bytes = (text: string) => Buffer.from(text).toString('base64');
  expect(withoutSecrets(bytes('GET\n correct horse\n'), secrets)).toBe(bytes('GET\n *************\n'));
  expect(withoutSecrets(bytes('nothing of the kind'), secrets)).toBe(bytes('nothing of the kind'));
});
