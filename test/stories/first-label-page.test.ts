import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { threats } from '../../schemes/iot-label/vocabulary.ts';
import { escapeHtml } from '../../src/web/html.ts';
import { type FirstLabel, firstLabel, type LabelJson } from '../first-label-case.ts';

let story: FirstLabel;
let japanese = '';
let english = '';
let label: LabelJson;

beforeAll(async () => {
  story = await firstLabel();
  const page = await story.server.anyone(`/l/${story.key}`);
  expect(page.status).toBe(200);
  japanese = page.html;
  english = (await story.server.anyone(`/l/${story.key}/en`)).html;
  label = JSON.parse((await story.server.anyone(`/l/${story.key}.json`)).html) as LabelJson;
});
afterAll(() => story?.server.close());

const lines = () => label.sections.flatMap((section) => section.lines);
const line = (id: string) => lines().find((each) => each.id === id);
const publication = iotLabel.publication[0]?.value;
const values = corrected.values;

describe('the page behind the QR code of the first label, after a restart', () => {
  test('L-3.7-1 the QR code on the artwork leads to the page, read by an independent decoder', async () => {
    const file = await story.people.editor.ask('GET', `/api/v1/attestations/${story.key}/artwork/label.png`);
    expect(file.status).toBe(200);
    const { data, width, height } = PNG.sync.read(Buffer.from(await file.arrayBuffer()));
    const code = jsqr.default(new Uint8ClampedArray(data), width, height);
    expect(code?.data).toBe(`${story.server.address}/l/${story.key}`);
    const found = await fetch(String(code?.data), { redirect: 'manual' });
    expect(found.status).toBe(200);
    expect(await found.text()).toContain(escapeHtml(String(values['product-name-ja'])));
  });
  test('L-3.7-1 the artwork is for the holder and the office, for no other vendor', async () => {
    const file = `/api/v1/attestations/${story.key}/artwork/label.svg`;
    expect((await story.people.other.ask('GET', file)).status).toBe(403);
    expect((await fetch(`${story.server.address}${file}`)).status).toBe(401);
    const svg = await (await story.people.responsible.ask('GET', file)).text();
    expect(svg).toMatch(/^<svg/);
  });
  test('L-3.7-2 one page, Japanese first, English beside it marked as a translation', () => {
    expect(japanese).toContain('<html lang="ja"');
    expect(english).toContain('<html lang="en"');
    expect(english).toContain('The Japanese page prevails');
    expect(japanese).toContain(escapeHtml(String(values['product-outline-ja'])));
    expect(english).toContain(escapeHtml(String(values['product-outline-en'])));
  });
  test('L-3.7-3 the page and the JSON carry every line of table 3.7-1, in its order', () => {
    const asked = publication?.sections.flatMap((section) => section.lines.map((each) => each.id)) ?? [];
    expect(lines().map((each) => each.id)).toEqual(asked);
    let from = japanese.indexOf(escapeHtml(publication?.sections[0]?.label.ja ?? ''));
    expect(from).toBeGreaterThan(0);
    for (const each of lines()) {
      const at = japanese.indexOf(escapeHtml(each.label.ja), from);
      expect(at, each.id).toBeGreaterThan(0);
      from = at;
    }
    const published = {
      'product-name-ja': 'product-name-ja',
      site: 'product-url',
      contact: 'product-contact',
      'vulnerability-information': 'vulnerability-information-url',
      'report-window': 'report-window-url',
      'notes-ja': 'security-notes-ja',
    };
    for (const [id, field] of Object.entries(published)) {
      expect(line(id)?.value, id).toBe(values[field]);
      expect(japanese, id).toContain(escapeHtml(String(values[field])));
    }
    for (const criterion of iotLabel.criteria) expect(japanese).toContain(criterion.name.ja);
  });
  test('L-3.4-5 each result is published with its method and on whose assessment it rests', () => {
    expect(label.results.map((each) => each.criterion)).toEqual(iotLabel.criteria.map((each) => each.id));
    for (const result of label.results) {
      const devices = ['S1.1-04', 'S1.1-13', 'S1.1-14', 'S1.1-15'];
      expect(result, result.criterion).toMatchObject({
        verdict: 'conforms',
        method: { ja: devices.includes(result.criterion) ? '実機テスト' : 'ドキュメント評価' },
        basis: { ja: '自己評価' },
      });
    }
    expect(japanese).toContain('実機テスト・自己評価');
  });
  test('L-1-1 applicant and maker stand apart on the page; the country that was withheld is said to be withheld, and nowhere given', () => {
    expect(line('applicant')?.value).toBe('デモ・カメラ工業株式会社(見本)');
    expect(line('manufacturer-ja')?.value).toBe(values['manufacturer-name-ja']);
    expect(line('country')).toMatchObject({ value: null, withheld: {} });
    expect(japanese).toContain('非公開(申請者の選択)');
    expect(JSON.stringify(label)).not.toContain('"FI"');
    expect(japanese).not.toMatch(/フィンランド|>\s*FI\s*</);
  });
  test('L-3.7-3 what is not published stands neither on the page nor in the JSON', () => {
    for (const field of ['contact-mail', 'applicant-address', 'declarant-title', 'S1.1-13/reason', 'protected-communication-reason']) {
      for (const text of [japanese, english, JSON.stringify(label)]) expect(text, field).not.toContain(escapeHtml(String(values[field])));
    }
    for (const document of ['demo-supply.md', 'ixit_1-AuthMech.md']) expect(JSON.stringify(label)).not.toContain(document);
  });
  test('L-3.6-1 L-3.6-3 the page says who attests, that the office checked the form only, and that nothing is warranted', () => {
    const meaning = publication?.meaning['1'] ?? [];
    expect(meaning.map((each) => each.clause)).toEqual(expect.arrayContaining(['L-3.6-1', 'L-3.6-3']));
    for (const { text } of meaning) {
      expect(japanese).toContain(escapeHtml(text.ja));
      expect(english).toContain(escapeHtml(text.en));
    }
    expect(label.meaning).toEqual(meaning.map((each) => each.text));
    expect(label.attestedBy).toMatchObject({ who: 'applicant', name: { ja: 'デモ・カメラ工業株式会社(見本)' } });
    expect(japanese).toContain('申請者自身による宣言');
  });
  test('L-3.7-4 the category of the evaluator stands on the page', () => {
    expect(line('evaluator')).toMatchObject({ value: 'vendor' });
    expect(japanese).toMatch(/評価者区分<\/[a-z]+>\s*(?:<[^>]+>\s*)*ベンダー/);
  });
  test('L-3.7-6 the last day is the day before the second anniversary, printed and not recomputed', async () => {
    expect(label).toMatchObject({ issuedOn: '2026-11-22', validUntil: '2028-11-21' });
    expect(japanese).toContain('2028年11月21日まで有効');
    story.server.clock.set(new Date('2027-06-01T00:00:00Z'));
    const later = JSON.parse((await story.server.anyone(`/l/${story.key}.json`)).html) as LabelJson;
    expect(later.validUntil).toBe('2028-11-21');
    story.server.clock.set(new Date('2026-11-22T03:00:00Z'));
  });
});

describe('where the criteria come from', () => {
  test('L-3.4-3 asset, attack surface, threat, countermeasure and requirement are traced, on the page and in the JSON', async () => {
    const page = (await story.server.anyone('/ja/criteria/iot-label')).html;
    const json = JSON.parse((await story.server.anyone('/api/v1/schemes/iot-label/criteria')).html) as {
      trace: readonly { threat: string; surface: { ja: string }; countermeasure: { ja: string } }[];
      threats: Record<string, { ja: string }>;
      assets: Record<string, { ja: string }>;
      criteria: readonly { id: string; threats: readonly string[]; assets: readonly string[] }[];
    };
    expect(json.trace.map((each) => each.threat)).toEqual(Object.keys(threats));
    for (const { threat, surface, countermeasure } of json.trace) {
      const met = json.criteria.filter((each) => each.threats.includes(threat));
      expect(met.length, threat).toBeGreaterThan(0);
      for (const words of [json.threats[threat]?.ja ?? '?', surface.ja, countermeasure.ja])
        expect(page, threat).toContain(escapeHtml(words));
      for (const asset of met.flatMap((each) => each.assets)) expect(page).toContain(escapeHtml(json.assets[asset]?.ja ?? '?'));
      for (const each of met) expect(page).toContain(`href="#c-${each.id}"`);
    }
  });
});
