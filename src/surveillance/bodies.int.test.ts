import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { origin } from '../../test/labelled.ts';
import { settableClock } from '../io/clock.ts';
import { limitTo } from '../people/index.ts';
import { foundOrganisation } from '../people/organisations.ts';
import { registerPerson } from '../people/persons.ts';
import { systemActor } from '../people/record.ts';
import type { Book } from '../rules/book.ts';
import { type Day, day, startOfDay } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { payloadOf } from './mail-job.ts';
import { calendarProjection } from './projection.ts';
import { sweep } from './sweep.ts';

const committee = iotCloud.threads['committee'];
if (!committee) throw new Error('no committee');
/** The certification with a date until which its committee gives opinions. */
const cloud: Book = {
  ...iotCloud,
  threads: { ...iotCloud.threads, committee: { ...committee, due: { days: 9, counted: 'calendar', clause: 'D-6.4-1' } } },
};
const books = [iotLabel, cloud];

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`reminders to bodies that are asked, on ${engine}`, () => {
    const clock = settableClock();
    let empty: EmptyStore;
    const at = (on: Day): Day => {
      clock.set(new Date(startOfDay(on) + 9 * 3_600_000));
      return on;
    };
    const join = (person: string, organisation: string, role: string, mail: string | null) =>
      empty.store.transaction(async (tx) => {
        await registerPerson(tx, person, { issuer: 'urn:test', subject: person, name: person, mail }, systemActor);
        await tx.db.insertInto('memberships').values({ person, organisation, role, since: tx.now().toISOString(), until: null }).execute();
      });
    const happens = (version: number, data: JsonObject, person = 'sato') =>
      empty.store.transaction(async (tx) => {
        const event = { type: 'Happened', data, effectiveOn: day('2026-11-22'), editions: {} };
        await tx.append('application:a1', version, [event], { person, organisation: 'desk', role: 'x', via: 'session' });
      });
    const opened = async (book: Book, kind: string, input: JsonObject = {}) => {
      await happens(0, { reference: '2026-00001', scheme: book.id, organisation: 'maker', level: '1', state: book.application.initial });
      const to = book.threads[kind]?.initial ?? '';
      await happens(1, { row: 'open', party: 'officer', input, thread: 'thread-1', threadKind: kind, to, due: '2026-12-01' });
    };
    const told = async () => {
      await sweep({ store: empty.store, books, origin: () => origin, way: 'smtp' }, at(day('2026-12-01')));
      return (await empty.store.db.selectFrom('jobs').select('payload').orderBy('id').execute()).map(({ payload }) => payloadOf(payload));
    };

    beforeEach(async () => {
      at(day('2026-11-22'));
      empty = await emptyStore(engine, { now: clock.now, projections: [calendarProjection({ books })] });
      await empty.store.transaction(async (tx) => {
        for (const [id, kind] of [
          ['maker', 'applicant'],
          ['desk', 'office'],
          ['ministry', 'government'],
          ['agency', 'government'],
          ['elders', 'committee'],
        ] as const)
          await foundOrganisation(tx, { id, nameJa: id, nameEn: id, kind, corporateNumber: null }, systemActor);
      });
      await join('hanako', 'maker', 'responsible', 'hanako@maker.example');
      await join('sato', 'desk', 'officer', 'sato@office.example');
      await sweep({ store: empty.store, books, origin: () => origin, way: 'smtp' }, day('2026-11-22'));
    });
    afterEach(() => empty?.remove());

    test('L-3.5-4 the due date of a government inquiry is told to the people of the bodies that answer for the scheme, without the case', async () => {
      await join('yamada', 'ministry', 'respondent', 'yamada@ministry.example');
      await join('kimura', 'agency', 'respondent', 'kimura@agency.example');
      await empty.store.transaction((tx) => limitTo(tx, 'agency', [cloud.id], systemActor));
      await opened(iotLabel, 'governmentInquiry');
      const [mail, ...more] = await told();
      expect(more).toEqual([]);
      expect(mail).toMatchObject({ person: 'yamada', subject: '【IoT製品ラベル】政府機関照会の期限(2026年12月1日)' });
      expect(mail?.text).toContain(`${origin}/ja/inquiries/thread-1`);
      expect(mail?.text).toContain('By: 1 December 2026');
      expect(mail?.text).not.toMatch(/2026-00001|a1|対象|About/);
    });

    test('L-3.5-4 where nobody of the body can be written to, the office is, and told for whom it is', async () => {
      await join('yamada', 'ministry', 'respondent', null);
      await opened(iotLabel, 'governmentInquiry');
      const [mail, ...more] = await told();
      expect(more).toEqual([]);
      expect(mail).toMatchObject({ person: 'sato', subject: '【IoT製品ラベル】政府機関照会の期限(2026年12月1日) 2026-00001' });
      expect(mail?.text).toContain('宛先: 政府機関(メールを受け取れる人が登録されていないため、事務局にお送りしています');
      expect(mail?.text).toContain('For: Government body. Nobody there can be reached by mail');
      expect(mail?.text).toContain(`${origin}/ja/office/cases/a1`);
    });

    test('D-6.4-1 a committee is told of what is before it, and who recused themselves is not', async () => {
      await join('ichiro', 'elders', 'chair', 'ichiro@elders.example');
      await join('futaba', 'elders', 'member', 'futaba@elders.example');
      await opened(cloud, 'committee', { meetsOn: '2026-11-30' });
      await happens(2, { row: 'recuse', party: 'committee-member', input: {}, thread: 'thread-1', threadKind: 'committee' }, 'futaba');
      const mails = await told();
      expect(mails.map(({ person }) => person)).toEqual(['ichiro']);
      expect(mails[0]?.text).toContain(`${origin}/en/committee/hearings/thread-1`);
      expect(mails[0]?.text).toContain('対象: 2026-00001');
    });

    test('D-6.4-1 when all of the committee recused themselves the office is written to in their place', async () => {
      await join('ichiro', 'elders', 'chair', 'ichiro@elders.example');
      await opened(cloud, 'committee', { meetsOn: '2026-11-30' });
      await happens(2, { row: 'recuse', party: 'committee-member', input: {}, thread: 'thread-1', threadKind: 'committee' }, 'ichiro');
      const mails = await told();
      expect(mails.map(({ person }) => person)).toEqual(['sato']);
      expect(mails[0]?.text).toContain('宛先: 委員会');
    });
  });
