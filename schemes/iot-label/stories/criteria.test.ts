import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../../src/rules/dossier.ts';
import { dossierOf, editionHash } from '../../../src/rules/editions.ts';
import type { Text } from '../../../src/rules/text.ts';
import { iotLabel } from '../book.ts';
import { editionsLock } from '../editions-lock.ts';
import { assets, threats, trace } from '../vocabulary.ts';
import { but, draft, filed, found, vendor, why } from './cast.ts';

const { criteria } = iotLabel;
const verdicts = fieldsOf(dossierOf(iotLabel, 'common/1.1')).flatMap((field) => (field.kind === 'verdict' ? [field] : []));

/** Every text for people anywhere in a value. */
function texts(value: unknown, at = ''): readonly (readonly [string, Text])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ja' in value && 'en' in value) return [[at, value as Text]];
  return Object.entries(value).flatMap(([key, each]) => texts(each, `${at}/${key}`));
}

describe('the criteria', () => {
  test.each(Object.entries(editionsLock))(
    'L-3.1-2 edition %s is what was approved, in the lock for programs and in the one for people',
    (id, hash) => {
      expect(editionHash(iotLabel, id)).toBe(hash);
      expect(readFileSync(new URL('../editions.lock', import.meta.url), 'utf8')).toContain(`${id}  sha256:${hash}\n`);
    },
  );

  test('L-3.4-1 requirement, criterion and procedure stand together for all sixteen, based on EN 303 645 and referring to CLS and CCDS', () => {
    expect(criteria.map((its) => its.id)).toEqual(
      Array.from({ length: 16 }, (_each, index) => `S1.1-${String(index + 1).padStart(2, '0')}`),
    );
    for (const its of criteria) {
      expect(its.subConditions.length, its.id).toBeGreaterThan(0);
      expect(its.methods.length, its.id).toBeGreaterThan(0);
      expect(its.mappings.en303645?.length, its.id).toBeGreaterThan(0);
    }
    expect(criteria.filter((its) => its.mappings.cls).length).toBe(11);
    expect(criteria.some((its) => its.mappings.ccds)).toBe(true);
  });

  test('L-3.4-2 each requirement keeps its place in the four frameworks, by names and editions that are told', () => {
    const placed = (framework: string) => criteria.filter((its) => its.mappings[framework]).map((its) => its.id.slice(-2));
    expect(placed('en303645')).toHaveLength(16);
    expect(placed('nistir8425')).toHaveLength(16);
    expect(placed('cra')).toHaveLength(15);
    expect(placed('japan_34_10')).toEqual(['01', '02', '06', '14']);
    expect(placed('uk_psti')).toEqual(['02', '05', '16']);
    for (const framework of criteria.flatMap((its) => Object.keys(its.mappings)))
      expect(iotLabel.vocabulary?.frameworks[framework]?.label.ja, framework).toBeTruthy();
  });

  test('L-3.4-3 every threat is traced from surface to countermeasure to criteria, and every criterion from its assets', () => {
    expect(trace.map((each) => each.threat)).toEqual(Object.keys(threats));
    for (const threat of Object.keys(threats))
      expect(
        criteria.some((its) => its.threats.includes(threat)),
        threat,
      ).toBe(true);
    for (const asset of Object.keys(assets))
      expect(
        criteria.some((its) => its.assets.includes(asset)),
        asset,
      ).toBe(true);
    expect(criteria.every((its) => its.threats.length > 0 && its.assets.length > 0)).toBe(true);
    expect(criteria.filter((its) => its.threats.includes('T6')).map((its) => its.id)).toEqual(['S1.1-14']);
  });

  test('L-3.4-5 the procedures are document evaluation and device test, mainly the first', () => {
    const device = criteria.filter((its) => its.methods.includes('device')).map((its) => its.id);
    expect(device).toEqual(['S1.1-04', 'S1.1-13', 'S1.1-14', 'S1.1-15']);
  });

  test('L-3.4-11 a guide stands with each criterion, and a hint with each answer to it', () => {
    expect(criteria.every((its) => its.guide.length > 0 && its.notApplicableWhen.ja !== '')).toBe(true);
    expect(verdicts.map((field) => field.criterion)).toEqual(criteria.map((its) => its.id));
    expect(verdicts.every((field) => field.hint === criteria.find((its) => its.id === field.criterion)?.requirement)).toBe(true);
  });

  test('L-3.1-2 what is not official text says so, part by part, and the edition says it in one sentence', () => {
    expect(iotLabel.editions[0]?.provenance).toMatchObject({
      grade: 'unverified',
      note: { ja: expect.stringContaining('公式の附属書は未入手') },
    });
    for (const its of criteria) {
      expect(Object.keys(its.provenance), its.id).toEqual([
        'id',
        'name',
        'requirement',
        'methods',
        'subConditions',
        'notApplicableWhen',
        'guide',
        'mappings',
      ]);
      expect(
        Object.values(its.provenance).some((each) => each.grade === 'official'),
        its.id,
      ).toBe(false);
      expect(its.uncertain?.ja, its.id).toBeTruthy();
    }
  });

  test('L-3.7-2 every text of the book is there in Japanese and in English', () => {
    const { artwork: _drawn, ...words } = iotLabel;
    const all = texts(words);
    expect(all.length).toBeGreaterThan(400);
    const wanting = all.filter(
      ([, its]) =>
        its.ja.trim() === '' || its.en.trim() === '' || /[぀-ヿ]/.test(its.en) || (its.ja === its.en && !/^[\x20-\x7e]+$/.test(its.ja)),
    );
    expect(wanting.map(([at]) => at)).toEqual([]);
    const noJapanese = all.filter(([, its]) => !/[\u3040-\u30ff\u3400-\u9fff]/.test(its.ja)).map(([, its]) => its.ja);
    expect(noJapanese.toSorted()).toEqual(['ETSI EN 303 645', 'NISTIR 8425', 'SI 2023/1007', 'product-name-ja']);
  });
});

describe('the dossier', () => {
  const all = fieldsOf(dossierOf(iotLabel, 'common/1.1'));

  test('L-3.5-2 each field has its own place in the workbook, each section its fields', () => {
    const cells = all.flatMap((field) => field.cell ?? []);
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.length).toBeGreaterThan(60);
    expect(dossierOf(iotLabel, 'common/1.1').sections.map((section) => section.id)).toEqual([
      ...['applicant', 'product', 'models', 'protected', 'assessment', 'evaluator', 'safety', 'label', 'declaration'],
    ]);
  });
});

describe('answers', () => {
  test('L-3.4-5 a result names one of the methods that its procedure names', () => {
    expect(filed().subject.state).toBe('form-check');
    const so = draft({ values: but({ 'S1.1-04/method': 'document', 'S1.1-01/method': undefined }) });
    expect(found(so.findings())).toEqual(['S1.1-01/method method-fits-criterion L-3.4-5', 'S1.1-04/method method-fits-criterion L-3.4-5']);
    expect(why(so.refused(vendor, 'submit'))).toBe('guards L-3.4-5');
  });

  test('L-3.4-10 “conforms” needs a pointer to a document of the vendor’s own and the place in it', () => {
    const point = (evidence: readonly { document: string; place: string }[]) => draft({ values: but({ 'S1.1-08/evidence': evidence }) });
    expect(point([{ document: 'design', place: '3.1' }]).findings()).toEqual([]);
    expect(found(point([]).findings())).toEqual(['S1.1-08/evidence conforms-needs-evidence L-3.4-10']);
    expect(found(point([{ document: 'design', place: ' ' }]).findings())).toEqual(['S1.1-08/evidence/1 pointer-has-place L-3.4-10']);
    expect(found(point([{ document: 'of-another', place: '1' }]).findings())).toEqual(['S1.1-08/evidence/1 evidence-is-ours L-3.4-10']);
    expect(found(point([{ document: 'old', place: '1' }]).findings())).toEqual(['S1.1-08/evidence/1 evidence-is-ours L-3.4-10']);
    expect(why(point([]).refused(vendor, 'submit'))).toBe('conforms-needs-evidence L-3.4-10');
  });

  test('L-3.4-10 who let a third party assess confirms that it had the documents; the vendor’s own assessment hands nothing over', () => {
    const byOperator = { 'evaluator-category': 'verification_service', 'operator-name': '架空検証', 'operator-number': '020-0001-40' };
    expect(filed({ values: but({ ...byOperator, 'documents-handed-over': true }) }).subject.state).toBe('form-check');
    expect(found(draft({ values: but(byOperator) }).findings())).toEqual(['documents-handed-over missing L-3.4-10']);
    expect(found(draft({ values: but({ ...byOperator, 'documents-handed-over': false }) }).findings())).toEqual([
      'documents-handed-over oath-missing L-3.4-10',
    ]);
    const unnamed = draft({ values: but({ 'S1.1-13/basis': 'third-party' }) });
    expect(found(unnamed.findings())).toEqual(['S1.1-13/basis third-party-unnamed L-3.4-10']);
  });

  test('L-3.4-7 effort is asked for per criterion; without it the filing goes through with a note', () => {
    const so = draft({ values: but({ 'S1.1-02/minutes': undefined }) });
    expect(so.findings()).toMatchObject([{ code: 'effort-recorded', path: 'S1.1-02/minutes', clause: 'L-3.4-7', weight: 'note' }]);
    expect(so.does(vendor, 'submit').subject.state).toBe('form-check');
  });

  test('L-3.8.3-3 a PSTI product stands for the three criteria that the agreement covers, and for no others', () => {
    const recognised = (criterion: string, on = '2026-11-16') =>
      draft({
        day: on,
        values: but({
          [`${criterion}/basis`]: 'recognised',
          [`${criterion}/agreement`]: 'uk-psti',
          [`${criterion}/foreignLabel`]: 'SOC-1',
          [`${criterion}/evidence`]: undefined,
          [`${criterion}/method`]: undefined,
        }),
      }).knowing({
        foreignLabels: [{ scheme: 'uk-psti', number: 'SOC-1', inForceOn: filed().subject.openedOn }],
      });
    expect(recognised('S1.1-02').findings()).toEqual([]);
    expect(found(recognised('S1.1-03').findings())).toEqual(['S1.1-03/agreement recognition-needs-agreement L-3.8.3-3']);
    expect(found(recognised('S1.1-02').knowing({ foreignLabels: [] }).findings())).toEqual([
      'S1.1-02/foreignLabel recognition-needs-agreement L-3.8.3-3',
    ]);
  });
});

describe('the documents beside the book', () => {
  const page = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

  test('L-3.1-1 every clause of the book stands in CLAUSES.md with its kind, and no other', () => {
    const listed = [...page('CLAUSES.md').matchAll(/^\| (L-[\d.]+-\d+) *\| (?:rule|record|show|do) *\|/gm)].map((row) => row[1]);
    expect(listed).toEqual(Object.keys(iotLabel.clauses));
  });

  test('L-3.1-1 every clause with a decision of ours stands in DIVERGENCES.md', () => {
    const ours = [...page('CLAUSES.md').matchAll(/^\| (L-[\d.]+-\d+) *\|.*\bours\b.*\| ([^|]*?) *\|$/gm)]
      .filter((row) => row[2] !== '—')
      .map((row) => row[1] ?? '');
    expect(ours.length).toBeGreaterThan(15);
    expect(ours.filter((clause) => !page('DIVERGENCES.md').includes(clause))).toEqual([]);
  });
});
