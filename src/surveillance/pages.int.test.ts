import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { tennisClub } from '../../schemes/tennis-club/book.ts';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { moved, seen, submitted } from '../../test/label-cases.ts';
import { attest, labelValues } from '../../test/labelled.ts';
import { limitTo, systemActor } from '../people/index.ts';

interface SaidDay {
  readonly on: string;
  readonly kind: string;
  readonly clause: string;
  readonly clock: string;
  readonly tells: string | null;
  readonly overdue: boolean;
  readonly label: { readonly ja: string };
}

const words = async (by: Someone, path: string): Promise<string> => {
  const response = await by.fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
};
const json = async <T>(by: Someone, path: string): Promise<T> => (await (await by.fetch(path)).json()) as T;

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`what will happen, and when, over HTTP on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let misaki: Someone;
    let sato: Someone;

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [iotLabel, tennisClub] });
      [hanako, misaki, sato] = await Promise.all([server.as('demo-hanako'), server.as('demo-misaki'), server.as('demo-sato')]);
    });
    afterAll(() => server?.close());

    /** The mails about a case, as the rounds of the server write them, once there are so many. */
    const mailsAbout = async (id: string, least: number): Promise<readonly string[]> => {
      for (let tries = 0; ; tries += 1) {
        const page = await (await sato.fetch('/ja/office/mail')).text();
        const all = [...page.matchAll(/href="\/ja\/office\/mail\/(\d+)"/g)].map((each) => each[1]);
        const found = (await Promise.all(all.map((each) => words(sato, `/ja/office/mail/${each}`)))).filter((mail) => mail.includes(id));
        if (found.length >= least || tries > 40) return found;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    };

    test('L-3.5-2 L-3.4-14 the applicant is written to when a question is asked and when the form comes back; once, and without its content', async () => {
      const id = await submitted(hanako);
      await moved(sato, id, 'open', { question: '秘密の質問の中身' }, { opens: 'question' });
      const [thread] = (await seen(sato, id)).threads;
      await moved(hanako, id, 'answer', { answer: '秘密の回答' }, { thread: thread?.id ?? '' });
      await moved(sato, id, 'close', {}, { thread: thread?.id ?? '' });
      const back = Object.keys(iotLabel.application.rows).find((row) => iotLabel.application.rows[row]?.to === 'returned') ?? '';
      await moved(sato, id, back, { reason: '秘密の理由' });
      const mails = await mailsAbout(id, 4);
      expect(mails).toHaveLength(4);
      expect(mails.filter((mail) => mail.includes('申請者への照会(回答待ち)')).length).toBe(2);
      expect(mails.filter((mail) => mail.includes('期日: 2026年12月')).length).toBe(4);
      expect(mails.join(' ')).not.toMatch(/秘密の|試験ゲートウェイ/);
      expect(mails.join(' ')).toContain(`/ja/applications/${id}`);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(await mailsAbout(id, 4)).toHaveLength(4);
    });

    test('L-4.1-1 a charged fee is told with its due date; the case shows when it is due, under its clause, and whose turn it is', async () => {
      const id = await submitted(hanako);
      await moved(sato, id, 'accept');
      const mails = await mailsAbout(id, 2);
      expect(mails.filter((mail) => mail.includes('申請手数料(入金待ち)')).length).toBe(2);
      const days = await json<SaidDay[]>(hanako, `/api/v1/applications/${id}/ahead`);
      expect(days).toContainEqual(
        expect.objectContaining({ on: '2026-12-22', kind: 'due', clause: 'L-4.1-1', tells: 'applicant', overdue: false }),
      );
      expect(days).toContainEqual(expect.objectContaining({ clock: 'feeOverdue', on: '2026-12-23', kind: 'prompt' }));
      const page = await words(hanako, `/ja/applications/${id}/ahead`);
      expect(page).toMatch(/2026年12月22日 30日 申請手数料の期限 L-4.1-1 期限 申請者/);
      expect(await words(hanako, `/en/applications/${id}/ahead`)).toMatch(
        /22 December 2026 30 days Application fee is due L-4.1-1 Due date Applicant/,
      );
      expect((await misaki.fetch(`/ja/applications/${id}/ahead`)).status).toBe(404);
      expect((await misaki.fetch(`/api/v1/applications/${id}/ahead`)).status).toBe(404);
      expect((await sato.fetch(`/ja/applications/${id}/ahead`)).status).toBe(200);
    });

    test('L-3.7-6 L-3.7-18 a label shows its reminders and the day from which it reads expired, to its holder and the office only', async () => {
      const key = await attest(server.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel), organisation: 'demo-camera' });
      const days = await json<SaidDay[]>(hanako, `/api/v1/attestations/${key}/ahead`);
      expect(days.map(({ on, kind }) => [on, kind])).toEqual([
        ['2028-07-24', 'prompt'],
        ['2028-09-22', 'prompt'],
        ['2028-10-22', 'prompt'],
        ['2028-11-14', 'prompt'],
        ['2028-11-22', 'truth'],
      ]);
      expect(await words(hanako, `/ja/attestations/${key}/ahead`)).toMatch(/2028年11月22日 731日 .* L-3.7-18 自動的に変わる日 ―/);
      for (const path of [`/ja/attestations/${key}/ahead`, `/api/v1/attestations/${key}/ahead`, `/ja/attestations/${key}/ahead.ics`]) {
        expect([path, (await misaki.fetch(path)).status]).toEqual([path, 403]);
        expect([path, (await sato.fetch(path)).status]).toEqual([path, 200]);
      }
    });

    test('the office has a month with what falls on each day, by kind and by scheme, and a list; overdue stands first', async () => {
      const page = await words(sato, '/ja/office/watch?month=2028-11');
      expect(page).toMatch(/2028年11月14日 お知らせ \d+/);
      expect(await words(sato, '/ja/office/watch?month=2028-11&kind=truth')).not.toContain('2028年11月14日');
      expect(await words(sato, `/ja/office/watch?month=2028-11&scheme=${tennisClub.id}`)).toContain('この月の予定はありません');
      expect(await words(sato, '/en/office/watch?day=2028-11-14')).toContain('Show the whole month');
      expect((await words(sato, '/ja/office/watch?month=9999-99')).includes('2026年11月')).toBe(true);
      expect((await hanako.fetch('/ja/office/watch')).status).toBe(403);
      server.clock.set(new Date('2027-02-01T00:00:00Z'));
      try {
        const late = await server.as('demo-sato');
        const shown = await words(late, '/ja/office/watch');
        expect(shown).toContain('期限を過ぎたものが');
        expect(shown.indexOf('期限を過ぎたもの')).toBeLessThan(shown.indexOf('前の月'));
        expect(shown).toMatch(/2026年12月22日 期限超過 申請手数料の期限 L-4.1-1/);
      } finally {
        server.clock.set(new Date('2026-11-22T00:00:00Z'));
        [hanako, misaki, sato] = await Promise.all([server.as('demo-hanako'), server.as('demo-misaki'), server.as('demo-sato')]);
      }
    });

    test('an applicant has the same for its own; an office that does not run the scheme sees none of it', async () => {
      expect(await words(hanako, '/ja/ahead')).toContain('これから起きること');
      type Row = { reference: string; application?: string; attestation?: string };
      const query = '?from=2026-11-22&until=2029-01-01';
      const own = await json<Row[]>(hanako, `/api/v1/ahead${query}`);
      expect(own.length).toBeGreaterThan(4);
      expect(await json<Row[]>(misaki, `/api/v1/ahead${query}`)).toEqual([]);
      expect((await json<Row[]>(sato, `/api/v1/ahead${query}`)).length).toBeGreaterThanOrEqual(own.length);
      await server.store.transaction((tx) => limitTo(tx, 'demo-office', [tennisClub.id], systemActor));
      try {
        const other = await server.as('demo-sato');
        expect(await json<Row[]>(other, `/api/v1/ahead${query}`)).toEqual([]);
        expect(await words(other, '/ja/office/mail')).toContain('お知らせはまだありません');
        expect(await json(other, '/api/v1/mail')).toEqual([]);
      } finally {
        await server.store.transaction((tx) => limitTo(tx, 'demo-office', [iotLabel.id, tennisClub.id], systemActor));
      }
    });

    test('the office reads over the API what its page of mail shows; nobody else does', async () => {
      const id = await submitted(hanako);
      await moved(sato, id, 'open', { question: '再度の質問' }, { opens: 'question' });
      expect((await mailsAbout(id, 2)).length).toBe(2);
      const mails = await json<readonly { subject: string; text: string; to: string; standing: string }[]>(sato, '/api/v1/mail');
      const about = mails.filter(({ text }) => text.includes(`/ja/applications/${id}`));
      expect(about.map(({ to }) => to).toSorted()).toEqual(['見本 太郎', '見本 花子'].toSorted());
      for (const { subject } of about) expect(await words(sato, '/ja/office/mail')).toContain(subject);
      expect((await hanako.fetch('/api/v1/mail')).status).toBe(403);
      expect((await fetch(`${server.address}/api/v1/mail`)).status).toBe(401);
    });

    test('a calendar program reads it: one all-day entry a day, lines of at most 75 octets, the same identity each time', async () => {
      const response = await sato.fetch('/ja/office/watch.ics');
      expect(response.headers.get('content-type')).toContain('text/calendar');
      const ics = await response.text();
      expect(ics.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
      for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const uids = ics.replaceAll('\r\n ', '').match(/^UID:.*$/gm) ?? [];
      expect(uids.length).toBeGreaterThan(0);
      expect(new Set(uids).size).toBe(uids.length);
      expect(ics).toContain('DTSTART;VALUE=DATE:20261222\r\nDTEND;VALUE=DATE:20261223');
      expect((await hanako.fetch('/ja/ahead.ics')).status).toBe(200);
      expect((await hanako.fetch('/ja/office/watch.ics')).status).toBe(403);
    });

    test('L-3.5-4 nothing of a thread that the applicant may not read is in its calendar or its mail', async () => {
      const hidden = Object.entries(iotLabel.threads).filter(([, kind]) => !kind.readers.includes('applicant'));
      expect(hidden.length).toBeGreaterThan(0);
      const shown = `${await words(hanako, '/ja/ahead')} ${(await json<object[]>(hanako, '/api/v1/ahead?from=2026-01-01&until=2029-01-01')).map((row) => JSON.stringify(row)).join(' ')}`;
      for (const [, kind] of hidden) expect(shown).not.toContain(`${kind.label.ja}の期限`);
    });
  });
