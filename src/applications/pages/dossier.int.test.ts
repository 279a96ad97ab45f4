import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../../schemes/iot-label/book.ts';
import { bellBook } from '../../../test/bell-book.ts';
import { type BellServer, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { fill, formIn, send, textOf } from '../../../test/page-form.ts';

let server: BellServer;
let hanako: Someone;
let taro: Someone;
beforeAll(async () => {
  server = await startBellServer({ books: [bellBook, iotLabel] });
  [hanako, taro] = await Promise.all([server.as('demo-hanako'), server.as('demo-taro')]);
});
afterAll(() => server?.close());

const open = async (): Promise<string> => {
  const opened = await hanako.send('POST', '/api/v1/applications', { scheme: 'bicycle-bell', level: '1', scope: {} });
  return ((await opened.json()) as { id: string }).id;
};
const product = (id: string) => `/ja/applications/${id}/dossier/product`;
const valuesOf = async (id: string) =>
  (await (await hanako.fetch(`/api/v1/applications/${id}`)).json()) as {
    values: Record<string, unknown>;
    version: number;
    state: { id: string };
  };
const complete = async (id: string) => {
  const answers = ['R1.1-01', 'R1.1-02'].flatMap((each) => [
    { path: `answers/${each}/verdict`, value: 'not-applicable', base: 0 },
    { path: `answers/${each}/reason`, value: 'ベルがない。', base: 0 },
  ]);
  const saved = await hanako.send('PUT', `/api/v1/applications/${id}/fields`, {
    changes: [{ path: 'name', value: 'チリン', base: 0 }, ...answers],
  });
  expect(saved.status).toBe(200);
};

describe('The dossier without JavaScript', () => {
  test('a page saves every kind of field of its form, and shows it again', async () => {
    const id = await open();
    const form = await fill(hanako, product(id), '/dossier/product', {
      ...{
        name: 'チリン',
        purpose: '一行目\n二行目',
        weight: '１２０',
        price: '1,980',
        onSale: '2026-12-01',
        mounting: 'clamp',
        promise: 'yes',
      },
      ...{ 'parts/1/part': '鈴', 'parts/1/from': 'JP', 'photos/1/document': '', 'photos/1/place': '3頁' },
    });
    form.fields.append('colours', 'silver');
    form.fields.append('colours', 'red');
    const saved = await send(hanako, form);
    expect(saved.status).toBe(303);
    const { values } = await valuesOf(id);
    expect(values).toMatchObject({
      name: 'チリン',
      purpose: '一行目\n二行目',
      weight: 120,
      price: 1980,
      onSale: '2026-12-01',
      mounting: 'clamp',
      promise: true,
      colours: ['silver', 'red'],
      parts: [{ part: '鈴', from: 'JP' }],
      photos: [{ document: '', place: '3頁' }],
    });
    const again = formIn(await (await hanako.fetch(product(id))).text(), '/dossier/product').fields;
    expect(again.get('name')).toBe('チリン');
    expect(again.getAll('colours')).toEqual(['silver', 'red']);
    expect(again.get('parts/1/part')).toBe('鈴');
    expect(textOf(await (await hanako.fetch(product(id))).text())).toContain('保存済み');
  });

  test('rows are added and removed by buttons of the form, and nothing else on the page is lost', async () => {
    const id = await open();
    const first = await fill(hanako, product(id), '/dossier/product', { 'parts/1/part': '鈴', name: 'ベル' });
    expect((await send(hanako, first, { more: 'parts' })).headers.get('location')).toMatch(/#f-parts$/);
    const second = await fill(hanako, product(id), '/dossier/product', { 'parts/2/part': 'ばね' });
    await send(hanako, second);
    const third = await fill(hanako, product(id), '/dossier/product', { maker: '鈴屋' });
    await send(hanako, third, { drop: 'parts/1' });
    expect((await valuesOf(id)).values).toMatchObject({ name: 'ベル', maker: '鈴屋', parts: [{ part: 'ばね' }] });
  });

  test('two people at once: a field that both changed comes back with both values, the others are saved', async () => {
    const id = await open();
    const hers = await fill(hanako, product(id), '/dossier/product', { name: '花子のベル', maker: '花子製作所' });
    const his = await fill(taro, product(id), '/dossier/product', { name: '太郎のベル', weight: '5' });
    expect((await send(hanako, hers)).status).toBe(303);
    const clash = await send(taro, his);
    expect(clash.status).toBe(409);
    const page = await clash.text();
    expect(textOf(page)).toContain('同時に編集されました');
    expect(page).toContain('花子のベル');
    expect(formIn(page, '/dossier/product').fields.get('name')).toBe('太郎のベル');
    expect((await valuesOf(id)).values).toMatchObject({ name: '花子のベル', maker: '花子製作所', weight: 5 });
    // What was saved is kept when asked for …
    expect((await send(taro, formIn(page, '/dossier/product'), { take: 'name' })).status).toBe(303);
    expect((await valuesOf(id)).values).toMatchObject({ name: '花子のベル' });
    // … and overwritten only knowingly.
    expect((await send(taro, formIn(page, '/dossier/product'))).status).toBe(303);
    expect((await valuesOf(id)).values).toMatchObject({ name: '太郎のベル', maker: '花子製作所' });
  });

  test('L-3.4-11 a criterion stands beside its guide and method, and says where its wording comes from', async () => {
    const id = await open();
    const page = textOf(await (await hanako.fetch(`/ja/applications/${id}/dossier/answers/R1.1-01`)).text());
    for (const shown of ['よく聞こえること。', '評価ガイド', '鳴らして確かめる。', 'ドキュメント評価', '公式の文言ではない部分があります'])
      expect(page).toContain(shown);
  });

  test('what is found stands under a field once it is filled in, and an empty form is calm', async () => {
    const id = await open();
    const path = `/ja/applications/${id}/dossier/answers/R1.1-01`;
    expect(await (await hanako.fetch(path)).text()).not.toContain('field-error');
    await send(hanako, await fill(hanako, path, '/R1.1-01', { 'answers/R1.1-01/verdict': 'conforms' }));
    const page = await (await hanako.fetch(path)).text();
    expect(page).toContain('field-error');
    expect(page).toMatch(/href="[^"]*\/dossier\/answers\/R1\.1-01#f-answers-R1-1-01-evidence"/);
  });

  test('another organisation finds no such case, and the office sees no draft', async () => {
    const id = await open();
    await complete(id);
    expect((await (await server.as('demo-misaki')).fetch(product(id))).status).toBe(404);
    expect(await (await (await server.as('demo-sato')).fetch(product(id))).text()).not.toContain('チリン');
  });
});

describe('Submission', () => {
  const submitPath = (id: string) => `/ja/applications/${id}/submit`;

  test('L-3.5-2 it is refused with every finding listed, and nothing happens', async () => {
    const id = await open();
    const before = await valuesOf(id);
    const refused = await send(hanako, await fill(hanako, submitPath(id), '/submit', {}));
    expect(refused.status).toBe(422);
    const page = textOf(await refused.text());
    for (const missing of [
      '「製品名」が記入されていません。',
      'R1.1-01「よく聞こえる」の判定が選ばれていません。',
      'R1.1-02「片手で鳴らせる」の判定が選ばれていません。',
    ])
      expect(page).toContain(missing);
    expect((await valuesOf(id)).version).toBe(before.version);
  });

  test('only the responsible person sees the button; an editor reads who it is', async () => {
    const id = await open();
    await complete(id);
    const page = await (await taro.fetch(submitPath(id))).text();
    expect(() => formIn(page, '/submit')).toThrow();
    expect(textOf(page)).toContain('提出できるのは責任者です');
    expect(textOf(page)).toContain('見本 花子');
    const form = await fill(hanako, submitPath(id), '/submit', {});
    const his = formIn(await (await taro.fetch(product(id))).text(), '/dossier/product').fields.get('_csrf') ?? '';
    form.fields.set('_csrf', his);
    expect((await send(taro, form)).status).toBe(403);
    expect((await valuesOf(id)).state.id).toBe('draft');
  });

  test('the same form sent twice is one act, and the case page says whose turn it is', async () => {
    const id = await open();
    await complete(id);
    const form = await fill(hanako, submitPath(id), '/submit', {});
    const [first, second] = await Promise.all([send(hanako, form), send(hanako, form)]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect((await valuesOf(id)).version).toBe(2);
    expect((await send(hanako, form)).status).toBe(303);
    expect((await valuesOf(id)).version).toBe(2);
    const page = textOf(await (await hanako.fetch(`/ja/applications/${id}`)).text());
    expect(page).toContain('事務局の対応を待っています');
    expect(page).toContain('見本 花子');
  });

  test('a form from a stale version is answered with 412, and nothing happens', async () => {
    const id = await open();
    await complete(id);
    const stale = await fill(hanako, `/ja/applications/${id}/moves/drop`, '/moves/drop', {});
    await send(hanako, await fill(hanako, submitPath(id), '/submit', {}));
    const answer = await send(hanako, stale);
    expect(answer.status).toBe(412);
    expect(textOf(await answer.text())).toContain('表示した後に、この申請に動きがありました');
    expect((await valuesOf(id)).state.id).toBe('desk');
  });

  test('a move that is not possible now says so', async () => {
    const id = await open();
    expect((await hanako.fetch(`/ja/applications/${id}/moves/grant`)).status).toBe(409);
    expect((await hanako.fetch(`/ja/applications/${id}/moves/nothing`)).status).toBe(404);
  });
});

describe('A new application', () => {
  const begin = '/ja/applications/new?scheme=iot-label';

  test('L-3.3-4 a level without an approved set is shown with the reason, and cannot be chosen', async () => {
    const page = await (await hanako.fetch(begin)).text();
    expect(textOf(page)).toContain('★2(レベル2)には承認された適合基準がまだないため、申請できません。 L-3.3-4');
    expect(page).not.toContain('level=2');
    expect(textOf(await (await hanako.fetch(`${begin}&level=2`)).text())).toContain('どのレベルに申請しますか');
  });

  test('L-3.2-5 the questions come one a page, back and forth without loss, and lead to a reasoned outcome before anything is opened', async () => {
    const step = async (query: string) => {
      const answer = await hanako.fetch(query);
      return answer.status === 303 ? (answer.headers.get('location') ?? '') : textOf(await answer.text());
    };
    const first = await step(`${begin}&level=1&from=scope/object&a.scope/object=product&go=next`);
    expect(first).toContain('q=scope%2Fip');
    const back = await step(`${first.replace('q=scope%2Fip', 'from=scope%2Fip')}&a.scope/ip=network&go=back`);
    expect(back).toContain('q=scope%2Fobject');
    expect(new URL(back, 'http://x').searchParams.get('a.scope/ip')).toBe('network');
    expect(await (await hanako.fetch(back)).text()).toMatch(/value="product" checked/);
    const outcome = await step(`${begin}&level=1&a.scope/object=product&a.scope/ip=network&a.scope/platform=dedicated`);
    expect(outcome).toContain('この制度の対象です');
    expect(outcome).toContain('L-3.2-2');
  });

  test('L-3.2-3 a product out of scope gets a page with the reason, and no button', async () => {
    const page = await (
      await hanako.fetch(
        `${begin}&level=1&a.scope/object=product&a.scope/ip=internet&a.scope/platform=general-it&a.scope/added-security=easily`,
      )
    ).text();
    expect(textOf(page)).toContain('この制度の対象ではありません');
    expect(textOf(page)).toMatch(/L-3\.2-/);
    expect(() => formIn(page, '/applications/new')).toThrow();
  });

  test('the outcome opens the dossier, once however often it is sent', async () => {
    const form = await fill(
      hanako,
      `${begin}&level=1&a.scope/object=product&a.scope/ip=internet&a.scope/platform=dedicated`,
      '/applications/new',
      {},
    );
    const [one, two] = await Promise.all([send(hanako, form), send(hanako, form)]);
    expect(one.headers.get('location')).toMatch(/\/ja\/applications\/[\w-]+\/dossier$/);
    expect(two.headers.get('location')).toBe(one.headers.get('location'));
  });

  test('an unanswered question says so at the question', async () => {
    const answer = await hanako.fetch(`${begin}&level=1&from=scope/object&go=next`);
    expect(answer.status).toBe(422);
    expect(textOf(await answer.text())).toContain('どれかを選んでください。');
  });
});

describe('What waits for me', () => {
  test('the list says how many, whose turn and since when; an organisation without any is told what to do', async () => {
    const page = textOf(await (await hanako.fetch('/ja/applications')).text());
    expect(page).toMatch(/あなたの組織を待っている申請が\d+件あります/);
    expect(page).toContain('2026年11月22日');
    const empty = textOf(await (await (await server.as('demo-misaki')).fetch('/en/applications')).text());
    expect(empty).toContain('There are no applications yet');
    expect(empty).toContain('Start a new application');
  });
});
