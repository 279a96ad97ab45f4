import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, formWith, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { feeBook } from '../../test/fee-book.ts';
import { moved } from '../../test/label-cases.ts';
import { fill, formIn, send, textOf } from '../../test/page-form.ts';

interface Imported {
  readonly payments: readonly string[];
  readonly known: number;
  readonly outgoing: number;
  readonly left: readonly { readonly path: string }[];
}
interface Charge {
  readonly id: string;
  readonly application: string;
  readonly reference: string;
  readonly invoice: string;
  readonly state: string;
}

const ACCOUNT = '見本銀行 本店 普通 1234567';
const json = async <T>(response: Response | Promise<Response>): Promise<T> => {
  const its = await response;
  if (!its.ok) throw new Error(`${its.url}: ${its.status} ${await its.text()}`);
  return (await its.json()) as T;
};
let bells = 0;
const chargedTo = async (by: Someone, office: Someone): Promise<Charge> => {
  const { id } = await json<{ id: string }>(by.send('POST', '/api/v1/applications', { scheme: feeBook.id, level: '1', scope: {} }));
  const filled = { name: `ベル ${++bells}`, maker: '見本製作所', models: [{ model: `S-${bells}` }] };
  const changes = Object.entries(filled).map(([path, value]) => ({ path, value, base: 0 }));
  await json(by.send('PUT', `/api/v1/applications/${id}/fields`, { changes }));
  await moved(by, id, 'submit');
  await moved(office, id, 'accept');
  const [charge] = await json<Charge[]>(office.fetch(`/api/v1/applications/${id}/charges`));
  if (!charge) throw new Error('nothing was charged');
  return charge;
};

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`statements, documents and pages of money on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let misaki: Someone;
    let sato: Someone;
    let suzuki: Someone;
    let yamada: Someone;
    const charged = (by = hanako) => chargedTo(by, sato);
    const brought = (csv: string, fields: Readonly<Record<string, string>> = {}) =>
      sato.send('POST', '/api/v1/payments/statements', formWith({ account: ACCOUNT, ...fields }, { name: '明細.csv', content: csv }));
    const words = async (by: Someone, path: string) => textOf(await (await by.fetch(path)).text());

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [feeBook] });
      [hanako, misaki, sato, suzuki, yamada] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-misaki'),
        server.as('demo-sato'),
        server.as('demo-suzuki'),
        server.as('demo-yamada'),
      ]);
    });
    afterAll(() => server?.close());

    const HEAD = '日付,入金額,出金額,振込依頼人名,備考';
    test('the same line imported twice is one payment; two equal lines of one file are two; a longer file brings what is new', async () => {
      const lines = ['2026/11/20,11000,,カ)アア,', '2026/11/20,11000,,カ)アア,', '2026/11/20,,300,テスウリヨウ,'];
      const first = await json<Imported>(brought([HEAD, ...lines].join('\n')));
      expect([first.payments.length, first.known, first.outgoing]).toEqual([2, 0, 1]);
      const again = await json<Imported>(brought([HEAD, ...lines].join('\r\n')));
      expect([again.payments.length, again.known]).toEqual([0, 2]);
      const longer = await json<Imported>(
        brought([HEAD, ...lines, '2026/11/21,11000,,カ)アア,'].join('\n'), { account: '見本銀行 本店 普通１２３４５６７' }),
      );
      expect([longer.payments.length, longer.known]).toEqual([1, 2]);
      const same = await Promise.all([brought(`${HEAD}\n2026/11/19,5,,イ,`), brought(`${HEAD}\n2026/11/19,5,,イ,`)]);
      const taken = await Promise.all(same.map((each) => json<Imported>(each)));
      expect(taken.flatMap((each) => each.payments)).toHaveLength(1);
    });
    test('a file with rows that cannot be read is refused whole with every row number, or taken without them and says which', async () => {
      const csv = [HEAD, '2026/11/18,1000,,ウ,', '昨日,1000,,ウ,', '2026/11/18,多い,,,', '2026/11/23,1,,ウ,'].join('\n');
      const refused = await brought(csv);
      expect(refused.status).toBe(422);
      const { errors } = (await refused.json()) as { errors: { path: string }[] };
      const paths = ['rows/3/date', 'rows/4/amount', 'rows/4/payer', 'rows/5/receivedOn'];
      expect(errors.map((each) => each.path)).toEqual(paths);
      const partly = await json<Imported>(brought(csv, { isPartly: 'yes' }));
      expect([partly.payments.length, partly.left.map((each) => each.path)]).toEqual([1, paths]);
      const events = await server.store.db.selectFrom('events').select('data').where('type', '=', 'StatementImported').execute();
      expect(events.some((event) => JSON.stringify(event.data).includes('rows/3/date'))).toBe(true);
    });
    test('only officers import; what is no CSV is refused', async () => {
      const form = () => formWith({ account: ACCOUNT }, { name: 'x.csv', content: HEAD });
      for (const who of [hanako, yamada]) expect((await who.send('POST', '/api/v1/payments/statements', form())).status).toBe(403);
      const png = formWith({ account: ACCOUNT }, { name: 'x.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff]) });
      expect((await sato.send('POST', '/api/v1/payments/statements', png)).status).toBe(422);
    });

    test('pages without JavaScript: a statement is imported, what is certain is confirmed together, the applicant has the receipt', async () => {
      const owed = await charged();
      const tell = await fill(hanako, `/ja/applications/${owed.application}/moves/tell?thread=${owed.id}`, `thread=${owed.id}`, {
        ...{ paidOn: '2026-11-22', payer: 'ﾍﾟ-ｼﾞ ｼﾖｳｼﾞ(ｶ' },
      });
      expect((await send(hanako, tell)).status).toBe(303);
      const asked = await words(hanako, `/ja/applications/${owed.application}/charges/${owed.id}`);
      for (const said of [
        '11,000円を2026年11月30日までにお振り込みください',
        owed.reference,
        '見本銀行(架空)',
        owed.invoice,
        '返還されません',
        'B-4',
      ])
        expect([said, asked.includes(said)]).toEqual([said, true]);
      const form = formIn(await (await sato.fetch('/ja/office/money/statement')).text(), '/office/money/statement');
      const csv = `${HEAD}\n2026/11/22,11000,,${owed.reference} カ)ページショウジ,`;
      const body = formWith(Object.fromEntries(form.fields), { name: '明細.csv', content: csv });
      const answer = await sato.fetch(form.action, { method: 'POST', body });
      expect(textOf(await answer.text())).toContain('新しい入金1件を記録しました');
      const desk = await (await suzuki.fetch('/ja/office/money')).text();
      expect(textOf(desk)).toContain('うち1件はまとめて確認できます');
      expect(textOf(desk)).toContain(`請求 ${owed.invoice}`);
      const confirm = formIn(desk, '/confirm-certain');
      expect(confirm.fields.getAll('pair')).toHaveLength(1);
      expect((await send(suzuki, confirm)).headers.get('location')).toBe('/ja/office/money?done=confirmed');
      expect((await send(suzuki, confirm)).status).toBe(303);
      expect((await json<Charge>(sato.fetch(`/api/v1/charges/${owed.id}`))).state).toBe('settled');
      const paid = await words(hanako, `/ja/applications/${owed.application}/charges/${owed.id}`);
      expect(paid).toContain('入金を確認しました');
      expect(paid).toContain('領収書(PDF)');
      const receipt = await hanako.fetch(`/ja/charges/${owed.id}/receipt.pdf`);
      expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(
        Buffer.from(await receipt.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    });
    test('one payment by hand over the pages: recorded, assigned as proposed, its surplus returned, in words at each step', async () => {
      const owed = await charged(misaki);
      const record = await fill(sato, '/ja/office/money/record', '/office/money/record', {
        ...{ receivedOn: '2026-11-22', amount: '12,000 円', payer: `${owed.reference} テノニュウリョク` },
      });
      const place = (await send(sato, record)).headers.get('location') ?? '';
      const shown = await (await sato.fetch(place)).text();
      expect(textOf(shown)).toContain('1,000円多い入金です');
      const assigned = await send(sato, formIn(shown, '/assign'));
      expect(assigned.headers.get('location')).toBe(`${place}?done=settled`);
      const rest = await (await sato.fetch(`${place}?done=settled`)).text();
      expect(textOf(rest)).toContain('残りが1,000円あります');
      expect(textOf(rest)).toContain('申請の手続を進めました');
      const back = await send(sato, formIn(rest, '/return'), { reason: '過入金のため' });
      expect(back.headers.get('location')).toBe(`${place}?done=1`);
      const done = await words(sato, place);
      for (const said of ['処理済み', '12,000円の入金を記録', '11,000円を請求に充当', '2026年11月22日に返金: 過入金のため', '事務 佐藤'])
        expect(done).toContain(said);
      const wrong = await send(sato, record, { amount: 'たくさん', _key: 'another-key-1' });
      expect(wrong.status).toBe(422);
      expect(textOf(await wrong.text())).toContain('金額は円単位の整数で入力してください。');
    });

    test('who sees which page: officers the desk, an applicant the own charge and its documents, nobody else anything', async () => {
      const owed = await charged();
      const office = [
        '/ja/office/money',
        '/en/office/money/record',
        '/ja/office/money/statement',
        '/en/office/money/issuers',
        `/ja/office/money/issuers/${feeBook.id}`,
        `/en/office/money/charges/${owed.id}`,
      ];
      const own = [
        `/en/applications/${owed.application}/charges/${owed.id}`,
        `/ja/charges/${owed.id}/invoice.pdf`,
        `/api/v1/charges/${owed.id}/invoice.pdf`,
      ];
      const statuses = (by: Someone, paths: readonly string[]) => Promise.all(paths.map(async (path) => (await by.fetch(path)).status));
      expect(await statuses(suzuki, office)).toEqual(office.map(() => 200));
      for (const who of [hanako, yamada]) expect(await statuses(who, office)).toEqual(office.map(() => 403));
      expect(await statuses(hanako, own)).toEqual(own.map(() => 200));
      expect(await statuses(sato, own)).toEqual(own.map(() => 200));
      expect(await statuses(misaki, own)).toEqual(own.map(() => 404));
      expect(await statuses(yamada, own)).toEqual(own.map(() => 403));
      expect((await hanako.fetch(`/ja/charges/${owed.id}/receipt.pdf`)).status).toBe(409);
      expect(await (await hanako.fetch('/ja/applications')).text()).not.toContain('/office/money');
    });
    test('the issuer is set by an administrator of the office only, with a right number; who set it and when stays', async () => {
      const path = `/api/v1/schemes/${feeBook.id}/issuer`;
      const { issuer } = await json<{ issuer: Record<string, string> }>(sato.fetch(path));
      expect(issuer['name']).toContain('見本');
      const wanted = { ...issuer, name: '新しい事務局(見本)' };
      for (const who of [suzuki, hanako, yamada]) expect((await who.send('PUT', path, wanted)).status).toBe(403);
      const wrong = await sato.send('PUT', path, { ...wanted, registration: 'T1000000000009' });
      expect([wrong.status, ((await wrong.json()) as { errors: { path: string }[] }).errors.map((each) => each.path)]).toEqual([
        422,
        ['registration'],
      ]);
      await json(sato.send('PUT', path, wanted));
      const { history } = await json<{ history: { name: string; by: string; at: string }[] }>(suzuki.fetch(path));
      expect(history.map(({ name, by }) => [name, by])).toEqual([
        [issuer['name'], 'system'],
        ['新しい事務局(見本)', 'demo-sato'],
      ]);
      expect((await hanako.fetch(path)).status).toBe(403);
      expect(await words(suzuki, `/ja/office/money/issuers/${feeBook.id}`)).toContain('変更できるのは事務局の管理者だけです');
    });
  });

test('without an issuer no invoice is made and no number invented: both sides are told what to do', async () => {
  const server = await startBellServer({
    books: [feeBook],
    capabilities: (all) =>
      all.map((each) => {
        const { start: _start, ...rest } = each;
        return each.navigation?.some(({ path }) => path === '/office/money') ? rest : each;
      }),
  });
  const [hanako, sato] = await Promise.all([server.as('demo-hanako'), server.as('demo-sato')]);
  const owed = await chargedTo(hanako, sato);
  const refused = await hanako.fetch(`/api/v1/charges/${owed.id}/invoice.pdf`);
  const { code, clause } = (await refused.json()) as { code: string; clause: string };
  expect([refused.status, code, clause]).toEqual([409, 'issuer-missing', 'B-4']);
  expect(textOf(await (await hanako.fetch(`/ja/applications/${owed.application}/charges/${owed.id}`)).text())).toContain(
    '請求書をまだ発行できません',
  );
  expect(textOf(await (await sato.fetch('/ja/office/money')).text())).toContain('請求の発行者が登録されていません');
  await server.close();
});

test('the OpenAPI document names every endpoint of money', async () => {
  const server = await startBellServer({ books: [feeBook] });
  const { paths } = (await (await fetch(`${server.address}/api/v1/openapi.json`)).json()) as { paths: Record<string, object> };
  const act = (name: string) => `/api/v1/payments/{id}/${name}`;
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      ...['/api/v1/charges', '/api/v1/charges/{id}', '/api/v1/charges/{id}/invoice.pdf', '/api/v1/charges/{id}/receipt.pdf'],
      ...['/api/v1/applications/{id}/charges', '/api/v1/payments', '/api/v1/payments/{id}', '/api/v1/payments/statements'],
      ...['assign', 'release', 'return', 'refund', 'set-aside', 'take-up'].map(act),
      ...['/api/v1/payments/confirm-certain', '/api/v1/schemes/{scheme}/issuer'],
    ]),
  );
  await server.close();
});
