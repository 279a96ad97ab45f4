import { describe, expect, test } from 'vitest';
import { but, draft, filed, found, vendor, why } from './cast.ts';

describe('protected information', () => {
  test('L-3.4-4 each kind is answered with a reason', () => {
    expect(filed().subject.state).toBe('form-check');
    const so = draft({
      values: but({
        'protected-communication-reason': ' ',
        'protected-confidential': undefined,
        'unintended-personal-data-reason': undefined,
      }),
    });
    expect(found(so.findings())).toEqual([
      'protected-communication-reason missing L-3.4-4',
      'protected-confidential missing L-3.4-4',
      'unintended-personal-data-reason missing L-3.4-4',
    ]);
    expect(why(so.refused(vendor, 'submit'))).toBe('guards L-3.4-4');
  });

  test('L-3.4-4 what is protected stands in the inventory', () => {
    expect(found(draft({ values: but({ 'protected-inventory': undefined }) }).findings())).toEqual([
      'protected-inventory protected-unlisted L-3.4-4',
    ]);
  });

  test('L-3.4-4 “none” stands alone', () => {
    expect(found(draft({ values: but({ 'protected-security': ['none', 'stores'] }) }).findings())).toEqual([
      'protected-security protected-contradiction L-3.4-4',
    ]);
  });

  const nothing = {
    'protected-communication': ['none'],
    'protected-security': ['none'],
    'protected-confidential': ['none'],
    'protected-inventory': undefined,
  };
  const notApplicable = (criterion: string) => ({
    [`${criterion}/verdict`]: 'not-applicable',
    [`${criterion}/reason`]: '守るべき情報を扱わない。',
  });

  test('L-3.4-4 storage, transit and erasure do not apply only where nothing protected is stored or sent', () => {
    const all = { ...notApplicable('S1.1-11'), ...notApplicable('S1.1-12'), ...notApplicable('S1.1-15') };
    expect(filed({ values: but({ ...nothing, ...all }) }).subject.state).toBe('form-check');
    expect(found(draft({ values: but(all) }).findings())).toEqual(
      ['S1.1-11', 'S1.1-12', 'S1.1-15'].map((each) => `${each}/verdict protected-not-applicable L-3.4-4`),
    );
    const onlySent = {
      ...nothing,
      'protected-confidential': ['sends'],
      'protected-inventory': [{ information: '映像', place: '受信機', protection: 'TLS' }],
    };
    expect(found(draft({ values: but({ ...onlySent, ...all }) }).findings())).toEqual(['S1.1-12/verdict protected-not-applicable L-3.4-4']);
  });

  test('L-3.4-4 personal data whose use is not intended counts only where eavesdropping is an unacceptable risk', () => {
    const router = (risk: string) => draft({ values: but({ ...nothing, ...notApplicable('S1.1-12'), 'unintended-personal-data': risk }) });
    expect(router('acceptable').findings()).toEqual([]);
    expect(found(router('unacceptable').findings())).toEqual([
      'protected-inventory protected-unlisted L-3.4-4',
      'S1.1-12/verdict protected-not-applicable L-3.4-4',
    ]);
  });
});
