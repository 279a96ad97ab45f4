import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BellServer, Someone } from '../../test/bell-server.ts';
import {
  acceptedAndAsked,
  answer,
  drafted,
  feePaid,
  fill,
  inquiries,
  move,
  moved,
  seen,
  startLabelServer,
  submitted,
} from '../../test/label-cases.ts';
import { fill as fillForm, formIn, send, textOf } from '../../test/page-form.ts';

const MARKER = '封印標識-7f3a91';
const page = async (by: Someone, path: string) => {
  const response = await by.fetch(path);
  return { status: response.status, markup: await response.text() };
};
const words = async (by: Someone, path: string) => textOf((await page(by, path)).markup);

describe('Office and government body', () => {
  let server: BellServer;
  let hanako: Someone;
  let taro: Someone;
  let misaki: Someone;
  let sato: Someone;
  let suzuki: Someone;
  let yamada: Someone;
  /** A clock that was set ends every session. */
  const signIn = async () => {
    [hanako, taro, misaki, sato, suzuki, yamada] = await Promise.all([
      server.as('demo-hanako'),
      server.as('demo-taro'),
      server.as('demo-misaki'),
      server.as('demo-sato'),
      server.as('demo-suzuki'),
      server.as('demo-yamada'),
    ]);
  };
  beforeAll(async () => {
    server = await startLabelServer();
    await signIn();
  });
  afterAll(() => server?.close());

  const accepted = async () => {
    const id = await submitted(hanako);
    await acceptedAndAsked(sato, id);
    const inquiry = (await inquiries(sato)).find((each) => each.application === id);
    if (!inquiry) throw new Error('nothing was asked');
    return { id, inquiry };
  };
  const answered = async (outcome: 'favourable' | 'unfavourable' = 'favourable') => {
    const both = await accepted();
    const input = outcome === 'favourable' ? { outcome } : { outcome, viewpoint: 'compliance' };
    expect((await answer(yamada, both.inquiry, input)).status).toBe(200);
    return both;
  };

  describe('who may see what', () => {
    test('a matrix of people and pages: only officers see queue, cases and decisions; only office and asked body see inquiries', async () => {
      const { id, inquiry } = await accepted();
      const office = [
        '/ja/office',
        '/ja/office/watch',
        '/ja/office/effort',
        `/ja/office/cases/${id}`,
        `/ja/office/cases/${id}/decide`,
        `/ja/office/cases/${id}/moves/open?opens=question`,
      ];
      const sealed = ['/ja/inquiries', `/ja/inquiries/${inquiry.id}`, '/api/v1/inquiries', `/api/v1/inquiries/${inquiry.id}`];
      const statuses = async (by: Someone, paths: readonly string[]) =>
        Promise.all(paths.map(async (path) => (await by.fetch(path)).status));
      for (const officer of [sato, suzuki]) {
        expect(await statuses(officer, office)).toEqual(office.map(() => 200));
        expect(await statuses(officer, sealed)).toEqual(sealed.map(() => 200));
      }
      for (const applicant of [hanako, taro, misaki]) {
        expect(await statuses(applicant, office)).toEqual(office.map(() => 403));
        expect(await statuses(applicant, sealed)).toEqual(sealed.map(() => 403));
      }
      expect(await statuses(yamada, office)).toEqual(office.map(() => 403));
      expect(await statuses(yamada, sealed)).toEqual(sealed.map(() => 200));
      expect((await fetch(`${server.address}/ja/office`, { redirect: 'manual' })).status).toBe(303);
      expect((await fetch(`${server.address}/api/v1/inquiries`)).status).toBe(401);
    });
    test('what was never submitted is not there for the office', async () => {
      const id = await drafted(hanako);
      for (const path of [`/ja/office/cases/${id}`, `/api/v1/applications/${id}`, `/ja/office/cases/${id}/decide`])
        expect((await sato.fetch(path)).status).toBe(404);
      expect(await words(sato, '/ja/office')).not.toContain(id);
    });
    test('L-3.5-4 the government body reads no case, makes no move of one, and cannot tell whether a case exists', async () => {
      const { id, inquiry } = await accepted();
      const at = await seen(sato, id);
      for (const path of [
        `/api/v1/applications/${id}`,
        `/api/v1/applications/${id}/findings`,
        '/api/v1/applications',
        '/api/v1/applications/00000000-none',
        `/ja/applications/${id}`,
        '/ja/applications/00000000-none',
      ]) {
        expect([path, (await yamada.fetch(path)).status]).toEqual([path, 403]);
      }
      for (const [name, place] of [
        ['accept', {}],
        ['issue', {}],
        ['refuse', {}],
        ['return', {}],
        ['drop', {}],
        ['open', { opens: 'question' }],
        ['conclude', { thread: inquiry.id }],
      ] as const) {
        const response = await move(yamada, id, name, {}, place, at);
        expect([name, response.status]).toEqual([name, 403]);
        const none = await move(yamada, '00000000-none', name, {}, place, at);
        expect(none.status).toBe(403);
      }
      expect((await seen(sato, id)).version).toBe(at.version);
    });
    test('L-3.5-4 the asked body sees only the fields that the question needs', async () => {
      const { id, inquiry } = await accepted();
      const response = await yamada.fetch(`/api/v1/inquiries/${inquiry.id}`);
      const its = (await response.json()) as { fields: { path: string }[]; application?: string };
      const paths = its.fields.map((field) => field.path);
      expect(paths).toContain('manufacturing-countries');
      for (const hidden of ['contact-mail', 'contact-person', 'declarant-name', 'S1.1-01/verdict', 'support-end'])
        expect(paths).not.toContain(hidden);
      expect(its.application).toBeUndefined();
      const { markup } = await page(yamada, `/ja/inquiries/${inquiry.id}`);
      const values = ((await (await hanako.fetch(`/api/v1/applications/${id}`)).json()) as { values: Record<string, unknown> }).values;
      expect(markup).not.toContain(id);
      for (const hidden of ['contact-mail', 'contact-person', 'S1.1-01/reason'])
        expect(textOf(markup)).not.toContain(String(values[hidden]));
      expect(textOf(markup)).toContain(String(values['product-name-ja']));
    });
    test('the office sees evidence by name and place, and no link to its content', async () => {
      const id = await submitted(hanako);
      const { markup } = await page(sato, `/ja/office/cases/${id}`);
      expect(textOf(markup)).toContain('評価報告書.txt');
      expect(markup).not.toContain('/evidence/');
      const { values } = (await (await hanako.fetch(`/api/v1/applications/${id}`)).json()) as {
        values: Record<string, { document: string }[]>;
      };
      const file = values['S1.1-01/evidence']?.[0]?.document ?? '';
      expect(markup).not.toContain(file);
      for (const path of [`/api/v1/evidence/${file}`, `/api/v1/evidence/${file}/content`, `/ja/evidence/${file}`])
        expect([403, 404]).toContain((await sato.fetch(path)).status);
    });
  });

  describe('the form check', () => {
    test('L-3.5-2 the page says first whether the form is in order, and accepting is one act however often it is sent', async () => {
      const id = await submitted(hanako);
      const { markup } = await page(sato, `/ja/office/cases/${id}`);
      expect(/<h1[^>]*>([^<]*)/.exec(markup)?.[1]).toBe('形式に不備はありません');
      const form = formIn(markup, '/moves/accept');
      const [first, second] = await Promise.all([send(sato, form), send(sato, form)]);
      expect([first.status, second.status]).toEqual([303, 303]);
      const { version, threads } = await seen(sato, id);
      expect(threads.map((thread) => thread.kind)).toEqual(['fee']);
      expect((await send(sato, form)).status).toBe(303);
      expect((await seen(sato, id)).version).toBe(version);
    });
    test('L-4.1-1 the government body is asked when the fee has arrived, by nobody before and by no other thread', async () => {
      const id = await submitted(hanako);
      await moved(sato, id, 'accept');
      const { threads } = await seen(sato, id);
      expect((await move(sato, id, 'ask')).status).toBe(409);
      const arrived = { receivedOn: '2026-11-22', amount: 198_000 };
      expect((await move(sato, id, 'confirm', arrived, { thread: threads[0]?.id ?? '' })).status).toBeGreaterThanOrEqual(400);
      await feePaid(sato, id);
      expect((await inquiries(sato)).some((each) => each.application === id)).toBe(false);
      await moved(sato, id, 'ask');
      expect((await inquiries(sato)).filter((each) => each.application === id)).toHaveLength(1);
    });
    test('an approval of other content than what is there is refused, and nothing happens', async () => {
      const id = await submitted(hanako);
      const form = await fillForm(sato, `/ja/office/cases/${id}`, '/moves/accept', { hash: '0'.repeat(64) });
      const response = await send(sato, form);
      expect(response.status).toBe(412);
      expect(textOf(await response.text())).toContain('表示後に内容が変わりました');
      expect((await seen(sato, id)).state.id).toBe('form-check');
    });
    test('a form filled over an older version comes back with what was typed', async () => {
      const id = await submitted(hanako);
      const form = await fillForm(sato, `/ja/office/cases/${id}/moves/open?opens=question&about=S1.1-05`, 'opens=question', {
        question: '公開日はいつですか。',
      });
      expect(form.fields.get('about')).toBe('S1.1-05');
      await moved(suzuki, id, 'open', { question: '別の照会' }, { opens: 'question' });
      const response = await send(sato, form);
      const markup = await response.text();
      expect(response.status).toBe(412);
      expect(markup).toContain('公開日はいつですか。');
      expect(textOf(markup)).toContain('表示した後に、この案件に動きがありました');
    });
    test('L-3.5-2 comments noted at items are collected into the letter of return; others’ are never overwritten', async () => {
      const id = await submitted(hanako);
      const note = async (by: Someone, comment: string) => {
        const { markup } = await page(by, `/ja/office/cases/${id}`);
        const form = formIn(markup, '/comments');
        return send(by, form, { item: 'S1.1-05', comment });
      };
      expect((await note(sato, '公開日を示してください。')).status).toBe(303);
      expect((await note(suzuki, '窓口の記載が足りません。')).status).toBe(303);
      expect((await note(sato, '公開日と版を示してください。')).status).toBe(303);
      const shown = await words(hanako, `/ja/applications/${id}`);
      expect(shown).not.toContain('公開日と版');
      const letter = await words(suzuki, `/ja/office/cases/${id}/return`);
      expect(letter).toContain('公開日と版を示してください。');
      expect(letter).toContain('窓口の記載が足りません。');
      expect(letter).toContain('2026年12月22日');
      const form = await fillForm(suzuki, `/ja/office/cases/${id}/return`, '/return', { reason: '記載の不足があります。' });
      expect(textOf(await (await send(suzuki, form, { step: 'preview' })).text())).toContain('記載の不足があります。');
      expect((await seen(sato, id)).state.id).toBe('form-check');
      const pdf = await suzuki.fetch(`${form.action}/letter.pdf`, {
        method: 'POST',
        body: form.fields.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      expect((await send(suzuki, form)).status).toBe(303);
      expect((await send(suzuki, form)).status).toBe(303);
      const { markup } = await page(sato, `/ja/office/cases/${id}`);
      const address = /href="([^"]*\/letters\/\d+)"/.exec(markup)?.[1] ?? '';
      expect((await sato.fetch(address)).headers.get('content-type')).toBe('application/pdf');
      expect((await hanako.fetch(address)).status).toBe(403);
      expect(await words(sato, `/ja/office/cases/${id}`)).not.toContain('公開日と版を示してください。');
    });
    test('a note at an item that does not exist is refused', async () => {
      const id = await submitted(hanako);
      const form = formIn((await page(sato, `/ja/office/cases/${id}`)).markup, '/comments');
      expect((await send(sato, form, { item: 'S9.9-99', comment: 'x' })).status).toBe(404);
    });
    test('what changed since the last submission stands side by side, in words', async () => {
      const id = await submitted(hanako);
      await moved(sato, id, 'return', { reason: '不足' });
      await fill(hanako, id, { 'product-contact': '新しい窓口 0120-111-222' });
      await moved(hanako, id, 'submit');
      const shown = await words(sato, `/ja/office/cases/${id}`);
      expect(shown).toMatch(/製品の問い合わせ先\s+≠\s+変更\s+\S.*\s+新しい窓口 0120-111-222/);
    });
  });

  describe('the queue', () => {
    test('L-4.5-1 work stands by its kind with due dates; unseen and changed cases are marked for each person', async () => {
      const id = await submitted(hanako, { 'product-name-ja': '待ち行列の製品' });
      const row = async (by: Someone) => {
        const { markup } = await page(by, `/ja/office?q=${encodeURIComponent('待ち行列')}`);
        return textOf(/<tr data-row[\s\S]*?<\/tr>/.exec(markup)?.[0] ?? '');
      };
      expect(await row(sato)).toContain('未読');
      await page(sato, `/ja/office/cases/${id}`);
      expect(await row(sato)).not.toContain('未読');
      expect(await row(suzuki)).toContain('未読');
      await moved(suzuki, id, 'open', { question: '確認します。' }, { opens: 'question' });
      expect(await row(sato)).toContain('更新あり');
      expect(await row(sato)).toContain('2026年12月6日');
      const [thread] = (await seen(sato, id)).threads;
      await moved(hanako, id, 'answer', { answer: 'はい。' }, { thread: thread?.id ?? '' });
      expect(await words(sato, `/ja/office?show=answer&q=${encodeURIComponent('待ち行列')}`)).toContain('申請者への照会:回答あり');
      expect(await words(sato, `/ja/office/cases/${id}`)).toContain('はい。');
    });
    test('L-4.5-1 what is overdue says so by a word, in the queue and in what is ahead', async () => {
      const id = await submitted(misaki, { 'product-name-ja': '期限の製品' });
      await moved(sato, id, 'open', { question: '確認します。' }, { opens: 'question' });
      server.clock.set(new Date('2026-12-07T00:00:00Z'));
      try {
        const late = await server.as('demo-sato');
        expect(await words(late, '/ja/office?show=overdue')).toMatch(/期限の製品.*2026年12月6日\s+期限超過/);
        expect(await words(late, '/ja/office/watch')).toMatch(/2026年12月6日\s+期限超過\s+申請者への照会の期限/);
      } finally {
        server.clock.set(new Date('2026-11-22T00:00:00Z'));
        await signIn();
      }
    });
    test('L-3.4-7 the person-minutes recorded in dossiers are shown per criterion', async () => {
      await submitted(hanako, { 'S1.1-01/minutes': 37 });
      const shown = await words(sato, '/ja/office/effort');
      expect(shown).toMatch(/S1\.1-01 \S+/);
      expect(shown).toContain('中央値');
    });
  });

  describe('the decision', () => {
    test('whoever accepted the form may not issue: said in queue and decision, and refused', async () => {
      const { id } = await answered();
      expect(await words(sato, `/ja/office/cases/${id}/decide`)).toContain('別の担当者が行ってください');
      expect((await page(sato, `/ja/office/cases/${id}/decide`)).markup).not.toContain('/decide/issue"');
      const form = formIn((await page(suzuki, `/ja/office/cases/${id}/decide`)).markup, '/decide/issue');
      const theirs = formIn((await page(sato, `/ja/office/cases/${id}`)).markup, '/comments').fields.get('_csrf') ?? '';
      form.fields.set('_csrf', theirs);
      const refused = await send(sato, form);
      expect(refused.status).toBe(403);
      expect((await seen(sato, id)).state.id).toBe('inquiry');
      expect((await move(sato, id, 'issue')).status).toBe(403);
    });
    test('another officer issues what was seen; a second press is the same act; the period is as shown', async () => {
      const { id } = await answered();
      const { markup } = await page(suzuki, `/ja/office/cases/${id}/decide`);
      const shown = textOf(markup);
      expect(shown).toContain('2026年11月22日');
      expect(shown).toContain('2028年11月21日');
      const { hash } = await seen(suzuki, id);
      expect(shown).toContain(hash);
      const form = formIn(markup, '/decide/issue');
      const both = await Promise.all([send(suzuki, form), send(suzuki, form)]);
      expect(both.map((each) => each.status)).toEqual([303, 303]);
      expect((await seen(suzuki, id)).state.id).toBe('issued');
      const events = await server.store.read(`application:${id}`);
      expect(events.filter((event) => event.type === 'IssueDecided').map((event) => event.data.seen)).toEqual([hash]);
    });
    test('L-3.5-4 no label without a favourable answer; what rests on the inquiry cites its clause and nothing more', async () => {
      const { id } = await answered('unfavourable');
      const form = formIn((await page(suzuki, `/ja/office/cases/${id}/decide`)).markup, '/decide/issue');
      const response = await send(suzuki, form);
      expect(response.status).toBe(422);
      expect(textOf(await response.text())).toContain('制度方針3.5節(L-3.5-4)により、交付できません。');
      expect((await send(suzuki, formIn((await page(suzuki, `/ja/office/cases/${id}/decide`)).markup, '/decide/refuse'))).status).toBe(303);
      expect((await seen(hanako, id)).state.id).toBe('refused');
    });
  });

  describe('the sealed inquiry', () => {
    test('L-3.5-4 an answer is one act, over the inquiry as it was shown, by page and API alike', async () => {
      const { inquiry } = await accepted();
      expect((await answer(yamada, { ...inquiry, version: 7 }, { outcome: 'favourable' })).status).toBe(412);
      expect((await answer(yamada, inquiry, { outcome: 'unfavourable' })).status).toBe(422);
      const same = { 'idempotency-key': 'answer-once-1' };
      expect((await answer(yamada, inquiry, { outcome: 'favourable' }, same)).status).toBe(200);
      expect((await answer(yamada, inquiry, { outcome: 'favourable' }, same)).status).toBe(200);
      expect((await answer(yamada, { ...inquiry, version: 2 }, { outcome: 'favourable' })).status).toBe(409);
      expect((await answer(sato, inquiry, { outcome: 'favourable' })).status).toBe(403);
      expect((await answer(hanako, inquiry, { outcome: 'favourable' })).status).toBe(403);
    });
    test('L-3.5-4 what happens beside an inquiry does not stand in the way of its answer', async () => {
      const { id, inquiry } = await accepted();
      const form = formIn((await page(yamada, `/ja/inquiries/${inquiry.id}`)).markup, '/moves/conclude');
      await moved(sato, id, 'open', { question: '確認します。' }, { opens: 'question' });
      form.fields.set('outcome', 'favourable');
      const both = await Promise.all([send(yamada, form), send(yamada, form)]);
      expect(both.map((each) => each.status)).toEqual([303, 303]);
      expect(await words(yamada, `/ja/inquiries/${inquiry.id}`)).toContain('懸念なし');
    });
    test('L-3.5-4 nothing of an answer is in any page, JSON, event, read model or document that others reach', async () => {
      const { id, inquiry } = await accepted();
      expect((await answer(yamada, inquiry, { outcome: 'unfavourable', viewpoint: 'other', note: MARKER })).status).toBe(200);
      expect(await words(yamada, `/ja/inquiries/${inquiry.id}`)).toContain(MARKER);
      expect(await words(sato, `/ja/inquiries/${inquiry.id}`)).toContain(MARKER);
      const check = async () => {
        for (const applicant of [hanako, taro, misaki]) {
          for (const path of [
            '/ja/applications',
            `/ja/applications/${id}`,
            `/en/applications/${id}`,
            `/ja/applications/${id}/dossier`,
            `/api/v1/applications/${id}`,
            `/api/v1/applications/${id}/findings`,
            '/api/v1/applications',
            `/ja/inquiries/${inquiry.id}`,
            `/api/v1/inquiries/${inquiry.id}`,
          ]) {
            const { markup } = await page(applicant, path);
            expect(markup).not.toContain(MARKER);
            expect(markup).not.toMatch(/unfavourable|懸念あり|demo-yamada|官庁 山田/);
          }
        }
        for (const path of ['/ja/', '/ja/labels', '/api/v1/attestations', '/api/v1/openapi.json'])
          expect(await (await fetch(`${server.address}${path}`)).text()).not.toContain(MARKER);
      };
      await check();
      await moved(suzuki, id, 'refuse');
      await check();
      const { events } = await server.store.feed(undefined, 10_000);
      expect(JSON.stringify(events)).not.toContain(MARKER);
      expect(JSON.stringify(events.filter((event) => event.stream === `application:${id}`))).not.toMatch(/unfavourable|viewpoint/);
      for (const table of [
        'application_list',
        'documents',
        'draft_fields',
        'commands',
        'jobs',
        'register_entries',
        'case_seen',
        'review_comments',
      ] as const) {
        expect([table, JSON.stringify(await server.store.db.selectFrom(table).selectAll().execute()).includes(MARKER)]).toEqual([
          table,
          false,
        ]);
      }
    });
  });
});
