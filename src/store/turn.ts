import { sql } from 'kysely';

/** Any number, the same in every process. */
const TURN = 7_424_116;

/** First thing in every writing transaction: waits while a rebuild swaps tables, before the transaction holds anything. */
export const waitForSwap = sql`pg_advisory_xact_lock_shared(${sql.lit(TURN)})`;

/** First thing in the swap: waits until the writing transactions that are open have ended, and keeps new ones waiting. */
export const keepWritersOut = sql`pg_advisory_xact_lock(${sql.lit(TURN)})`;
