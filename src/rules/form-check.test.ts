import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { basic10 } from '../../schemes/tennis-club/criteria/basic/1.0/edition.ts';
import { basics, known, master, regular } from '../../schemes/tennis-club/sample.ts';
import { day } from './day.ts';
import type { Values } from './dossier.ts';
import type { Facts } from './facts.ts';
import { checkForm, errorsIn, FORM_RULES, type FormRule } from './form-check.ts';
import { story } from './story.ts';

const check = (values: Values, facts: Partial<Facts> = {}, level: '1' | '2' | '3' = '1', book = club) =>
  story(book, {
    day: '2026-11-20',
    level,
    edition: { '1': 'basic/1.0', '2': 'regular/1.0', '3': 'master/1.0' }[level],
    organisation: 'player-home',
    values,
    facts: { ...known, ...facts },
  }).findings();
const told = (values: Values, facts: Partial<Facts> = {}, level: '1' | '2' | '3' = '1') =>
  check(values, facts, level).map(({ code, path, clause }) => `${code} ${path} ${clause}`);
const film = { document: 'film-1', place: '1:00' };
const long = 'あ'.repeat(40);

/** Each rule, under its clause: what passes, what is found, and where. */
const CASES: Readonly<Record<FormRule, readonly (readonly [Values, readonly string[], Partial<Facts>?])[]>> = {
  'required-fields': [
    [{ nickname: '', company: '' }, []],
    [{ name: ' ' }, ['missing name T-5-1']],
    [{ birthday: null }, ['missing birthday T-5-1']],
    [{ rackets: [] }, ['missing rackets T-4-7']],
  ],
  'field-forms': [
    [{ name: long, birthday: '2028-02-29' }, ['not-born  T-5-1']],
    [{ name: long }, []],
    [{ name: `${long}い` }, ['too-long name T-5-1']],
    [{ name: '😀'.repeat(40) }, []],
    [{ name: 7 }, ['wrong-form name T-5-1']],
    [{ birthday: '2001-02-29' }, ['wrong-form birthday T-5-1']],
    [{ hand: 'middle' }, ['wrong-form hand T-5-1']],
    [{ company: '7000012050003' }, ['corporate-number company T-5-1']],
    [{ company: '7000012050002' }, []],
    [{ fairPlay: false }, ['oath-missing fairPlay T-3-1']],
    [{ fairPlay: 'yes' }, ['oath-missing fairPlay T-3-1']],
  ],
  'verdict-given': [[{ 'B1/verdict': '' }, ['verdict-given B1/verdict T-4-3']]],
  'only-conforming-counts': [
    [{ 'B1/verdict': 'does-not-conform' }, ['only-conforming-counts B1/verdict T-4-3']],
    [{ 'B1/verdict': 'not-tested' }, ['only-conforming-counts B1/verdict T-4-3']],
    [{ 'B1/verdict': 'could-not-decide' }, ['only-conforming-counts B1/verdict T-4-3']],
    [{ 'B1/verdict': 'passed' }, ['only-conforming-counts B1/verdict T-4-3']],
  ],
  'not-applicable-needs-reason': [
    [{ 'B1/verdict': 'not-applicable', 'B1/reason': '骨折' }, []],
    [{ 'B1/verdict': 'not-applicable' }, ['not-applicable-needs-reason B1/reason T-4-4']],
    [{ 'B1/verdict': 'not-applicable', 'B1/reason': ' \n' }, ['not-applicable-needs-reason B1/reason T-4-4']],
  ],
  'conforms-needs-evidence': [
    [{ 'B1/evidence': [] }, ['conforms-needs-evidence B1/evidence T-4-3']],
    [{ 'B1/evidence': null }, ['conforms-needs-evidence B1/evidence T-4-3']],
    [{ 'B1/evidence': [film, film] }, []],
  ],
  'method-fits-criterion': [
    [{ 'B1/method': 'document' }, []],
    [{ 'B2/method': 'document' }, ['method-fits-criterion B2/method T-4-3']],
    [{ 'B1/method': '' }, ['method-fits-criterion B1/method T-4-3']],
    [{ 'B1/method': 'guess' }, ['method-fits-criterion B1/method T-4-3']],
  ],
  'pointer-has-place': [[{ 'B1/evidence': [film, { document: 'film-1', place: ' ' }] }, ['pointer-has-place B1/evidence/2 T-4-3']]],
  'evidence-is-ours': [
    [{ 'B1/evidence': [{ document: 'of somebody else', place: '1:00' }] }, ['evidence-is-ours B1/evidence/1 T-4-3']],
    [
      {},
      ['evidence-is-ours shoes/evidence/1 T-4-3', 'evidence-is-ours B1/evidence/1 T-4-3', 'evidence-is-ours B2/evidence/1 T-4-3'],
      { evidence: [{ id: 'film-1', name: 'f', sha256: '', erased: true }] },
    ],
  ],
  'recognition-needs-agreement': [
    [
      { 'B1/basis': 'recognised', 'B1/agreement': 'lemon-2026', 'B1/foreignLabel': 'LI-7', 'B1/evidence': [] },
      [],
      { foreignLabels: [{ scheme: 'lemon-island', number: 'LI-7', inForceOn: day('2026-11-01') }] },
    ],
    [{ 'B1/basis': 'recognised', 'B1/agreement': 'none' }, ['recognition-needs-agreement B1/agreement T-4-5']],
    [
      { 'B1/basis': 'recognised', 'B1/agreement': 'lemon-2026', 'B1/foreignLabel': 'LI-7' },
      ['recognition-needs-agreement B1/foreignLabel T-4-5'],
      { foreignLabels: [{ scheme: 'other', number: 'LI-7', inForceOn: day('2026-11-01') }] },
    ],
  ],
  'effort-recorded': [[{ 'B1/minutes': null }, ['effort-recorded B1/minutes T-4-6']]],
  'models-unique': [
    [{ rackets: [{ model: 'A' }, { model: 'B' }] }, []],
    [{ rackets: [{ model: 'A-1' }, { model: 'a－1' }] }, ['model-twice rackets/2 T-4-7']],
    [{ rackets: [{ model: '' }, { model: 'B' }, { name: 'x' }] }, ['model-empty rackets/1 T-4-7', 'model-empty rackets/3 T-4-7']],
    [{ rackets: [{ model: 'x'.repeat(101) }] }, ['model-too-long rackets/1 T-4-7']],
    [{ rackets: ['1', '2', '3', '4', '5', '6'].map((model) => ({ model })) }, ['too-many-rows rackets T-4-7']],
    [
      { rackets: [{ model: 'ＯＲＡＮＧＥ-100' }] },
      ['model-attested rackets/1 T-4-7'],
      { modelConflicts: [{ model: 'ORANGE-100', attestation: 'TC1-0007-2601-A' }] },
    ],
  ],
  'disclosure-given': [
    [{ 'shoes/answer': '' }, ['disclosure-given shoes/content T-4-8']],
    [{ 'shoes/content': ' ' }, ['disclosure-given shoes/content T-4-8']],
    [
      { 'shoes/answer': 'not-disclosed', 'shoes/evidence': [] },
      ['disclosure-given shoes/content T-4-8', 'disclosure-meets-standard shoes/answer T-4-10'],
    ],
    [{ 'shoes/answer': 'perhaps' }, ['disclosure-given shoes/answer T-4-8']],
  ],
  'disclosure-needs-evidence': [[{ 'shoes/evidence': [] }, ['disclosure-needs-evidence shoes/evidence T-4-9']]],
  'disclosure-meets-standard': [
    [{ 'shoes/answer': 'not-done', 'shoes/evidence': [] }, ['disclosure-meets-standard shoes/answer T-4-10']],
    [{ 'shoes/answer': 'not-disclosed', 'shoes/content': '', 'shoes/evidence': [] }, ['disclosure-meets-standard shoes/answer T-4-10']],
  ],
};

describe('the one form check', () => {
  test('T-5-1 a dossier without fault has no finding, at each level', () =>
    expect([told(basics), told(regular, {}, '2'), told(master, {}, '3')]).toEqual([[], [], []]));

  test('every rule that the engine can execute is told here', () =>
    expect(Object.keys(CASES).toSorted()).toEqual([...FORM_RULES].toSorted()));

  for (const [rule, cases] of Object.entries(CASES)) {
    const clause = basic10.formRules[rule as FormRule];
    test.each(cases.map(([change, found, facts]) => ({ change, found, facts })))(
      `${clause} ${rule}: $change gives $found`,
      ({ change, found, facts }) => {
        expect(told({ ...basics, ...change }, facts ?? {})).toEqual(found);
      },
    );
  }

  test('T-4-6 T-4-10 notes are shown and do not stand in the way', () => {
    const found = check({ ...basics, 'B1/minutes': '', 'shoes/answer': 'not-done' });
    expect(found.map((each) => each.weight)).toEqual(['note', 'note']);
    expect(errorsIn(found)).toEqual([]);
  });

  test('T-3-2 T-3-3 tables and evidence of higher levels are checked row by row', () => {
    const partners = [{ name: '', mail: 'x' }, { name: '良子', mail: 'r@club.example' }, { name: 'x' }];
    expect(told({ ...regular, partners }, {}, '2')).toEqual([
      'too-many-rows partners T-3-2',
      'missing partners/1/name T-3-2',
      'wrong-form partners/1/mail T-3-2',
    ]);
    expect(told({ ...master, films: [{ document: 'not mine', place: '' }] }, {}, '3')).toEqual([
      'evidence-is-ours films/1 T-4-3',
      'pointer-has-place films/1 T-4-3',
    ]);
  });

  test('findings come in the order of the dossier, all at once', () => {
    const found = told({ ...basics, 'B2/verdict': '', name: '', 'shoes/answer': '', rackets: [{ model: '' }] });
    expect(found.map((each) => each.split(' ')[1])).toEqual(['name', 'rackets/1', 'shoes/content', 'B2/verdict']);
  });

  test('a rule that the edition does not name is not executed', () => {
    const quiet = { ...club, editions: club.editions.map((each) => ({ ...each, formRules: {}, contentGuards: [] })) };
    const subject = story(club, { day: '2026-11-20', level: '1', edition: 'basic/1.0', organisation: 'o' }).subject;
    const facts = { day: day('2026-11-20'), evidence: [], directory: [], modelConflicts: [], foreignLabels: [], earlierAttestations: [] };
    expect(checkForm({ book: quiet, edition: 'basic/1.0', subject, values: {}, facts })).toEqual([]);
  });

  test('each message is in both languages and names the field', () => {
    for (const each of check({ rackets: [{ model: '' }], company: 'x' })) {
      expect(each.message.ja).toMatch(/[ぁ-ん]/);
      expect(each.message.en).toMatch(/^[\x20-\x7e“”’–]+/);
    }
  });
});
