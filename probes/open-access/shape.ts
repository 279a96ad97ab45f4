import { z } from 'zod';
import { Attempt } from '../../src/check/login-attempt.ts';

const Port = z.number().int().min(1).max(65_535);

/** Of a reading no content is kept, which could be personal: its length, its hash, and what it looks like. */
const Body = z.strictObject({
  status: z.number().int(),
  bytes: z.number().int().min(0),
  sha256: z.string(),
  /** A field for a password, or words about signing in or being refused. */
  asksToLogIn: z.boolean(),
  saysDenied: z.boolean(),
  isHtml: z.boolean(),
  /** The part that the profile compares is in it; absent when the profile names none. */
  hasCompared: z.boolean().optional(),
});
/** What was seen of everything that answers without a login. */
export const Shape = z.strictObject({
  readings: z
    .array(
      z.strictObject({
        reading: z.string(),
        /** Without any login. */
        open: z.union([Body, z.strictObject({ failure: z.string().max(40) })]),
        /** The same after logging in, where the login could be made. */
        loggedIn: Body.optional(),
        /** How much of what is shown after logging in is shown without, 0 to 1 by words. */
        alike: z.number().min(0).max(1).optional(),
      }),
    )
    .max(50),
  mqtt: z
    .array(
      z.strictObject({
        port: Port,
        tls: z.boolean(),
        /** Connecting as nobody. */
        attempt: Attempt,
        /** May nobody subscribe to everything? */
        granted: z.boolean().optional(),
        /** Topics of which a message came within the wait, without those of the broker's own state; names only. */
        topics: z.array(z.string().max(200)).max(20).default([]),
        messages: z.number().int().min(0).default(0),
        own: z.number().int().min(0).default(0),
      }),
    )
    .max(20),
  ftp: z
    .array(
      z.strictObject({
        port: Port,
        tls: z.boolean(),
        attempt: Attempt,
        /** Entries of the first folder; absent when it could not be listed. */ entries: z.number().int().min(0).optional(),
      }),
    )
    .max(20),
  snmp: z
    .array(
      z.strictObject({
        port: Port,
        /** It answered SNMPv3 discovery: an agent is there. */
        alive: z.boolean(),
        /** sysDescr as answered to a community; base64. */
        answers: z.array(z.strictObject({ community: z.string(), version: z.enum(['1', '2c']), description: z.base64() })),
      }),
    )
    .max(5),
  rtsp: z
    .array(z.strictObject({ port: Port, answers: z.array(z.strictObject({ path: z.string(), status: z.number().int() })).max(20) }))
    .max(20),
});
export type OpenAccessData = z.infer<typeof Shape>;
