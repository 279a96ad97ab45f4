import { sql } from 'kysely';

/** Any number, the same in every process. Every writing transaction first waits for its shared lock (see first-look.ts). */
export const TURN = 7_424_116;

/** First thing in the swap: waits until the writing transactions that are open have ended, and keeps new ones waiting. */
export const keepWritersOut = sql`pg_advisory_xact_lock(${sql.lit(TURN)})`;
