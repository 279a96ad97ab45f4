import { z } from 'zod';

const PortNumber = z.number().int().min(1).max(65_535);

/** A page that was fetched without TLS and without signing in. */
const Page = z.strictObject({
  port: PortNumber,
  path: z.string().max(600),
  /** Where the path came from. */
  via: z.enum(['start', 'redirect', 'page', 'declared']),
  /** Absent: no answer, for the reason in `failure`. */
  status: z.number().int().optional(),
  failure: z.string().optional(),
  location: z.string().max(1_000).optional(),
  challenges: z.array(z.string().max(300)).max(8),
  contentType: z.string().optional(),
  /** Its first bytes. */
  body: z.base64().max(48_000),
  /** All of it came. */
  complete: z.boolean(),
});
export type Page = z.infer<typeof Page>;

export const ClearTextShape = z.strictObject({
  pages: z.array(Page).max(160),
  /** What FTP said to a user name without a password. */
  ftp: z.array(z.strictObject({ port: PortNumber, answer: z.base64().max(6_000) })).max(20),
  /** What RTSP said to DESCRIBE without a password, of each path that was asked. */
  rtsp: z.array(z.strictObject({ port: PortNumber, answers: z.array(z.base64().max(6_000)).max(20) })).max(20),
  /** Ports whose pages lead to more than was fetched. */
  cutShort: z.array(PortNumber),
});
export type ClearTextData = z.infer<typeof ClearTextShape>;
