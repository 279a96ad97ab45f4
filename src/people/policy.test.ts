import { describe, expect, test } from 'vitest';
import { Forbidden } from '../rules/refusal.ts';
import { type ActId, actorOf, assertMay, bookRoles, grantable, may, type OrganisationKind, type Principal, policy } from './policy.ts';

const as = (kind: OrganisationKind, roles: string[], more: Partial<Principal> = {}): Principal => ({
  person: { id: 'p-1', name: '見本 太郎' },
  organisation: { id: 'o-own', name: '見本', kind },
  roles,
  via: 'session',
  ...more,
});
const acts = Object.keys(policy) as ActId[];

describe('the policy table', () => {
  test('an applicant sees and edits nothing of another organisation, whatever the act', () => {
    for (const act of acts) {
      for (const role of ['editor', 'responsible'])
        expect(may(as('applicant', [role]), act, { organisation: 'o-other' }), act).toBeInstanceOf(Forbidden);
    }
  });

  test('L-3.4-10 the office never opens evidence, which stays with the vendor', () => {
    expect(may(as('office', ['officer', 'office-admin']), 'evidence.read', { organisation: 'o-other' })).toBeInstanceOf(Forbidden);
    expect(may(as('applicant', ['editor']), 'evidence.read', { organisation: 'o-own' })).toBe('yes');
  });

  test('L-3.5-4 a government body sees only what was sent to it, and no application', () => {
    const government = as('government', ['respondent']);
    expect(may(government, 'inquiry.read', { organisation: 'o-own' })).toBe('yes');
    expect(may(government, 'inquiry.read', { organisation: 'o-other' })).toBeInstanceOf(Forbidden);
    expect(may(government, 'application.read', { organisation: 'o-own' })).toBeInstanceOf(Forbidden);
  });

  test('L-3.5-4 an applicant sees nothing of the inquiry about itself', () => {
    expect(may(as('applicant', ['responsible']), 'inquiry.read', { organisation: 'o-own' })).toBeInstanceOf(Forbidden);
  });

  test('D-6.4-1 a member of a committee reads what is put before it and speaks there, and reaches no application, queue or inquiry', () => {
    for (const role of ['member', 'chair']) {
      const member = as('committee', [role]);
      expect([may(member, 'hearing.read'), may(member, 'hearing.act')]).toEqual(['yes', 'yes']);
      for (const act of [
        'application.read',
        'application.list',
        'application.move',
        'queue.read',
        'inquiry.read',
        'attestation.read',
      ] as const)
        expect(may(member, act, { organisation: 'o-own' }), act).toBeInstanceOf(Forbidden);
      expect(bookRoles(member)).toEqual(['committee-member']);
    }
    expect(may(as('office', ['officer']), 'hearing.act')).toBeInstanceOf(Forbidden);
    expect(grantable(as('committee', ['member']))).toEqual([]);
    expect(grantable(as('committee', ['chair']))).toEqual(['member', 'chair']);
  });

  test('an administrator of the office who is no officer decides no case', () => {
    expect(may(as('office', ['office-admin']), 'application.move', { organisation: 'o-other' })).toBeInstanceOf(Forbidden);
    expect(may(as('office', ['officer']), 'application.move', { organisation: 'o-other' })).toBe('yes');
  });

  test('a role of another kind of organisation counts for nothing', () => {
    expect(may(as('applicant', ['officer']), 'queue.read')).toBeInstanceOf(Forbidden);
  });

  test('a token does no more than its scopes, a session is not narrowed by them', () => {
    const token = as('applicant', ['responsible'], { via: 'token', scopes: ['read'] });
    expect(may(token, 'application.read', { organisation: 'o-own' })).toBe('yes');
    expect(may(token, 'application.edit', { organisation: 'o-own' })).toBeInstanceOf(Forbidden);
    expect(may(as('applicant', ['responsible'], { via: 'token' }), 'application.read', { organisation: 'o-own' })).toBeInstanceOf(
      Forbidden,
    );
  });

  test('a refusal is thrown with its sentence in both languages', () => {
    expect(() => assertMay(as('applicant', ['editor']), 'people.manage', { organisation: 'o-own' })).toThrow(Forbidden);
    for (const act of acts) {
      expect(policy[act].refusal.ja, act).not.toBe('');
      expect(policy[act].refusal.en, act).not.toBe('');
    }
  });
});

test('one role making a higher one: an editor grants nothing, nobody grants a role above their own', () => {
  expect(grantable(as('applicant', ['editor']))).toEqual([]);
  expect(grantable(as('office', ['officer']))).toEqual([]);
  expect(grantable(as('government', ['respondent']))).toEqual([]);
  expect(grantable(as('applicant', ['responsible']))).toEqual(['editor', 'responsible']);
  expect(grantable(as('office', ['office-admin']))).not.toContain('responsible');
});

test('membership roles become the rule book’s roles; the responsible person is an editor too', () => {
  expect(bookRoles(as('applicant', ['responsible']))).toEqual(['applicant-responsible', 'applicant-editor']);
  expect(bookRoles(as('applicant', ['editor']))).toEqual(['applicant-editor']);
  expect(bookRoles(as('office', ['officer', 'office-admin']))).toEqual(['officer', 'office-admin']);
  expect(bookRoles(as('government', ['respondent', 'made-up']))).toEqual(['government']);
});

test('wrong actor in the history: the actor is the principal’s person and organisation, and says by session or token', () => {
  expect(actorOf(as('office', ['officer'], { via: 'token', scopes: ['write'] }), 'office')).toEqual({
    person: 'p-1',
    organisation: 'o-own',
    role: 'office',
    via: 'token',
  });
});
