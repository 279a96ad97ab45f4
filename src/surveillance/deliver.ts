import type { MailTransport } from '../io/mail.ts';
import type { Job, Store } from '../store/index.ts';
import { MAIL, payloadOf } from './mail-job.ts';

const AT_ONCE = 10;
/** Longer than a server may take to answer for all of them. */
const LEASE_SECONDS = 900;
const MINUTE = 60_000;
/** After the first, second … failure; then, ever after, the last. */
const WAITS = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE);
/** So often it is tried: a little over ten days. Then the office has to say so. */
export const MOST_TRIES = 24;
const NEVER = '9999-12-31T00:00:00.000Z';

export interface Delivered {
  readonly sent: number;
  readonly failed: number;
}

/** Instant of the next try after so many that failed; the office tries again by hand after the last. */
export const nextTry = (now: Date, attempts: number): string =>
  attempts >= MOST_TRIES ? NEVER : new Date(now.getTime() + (WAITS[Math.min(attempts, WAITS.length) - 1] ?? MINUTE)).toISOString();

/**
 * Hands over the mail that is due, each under a lease. What is not taken is tried again, later each time. Whoever has
 * left the organisation, or has no address, is sent nothing. Without a transport (a demo) it only counts as shown.
 */
export async function deliver(
  { store, now }: { readonly store: Store; readonly now: () => Date },
  transport: MailTransport | undefined,
): Promise<Delivered> {
  let sent = 0;
  let failed = 0;
  for (;;) {
    const jobs = await store.takeJobs([MAIL], AT_ONCE, LEASE_SECONDS);
    for (const job of jobs) {
      try {
        if (transport && (await send(store, transport, job))) sent += 1;
        await store.finishJob(job.id);
      } catch (error) {
        failed += 1;
        await store.retryJob(job.id, nextTry(now(), job.attempts), error instanceof Error ? error.message : String(error));
      }
    }
    if (jobs.length < AT_ONCE) return { sent, failed };
  }
}

async function send(store: Store, transport: MailTransport, job: Job): Promise<boolean> {
  const { person, organisation, subject, text } = payloadOf(job.payload);
  const found = await store.db
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .select('p.mail')
    .where('p.id', '=', person)
    .where('m.organisation', '=', organisation)
    .where('m.until', 'is', null)
    .executeTakeFirst();
  if (!found?.mail) return false;
  await transport.send({ id: job.key, to: found.mail, subject, text });
  return true;
}
