import { z } from 'zod';
import { type Day, day, isDay } from '../rules/day.ts';
import { text } from '../rules/text.ts';
import { says, typed } from '../web/fields.ts';
import { DIRECTORY_KINDS } from './directory.ts';

const realDay = says(text('実在する日を YYYY-MM-DD の形で入力してください。', 'Enter an existing day as YYYY-MM-DD.'));
const endNeedsDay = says(text('最後の有効日を入力してください。', 'Enter the last day of validity.'));
const noControls = says(text('制御文字は使えません。', 'Control characters are not possible.'));

/** A calendar day as sent. */
export const SentDay = z
  .string()
  .default('')
  .refine((value) => value !== '', says(text('日を入力してください。', 'Enter a day.')))
  .refine((value) => value === '' || isDay(value), realDay)
  .transform((value): Day => day(value));
const DayOrNone = z
  .string()
  .nullish()
  .refine((value) => value === undefined || value === null || value === '' || isDay(value), realDay)
  .transform((value): Day | null => (value ? day(value) : null));
const line = (max: number) => typed({ min: 1, max }).refine((value) => !/\p{Cc}/u.test(value), noControls);

export const Kind = z.enum(DIRECTORY_KINDS);
const decision = { source: line(300), decidedOn: SentDay };
const identity = { kind: Kind, id: line(50) };
const dated = { from: SentDay, until: DayOrNone, ...decision };

/** An entry as the API is sent it. */
export const SentEntry = z.strictObject({ ...identity, name: z.strictObject({ ja: line(200), en: line(200) }), ...dated });
/** An entry as a form sends it. */
export const TypedEntry = z
  .object({ ...identity, nameJa: line(200), nameEn: line(200), ...dated })
  .transform(({ nameJa, nameEn, ...rest }) => ({ ...rest, name: { ja: nameJa, en: nameEn } }));

/** The end of an entry, as sent by either. */
export const SentEnd = z
  .object({ how: z.enum(['ended', 'mistake']), lastDay: DayOrNone, ...decision })
  .refine((sent) => sent.how === 'mistake' || sent.lastDay !== null, { ...endNeedsDay, path: ['lastDay'] });

/** The address of one entry. */
export const EntryPlace = z.object({ kind: Kind, entry: z.coerce.number().int().min(1).max(1_000_000) });
