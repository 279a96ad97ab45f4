import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { iotLabel } from '../schemes/iot-label/book.ts';
import { attestationStream } from '../src/attestations/attestation.ts';
import { settableClock } from '../src/io/clock.ts';
import { addDays, type Day, day, lastDayOfYears, startOfDay } from '../src/rules/day.ts';
import type { JsonValue } from '../src/rules/json.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { calendarProjection, type Surveillance, sweep } from '../src/surveillance/index.ts';
import { median, milliseconds, quantile } from './measure.ts';
import { ownPostgresql } from './own-postgresql.ts';

export const name = 'ten-thousand';

const LABELS = Number(process.env['AKASHI_BENCH_TEN_THOUSAND'] ?? 10_000);
const MAKERS = 500;
const FIRST = day('2026-12-01');
const DAYS = 365;
/** The server is stopped and started again every so many days; every third time it then stays down for four. */
const RESTART_EVERY = 30;
const books = [iotLabel];

/**
 * A scheme of 10,000 labels whose last days are spread over a year and a half, swept day by day over a year with
 * restarts in between: milliseconds a day of the sweep, and whether each reminder was written exactly once.
 */
export async function run(): Promise<object> {
  const dataDir = await mkdtemp(join(tmpdir(), 'akashi-ten-thousand-'));
  const pglite = await yearOf({ dataDir });
  await rm(dataDir, { recursive: true, force: true });
  const { url } = await ownPostgresql();
  return { labels: LABELS, days: DAYS, pglite, postgresql: await yearOf({ dataDir: '', databaseUrl: url }) };
}

async function yearOf(where: { readonly dataDir: string; readonly databaseUrl?: string }): Promise<object> {
  const clock = settableClock();
  const at = (on: Day) => clock.set(new Date(startOfDay(on) + 3_600_000));
  at(addDays(FIRST, -1));
  const open = () => openStore({ ...where, now: clock.now, projections: [calendarProjection({ books })], reactions: [] });
  let store = await open();
  const surveillance = (): Surveillance => ({ store, books, origin: () => 'https://akashi.example', way: 'smtp' });
  await people(store);
  const wroteMs = await milliseconds(() => labels(store));
  let mails = (await sweep(surveillance(), addDays(FIRST, -1))).mails;
  const took: number[] = [];
  const caughtUp: number[] = [];
  let restarts = 0;
  for (let n = 0; n < DAYS; n += 1) {
    const on = addDays(FIRST, n);
    at(on);
    const isRestart = n > 0 && n % RESTART_EVERY === 0;
    if (isRestart) {
      await store.close();
      store = await open();
      restarts += 1;
      if (restarts % 3 === 0 && n + 4 < DAYS) {
        n += 4;
        at(addDays(FIRST, n));
      }
    }
    const today = addDays(FIRST, n);
    const ms = await milliseconds(async () => {
      mails += (await sweep(surveillance(), today)).mails;
    });
    (isRestart && restarts % 3 === 0 ? caughtUp : took).push(ms);
  }
  const expected = await remindersDue(store, addDays(FIRST, -2), addDays(FIRST, DAYS - 1));
  const queued = (
    await store.db
      .selectFrom('jobs')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirst()
  )?.count;
  await store.close();
  return {
    ...{ msADay: median(took), p95Ms: quantile(took, 0.95), worstMs: Math.max(...took), caughtUpMs: median(caughtUp), restarts },
    ...{
      reminders: mails,
      queued: Number(queued),
      expected,
      missedOrTwice: expected - Number(queued),
      wroteHistoryMs: Math.round(wroteMs),
    },
  };
}

/** How many mails the year should have: each reminder day of each label, to the one address of its maker. */
async function remindersDue(store: Store, after: Day, until: Day): Promise<number> {
  const row = await store.db
    .selectFrom('calendar_days')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('kind', '=', 'prompt')
    .where('tells', '=', 'applicant')
    .where('day', '>', after)
    .where('day', '<=', until)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function people(store: Store): Promise<void> {
  const created_at = '2026-11-01T00:00:00.000Z';
  const ids = Array.from({ length: MAKERS }, (_, n) => n);
  await store.db
    .insertInto('organisations')
    .values(
      ids.map((n) => ({
        id: `org-${n}`,
        name_ja: `見本${n}`,
        name_en: `Sample ${n}`,
        corporate_number: null,
        kind: 'applicant' as const,
        created_at,
      })),
    )
    .execute();
  await store.db
    .insertInto('persons')
    .values(
      ids.map((n) => ({
        id: `p-${n}`,
        name: `見本 ${n}`,
        issuer: 'urn:bench',
        subject: `p-${n}`,
        mail: `p${n}@maker.example`,
        created_at,
      })),
    )
    .execute();
  await store.db
    .insertInto('memberships')
    .values(ids.map((n) => ({ person: `p-${n}`, organisation: `org-${n}`, role: 'responsible', since: created_at, until: null })))
    .execute();
}

/** Labels issued one a day and more over the years before, so that their last days lie ahead. */
async function labels(store: Store): Promise<void> {
  const actor = { person: 'p', organisation: 'office', role: 'officer', via: 'system' } as const;
  for (let from = 0; from < LABELS; from += 100)
    await store.transaction(async (tx) => {
      for (let n = from; n < Math.min(from + 100, LABELS); n += 1) {
        const first = addDays(FIRST, -700 + (n % 550));
        const period = { from: first, until: lastDayOfYears(first, 2), application: `a-${n}`, edition: 'common/1.1', issuedOn: first };
        const data = {
          ...{ scheme: iotLabel.id, organisation: `org-${n % MAKERS}`, level: '1', state: iotLabel.attestation.initial },
          ...{ number: `AK1-${n}`, period: period as JsonValue, marks: [{ mark: 'period', period }] as JsonValue },
        };
        await tx.append(attestationStream(`AK1-${n}`), 0, [{ type: 'AttestationIssued', data, effectiveOn: first, editions: {} }], actor);
      }
    });
}
