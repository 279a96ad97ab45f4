import { expect, test } from 'vitest';
import { demoOffices, productionBooks } from '../../schemes/index.ts';
import { demoOrganisations, demoPeople } from './demo-people.ts';
import { may, type Principal, worksFor } from './policy.ts';

test('each scheme of the demo is run by one office with two officers, so that another person can decide', () => {
  for (const book of productionBooks) {
    const offices = Object.entries(demoOffices).filter(([, runs]) => runs.includes(book.id));
    expect(offices.map(([id]) => demoOrganisations.find((each) => each.id === id)?.kind)).toEqual(['office']);
    const officers = demoPeople.filter((each) => each.organisation === offices[0]?.[0] && each.roles.some((role) => role === 'officer'));
    expect(officers.length).toBeGreaterThanOrEqual(2);
  }
});

const officerOf = (...runs: readonly string[]): Principal => ({
  person: { id: 'p', name: 'p' },
  organisation: { id: 'o', name: 'o', kind: 'office', ...(runs.length > 0 ? { runs } : {}) },
  roles: ['officer'],
  via: 'session',
});

test('an officer may read and act in the schemes that the office runs and in no other; one that is not limited in all', () => {
  for (const act of ['application.read', 'application.move', 'application.intake', 'attestation.read', 'attestation.move'] as const) {
    const record = { organisation: 'applicant', onBehalf: true };
    expect(may(officerOf('one'), act, { ...record, scheme: 'one' })).toBe('yes');
    expect(may(officerOf('one'), act, { ...record, scheme: 'two' })).not.toBe('yes');
    expect(may(officerOf(), act, { ...record, scheme: 'two' })).toBe('yes');
  }
  expect(worksFor(officerOf('one'), 'two')).toBe(false);
});

test('an officer fills in the dossier only of a case that the office opened itself', () => {
  expect(may(officerOf(), 'application.edit', { organisation: 'applicant' })).not.toBe('yes');
  expect(may(officerOf(), 'application.edit', { organisation: 'applicant', onBehalf: true })).toBe('yes');
});
