import { describe, expect, test } from 'vitest';
import { day } from '../../../src/rules/day.ts';
import type { Values } from '../../../src/rules/dossier.ts';
import { editionHash } from '../../../src/rules/editions.ts';
import { story } from '../../../src/rules/story.ts';
import { iotLabel } from '../book.ts';
import { known } from '../sample.ts';
import { but, draft, filed, found, vendor, why } from './cast.ts';

const qualified: Values = {
  'evaluator-category': 'vendor_qualified',
  qualification: 'riss',
  'qualified-name': '見本 三郎',
  'qualified-number': '012345',
  'qualified-part': 'confirmed',
  'qualified-ground': 'oath',
  'qualified-oath': true,
};
const operator: Values = {
  'evaluator-category': 'verification_service',
  'operator-name': '架空検証株式会社',
  'operator-number': '020-0001-40',
  'documents-handed-over': true,
};
const body: Values = {
  'evaluator-category': 'evaluation_body',
  'body-name': '架空試験所',
  'body-number': 'ASNITE 0001 T',
  'documents-handed-over': true,
};
const findings = (changes: Record<string, Values[string] | undefined>) => found(draft({ values: but(changes) }).findings());

describe('evaluator categories', () => {
  test('L-3.7-4 there are five, and each of them may assess at ★1', () => {
    expect(Object.keys(iotLabel.evaluatorCategories)).toEqual([
      'vendor',
      'vendor_qualified',
      'external_qualified',
      'verification_service',
      'evaluation_body',
    ]);
    for (const its of [
      {},
      qualified,
      { ...qualified, 'evaluator-category': 'external_qualified', 'documents-handed-over': true },
      operator,
      body,
    ]) {
      expect(filed({ values: but(its) }).subject.state).toBe('form-check');
    }
  });

  test('L-3.3-5 assessed by a third party it stays the declaration of the vendor', () => {
    const so = filed({ values: but({ ...operator, 'S1.1-13/basis': 'third-party' }) });
    expect(so.subject.state).toBe('form-check');
    expect(iotLabel.levels[so.subject.level]?.attestedBy).toBe('applicant');
    expect(findings({ ...operator, 'declaration-oath': undefined })).toEqual(['declaration-oath missing L-3.5-2']);
  });

  test('L-3.7-4 “qualified” needs holder, number, what was done, and training or oath', () => {
    expect(findings({ 'evaluator-category': 'vendor_qualified' })).toEqual(
      ['qualification', 'qualified-name', 'qualified-number', 'qualified-part', 'qualified-ground'].map(
        (each) => `${each} missing L-3.7-4`,
      ),
    );
    expect(findings({ ...qualified, 'qualified-oath': undefined })).toEqual(['qualified-oath missing L-3.7-4']);
    expect(findings({ ...qualified, 'qualified-ground': 'training', 'qualified-oath': undefined })).toEqual([
      'qualified-training missing L-3.7-4',
    ]);
    expect(
      findings({
        ...qualified,
        'qualified-ground': 'training',
        'qualified-oath': undefined,
        'qualified-training': 'IoTセキュリティ評価研修 2026-06-01',
      }),
    ).toEqual([]);
    expect(findings({ ...qualified, 'qualified-number': '12345' })).toEqual(['qualified-number qualified-number L-3.7-4']);
    expect(findings({ ...qualified, 'qualified-number': '第012345号' })).toEqual([]);
    expect(why(draft({ values: but({ ...qualified, 'qualified-number': 'x' }) }).refused(vendor, 'submit'))).toBe(
      'qualified-number L-3.7-4',
    );
  });

  test('L-3.7-4 the qualification was designated on the day of the assessment', () => {
    const before = { ...qualified, 'assessed-on': '2025-03-24' };
    expect(findings(before)).toEqual(['qualification not-designated L-3.7-4']);
    const decided = draft({ values: but(before) }).knowing({ directory: [{ kind: 'qualification', id: 'riss', from: day('2025-01-01') }] });
    expect(decided.findings()).toEqual([]);
  });

  test('L-4.3-1 an operator is listed, and the work dated inside its listing', () => {
    expect(findings({ ...operator, 'operator-number': '020-9999-40' })).toEqual(['operator-number not-listed L-4.3-1']);
    expect(findings({ ...operator, 'assessed-on': '2025-04-01' })).toEqual([]);
    expect(findings({ ...operator, 'assessed-on': '2025-03-31' })).toEqual(['operator-number not-listed L-4.3-1']);
    const later = (on: string) => found(draft({ day: '2027-06-01', values: but({ ...operator, 'assessed-on': on }) }).findings());
    expect(later('2027-03-31')).toEqual([]);
    expect(later('2027-04-01')).toEqual(['operator-number not-listed L-4.3-1']);
  });

  test('L-4.3-1 another category of the list does not count', () => {
    expect(findings({ ...operator, 'operator-number': 'ASNITE 0001 T' })).toEqual(['operator-number not-listed L-4.3-1']);
    expect(findings({ ...body, 'body-number': '020-0001-40' })).toEqual(['body-number not-listed L-4.3-1']);
    expect(findings({ ...body, 'body-number': 'ASNITE 0001 T' })).toEqual([]);
  });

  test('L-4.3-1 at ★3 only an evaluation body may assess', () => {
    const editions = iotLabel.editions.map((each) => ({ ...each, levels: ['3'] }));
    const three = {
      ...iotLabel,
      editions,
      offers: iotLabel.offers.map((each) => ({ ...each, level: '3', hash: editionHash({ ...iotLabel, editions }, each.edition) })),
    };
    const at = (values: Values) =>
      found(story(three, { day: '2026-11-16', level: '3', edition: 'common/1.1', organisation: 'kakuu', values, facts: known }).findings());
    expect(at(but(body))).toEqual([]);
    expect(at(but(operator))).toEqual(['evaluator-category category-level L-4.3-1']);
  });
});
