import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../../schemes/iot-label/book.ts';
import { day } from '../../../src/rules/day.ts';
import { pointers, type Values } from '../../../src/rules/dossier.ts';
import type { EvidenceFact } from '../../../src/rules/facts.ts';
import { checkForm, errorsIn } from '../../../src/rules/form-check.ts';
import { fold } from '../../../src/rules/subject.ts';
import type { ExampleDossier } from '../../example.ts';
import { answerValues, unsupportedCriteria } from './answers.ts';
import { SUPPLIED } from './corrections.ts';
import { asDocumented, corrected } from './dossier.ts';

const filesOf = (folder: string) => readdirSync(new URL(folder, import.meta.url));
const notes = filesOf('notes/');
const supplied = filesOf('supplied/');
const today = day('2026-11-22');

const opening = {
  type: 'ApplicationOpened',
  data: { scheme: 'iot-label', organisation: 'demo-camera', level: '1', edition: 'common/1.1', state: 'draft' },
  effectiveOn: today,
  editions: {},
  version: 1,
  at: '2026-11-22T00:00:00.000Z',
  actor: { person: 'demo-hanako', organisation: 'demo-camera', role: 'applicant-responsible' },
};

function check(its: ExampleDossier, vault: readonly string[]) {
  const evidence = vault.map((name): EvidenceFact => ({ id: name, name, sha256: '0'.repeat(64), erased: false }));
  const facts = { day: today, evidence, directory: [], modelConflicts: [], foreignLabels: [], earlierAttestations: [] };
  const subject = fold('application', 'case', [opening]);
  return checkForm({ book: iotLabel, edition: 'common/1.1', subject, values: { ...its.scope, ...its.values } as Values, facts });
}

const documents = (values: Values) => Object.values(values).flatMap((value) => pointers(value).map((row) => row.document));

describe('a real product by its public documents', () => {
  test('L-3.5-2 the form check shows exactly what the documents do not carry: eight criteria and the end of support', () => {
    const found = errorsIn(check(asDocumented, notes)).map((each) => `${each.path} ${each.code}`);
    expect(found.toSorted()).toEqual(
      [...unsupportedCriteria.map((id) => `${id}/verdict only-conforming-counts`), 'support-end missing'].toSorted(),
    );
    expect(unsupportedCriteria).toEqual(expect.arrayContaining(['S1.1-14', 'S1.1-15', 'S1.1-16']));
  });
  test('L-3.4-7 the effort that the documents do not state is noted, and stands in no way', () => {
    const notesFound = check(asDocumented, notes).filter((each) => each.weight === 'note');
    expect(notesFound).toHaveLength(iotLabel.criteria.length - unsupportedCriteria.length);
    expect(new Set(notesFound.map((each) => each.clause))).toEqual(new Set(['L-3.4-7']));
  });
  test('L-3.5-2 corrected as a maker would, it has no finding at all', () => {
    expect(check(corrected, [...notes, ...supplied])).toEqual([]);
  });
  test('every correction says that it was supplied for the demo, and rests on the supplied document', () => {
    for (const id of unsupportedCriteria) {
      expect(corrected.values[`${id}/reason`]).toMatch(new RegExp(`^${SUPPLIED}`));
      expect(pointers(corrected.values[`${id}/evidence`]).map((row) => row.document)).toEqual(expect.arrayContaining([...supplied]));
    }
    expect(documents(asDocumented.values).filter((name) => supplied.includes(name))).toEqual([]);
  });
  test('L-3.4-10 each pointer names a document that is here as a note, so that a bare clone can run the demo, and no note is idle', () => {
    expect(new Set(documents(asDocumented.values))).toEqual(new Set(notes));
    expect(errorsIn(check(corrected, supplied)).some((each) => each.code === 'evidence-is-ours')).toBe(true);
  });
  test('L-1-1 the applicant sells what another makes', () => {
    expect(corrected.values['applicant-role']).toBe('seller');
    expect(corrected.values['manufacturer-name-en']).not.toBe(corrected.values['applicant-name-en']);
  });
  test('an answer without minutes leaves them out', () => {
    const its = { verdict: 'not-tested', method: 'device', reason: 'r', evidence: [] } as const;
    expect(Object.keys(answerValues({ X: its }))).toEqual(['X/verdict', 'X/reason', 'X/method', 'X/basis', 'X/evidence']);
  });
});
