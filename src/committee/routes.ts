import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Engine, editionTitle, inputFrom, moveFields, titleOf } from '../applications/index.ts';
import { contentDisposition } from '../io/download.ts';
import type { Files } from '../io/files.ts';
import { documentPdf } from '../io/render/pdf.ts';
import { zipStream } from '../io/zip-stream.ts';
import { assertMay, may, type Principal } from '../people/index.ts';
import { isDay } from '../rules/day.ts';
import { InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import { principalOf } from '../web/api.ts';
import { languages, spellDay } from '../web/language.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type NavigationEntry, type Page } from '../web/visit.ts';
import { committeeApi } from './api.ts';
import { evidenceArchive } from './evidence-archive.ts';
import { agenda, meetingsOf } from './list.ts';
import { packet } from './packet.ts';
import { agendaPage, meetingsPage } from './pages/agenda.ts';
import { type HearingTried, papersPage } from './pages/papers.ts';
import { places } from './pages/words.ts';
import { moveInHearing, type PutBefore, readHearing } from './put-before.ts';

/** For members, and for the officers who prepare the meetings. */
export const committeeNavigation: readonly NavigationEntry[] = [
  {
    label: text('委員会', 'Committee'),
    path: places.meetings,
    shows: (principal) => principal !== undefined && may(principal, 'hearing.read') === 'yes',
  },
];

/** Meetings, the papers on each case, and what a member says in it: pages and API. */
export function committeeRoutes(app: FastifyInstance, engine: Engine, files: Files): void {
  page(app, places.meetings, async (visit) => {
    const items = await engine.store.transaction((tx) => agenda(engine, tx, visit.principal));
    return meetingsPage(visit, meetingsOf(items, engine.clock.today()), engine.clock.today());
  });
  page(app, '/committee/meetings/:on', async (visit) => {
    const { on } = visit.params;
    if (!isDay(on)) throw new NotFound('meeting');
    const items = await engine.store.transaction((tx) => agenda(engine, tx, visit.principal, on));
    if (items.length === 0) throw new NotFound(`meeting ${on}`);
    return agendaPage(visit, { on, items });
  });
  page(app, '/committee/hearings/:thread', (visit) => shown(engine, visit));
  form(app, '/committee/hearings/:thread/moves/:move', { fields: moveFields }, async (visit, posted, key) => {
    assertMay(visit.principal, 'hearing.act');
    const { thread = '', move = '' } = visit.params;
    const { kind, hearing } = await read(engine, visit.principal, thread).catch((error: unknown) => {
      // The same form sent twice: the first closed the papers to its sender.
      if (error instanceof NotFound) return { kind: undefined, hearing: undefined };
      throw error;
    });
    const asks =
      kind?.rows[move]?.asks ??
      engine.books.flatMap((book) => Object.values(book.threads).flatMap((each) => (each.hearing && each.rows[move]?.asks) || []));
    const input = inputFrom(asks, posted);
    try {
      await moveInHearing(engine, visit.principal, key, thread, { move, input, hash: String(posted['hash'] ?? '') });
    } catch (error) {
      if (error instanceof InvalidInput) return shown(engine, visit, { move, input, problems: error.problems });
      if (error instanceof RuleRefused && error.code !== 'unknown-move')
        return shown(engine, visit, { move, input, problems: [], refusal: error });
      throw error;
    }
    return goTo(visit.to(hearing === undefined || move === hearing.recusal ? places.meetings : places.hearing(thread)));
  });
  downloads(app, engine, files);
  committeeApi(app, engine, {
    papers: (person, thread, language) => papersPdf(engine, person, thread, language, app.akashi.demo),
    archive: (reply, person, thread, language) => sendArchive(engine, files, reply, person, thread, language, app.akashi.demo),
  });
}

const read = (engine: Engine, person: Principal, thread: string): Promise<PutBefore> =>
  engine.store.transaction((tx) => readHearing(engine, tx, person, thread));

const modelOf = (engine: Engine, heard: PutBefore, language: Language, demo: boolean) =>
  packet({ heard, title: titleOf(heard.its), edition: editionTitle(heard.its), on: engine.clock.today(), demo }, language, spellDay);

async function shown(engine: Engine, visit: MemberVisit, tried?: HearingTried): Promise<Page> {
  const heard = await read(engine, visit.principal, visit.params['thread'] ?? '');
  return papersPage(visit, heard, modelOf(engine, heard, visit.language, visit.demo), titleOf(heard.its), tried);
}

async function papersPdf(engine: Engine, person: Principal, thread: string, language: Language, demo: boolean): Promise<Buffer> {
  return documentPdf(modelOf(engine, await read(engine, person, thread), language, demo));
}

async function sendArchive(
  engine: Engine,
  files: Files,
  reply: FastifyReply,
  person: Principal,
  thread: string,
  language: Language,
  demo: boolean,
) {
  const heard = await read(engine, person, thread);
  const papers = { name: 'papers.pdf', bytes: await documentPdf(modelOf(engine, heard, language, demo)) };
  const archive = Readable.from(zipStream(evidenceArchive(engine, files, person, heard, papers)), { objectMode: false });
  return reply
    .type('application/zip')
    .header('content-disposition', contentDisposition('attachment', `${heard.its.subject.reference}.zip`))
    .header('cache-control', 'private, no-store')
    .send(archive);
}

function downloads(app: FastifyInstance, engine: Engine, files: Files): void {
  for (const language of languages) {
    app.get(`/${language}/committee/hearings/:thread/papers.pdf`, async (request, reply) => {
      const { thread } = request.params as { thread: string };
      const pdf = await papersPdf(engine, await principalOf(request), thread, language, app.akashi.demo);
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="papers.pdf"')
        .header('cache-control', 'private, no-store')
        .send(pdf);
    });
    app.get(`/${language}/committee/hearings/:thread/evidence.zip`, async (request, reply) => {
      const { thread } = request.params as { thread: string };
      return sendArchive(engine, files, reply, await principalOf(request), thread, language, app.akashi.demo);
    });
  }
}
