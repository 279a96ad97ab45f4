import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { labelValues } from '../../test/labelled.ts';
import { type Day, day } from '../rules/day.ts';
import type { Values } from '../rules/dossier.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Mark } from '../rules/status.ts';
import type { SubjectEvent } from '../rules/subject.ts';
import { register } from './entry.ts';
import { publicJson } from './public-json.ts';
import { publicView } from './public-view.ts';

const period = {
  from: day('2026-11-22'),
  until: day('2028-11-21'),
  application: 'case-7',
  edition: 'common/1.1',
  issuedOn: day('2026-11-22'),
};
const event = (version: number, on: string, marks: readonly Mark[], data: JsonObject = {}): SubjectEvent => ({
  type: 'Happened',
  data: { ...data, marks: marks as unknown as JsonValue },
  effectiveOn: day(on),
  at: `${on}T03:00:00.000Z`,
  version,
  actor: { person: 'p-1', organisation: 'org-1' },
});
const issued = event(1, '2026-11-22', [{ mark: 'period', period }], {
  ...{ scheme: 'iot-label', organisation: 'org-1', level: '1', state: 'granted', number: 'AK1-000001-U', edition: 'common/1.1' },
  ...{ application: 'case-7', address: 'https://akashi.example/l/AK1-000001-U', period: period as unknown as JsonValue },
});

const registered = (values: Values = {}, more: readonly SubjectEvent[] = [], on: Day = day('2026-11-22')) =>
  register(iotLabel, 'AK1-000001-U', [issued, ...more], labelValues(iotLabel, values), on);
const viewed = (values: Values = {}, more: readonly SubjectEvent[] = [], on = '2026-12-01') =>
  publicView(iotLabel, registered(values, more).entry, day(on));

const withheld = { 'manufacturer-publication': 'withhold', 'country-publication': 'withhold' };

describe('what the register holds', () => {
  test('public API showing withheld items: a withheld value is nowhere in the entry, in the JSON or in what is searched', () => {
    const its = registered(withheld);
    const json = publicJson(publicView(iotLabel, its.entry, day('2026-12-01')));
    for (const said of [JSON.stringify(its.entry), JSON.stringify(json), its.manufacturer]) {
      expect(said).not.toContain('秘密製造');
      expect(said).not.toContain('Secret Manufacturing');
      expect(said).not.toContain('VN');
    }
    const line = json.sections.flatMap((section) => section.lines).find((each) => each.id === 'manufacturer-ja');
    expect(line).toMatchObject({ value: null, withheld: {} });
  });
  test('L-1-1 manufacturer and country are shown when published; the applicant is shown always', () => {
    const json = JSON.stringify(publicJson(viewed()));
    expect(json).toContain('秘密製造株式会社');
    expect(JSON.stringify(publicJson(viewed(withheld)))).toContain('株式会社アカシ電機');
  });
  test('a line that is published does not give away what another line withholds', () => {
    const [entry] = iotLabel.publication;
    if (!entry) throw new Error('no publication');
    const twice = {
      ...entry.value,
      sections: [
        ...entry.value.sections,
        {
          id: 'again',
          label: { ja: '再', en: 'again' },
          lines: [{ id: 'again', label: { ja: '再', en: 'again' }, from: { field: 'manufacturer-name-ja' }, clause: 'L-3.7-3' }],
        },
      ],
    };
    const its = register(
      { ...iotLabel, publication: [{ ...entry, value: twice }] },
      'k',
      [issued],
      labelValues(iotLabel, withheld),
      day('2026-11-22'),
    );
    expect(JSON.stringify(its.entry)).not.toContain('秘密製造');
  });
  test('a field withheld until a day stays out, and reads as withheld until then', () => {
    const mark: Mark = { mark: 'withheld', path: 'product-url', from: day('2026-11-25'), until: day('2027-05-25') };
    const { entry } = registered({}, [event(2, '2026-11-25', [mark])], day('2026-11-25'));
    expect(JSON.stringify(entry)).not.toContain('https://vendor.example/ag-100');
    const line = publicJson(publicView(iotLabel, entry, day('2026-12-01')))
      .sections.flatMap((each) => each.lines)
      .find((each) => each.id === 'site');
    expect(line).toMatchObject({ value: null, withheld: { until: '2027-05-25' } });
  });
  test('reasons, evidence, effort, contacts, case numbers and grounds are nobody’s business', () => {
    const end: Mark = { mark: 'end', kind: 'withdrawn', on: day('2027-01-10'), ground: 'false-application' };
    const said = JSON.stringify(registered({}, [event(2, '2027-01-10', [end])]).entry);
    for (const secret of [
      '内部の理由',
      'secret-file',
      '内部 太郎',
      'internal@vendor.example',
      'case-7',
      'false-application',
      'org-1',
      'p-1',
    ])
      expect(said).not.toContain(secret);
  });
});

describe('what the public reads', () => {
  const lines = new Map(publicJson(viewed()).sections.flatMap((section) => section.lines.map((line) => [line.id, line])));
  test.each([
    ['scheme outline and link', 'outline'],
    ['product name', 'product-name-ja'],
    ['model numbers', 'models'],
    ['manufacturer', 'manufacturer-ja'],
    ['country or region of manufacture', 'country'],
    ['outline of the product', 'outline-ja'],
    ['product site', 'site'],
    ['contact', 'contact'],
    ['numbers of other certifications', 'other-certifications'],
    ['label number', 'number'],
    ['level', 'level'],
    ['criteria version', 'edition'],
    ['results', 'results'],
    ['status', 'status'],
    ['day of issue', 'issued-on'],
    ['day of update', 'updated-on'],
    ['expiry', 'valid-until'],
    ['applicant', 'applicant'],
    ['evaluator category', 'evaluator'],
    ['vulnerability information', 'vulnerability-information'],
    ['vulnerability-report window', 'report-window'],
    ['other security information', 'notes-ja'],
  ])('L-3.7-3 table 3.7-1: %s is there', (_what, id) => {
    const line = lines.get(id);
    expect(line?.value).toBeTruthy();
    expect(line?.value).not.toEqual([]);
  });
  test('L-3.7-3 the product type has its line, empty at level 1', () => expect(lines.get('type')).toMatchObject({ value: null }));
  test('L-3.7-4 the evaluator’s category is told in words', () => {
    expect(lines.get('evaluator')).toMatchObject({ value: 'vendor', words: [{ ja: 'ベンダー', en: 'Vendor' }] });
  });
  test('L-3.6-1 a ★1 entry says: declared by the vendor, form checked, nothing certified', () => {
    const said = viewed()
      .meaning.map((each) => each.ja)
      .join('');
    expect(said).toContain('自ら宣言');
    expect(said).toContain('書類の形式を確認');
    expect(said).toContain('認証するものではありません');
  });
  test('L-3.6-3 it names who attests, and warrants no complete security', () => {
    const { attestedBy, meaning } = viewed();
    expect(attestedBy).toEqual({ who: 'applicant', name: { ja: '株式会社アカシ電機', en: 'Akashi Electric Co., Ltd.' } });
    expect(meaning.at(-1)?.ja).toContain('保証するものではありません');
  });
  test('L-4.2-1 consumers are told what to do after purchase', () => {
    const advice = viewed()
      .advice.map((each) => each.ja)
      .join('');
    expect(advice).toContain('パスワード');
    expect(advice).toContain('アップデート');
  });
  test('criteria whose official wording is missing are marked so', () => expect(viewed().reconstructed.length).toBeGreaterThan(0));
});

describe('the status', () => {
  const end = (kind: 'lapsed' | 'withdrawn'): SubjectEvent =>
    event(2, '2027-01-05', [{ mark: 'end', kind, on: day('2027-01-10'), ground: '' }]);
  const word = (on: string, ...more: SubjectEvent[]) => viewed({}, more, on).status.word.ja;
  test('L-3.7-18 on its last day a label still reads in force, the day after expired', () => {
    expect(word('2028-11-21')).toBe(iotLabel.statusWords['in-force'].word.ja);
    expect(word('2028-11-22')).toBe(iotLabel.statusWords.expired.word.ja);
  });
  test.each(['lapsed', 'withdrawn'] as const)('L-3.7-18 on the effective day it already reads %s, not the day before', (kind) => {
    expect(word('2027-01-09', end(kind))).toBe(iotLabel.statusWords['in-force'].word.ja);
    expect(word('2027-01-10', end(kind))).toBe(iotLabel.statusWords[kind].word.ja);
  });
  test('L-3.7-15 with an intention to re-apply it reads so after expiry, never in force', () => {
    const intent = event(2, '2028-10-01', [{ mark: 'intent', on: day('2028-10-01') }]);
    expect(word('2028-11-22', intent)).toBe(iotLabel.statusWords['reapplication-pending'].word.ja);
  });
  test('L-3.7-5 after lapse the entry says what applies to goods already made', () => {
    expect(viewed({}, [end('lapsed')], '2027-01-10').status.sentence.ja).toContain('製造');
  });
  test('L-3.7-18 the four ends and their colours and icons are told apart', () => {
    const words = (['expired', 'lapsed', 'withdrawn', 'reapplication-pending'] as const).map((id) => iotLabel.statusWords[id].word.ja);
    expect(new Set(words).size).toBe(4);
  });
});
