import { describe, expect, test } from 'vitest';
import { readProfile } from './profile-file.ts';
import { profileTemplate } from './profile-template.ts';

/** The template with what it holds as comments taken in as well. */
const whole = (template: string) =>
  template.replaceAll(/^( *)# (?=(?:update|disclosure|-|token| {2}(?:image|upload|policy|securityTxt)):?)/gm, '$1');

describe.each(['ja', 'en'] as const)('the template of a profile in %s', (language) => {
  test('is valid as it stands', () => {
    expect(readProfile(profileTemplate(language), language)).toMatchObject({ ok: true });
  });
  test('is valid with what stands in comments', () => {
    const read = readProfile(whole(profileTemplate(language)), language);
    expect(read).toMatchObject({ ok: true, profile: { update: { upload: { login: 'web' } }, disclosure: { policy: expect.any(String) } } });
    expect(read.ok && read.profile.interfaces).toHaveLength(2);
    expect(read.ok && read.profile.logins[0]).toMatchObject({ token: { field: 'csrf' } });
  });
});

test('both languages give the same profile but for their words', () => {
  const shape = (file: string) => JSON.stringify(readProfile(whole(file), 'en')).replaceAll(/"(?:maker|service|why)":"[^"]*"/g, '');
  expect(shape(profileTemplate('ja'))).toBe(shape(profileTemplate('en')));
});
