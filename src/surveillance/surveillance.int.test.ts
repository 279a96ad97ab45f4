import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { attest, labelValues, markAttestation, origin } from '../../test/labelled.ts';
import { type SmtpReceiver, startSmtpReceiver, wordsOf } from '../../test/smtp-receiver.ts';
import { settableClock } from '../io/clock.ts';
import { type MailTransport, smtpTransport } from '../io/mail.ts';
import { foundOrganisation } from '../people/organisations.ts';
import { registerPerson } from '../people/persons.ts';
import { systemActor } from '../people/record.ts';
import { addDays, type Day, day, startOfDay } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { openStore, type Store } from '../store/index.ts';
import { deliver, MOST_TRIES, nextTry } from './deliver.ts';
import { beginLetters, followLetters } from './follow.ts';
import { type MailPayload, payloadOf } from './mail-job.ts';
import { calendarProjection } from './projection.ts';
import { type Surveillance, sweep } from './sweep.ts';

const books = [iotLabel];

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`the daily sweep and the mail on ${engine}`, () => {
    const clock = settableClock();
    let empty: EmptyStore;
    let smtp: SmtpReceiver;
    let transport: MailTransport;
    const at = (on: Day): Day => {
      clock.set(new Date(startOfDay(on) + 9 * 3_600_000));
      return on;
    };
    const surveillance = (store: Store = empty.store): Surveillance => ({ store, books, origin: () => origin, way: 'smtp' });
    const jobs = async (): Promise<readonly MailPayload[]> =>
      (await empty.store.db.selectFrom('jobs').select('payload').orderBy('id').execute()).map(({ payload }) => payloadOf(payload));
    const told = async () =>
      (await empty.store.db.selectFrom('told_days').select(['clock', 'day']).orderBy('day').execute()).map((row) => [row.clock, row.day]);
    const label = () => attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel), organisation: 'maker' });
    /** The server runs every day from one to another. */
    const run = async (from: Day, until: Day) => {
      for (let on = from; on <= until; on = addDays(on, 1)) await sweep(surveillance(), at(on));
    };

    beforeAll(async () => {
      smtp = await startSmtpReceiver();
      transport = smtpTransport({ url: smtp.url, from: 'akashi@office.example' });
    });
    afterAll(async () => {
      transport?.close();
      await smtp?.close();
    });
    beforeEach(async () => {
      at(day('2026-11-22'));
      smtp.mails.length = 0;
      smtp.answer('250 OK');
      empty = await emptyStore(engine, { now: clock.now, projections: [calendarProjection({ books })] });
      await empty.store.transaction(async (tx) => {
        for (const [id, kind] of [
          ['maker', 'applicant'],
          ['other', 'applicant'],
          ['desk', 'office'],
        ] as const)
          await foundOrganisation(tx, { id, nameJa: id, nameEn: id, kind, corporateNumber: null }, systemActor);
        for (const [id, organisation, role, mail] of [
          ['hanako', 'maker', 'responsible', 'hanako@maker.example'],
          ['taro', 'maker', 'editor', null],
          ['misaki', 'other', 'responsible', 'misaki@other.example'],
          ['sato', 'desk', 'officer', 'sato@office.example'],
        ] as const) {
          await registerPerson(tx, id, { issuer: 'urn:test', subject: id, name: id, mail }, systemActor);
          await tx.db
            .insertInto('memberships')
            .values({ person: id, organisation, role, since: tx.now().toISOString(), until: null })
            .execute();
        }
      });
      await sweep(surveillance(), day('2026-11-22'));
    });
    afterEach(() => empty?.remove());

    test('L-3.7-6 the holder is reminded 120, 60, 30 and 7 days before the last day, each once; who has no address is not written to', async () => {
      await label();
      await run(day('2028-07-20'), day('2028-11-25'));
      expect(await told()).toEqual([
        ['expiryReminder', '2028-07-24'],
        ['expiryReminder', '2028-09-22'],
        ['expiryReminder', '2028-10-22'],
        ['expiryReminder', '2028-11-14'],
      ]);
      expect((await jobs()).map(({ person, organisation }) => [person, organisation])).toEqual(Array(4).fill(['hanako', 'maker']));
    });

    test('after a time without a server nothing is missed and nothing told twice', async () => {
      await label();
      await run(day('2028-07-22'), day('2028-07-24'));
      expect(await jobs()).toHaveLength(1);
      expect(await sweep(surveillance(), at(day('2028-11-20')))).toEqual({ days: 3, mails: 3 });
      expect(await sweep(surveillance(), at(day('2028-11-20')))).toEqual({ days: 0, mails: 0 });
      await run(day('2028-11-21'), day('2028-11-24'));
      expect(await jobs()).toHaveLength(4);
    });

    test('what was past already when it became known is not told of; the first sweep of all tells of nothing old', async () => {
      at(day('2028-11-01'));
      await label();
      await run(day('2028-11-01'), day('2028-11-16'));
      expect(await told()).toEqual([['expiryReminder', '2028-11-14']]);
    });

    test('two servers that sweep at the same time, and one that starts again in between, queue each reminder once', async () => {
      for (let n = 0; n < 60; n += 1) await label();
      const other = engine === 'postgresql' ? await openStore(empty.settings) : empty.store;
      try {
        for (const on of ['2028-07-24', '2028-09-22'].map(day)) {
          at(on);
          await Promise.all([empty.store, other, empty.store, other].map((store) => sweep(surveillance(store), on)));
        }
      } finally {
        if (other !== empty.store) await other.close();
      }
      await empty.reopen();
      await run(day('2028-09-22'), day('2028-11-14'));
      const keys = await empty.store.db.selectFrom('jobs').select('key').execute();
      expect(keys).toHaveLength(60 * 4);
      expect(new Set(keys.map(({ key }) => key)).size).toBe(60 * 4);
    });

    test('D-10-2 two servers write the letters about returned documents once, with the days in the calendar; taken up again or erased there is no day left', async () => {
      const stream = 'return:a1:all';
      const offered = {
        ...{ application: 'a1', reference: '2026-00001', scheme: iotLabel.id, organisation: 'maker', part: 'all', end: 'refused' },
        ...{ endedOn: '2026-11-22', clause: 'L-3.7-6', fetchUntil: '2026-12-22', files: [], dossiers: [] },
      };
      const happens = (version: number, type: string, data: JsonObject) =>
        empty.store.transaction(async (tx) => {
          await tx.append(stream, version, [{ type, data, effectiveOn: day('2026-11-22'), editions: {} }], systemActor);
        });
      const days = async () =>
        (await empty.store.db.selectFrom('calendar_days').select(['clock', 'day', 'kind']).orderBy('day').execute()).map(Object.values);
      await beginLetters(surveillance());
      await happens(0, 'DocumentsOffered', offered);
      expect(await days()).toEqual([
        ['return:all:fetch', '2026-12-22', 'due'],
        ['return:all:erase', '2026-12-23', 'job'],
      ]);
      const other = engine === 'postgresql' ? await openStore(empty.settings) : empty.store;
      try {
        await Promise.all([empty.store, other, empty.store, other].map((store) => followLetters(surveillance(store))));
      } finally {
        if (other !== empty.store) await other.close();
      }
      await run(day('2026-12-21'), day('2026-12-23'));
      expect((await jobs()).map(({ person, subject }) => [person, subject.slice(0, 20)])).toEqual([
        ['hanako', '【IoT製品ラベル】書類をお返しします。'],
        ['hanako', '【IoT製品ラベル】返却する書類の取得の'],
      ]);
      await happens(1, 'ReturnCalledOff', { because: 'kept-again' });
      expect(await followLetters(surveillance())).toBe(1);
      expect((await jobs()).at(-1)?.text).toContain('引き続き保管します');
      expect(await days()).toEqual([]);
    });

    test('L-3.7-13 L-3.7-18 an attestation that ended is reminded of no more', async () => {
      const key = await label();
      at(day('2028-08-01'));
      const ended = { row: 'returnLabel', party: 'applicant-responsible', input: {}, to: 'ended' };
      await markAttestation(empty.store, key, '2028-08-01', [{ mark: 'end', kind: 'ceased', on: day('2028-08-01'), ground: 'x' }], ended);
      await run(day('2028-09-20'), day('2028-09-24'));
      expect(await jobs()).toEqual([]);
      expect(await empty.store.db.selectFrom('calendar_days').select('day').execute()).toEqual([]);
    });

    test('the calendar that is built anew from the history is the one that was kept', async () => {
      const key = await label();
      await label();
      at(day('2027-01-10'));
      await markAttestation(empty.store, key, '2027-01-10', [], { row: 'returnLabel', party: 'x', input: {}, to: 'ended' });
      const rows = () => empty.store.db.selectFrom('calendar_days').selectAll().orderBy('stream').orderBy('clock').orderBy('day').execute();
      const before = await rows();
      expect(before.length).toBeGreaterThan(4);
      await empty.store.rebuild(['calendar']);
      expect(await rows()).toEqual(before);
    });

    test('a mail names what, which case, by when and where, in both languages, and nothing of the dossier', async () => {
      const key = await label();
      await run(day('2028-07-24'), day('2028-07-24'));
      expect(await deliver({ store: empty.store, now: clock.now }, transport)).toEqual({ sent: 1, failed: 0 });
      const [mail] = smtp.mails;
      expect(mail).toMatchObject({ from: 'akashi@office.example', to: ['hanako@maker.example'] });
      const { subject, text } = wordsOf(mail ?? { from: '', to: [], raw: '' });
      expect(subject).toBe('【IoT製品ラベル】有効期限が近い AK1-000001-U');
      for (const part of [
        '2028年7月24日',
        '24 July 2028',
        `${origin}/ja/attestations/${key}`,
        `${origin}/en/attestations/${key}`,
        'L-3.7-6',
      ])
        expect(text).toContain(part);
      for (const secret of ['内部', '秘密', 'ゲートウェイ', 'secret', 'internal']) expect(`${subject} ${text}`).not.toContain(secret);
      expect(await deliver({ store: empty.store, now: clock.now }, transport)).toEqual({ sent: 0, failed: 0 });
      expect(smtp.mails).toHaveLength(1);
    });

    test('what the server does not take is tried again later each time, and sent once it does', async () => {
      await label();
      await run(day('2028-07-24'), day('2028-07-24'));
      smtp.answer('451 later');
      const began = clock.now().getTime();
      const tries: number[] = [];
      for (let minute = 0; minute <= 200; minute += 1) {
        // A little later each time: the clock runs on while a mail is tried.
        clock.set(new Date(began + minute * 60_500));
        if ((await deliver({ store: empty.store, now: clock.now }, transport)).failed === 1) tries.push(minute);
      }
      expect(tries).toEqual([0, 1, 6, 36, 156]);
      const [job] = await empty.store.db.selectFrom('jobs').select(['last_error', 'done_at']).execute();
      expect(job).toMatchObject({ last_error: expect.stringContaining('451'), done_at: null });
      smtp.answer('250 OK');
      clock.set(new Date(began + 24 * 3_600_000));
      expect(await deliver({ store: empty.store, now: clock.now }, transport)).toEqual({ sent: 1, failed: 0 });
      expect(smtp.mails).toHaveLength(1);
    });

    test('a mail that is handed over again by a server that died keeps its identity; whoever left gets none', async () => {
      await label();
      await run(day('2028-07-24'), day('2028-07-24'));
      await deliver({ store: empty.store, now: clock.now }, transport);
      await empty.store.db.updateTable('jobs').set({ done_at: null }).execute();
      await deliver({ store: empty.store, now: clock.now }, transport);
      const ids = smtp.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      await empty.store.db.updateTable('jobs').set({ done_at: null }).execute();
      await empty.store.db.updateTable('memberships').set({ until: clock.now().toISOString() }).where('person', '=', 'hanako').execute();
      expect(await deliver({ store: empty.store, now: clock.now }, transport)).toEqual({ sent: 0, failed: 0 });
      expect(smtp.mails).toHaveLength(2);
    });

    test('without a mail server nothing is queued, and nothing old is sent once there is one', async () => {
      await label();
      expect(await sweep({ ...surveillance(), way: 'none' }, at(day('2028-07-24')))).toEqual({ days: 1, mails: 0 });
      await run(day('2028-07-24'), day('2028-08-01'));
      expect(await jobs()).toEqual([]);
    });
  });

test('a mail is tried for more than a week, and then waits for the office', () => {
  let now = new Date('2026-11-22T00:00:00Z');
  for (let tries = 1; tries < MOST_TRIES; tries += 1) now = new Date(nextTry(now, tries));
  expect(now.getTime() - Date.parse('2026-11-22T00:00:00Z')).toBeGreaterThan(7 * 86_400_000);
  expect(nextTry(now, MOST_TRIES)).toMatch(/^9999/);
});
