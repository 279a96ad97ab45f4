import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { move } from '../../scripts/demo/api-client.ts';
import { acceptAndAsk, answerInquiry } from '../../scripts/demo/first-label-walk.ts';
import { escapeHtml } from '../../src/web/html.ts';
import { type CaseJson, draftBut, errorsOf, type FirstLabel, firstLabel } from '../first-label-case.ts';

let story: FirstLabel;
let read: CaseJson;

beforeAll(async () => {
  story = await firstLabel();
  read = await story.people.responsible.api.get<CaseJson>(`/api/v1/applications/${story.id}`);
});
afterAll(() => story?.server.close());

const problem = async (response: Response) =>
  (await response.json()) as { code: string; clause: string; detail: string; allowed: readonly string[]; errors: readonly unknown[] };
const INSTANT = /^2026-11-22T01:\d\d:\d\d\.\d{3}Z$/;
const by = (row: string) => read.history.find((line) => line.label.ja === iotLabel.application.rows[row]?.label.ja);

describe('what is kept of the case after a restart', () => {
  test('L-1-1 applicant and maker are two data, kept with who submitted them and when; only the maker can be withheld', async () => {
    expect(read.values['applicant-name-ja']).toBe('デモ・カメラ工業株式会社(見本)');
    expect(read.values['manufacturer-name-en']).toBe('Ruuvi Innovations Oy');
    expect(read.values['applicant-role']).toBe('seller');
    expect(by('submit')).toMatchObject({ by: 'demo-hanako', on: '2026-11-22', at: expect.stringMatching(INSTANT) });
    const draft = await draftBut(story.people.responsible, story.evidence, {});
    const hidden = await story.people.responsible.ask('PUT', `/api/v1/applications/${draft}/fields`, {
      body: { changes: [{ path: 'applicant-publication', value: 'withhold', base: 0 }] },
    });
    expect(hidden.status).toBe(422);
  });
  test('L-3.1-1 several schemes run side by side, each under its owner; the case stays with its own', async () => {
    const schemes = JSON.parse((await story.server.anyone('/api/v1/schemes')).html) as readonly {
      id: string;
      owner: { ja: string };
      levels: readonly { id: string }[];
    }[];
    expect(schemes.map((each) => each.id)).toEqual(expect.arrayContaining(['iot-label', 'tennis-club']));
    expect(new Set(schemes.map((each) => each.owner.ja)).size).toBeGreaterThan(1);
    expect(read).toMatchObject({ scheme: 'iot-label', edition: 'common/1.1' });
    const inScheme = async (scheme: string) =>
      JSON.parse((await story.server.anyone(`/api/v1/attestations?scheme=${scheme}`)).html) as { count: number };
    expect((await inScheme('iot-label')).count).toBe(1);
    expect((await inScheme('tennis-club')).count).toBe(0);
  });
  test('L-3.2-1 the object is the product: its devices and associated services, as submitted', () => {
    expect(read.values['devices']).toEqual(corrected.values['devices']);
    expect(read.values['services']).toEqual(corrected.values['services']);
    expect(read.values['services']).toHaveLength(3);
  });
  test('L-3.2-5 the scope answers and the outcome stay with the case, with its reason, who answered and when; the public is not told', async () => {
    expect(read.scope).toMatchObject({
      answers: corrected.scope,
      outcome: 'in-scope',
      clause: 'L-3.2-2',
      by: 'demo-hanako',
      at: expect.stringMatching(INSTANT),
    });
    expect(read.history[0]).toMatchObject({
      label: { ja: '申請を開始' },
      by: 'demo-hanako',
      organisation: 'demo-camera',
      clause: 'L-3.2-2',
    });
    for (const [person, page] of [
      [story.people.responsible, `/ja/applications/${story.id}`],
      [story.people.acceptor, `/ja/office/cases/${story.id}`],
    ] as const) {
      const { status, html } = await person.page(page);
      expect(status).toBe(200);
      expect(html).toContain(read.scope.reason.ja);
      expect((await person.api.get<CaseJson>(`/api/v1/applications/${story.id}`)).scope.reason).toEqual(read.scope.reason);
    }
    for (const path of [`/l/${story.key}`, `/l/${story.key}.json`])
      expect((await story.server.anyone(path)).html).not.toContain(read.scope.reason.ja);
    expect((await story.people.government.page(`/ja/applications/${story.id}`)).status).toBe(403);
  });
  test('L-3.4-2 every requirement keeps its place in EN 303 645, NISTIR 8425, the CRA and the terminal-equipment rules', async () => {
    const { criteria, frameworks } = JSON.parse((await story.server.anyone('/api/v1/schemes/iot-label/criteria')).html) as {
      criteria: readonly { id: string; mappings: Record<string, readonly string[]> }[];
      frameworks: Record<string, unknown>;
    };
    expect(criteria.map((each) => each.id)).toEqual(iotLabel.criteria.map((each) => each.id));
    for (const criterion of criteria) expect(criterion.mappings['en303645']?.length ?? 0, criterion.id).toBeGreaterThan(0);
    const used = new Set(criteria.flatMap((each) => Object.keys(each.mappings)));
    expect([...used]).toEqual(expect.arrayContaining(['en303645', 'nistir8425', 'cra', 'japan_34_10']));
    expect(Object.keys(frameworks)).toEqual(expect.arrayContaining([...used]));
    const page = (await story.server.anyone('/ja/criteria/iot-label')).html;
    for (const provision of iotLabel.criteria.flatMap((each) => each.mappings['en303645'] ?? [])) expect(page).toContain(provision);
  });
  test('L-3.4-7 the person-minutes of each criterion are kept as the responsible person submitted them, and never published', async () => {
    const minutes = iotLabel.criteria.map((each) => read.values[`${each.id}/minutes`]);
    expect(minutes).toEqual(iotLabel.criteria.map((each) => corrected.values[`${each.id}/minutes`]));
    expect(minutes.every((each) => typeof each === 'number' && each > 0)).toBe(true);
    expect(by('submit')?.by).toBe('demo-hanako');
    const office = await story.people.acceptor.api.get<CaseJson>(`/api/v1/applications/${story.id}`);
    expect(office.values['S1.1-13/minutes']).toBe(240);
    expect((await story.server.anyone(`/l/${story.key}.json`)).html).not.toMatch(/minutes/);
  });
  test('L-3.5-1 determination, review and attestation are three acts by three people, each with its day and hour', () => {
    expect(read.values['S1.1-01/basis']).toBe('own');
    expect([by('submit')?.by, by('accept')?.by, by('issue')?.by]).toEqual(['demo-hanako', 'demo-sato', 'demo-suzuki']);
    const times = ['submit', 'accept', 'issue'].map((row) => by(row)?.at ?? '');
    expect(times).toEqual(times.toSorted());
    for (const at of times) expect(at).toMatch(INSTANT);
  });
  test('L-3.7-1 where the vendor displays the label is kept, so that a lapse can name the places', () => {
    expect(read.values['display-places']).toEqual(['package', 'web']);
    expect(read.values['display-detail']).toBe(corrected.values['display-detail']);
  });
});

describe('what the form check and the office hold to', () => {
  test('L-3.5-2 the dossier as documented was refused with every finding; corrected it was taken', () => {
    expect(story.refusedFirst.status).toBe(422);
    expect(story.refusedFirst.problem.errors?.map((each) => each.path)).toEqual([
      ...['S1.1-03', 'S1.1-05', 'S1.1-09', 'S1.1-12', 'S1.1-13', 'S1.1-14', 'S1.1-15', 'S1.1-16'].map((id) => `${id}/verdict`),
      'support-end',
    ]);
    expect(read.state.id).toBe('issued');
  });
  test('L-3.2-1 a concluded case is not held against its own label: neither applicant nor office is told of a finding', async () => {
    expect(read.findings).toEqual([]);
    expect((await story.people.acceptor.page(`/ja/office/cases/${story.id}`)).html).not.toContain('既に含まれています');
  });
  test('L-3.4-5 a result names a method that its procedure foresees: a device test for a document criterion is refused', async () => {
    const { responsible } = story.people;
    const wrong = await draftBut(responsible, story.evidence, { 'S1.1-01/method': 'device', 'S1.1-13/method': 'document' });
    expect(await errorsOf(responsible, wrong)).toEqual(['S1.1-01/method L-3.4-5', 'S1.1-13/method L-3.4-5']);
    expect(await errorsOf(responsible, await draftBut(responsible, story.evidence, {}))).toEqual([]);
  });
  test('L-3.4-10 pointers are enough and the files stay with the vendor: office, government and other vendors cannot open them', async () => {
    const file = story.evidence.get('ixit_1-AuthMech.md') ?? '';
    const status = async (who: keyof FirstLabel['people'], path: string) => (await story.people[who].ask('GET', path)).status;
    expect(await status('editor', `/api/v1/evidence/${file}/content`)).toBe(200);
    expect(await status('acceptor', `/api/v1/evidence/${file}/content`)).toBe(403);
    expect(await status('government', `/api/v1/evidence/${file}`)).toBe(403);
    expect(await status('other', `/api/v1/evidence/${file}/content`)).toBe(404);
    expect(await status('acceptor', '/api/v1/evidence')).toBe(403);
  });
  test('L-3.4-10 an assessment by a third party needs the documents handed to it', async () => {
    const { responsible } = story.people;
    const listed = {
      'evaluator-category': 'external_qualified',
      qualification: 'riss',
      'qualified-name': '例示 次郎',
      'qualified-number': '012345',
      'qualified-part': 'assessed',
      'qualified-ground': 'oath',
      'qualified-oath': true,
    };
    const without = await draftBut(responsible, story.evidence, listed);
    expect(await errorsOf(responsible, without)).toEqual(['documents-handed-over L-3.4-10']);
    const handed = await draftBut(responsible, story.evidence, { ...listed, 'documents-handed-over': true });
    expect(await errorsOf(responsible, handed)).toEqual([]);
  });
  test('L-3.4-11 guide and conditions stand beside each criterion where it is answered, and come with the API', async () => {
    const id = await draftBut(story.people.editor, story.evidence, {});
    const { criteria } = JSON.parse((await story.server.anyone('/api/v1/schemes/iot-label/criteria?edition=common/1.1')).html) as {
      criteria: readonly { id: string; guide: readonly { ja: string }[] }[];
    };
    for (const criterion of iotLabel.criteria) {
      const { html } = await story.people.editor.page(`/ja/applications/${id}/dossier/assessment/${criterion.id}`);
      expect(html).toContain(`name="${criterion.id}/verdict"`);
      for (const line of [...criterion.guide, ...criterion.subConditions.map((each) => each.text)])
        expect(html).toContain(escapeHtml(line.ja));
      expect(criteria.find((each) => each.id === criterion.id)?.guide).toEqual(criterion.guide);
    }
  });
  test('L-3.7-4 a qualified person is told with qualification, number, part and ground, else refused', async () => {
    const { responsible } = story.people;
    const bare = await draftBut(responsible, story.evidence, { 'evaluator-category': 'vendor_qualified' });
    expect(await errorsOf(responsible, bare)).toEqual(
      ['qualification', 'qualified-name', 'qualified-number', 'qualified-part', 'qualified-ground'].map((path) => `${path} L-3.7-4`),
    );
    const told = {
      qualification: 'riss',
      'qualified-name': '例示 次郎',
      'qualified-number': '012345',
      'qualified-part': 'confirmed',
      'qualified-ground': 'training',
      'qualified-training': '評価者研修(見本) 2026-06-01',
    };
    const full = await draftBut(responsible, story.evidence, { 'evaluator-category': 'vendor_qualified', ...told });
    expect(await errorsOf(responsible, full)).toEqual([]);
  });
  test('L-3.7-6 less than two years may be asked for, more is refused', async () => {
    const { responsible } = story.people;
    const longer = await draftBut(responsible, story.evidence, { 'requested-last-day': '2028-11-22' });
    expect(await errorsOf(responsible, longer)).toEqual(['requested-last-day L-3.7-6']);
    const shorter = await draftBut(responsible, story.evidence, { 'requested-last-day': '2028-11-21' });
    expect(await errorsOf(responsible, shorter)).toEqual([]);
  });
});

describe('the government inquiry', () => {
  const secret = 'この回答は外に出てはならない';
  let id = '';
  beforeAll(async () => {
    const { responsible, acceptor, government } = story.people;
    id = await draftBut(responsible, story.evidence, { 'product-name-ja': '二つ目のゲートウェイ', 'product-name-en': 'Second gateway' });
    await move(responsible.api, id, 'submit');
    await acceptAndAsk(acceptor.api, id);
    const [waiting] = (await government.api.get<readonly { id: string; version: number; waiting: boolean }[]>('/api/v1/inquiries')).filter(
      (each) => each.waiting,
    );
    await government.api.send(
      'POST',
      `/api/v1/inquiries/${waiting?.id}/moves/conclude`,
      { input: { outcome: 'unfavourable', viewpoint: 'compliance', note: secret } },
      { 'if-match': `"${waiting?.version}"` },
    );
    await story.server.restart();
  });

  test('L-3.5-4 no label before the answer: the refusal cites the clause, and says nothing of the content', async () => {
    expect(story.issueTooEarly.status).toBe(409);
    expect(await problem(story.issueTooEarly)).toMatchObject({ code: 'open-thread', clause: 'L-3.5-4' });
  });
  test('L-3.5-4 the government body sees only the fields that the question needs', async () => {
    const paths = story.inquiry.fields.map((each) => each.path);
    expect(paths).toEqual(expect.arrayContaining(['manufacturer-name-en', 'manufacturing-countries', 'models']));
    for (const path of ['contact-person', 'contact-mail', 'S1.1-01/verdict', 'protected-inventory']) expect(paths).not.toContain(path);
    expect((await story.people.government.ask('GET', `/api/v1/applications/${story.id}`)).status).toBe(403);
    await expect(answerInquiry(story.people.government.api)).rejects.toThrow('no inquiry waits');
  });
  test('L-3.5-4 an unfavourable answer bars the label with its clause and nothing more', async () => {
    const seen = await story.people.issuer.api.get<CaseJson>(`/api/v1/applications/${id}`);
    const issue = await story.people.issuer.ask('POST', `/api/v1/applications/${id}/moves/issue`, {
      body: { input: {}, hash: seen.hash },
      headers: { 'if-match': `"${seen.version}"` },
    });
    expect(issue.status).toBe(422);
    const said = await issue.text();
    expect(JSON.parse(said)).toMatchObject({ code: 'inquiry', clause: 'L-3.5-4' });
    expect(said).not.toContain(secret);
    expect(said).not.toMatch(/unfavourable|懸念/);
    await move(story.people.issuer.api, id, 'refuse');
  });
  test('L-3.5-4 the office reads the answer, the applicant learns only the outcome, the public nothing', async () => {
    const { responsible, acceptor, other } = story.people;
    const answered = await acceptor.api.get<readonly { application?: string; answer?: { note?: string } }[]>('/api/v1/inquiries');
    expect(answered.find((each) => each.application === id)?.answer?.note).toBe(secret);
    const told = await responsible.ask('GET', `/api/v1/applications/${id}`);
    const json = await told.text();
    expect((JSON.parse(json) as CaseJson).state.id).toBe('refused');
    const page = (await responsible.page(`/ja/applications/${id}`)).html;
    for (const text of [json, page]) {
      expect(text).toContain('不交付');
      expect(text).not.toContain(secret);
      expect(text).not.toMatch(/unfavourable|懸念|demo-yamada|官庁 山田/);
    }
    expect((await responsible.ask('GET', '/api/v1/inquiries')).status).toBe(403);
    expect((await other.ask('GET', `/api/v1/applications/${id}`)).status).toBe(404);
    for (const path of [
      '/ja/register?q=二つ目',
      '/api/v1/attestations?q=Second',
      '/ja/register.csv',
      `/l/${story.key}`,
      `/l/${story.key}.json`,
    ]) {
      const { html } = await story.server.anyone(path);
      expect(html).not.toContain(secret);
      expect(html).not.toContain('政府機関照会');
    }
  });
});
