import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, formWith, type Someone } from '../../test/bell-server.ts';
import { find, seenReview, startCloudServer, underReview } from '../../test/cloud-review.ts';
import { engines } from '../../test/empty-store.ts';
import { move, moved, seen } from '../../test/label-cases.ts';
import { fill as fillForm, formIn, send, textOf } from '../../test/page-form.ts';
import { join } from '../people/memberships.ts';
import { foundOrganisation } from '../people/organisations.ts';
import { systemActor } from '../people/record.ts';
import { openSession } from '../people/sessions.ts';
import { csrfToken } from '../web/session.ts';

const page = async (by: Someone, path: string) => {
  const response = await by.fetch(path);
  return { status: response.status, markup: await response.text() };
};
/** What the answers of these tests may hold. */
interface Answered {
  readonly code?: string;
  readonly clause?: string;
  readonly number: string;
  readonly says: { readonly improvements: readonly unknown[] };
  readonly items: readonly { readonly item: string; readonly standing: string }[];
}
const json = async (response: Response): Promise<Answered> => (await response.json()) as Answered;
const words = async (by: Someone, path: string) => textOf((await page(by, path)).markup);
const checked = (id: string) => `/ja/office/cases/${id}`;

describe.each(engines)('The review of a disclosure, item by item, on $name', ({ name, available }) => {
  let server: BellServer;
  let hanako: Someone;
  let misaki: Someone;
  let sato: Someone;
  let suzuki: Someone;
  beforeAll(async () => {
    if (!available) return;
    server = await startCloudServer({ engine: name });
    [hanako, misaki, sato, suzuki] = await Promise.all([
      server.as('demo-hanako'),
      server.as('demo-misaki'),
      server.as('demo-sato'),
      server.as('demo-suzuki'),
    ]);
  });
  afterAll(() => server?.close());
  const it = test.skipIf(!available);

  const reviewed = async (findings: Readonly<Record<string, string>> = {}, change = {}) => {
    const id = await underReview(server.store, change);
    const { items } = await seenReview(sato, id);
    const all = Object.fromEntries(items.map(({ item }) => [item, findings[item] ?? '']));
    expect((await find(sato, id, all)).status).toBe(200);
    await moved(sato, id, 'completeReview', { finding: '審査を終えた。' });
    return id;
  };
  const blank = (item: string, answer: string) => ({ [`${item}/answer`]: answer, [`${item}/content`]: '', [`${item}/evidence`]: [] });

  describe('findings', () => {
    it('D-6.2-1 each item stands with its claim, its evidence and a form for the finding; the first line says how far it is', async () => {
      const id = await underReview(server.store);
      const { items, progress } = await seenReview(sato, id);
      expect(progress).toMatchObject({ all: items.length, left: items.length });
      const { markup } = await page(sato, checked(id));
      expect(/<h1[^>]*>([^<]*)/.exec(markup)?.[1]).toBe(`${items.length}項目中0項目を確認しました。残り${items.length}項目`);
      expect([...markup.matchAll(/action="[^"]*\/findings"/g)]).toHaveLength(items.length);
      for (const by of [hanako, misaki]) {
        for (const path of [checked(id), `/api/v1/applications/${id}/item-findings`, `/api/v1/applications/${id}/standard`])
          expect([path, (await by.fetch(path)).status]).toEqual([path, 403]);
      }
    });
    it('D-6.2-1 a finding made without JavaScript leads to the next item that is left; it is read back with who and when', async () => {
      const id = await underReview(server.store);
      const { items } = await seenReview(sato, id);
      const form = formIn((await page(sato, `${checked(id)}?show=left`)).markup, '/findings');
      expect(form.fields.get('item')).toBe(items[0]?.item);
      const sent = await send(sato, form, { finding: 'to-improve', words: '日付を書いてください。' });
      expect(sent.status).toBe(303);
      expect(sent.headers.get('location')).toBe(`${checked(id)}?show=left#item-${items[1]?.item}`);
      expect((await send(sato, form, { finding: 'to-improve', words: '日付を書いてください。' })).status).toBe(303);
      expect((await seenReview(suzuki, id)).items[0]).toMatchObject({
        status: 'to-improve',
        words: '日付を書いてください。',
        by: 'demo-sato',
        base: 1,
      });
      const { markup } = await page(suzuki, `${checked(id)}?show=to-improve`);
      expect(textOf(markup)).toContain('日付を書いてください。');
      expect(textOf(markup)).toContain('事務 佐藤');
      expect([...markup.matchAll(/id="item-([^"]*)-title"/g)].map((each) => each[1])).toEqual([items[0]?.item]);
    });
    it('D-6.2-1 what is to be improved needs words, and an unknown item is refused', async () => {
      const id = await underReview(server.store);
      const form = formIn((await page(sato, checked(id))).markup, '/findings');
      const empty = await send(sato, form, { finding: 'to-improve', words: ' ' });
      expect(empty.status).toBe(422);
      expect(textOf(await empty.text())).toContain('改善が必要な点を記入してください');
      const change = { item: 'Z9-99', finding: 'in-order', base: 0, content: '' };
      expect((await sato.send('PUT', `/api/v1/applications/${id}/item-findings`, { changes: [change] })).status).toBe(422);
      expect((await seenReview(sato, id)).progress.done).toBe(0);
    });
    it('D-6.2-1 two officers at one item: the second is told, nothing is written over, and the typed words come back', async () => {
      const id = await underReview(server.store);
      const form = formIn((await page(suzuki, checked(id))).markup, '/findings');
      const item = form.fields.get('item') ?? '';
      expect((await find(sato, id, { [item]: '佐藤の所見' })).status).toBe(200);
      const late = await send(suzuki, form, { finding: 'to-improve', words: '鈴木の所見' });
      const markup = await late.text();
      expect(late.status).toBe(412);
      expect(markup).toContain('鈴木の所見');
      expect(textOf(markup)).toContain('ほかの担当者が先に所見を記録しました');
      expect((await seenReview(sato, id)).items[0]).toMatchObject({ words: '佐藤の所見', by: 'demo-sato' });
      const [both] = await Promise.all([seenReview(sato, id)]);
      const race = await Promise.all([find(sato, id, { [item]: 'あ' }, both), find(suzuki, id, { [item]: 'い' }, both)]);
      expect(race.map((each) => each.status).sort()).toEqual([200, 412]);
    });
    it('D-6.2-1 a question on an item is asked from there; its talk stands at the item, and its answer comes back into the record', async () => {
      const id = await underReview(server.store);
      const { items } = await seenReview(sato, id);
      const item = items[3]?.item ?? '';
      const link =
        new RegExp(`href="([^"]*opens=question&amp;about=${item}[^"]*)"`).exec((await page(sato, checked(id))).markup)?.[1] ?? '';
      const form = await fillForm(sato, link.replaceAll('&amp;', '&'), 'opens=question', { question: '承認の日はいつですか。' });
      expect((await send(sato, form)).status).toBe(303);
      expect((await seenReview(sato, id)).items[3]).toMatchObject({ status: 'asked' });
      const [thread] = (await seen(hanako, id)).threads.filter((each) => each.kind === 'question');
      await moved(hanako, id, 'answer', { answer: '4月1日です。' }, { thread: thread?.id ?? '' });
      const { markup } = await page(sato, `${checked(id)}?show=asked`);
      const box = markup.slice(markup.indexOf(`id="item-${item}"`)).split('class="review-item"')[0];
      for (const said of ['承認の日はいつですか。', '4月1日です。', '回答あり']) expect(textOf(box ?? '')).toContain(said);
      expect((await move(sato, id, 'completeReview', { finding: '可' })).status).toBe(409);
    });
    it('D-6.2-1 completing freezes what was found into the record; afterwards nothing is found any more, and a restart changes nothing', async () => {
      const id = await reviewed({ 'A1-01': '日付を書いてください。' });
      const review = await seenReview(suzuki, id);
      expect(review).toMatchObject({ open: false, progress: { toImprove: 1, left: 0 } });
      const events = await server.store.read(`application:${id}`);
      const completed = events.find((event) => event.type === 'DocumentReviewCompleted');
      expect(completed?.data.findings).toBe(review.frozen);
      const kept = await server.store.db
        .selectFrom('documents')
        .selectAll()
        .where('hash', '=', review.frozen ?? '')
        .executeTakeFirst();
      expect(JSON.parse(kept?.content ?? '{}').findings).toHaveLength(review.progress.all);
      expect((await find(sato, id, { 'A1-01': '後から' })).status).toBe(409);
      expect((await page(sato, checked(id))).markup).not.toContain('/findings"');
    });
    it('D-6.2-1 an office that does not work for the scheme, and a token without writing, find nothing', async () => {
      const id = await underReview(server.store);
      expect((await misaki.send('PUT', `/api/v1/applications/${id}/item-findings`, { changes: [] })).status).toBe(422);
      const change = { item: 'A1-01', finding: 'in-order', base: 0, content: '' };
      expect((await hanako.send('PUT', `/api/v1/applications/${id}/item-findings`, { changes: [change] })).status).toBe(403);
    });
  });

  describe('evidence beside the claim', () => {
    it('D-6.2-1 what was handed over is opened from the item; its name is not a link for what is not there', async () => {
      const uploaded = await hanako.send('POST', '/api/v1/evidence', formWith({}, { name: '規程集.txt', content: '規程の中身' }));
      const { files } = (await uploaded.json()) as { files: readonly { id: string }[] };
      const file = files[0]?.id ?? '';
      const id = await underReview(server.store, {}, file);
      const { markup } = await page(sato, checked(id));
      const address = new RegExp(`href="([^"]*${file}[^"]*)"`).exec(markup)?.[1] ?? '';
      expect(markup).toContain('規程集.txt');
      expect(await (await sato.fetch(address)).text()).toBe('規程の中身');
      expect([403, 404]).toContain((await misaki.fetch(address)).status);
    });
  });

  describe('the decision', () => {
    it('D-5.2-1 D-5.2-3 the computed standard is shown before it: what is not met, “not done” accepted, the five, and the findings with their hash', async () => {
      const id = await reviewed(
        { 'B1-01': '正式な名称を書いてください。' },
        { ...blank('A2-04', 'not-disclosed'), ...blank('A2-05', 'not-done') },
      );
      const shown = await words(suzuki, `${checked(id)}/decide`);
      expect(shown).toContain('満たしていない項目があります D-5.2-1');
      expect(shown).toMatch(/実施が条件の項目 5項目中5項目/);
      expect(shown).toMatch(/「実施なし」の開示として認めた項目 A2-05 /);
      expect(shown).toContain('必須項目A2-04「事業所」が開示されていません。');
      expect(shown).toContain((await seenReview(suzuki, id)).frozen ?? 'none');
      expect(shown).toContain('正式な名称を書いてください。');
      const standard = await json(await suzuki.fetch(`/api/v1/applications/${id}/standard`));
      expect(standard).toMatchObject({ met: false, clauses: { met: 'D-5.2-1', optional: 'D-5.2-2', notDone: 'D-5.2-3' } });
      expect(standard.items.filter((each) => each.standing === 'below')).toMatchObject([{ item: 'A2-04' }]);
      const response = await move(suzuki, id, 'certify');
      expect([response.status, (await json(response)).clause]).toEqual([422, 'D-5.2-1']);
    });
    it('D-5.2-2 an optional item never counts, and the page says so; found in need of improvement it still does not stop the certification', async () => {
      const id = await underReview(server.store);
      const { items } = await seenReview(sato, id);
      const optional = items.find((each) => each.weight === 'optional')?.item ?? '';
      const all = Object.fromEntries(items.map(({ item }) => [item, item === optional ? '書いてください。' : '']));
      expect((await find(sato, id, all)).status).toBe(200);
      await moved(sato, id, 'completeReview', { finding: '可' });
      const shown = await words(suzuki, `${checked(id)}/decide`);
      expect(shown).toContain('判断の結果には影響しません。 D-5.2-2');
      expect(shown).toContain('(選択項目。判断には影響しません)');
      await moved(suzuki, id, 'certify');
      expect((await seen(suzuki, id)).state.id).toBe('certified');
    });
    it('D-5.2-1 a mandatory item that the review found in need of improvement stops the certification', async () => {
      const id = await reviewed({ 'A2-01': '正式名称を書いてください。' });
      const response = await move(suzuki, id, 'certify');
      expect([response.status, (await json(response)).code]).toEqual([422, 'to-improve']);
    });
    it('D-5.2-1 the same person reviewing and deciding under two memberships is refused', async () => {
      const id = await reviewed();
      await server.store.transaction(async (tx) => {
        const other = {
          id: `other-office-${name}`,
          nameJa: '別の事務局(見本)',
          nameEn: 'Another office',
          kind: 'office',
          corporateNumber: null,
        } as const;
        await foundOrganisation(tx, other, systemActor);
        await join(tx, 'demo-sato', other.id, 'officer', null, systemActor);
      });
      const secret = await openSession(server, 'demo-sato', `other-office-${name}`);
      const { version, hash } = await seen(suzuki, id);
      const decide = (move: string, input = {}) =>
        fetch(`${server.address}/api/v1/applications/${id}/moves/${move}`, {
          method: 'POST',
          headers: {
            cookie: `akashi=${secret}`,
            'x-akashi-csrf': csrfToken(secret),
            'idempotency-key': `two-memberships-${move}`,
            'content-type': 'application/json',
            'if-match': `"${version}"`,
          },
          body: JSON.stringify({ input, hash }),
        });
      for (const [row, input] of [
        ['certify', {}],
        ['refuse', { because: 'standard', improvements: [{ item: 'A1-01', explanation: '—' }] }],
      ] as const) {
        const response = await decide(row, input);
        expect([row, response.status, (await json(response)).code]).toEqual([row, 403, 'same-person']);
      }
      await moved(suzuki, id, 'certify');
    });
    it('D-5.2-1 two decisions at the same moment: one wins', async () => {
      const id = await reviewed();
      const takahashi = await server.as('demo-takahashi');
      const at = await seen(suzuki, id);
      const refusal = { because: 'standard', improvements: [{ item: 'A1-01', explanation: '日付' }] };
      const both = await Promise.all([move(suzuki, id, 'certify', {}, {}, at), move(takahashi, id, 'refuse', refusal, {}, at)]);
      expect(both.map((each) => each.status).sort()).toEqual([200, 412]);
      const decisions = (await server.store.read(`application:${id}`)).filter((event) =>
        ['ServiceCertified', 'CertificationRefused'].includes(event.type),
      );
      expect(decisions).toHaveLength(1);
    });
    it('D-5.2-1 the decision names the content and the findings that were seen; findings of a later review are others', async () => {
      const id = await reviewed({ 'A1-01': '日付' });
      const first = (await seenReview(suzuki, id)).frozen;
      await moved(suzuki, id, 'reviewAgain', { reason: '確認' });
      expect((await find(sato, id, { 'A1-01': '' })).status).toBe(200);
      await moved(sato, id, 'completeReview', { finding: '可' });
      const second = (await seenReview(suzuki, id)).frozen;
      expect(second).not.toBe(first);
      const { hash } = await seen(suzuki, id);
      await moved(suzuki, id, 'certify');
      const decided = (await server.store.read(`application:${id}`)).at(-1);
      expect(decided?.data).toMatchObject({ seen: hash, findings: second });
      expect(decided?.actor).toMatchObject({ person: 'demo-suzuki' });
    });
  });

  describe('the result', () => {
    it('D-6.5-1 a refusal begins with the items to improve, and its notice explains each of them to the applicant', async () => {
      const id = await reviewed({ 'B1-01': '正式な名称を書いてください。' }, blank('A2-04', 'not-disclosed'));
      const form = formIn((await page(suzuki, `${checked(id)}/decide`)).markup, '/decide/refuse');
      const filled = [...form.fields.values()].join('\n');
      for (const wanted of ['A2-04 事業所', '開示されていません', 'B1-01', '正式な名称を書いてください。'])
        expect(filled).toContain(wanted);
      expect((await page(hanako, `/ja/applications/${id}/result`)).status).toBe(404);
      expect((await send(suzuki, form, { because: 'standard' })).status).toBe(303);
      for (const path of [`/ja/applications/${id}`, `/ja/applications/${id}/result`]) {
        const shown = await words(hanako, path);
        for (const wanted of ['非認定', 'A2-04 事業所', '正式な名称を書いてください。']) expect(shown).toContain(wanted);
      }
      expect(await words(hanako, `/en/applications/${id}/result`)).toContain('Not certified');
      const result = await json(await hanako.fetch(`/api/v1/applications/${id}/result`));
      expect(result).toMatchObject({ outcome: 'refused', clause: 'D-6.5-1', says: { because: 'standard' } });
      expect(result.says.improvements).toHaveLength(2);
      const pdf = await hanako.fetch(`/ja/applications/${id}/result.pdf`);
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      for (const path of [`/ja/applications/${id}/result`, `/ja/applications/${id}/result.pdf`, `/api/v1/applications/${id}/result`])
        expect([path, (await misaki.fetch(path)).status]).toEqual([path, 404]);
    });
    it('D-6.5-1 a certification is notified with its number and its days', async () => {
      const id = await reviewed();
      await moved(suzuki, id, 'certify');
      const result = await json(await hanako.fetch(`/api/v1/applications/${id}/result`));
      expect(result).toMatchObject({ outcome: 'issued', clause: 'D-5.2-1', from: '2026-11-22', until: '2028-11-21' });
      const shown = await words(hanako, `/ja/applications/${id}/result`);
      expect(shown).toContain(result.number);
      expect(shown).toContain('2026年11月22日から2028年11月21日まで');
    });
  });

  describe('the site visit', () => {
    it('D-6.3-1 is asked for, agreed with a day, and reported, in the record that both sides read', async () => {
      const id = await underReview(server.store);
      await moved(sato, id, 'open', { place: '本店', reason: '入退室の確認' }, { opens: 'siteVisit' });
      const thread = { thread: (await seen(sato, id)).threads.find((each) => each.kind === 'siteVisit')?.id ?? '' };
      expect((await move(sato, id, 'completeReview', { finding: '可' })).status).toBe(409);
      await moved(hanako, id, 'agree', { visitOn: '2026-12-01' }, thread);
      await moved(sato, id, 'report', { result: '問題はなかった。' }, thread);
      for (const [by, path] of [
        [sato, checked(id)],
        [hanako, `/ja/applications/${id}`],
      ] as const) {
        const shown = await words(by, path);
        for (const said of ['本店', '入退室の確認', '2026年12月1日', '問題はなかった。', '調査済み'])
          expect([path, shown]).toEqual([path, expect.stringContaining(said)]);
      }
      expect((await move(sato, id, 'report', { result: '再' }, thread)).status).toBe(409);
    });
  });
});
