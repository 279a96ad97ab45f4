import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import { contentDisposition } from '../io/download.ts';
import { assertMay, type Principal, worksFor } from '../people/index.ts';
import { addDays, type Day, isDay } from '../rules/day.ts';
import { NotFound } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import { principalOf } from '../web/api.ts';
import { languages } from '../web/language.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type NavigationEntry, type Page } from '../web/visit.ts';
import { surveillanceApi } from './api.ts';
import { DAY_KINDS, type DayKind } from './calendar-days.ts';
import { readCourse } from './course.ts';
import { icsOf } from './ics.ts';
import { type Ahead, aheadFor, type CalendarFilter, countsFor } from './list.ts';
import type { MailWay } from './mail-job.ts';
import { firstOf, lastOf, monthFrom, monthOf } from './month.ts';
import { outbox, outboxMail, tryAgain } from './outbox.ts';
import { calendarPage } from './pages/calendar.ts';
import { coursePage } from './pages/course.ts';
import { mailPage, oneMailPage } from './pages/mail.ts';
import { places } from './places.ts';

const isApplicant = (principal: Principal | undefined): boolean => principal?.organisation.kind === 'applicant';
const isOfficer = (principal: Principal | undefined): boolean =>
  principal?.organisation.kind === 'office' && principal.roles.includes('officer');

export const surveillanceNavigation: readonly NavigationEntry[] = [
  { label: text('これから起きること', 'Ahead'), path: places.office, covers: [places.mail, '/office/effort'], shows: isOfficer },
  { label: text('これから起きること', 'Ahead'), path: places.own, shows: isApplicant },
];

/** Days ahead that an exported calendar holds. */
const EXPORTED_DAYS = 400;

/** What will happen, and when: of one case, of all of an applicant, of all that an office runs; and the mail about it. */
export function surveillanceRoutes(
  app: FastifyInstance,
  engine: Engine,
  more: { readonly way: MailWay; readonly origin: () => string },
): void {
  page(app, places.office, (visit) => shown(engine, officer(visit)));
  page(app, places.own, (visit) => shown(engine, applicant(visit)));
  for (const [kind, path] of [
    ['application', '/applications/:id/ahead'],
    ['attestation', '/attestations/:id/ahead'],
  ] as const)
    page(app, path, async (visit) =>
      coursePage(visit, await readCourse(engine, visit.principal, `${kind}:${visit.params['id'] ?? ''}`), engine.clock.today()),
    );
  mail(app, engine, more.way);
  calendars(app, engine, more.origin);
  surveillanceApi(app, engine);
}

/** The office's calendar is the officers'. */
function officer(visit: MemberVisit): MemberVisit {
  assertMay(visit.principal, 'queue.read');
  return visit;
}

function applicant(visit: MemberVisit): MemberVisit {
  assertMay(visit.principal, 'application.list');
  if (!isApplicant(visit.principal)) throw new NotFound(places.own);
  return visit;
}

const kindFrom = (asked: string | undefined): DayKind | '' => DAY_KINDS.find((kind) => kind === asked) ?? '';
const schemeFrom = (engine: Engine, principal: Principal, asked: string | undefined): string =>
  engine.books.find((book) => book.id === asked && worksFor(principal, book.id))?.id ?? '';

const filterOf = (scheme: string, kind: DayKind | ''): CalendarFilter => ({ ...(scheme ? { scheme } : {}), ...(kind ? { kind } : {}) });

async function shown(engine: Engine, visit: MemberVisit): Promise<Page> {
  const { principal, query } = visit;
  const today = engine.clock.today();
  const asked = query['day'];
  const day = isDay(asked) ? asked : undefined;
  const month = day ? monthOf(day) : monthFrom(query['month'], today);
  const scheme = schemeFrom(engine, principal, query['scheme']);
  const kind = kindFrom(query['kind']);
  const filter = filterOf(scheme, kind);
  const [from, until]: [Day, Day] = day ? [day, day] : [month === monthOf(today) ? today : firstOf(month), lastOf(month)];
  const [overdue, rows, counts, soon] = [
    await aheadFor(engine, principal, today, { ...filter, overdueOn: today }),
    await aheadFor(engine, principal, today, { ...filter, from, until }),
    await countsFor(engine, principal, { ...filter, from: firstOf(month), until: lastOf(month) }),
    await countsFor(engine, principal, { ...filter, from: today, until: addDays(today, 7) }),
  ];
  const books = engine.books.filter((book) => worksFor(principal, book.id));
  return calendarPage(visit, {
    ...{ today, month, scheme, kind, books, overdue, rows, counts },
    ...(day ? { day } : {}),
    soon: [...soon.values()].flat().reduce((sum, { count }) => sum + count, 0),
  });
}

function mail(app: FastifyInstance, engine: Engine, way: MailWay): void {
  page(app, places.mail, async (visit) => mailPage(visit, await outbox(engine, visit.principal), way));
  page(app, '/office/mail/:id', async (visit) => {
    const id = Number(visit.params['id']);
    if (!Number.isSafeInteger(id)) throw new NotFound('mail');
    return oneMailPage(visit, await outboxMail(engine, visit.principal, id), way);
  });
  form(app, `${places.mail}/again`, { fields: z.object({}) }, async (visit) => {
    await tryAgain(engine, visit.principal);
    return goTo(visit.to(places.mail));
  });
}

function calendars(app: FastifyInstance, engine: Engine, origin: () => string): void {
  const send = (reply: FastifyReply, principal: Principal, language: Language, rows: readonly Ahead[]) =>
    reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', contentDisposition('attachment', 'akashi.ics'))
      .header('cache-control', 'private, no-store')
      .send(icsOf({ rows, language, origin: origin(), side: principal.organisation.kind, at: engine.clock.now() }));
  for (const language of languages) {
    for (const path of [places.office, places.own])
      app.get(`/${language}${path}.ics`, async (request, reply) => {
        const principal = await principalOf(request);
        assertMay(principal, path === places.office ? 'queue.read' : 'application.list');
        const { scheme, kind } = request.query as { scheme?: string; kind?: string };
        const today = engine.clock.today();
        const filter = filterOf(schemeFrom(engine, principal, scheme), kindFrom(kind));
        const rows = await aheadFor(engine, principal, today, {
          ...{ ...filter, from: addDays(today, -31), until: addDays(today, EXPORTED_DAYS), limit: 5000 },
        });
        return send(reply, principal, language, rows);
      });
    for (const [kind, folder] of [
      ['application', 'applications'],
      ['attestation', 'attestations'],
    ] as const)
      app.get(`/${language}/${folder}/:id/ahead.ics`, async (request, reply) => {
        const principal = await principalOf(request);
        const { id } = request.params as { id: string };
        return send(reply, principal, language, (await readCourse(engine, principal, `${kind}:${id}`)).days);
      });
  }
}
