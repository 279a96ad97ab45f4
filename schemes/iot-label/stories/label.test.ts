import { describe, expect, test } from 'vitest';
import { artworkToSvg } from '../../../src/rules/artwork.ts';
import { day } from '../../../src/rules/day.ts';
import { fieldsOf } from '../../../src/rules/dossier.ts';
import { dossierOf } from '../../../src/rules/editions.ts';
import { readNumber, writeNumber } from '../../../src/rules/number.ts';
import { asOf } from '../../../src/rules/terms.ts';
import { artwork } from '../artwork.ts';
import { iotLabel } from '../book.ts';
import { but, draft, filed, found, issued, label, vendor, why } from './cast.ts';

const publication = asOf(iotLabel.publication, day('2026-11-22'));
const terms = asOf(iotLabel.terms, day('2026-11-22'));
const lines = publication?.sections.flatMap((section) => section.lines) ?? [];
const fields = fieldsOf(dossierOf(iotLabel, 'common/1.1'));

describe('validity', () => {
  test('L-3.7-6 a ★1 label lasts two years, the day of issue counted, in leap years too', () => {
    expect(label('2026-11-22').subject.periods).toMatchObject([{ from: '2026-11-22', until: '2028-11-21' }]);
    expect(label('2028-02-29').subject.periods).toMatchObject([{ until: '2030-02-28' }]);
    expect(label('2026-11-22').status('2028-11-21').status).toBe('in-force');
    expect(label('2026-11-22').status('2028-11-22').status).toBe('expired');
  });

  test('L-3.7-6 a shorter end may be asked for, a longer one not', () => {
    const asking = (last: string) => draft({ values: but({ 'requested-last-day': last }) });
    expect(asking('2027-03-31').does(vendor, 'submit').subject.state).toBe('form-check');
    expect(
      issued({ values: but({ 'requested-last-day': '2027-03-31' }) }).attested({ serial: 1, asked: '2027-03-31' }).subject.periods,
    ).toMatchObject([{ until: '2027-03-31' }]);
    expect(asking('2028-11-15').findings()).toEqual([]);
    expect(why(asking('2028-11-16').refused(vendor, 'submit'))).toBe('validity-out-of-range L-3.7-6');
    expect(found(asking('2026-11-16').findings())).toEqual(['requested-last-day validity-out-of-range L-3.7-6']);
    expect(found(asking('2026-11-17').findings())).toEqual([]);
  });

  test('L-3.7-9 the validity of ★3 and ★4 is set by decision and still undecided', () => {
    expect(terms?.validity).toMatchObject({
      '1': { maxYears: 2, shorter: 'on-request' },
      '2': { maxYears: 2 },
      '3': 'undecided',
      '4': 'undecided',
    });
  });

  test('L-4.1-1 fees are dated terms: a launch discount to 2025-09-30, then the standard, from 2026 the PSTI fee', () => {
    const fees = (on: string) => asOf(iotLabel.terms, day(on))?.fees.map((each) => each.total);
    expect(fees('2025-09-30')).toEqual([110_000]);
    expect(fees('2025-10-01')).toEqual([198_000]);
    expect(fees('2026-01-01')).toEqual([198_000, 140_000]);
    expect(fees('2025-03-24')).toBeUndefined();
  });
});

describe('number', () => {
  const pattern = terms?.number ?? { parts: [] };
  const number = writeNumber(pattern, { serial: 123, firstDay: day('2026-11-22'), level: '1' });

  test('L-3.7-3 the number names the level and carries a check character', () => {
    expect(number).toMatch(/^AK1-000123-[0-9A-Z]$/);
    expect(readNumber(pattern, number.toLowerCase().replaceAll('-', ' '))).toEqual({ is: 'well-formed', number });
  });

  test('L-3.7-3 one wrong digit and two swapped ones are found out', () => {
    expect(readNumber(pattern, number.replace('123', '124'))).toMatchObject({ is: 'wrong-check' });
    expect(readNumber(pattern, number.replace('123', '132'))).toMatchObject({ is: 'wrong-check' });
    expect(readNumber(pattern, 'AK1-00123-X')).toEqual({ is: 'wrong-form' });
  });

  test('L-3.7-3 the serial never wraps', () =>
    expect(() => writeNumber(pattern, { serial: 1_000_000, firstDay: day('2026-11-22'), level: '1' })).toThrow(RangeError));
});

describe('the public page', () => {
  test('L-3.7-3 it carries all of table 3.7-1 in its five parts', () => {
    expect(publication?.sections.map((section) => [section.id, section.lines.map((line) => line.id)])).toEqual([
      ['scheme', ['outline']],
      [
        'product',
        [
          'product-name-ja',
          'product-name-en',
          'models',
          'manufacturer-ja',
          'manufacturer-en',
          'country',
          'outline-ja',
          'outline-en',
          'site',
          'contact',
          'other-certifications',
        ],
      ],
      [
        'label',
        [
          'number',
          'level',
          'type',
          'edition',
          'results',
          'status',
          'issued-on',
          'updated-on',
          'valid-until',
          'applicant',
          'applicant-en',
          'attested-by',
          'evaluator',
        ],
      ],
      ['safety', ['vulnerability-information', 'report-window']],
      ['further', ['support-end', 'notes-ja', 'notes-en']],
    ]);
  });

  test('L-3.7-3 every line rests on a field that is published, and every published field but the names of the list has its line', () => {
    const shown = lines.flatMap((line) => ('field' in line.from ? [line.from.field] : []));
    expect(shown.filter((path) => !fields.find((field) => field.id === path)?.published)).toEqual([]);
    const unshown = fields
      .filter((field) => field.published && field.kind !== 'verdict' && !shown.includes(field.id))
      .map((field) => field.id);
    expect(unshown).toEqual(['applicant-name-ja', 'models']);
  });

  test('L-1-1 only the manufacturer and the country can be withheld, never the applicant', () => {
    expect(lines.filter((line) => line.withheldBy).map((line) => line.id)).toEqual(['manufacturer-ja', 'manufacturer-en', 'country']);
    expect(fields.filter((field) => field.published === 'withholdable').map((field) => field.id)).toEqual([
      'manufacturer-name-ja',
      'manufacturer-name-en',
      'manufacturing-countries',
    ]);
    expect(fields.find((field) => field.id === 'applicant-name-ja')?.published).toBe('always');
  });

  test('L-3.7-4 it tells the category of the evaluator', () =>
    expect(lines.find((line) => line.id === 'evaluator')?.from).toEqual({ field: 'evaluator-category' }));

  test('L-3.6-1 L-3.3-5 a ★1 page says that the vendor declares, that the office checked the form, and never reads as certified', () => {
    const said = publication?.meaning['1'] ?? [];
    expect(said.map((each) => each.clause)).toEqual(['L-3.6-1', 'L-3.6-1', 'L-3.6-3', 'L-3.6-3']);
    expect(said.map((each) => each.text.ja).join('')).toMatch(/自ら宣言.*形式を確認.*認証するものではありません/);
    for (const { text } of said) expect(text.en).not.toMatch(/\bcertified\b/);
    expect(publication?.meaning['2']).toEqual(said);
  });

  test('L-3.6-3 every level says that only conformity to the criteria is shown, and who attests', () => {
    for (const level of Object.keys(iotLabel.levels)) {
      const all = publication?.meaning[level]?.map((each) => each.text.ja).join('') ?? '';
      expect(all).toContain('保証するものではありません');
      expect(all).toContain('証明の主体は');
    }
    expect(publication?.meaning['3']?.map((each) => each.text.ja).join('')).toContain('いかなる保証も行いません');
  });

  test('L-3.6-2 a ★3 page says that the owner certifies on an independent evaluation', () => {
    expect(publication?.meaning['3']?.[0]).toMatchObject({
      clause: 'L-3.6-2',
      text: { ja: expect.stringMatching(/独立した評価機関.*認証したもの/) },
    });
  });

  test('L-4.2-1 consumers read what to do after purchase and what differs from an unlabelled product', () => {
    const advice = publication?.advice.map((each) => each.ja).join('') ?? '';
    for (const word of ['パスワード', 'アップデート', 'サポート終了日', '消去', 'ラベルのない製品と異なります'])
      expect(advice).toContain(word);
  });

  test('L-3.7-2 names and outline are asked for in both languages, and a note in Japanese has its English', () => {
    expect(found(draft({ values: but({ 'product-name-en': undefined, 'security-notes-ja': '更新のお知らせ' }) }).findings())).toEqual([
      'product-name-en missing L-3.7-2',
      'security-notes-en missing L-3.7-2',
    ]);
    expect(filed({ values: but({ 'security-notes-ja': '更新', 'security-notes-en': 'Update' }) }).subject.state).toBe('form-check');
  });
});

describe('words', () => {
  test('L-3.5-1 the words of ISO/IEC 17000 are defined, and each level is attested by the party that they say', () => {
    const { terms: words } = iotLabel.vocabulary ?? {};
    expect(Object.keys(words ?? {})).toEqual([
      'first-party',
      'third-party',
      'determination',
      'review',
      'attestation',
      'declaration',
      'certification',
    ]);
    expect(words?.['third-party']?.meaning.ja).toContain('双方から独立');
    for (const { mark, attestedBy } of Object.values(iotLabel.levels)) {
      expect(words?.[attestedBy === 'applicant' ? 'declaration' : 'certification']?.meaning.ja).toContain(mark);
    }
  });
});

describe('display', () => {
  test('L-3.7-1 where the label will be displayed is recorded; “nowhere” stands alone', () => {
    expect(filed({ values: but({ 'display-places': ['nowhere'] }) }).subject.state).toBe('form-check');
    expect(found(draft({ values: but({ 'display-places': undefined }) }).findings())).toEqual(['display-places missing L-3.7-1']);
    expect(found(draft({ values: but({ 'display-places': ['nowhere', 'web'] }) }).findings())).toEqual([
      'display-places places-contradiction L-3.7-1',
    ]);
  });

  test('L-3.7-1 the artwork shows level, number, last day and the code, for print and web, in both languages', () => {
    const qr = { size: 21, dark: Array.from({ length: 441 }, (_each, index) => index % 3 === 0) };
    const of = { level: '1', number: 'AK1-000123-X', qr, validUntil: day('2028-11-21'), demo: false };
    for (const variant of ['print', 'web'] as const) {
      const svg = artworkToSvg(artwork(of, variant, 'ja'));
      for (const word of ['AK1-000123-X', 'レベル1', '2028年11月21日']) expect(svg).toContain(word);
      expect(artworkToSvg(artwork(of, variant, 'en'))).toContain('Level 1');
    }
    expect(() => artwork({ ...of, level: '9' }, 'web', 'ja')).toThrow(RangeError);
  });
});
