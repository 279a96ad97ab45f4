import { describe, expect, test } from 'vitest';
import { iotLabel } from '../book.ts';
import { but, draft, filed, found, vendor, why } from './cast.ts';

const decide = (ip: string, platform: string, added?: string, object = 'product') =>
  iotLabel.scope.decide({
    'scope/object': object,
    'scope/ip': ip,
    'scope/platform': platform,
    ...(added ? { 'scope/added-security': added } : {}),
  });

describe('scope', () => {
  test.each([
    ['L-3.2-1 devices with associated services are in scope', decide('internet', 'dedicated'), 'in-scope', 'L-3.2-2'],
    [
      'L-3.2-1 a service without a device is out of scope',
      decide('internet', 'dedicated', undefined, 'service'),
      'out-of-scope',
      'L-3.2-1',
    ],
    [
      'L-3.2-2 a device without services that talks IP on a network is in scope',
      decide('network', 'dedicated', undefined, 'device'),
      'in-scope',
      'L-3.2-2',
    ],
    [
      'L-3.2-2 a device without IP is out of scope, whatever else it is',
      decide('none', 'general-os', 'not-easily'),
      'out-of-scope',
      'L-3.2-2',
    ],
    [
      'L-3.2-3 a PC to which security software is easily added is out of scope',
      decide('internet', 'general-it', 'easily'),
      'out-of-scope',
      'L-3.2-3',
    ],
    [
      'L-3.2-3 so is any product with a general-purpose OS to which it is easily added',
      decide('internet', 'general-os', 'easily'),
      'out-of-scope',
      'L-3.2-3',
    ],
    [
      'L-3.2-4 a product on a general-purpose OS is in scope when security is not easily added to it',
      decide('internet', 'general-os', 'not-easily'),
      'in-scope',
      'L-3.2-4',
    ],
    ['L-3.2-5 not known is not decided', decide('internet', 'general-os', 'unknown'), 'unclear', 'L-3.2-5'],
    ['L-3.2-5 a question left open is not decided', decide('internet', 'general-os'), 'unclear', 'L-3.2-5'],
    ['L-3.2-5 nothing answered is not decided', iotLabel.scope.decide({}), 'unclear', 'L-3.2-5'],
  ])('%s', (_title, got, outcome, clause) => {
    expect(got).toMatchObject({ outcome, clause });
    expect(got.reason.ja).toMatch(/。$/);
    expect(got.reason.en).toMatch(/\.$/);
  });

  test('L-3.2-5 the scope check is a few questions, each of one choice', () => {
    expect(iotLabel.scope.questions.map((each) => each.id)).toEqual(['scope/object', 'scope/ip', 'scope/platform', 'scope/added-security']);
    expect(iotLabel.scope.questions.every((each) => each.kind === 'choice' && each.id.startsWith('scope/'))).toBe(true);
  });

  test('L-3.2-5 a dossier is filed only for a product in scope, and the refusal gives the reason of the outcome', () => {
    expect(filed().subject.state).toBe('form-check');
    const refusal = draft({ values: but({ 'scope/ip': 'none' }) }).refused(vendor, 'submit');
    expect(why(refusal)).toBe('out-of-scope L-3.2-2');
    expect(refusal.message).toContain('Internet Protocol');
    expect(found(draft({ values: but({ 'scope/platform': 'general-os', 'scope/added-security': 'unknown' }) }).findings())).toEqual([
      'scope unclear L-3.2-5',
    ]);
  });

  test('L-3.2-1 the dossier names the devices and, when there are any, the services', () => {
    expect(found(draft({ values: but({ devices: undefined, services: undefined }) }).findings())).toEqual([
      'devices missing L-3.2-1',
      'services missing L-3.2-1',
    ]);
    expect(draft({ values: but({ 'services-present': 'no', services: undefined }) }).findings()).toEqual([]);
    expect(found(draft({ values: but({ devices: [{ name: 'カメラ', role: '' }] }) }).findings())).toEqual([
      'devices/1/role missing L-3.2-1',
    ]);
  });

  test('L-3.2-1 a model of the same maker stands in one label of a level at a time', () => {
    const taken = draft().knowing({ modelConflicts: [{ model: 'kc-100w', attestation: 'AK1-000007-Z' }] });
    expect(found(taken.findings())).toEqual(['models/1 model-attested L-3.2-1']);
    expect(found(draft({ values: but({ models: [{ model: 'KC-100W' }, { model: 'KC‐１００W' }] }) }).findings())).toEqual([
      'models/2 model-twice L-3.2-1',
    ]);
  });
});
