import { z } from 'zod';

const Version = z.string().regex(/^\d[\w.]{0,30}$/);

/** One published vulnerability of one program. */
export const Advisory = z.strictObject({
  id: z.string().regex(/^[A-Z][\w-]{3,40}$/),
  /** As the services probe names it. */
  product: z.string().min(1).max(60),
  cvss: z.strictObject({ version: z.enum(['2.0', '3.0', '3.1', '4.0']), score: z.number().min(0).max(10) }),
  what: z.strictObject({ ja: z.string().min(1), en: z.string().min(1) }),
  /** Upstream versions, each range closed below, and above closed (`through`) or open (`before`). */
  affected: z
    .array(
      z
        .strictObject({ from: Version.optional(), before: Version.optional(), through: Version.optional() })
        .refine(({ before, through }) => (before === undefined) !== (through === undefined), 'one of before and through'),
    )
    .min(1),
  source: z.url({ protocol: /^https$/ }),
});
export type Advisory = z.infer<typeof Advisory>;

/** A list of advisories: the one that comes with the probe, or one of the user's own. */
export const AdvisoryList = z.strictObject({
  /** The day up to which it was put together. */
  asOf: z.iso.date(),
  /** Programs for which whoever made it looked up everything that was published: only of these does it say that nothing is known. */
  covers: z.array(z.string().min(1).max(60)).max(500).default([]),
  advisories: z.array(Advisory).max(5_000),
});
export type AdvisoryList = z.infer<typeof AdvisoryList>;
