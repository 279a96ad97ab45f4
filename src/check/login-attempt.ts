import { z } from 'zod';

/**
 * How one attempt to log in ended. `refused`: it said no. `throttled`: it said later (429, 503, 421, a message about a lock). `connection-refused`: there was no
 * connection at all. `dropped`: it hung up without a word. `unclear`: anything else, a wait without an end among it.
 */
export const ATTEMPT_OUTCOMES = ['accepted', 'refused', 'throttled', 'connection-refused', 'dropped', 'unclear'] as const;

/** One attempt. No password, and no text of the device, which could repeat one. */
export const Attempt = z.strictObject({
  outcome: z.enum(ATTEMPT_OUTCOMES),
  /** From sending the password to the answer, or to giving up. */
  milliseconds: z.number().nonnegative(),
  /** From the start of the connection until a password could be sent. */
  openingMilliseconds: z.number().nonnegative(),
  /** In our own words: `HTTP 401`, `FTP 530`, `lock message`. */
  detail: z.string().max(80),
});
export type Attempt = z.infer<typeof Attempt>;

/** Detail of an attempt that was answered with words about a lock or a wait. A page may carry such words at all times: only their coming tells something. */
export const LOCK_MESSAGE = 'lock message';
/** Detail of an attempt whose answer was waited for in vain. */
export const NO_ANSWER_IN_TIME = 'no answer in time';
