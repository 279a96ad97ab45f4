import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import { assertMay } from '../people/index.ts';
import { addDays, type Day, isDay } from '../rules/day.ts';
import { api, principalOf, refusals } from '../web/api.ts';
import { DAY_KINDS } from './calendar-days.ts';
import { readCourse } from './course.ts';
import { type Ahead, aheadFor } from './list.ts';
import { outbox } from './outbox.ts';
import { kindWords } from './words.ts';

const Words = z.object({ ja: z.string(), en: z.string() });
const OneDay = z.object({
  on: z.string(),
  kind: z.enum(DAY_KINDS),
  kindWords: Words,
  label: Words,
  clause: z.string(),
  clock: z.string(),
  tells: z.string().nullable(),
  overdue: z.boolean(),
});
const DayAbout = OneDay.extend({
  scheme: z.string(),
  reference: z.string(),
  title: Words,
  application: z.string().optional(),
  attestation: z.string().optional(),
});
const Asked = z
  .string()
  .refine(isDay, 'YYYY-MM-DD')
  .transform((spelling) => spelling as Day);

const json = (row: Ahead): z.output<typeof OneDay> => ({
  ...{
    on: row.day,
    kind: row.kind,
    kindWords: kindWords[row.kind],
    label: row.label,
    clause: row.clause,
    clock: row.clock,
    tells: row.tells,
  },
  overdue: row.isOverdue,
});

const about = (row: Ahead): z.output<typeof DayAbout> => {
  const [kind = '', id = ''] = [row.stream.slice(0, row.stream.indexOf(':')), row.stream.slice(row.stream.indexOf(':') + 1)];
  return { ...json(row), scheme: row.scheme, reference: row.reference, title: row.title, [kind]: id };
};

/** What will happen, and when, for programs: of one case or attestation, and of all that the caller sees; and the mail about it. */
export function surveillanceApi(app: FastifyInstance, engine: Engine): void {
  for (const [kind, folder] of [
    ['application', 'applications'],
    ['attestation', 'attestations'],
  ] as const)
    api(app).get(
      `/api/v1/${folder}/:id/ahead`,
      {
        schema: {
          summary: `What will happen to one ${kind}, and when: every clock of the rule book with its clause, kind and whose turn it is`,
          params: z.object({ id: z.string().max(100) }),
          response: { 200: z.array(OneDay), ...refusals },
        },
      },
      async (request) => {
        const { days } = await readCourse(engine, await principalOf(request), `${kind}:${request.params.id}`);
        return days.map(json);
      },
    );
  const query = z.object({
    from: Asked.optional(),
    until: Asked.optional(),
    scheme: z.string().max(100).optional(),
    kind: z.enum(DAY_KINDS).optional(),
  });
  api(app).get(
    '/api/v1/ahead',
    {
      schema: {
        summary:
          'The calendar of the caller: of an office all that it runs, of an applicant its own; the next 31 days when no days are named',
        querystring: query,
        response: { 200: z.array(DayAbout), ...refusals },
      },
    },
    async (request) => {
      const principal = await principalOf(request);
      assertMay(principal, principal.organisation.kind === 'office' ? 'queue.read' : 'application.list');
      const today = engine.clock.today();
      const { from = today, until = addDays(from, 31), scheme, kind } = request.query;
      const filter = { from, until, ...(scheme ? { scheme } : {}), ...(kind ? { kind } : {}) };
      return (await aheadFor(engine, principal, today, filter)).map(about);
    },
  );
  mailApi(app, engine);
}

const Mail = z.object({
  id: z.number().int(),
  to: z.string().describe('Name of whom it is for'),
  organisation: Words,
  subject: z.string(),
  text: z.string(),
  queuedAt: z.string(),
  doneAt: z.string().nullable(),
  error: z.string().nullable(),
  standing: z.enum(['waiting', 'done', 'failing', 'given-up']).describe('done: handed over; in a demo, which sends nothing, written'),
});

/** The mail that was written about the schemes of an office. */
function mailApi(app: FastifyInstance, engine: Engine): void {
  const schema = {
    summary: 'Reminders and letters as they were written (officers): first what is not delivered, then the newest',
    response: { 200: z.array(Mail), ...refusals },
  };
  api(app).get('/api/v1/mail', { schema }, async (request) =>
    (await outbox(engine, await principalOf(request))).map(
      ({ id, to, organisation, subject, text, queuedAt, doneAt, error, standing }) => ({
        ...{ id, to, organisation, subject, text, queuedAt, doneAt, error, standing },
      }),
    ),
  );
}
