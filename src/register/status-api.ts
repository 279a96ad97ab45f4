import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Day, isDay } from '../rules/day.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { api, Problem } from '../web/api.ts';
import { readEntry } from './list.ts';
import { listedView } from './public-view.ts';
import type { RegisterSite } from './register-site.ts';
import { allowAnyone } from './send-cached.ts';
import { readTyped } from './typed-number.ts';

const Words = z.object({ ja: z.string(), en: z.string() });

/** What an attestation was, is or, as far as is known, will be on a day; before it was issued it was not yet. */
export function statusApi(app: FastifyInstance, site: RegisterSite, today: () => Day): void {
  const schema = {
    summary: 'The status of an attestation on a day, as it is known today; without a day: today',
    security: [],
    params: z.object({ key: z.string().max(300) }),
    querystring: z.object({ on: z.string().optional().describe('Calendar day in Asia/Tokyo, YYYY-MM-DD') }),
    response: {
      200: z.object({
        ...{ key: z.string(), on: z.string(), status: z.string(), word: Words, sentence: Words },
        ...{ since: z.string().optional(), nextChangeOn: z.string().optional() },
      }),
      404: { description: 'Never issued', content: { 'application/problem+json': { schema: Problem } } },
      422: { description: 'Not a day', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
  api(app).get('/api/v1/attestations/:key/status', { schema, logLevel: 'warn' }, async (request, reply) => {
    const on = request.query.on ?? today();
    if (!isDay(on))
      throw new InvalidInput([{ path: 'on', message: text('日付は YYYY-MM-DD で書いてください。', 'Write the day as YYYY-MM-DD.') }]);
    const reading = readTyped(site.books, request.params.key);
    const key = reading.is === 'number' ? reading.key : request.params.key;
    const found = await readEntry(site.source, key, on);
    const book = site.books.find((each) => each.id === found?.entry.scheme);
    if (!found || !book) throw new NotFound(`attestation ${key}`);
    const { status, word, sentence, since, nextChangeOn } = listedView(book, found.entry, on).status;
    allowAnyone(reply).header('cache-control', 'no-cache');
    return {
      ...{ key, on, status, word, sentence },
      // "Not yet" has no first day of its own.
      ...(status === 'not-yet' ? {} : { since }),
      ...(nextChangeOn ? { nextChangeOn } : {}),
    };
  });
}
