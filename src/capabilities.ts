import { join } from 'node:path';
import { judges } from '../probes/judges.ts';
import { applicationNavigation, applicationProjection, applicationRoutes, type Engine } from './applications/index.ts';
import { issueOnDecision } from './attestations/index.ts';
import { attestationProjection } from './attestations/list.ts';
import { renewalOnFiling } from './attestations/renewal-on-filing.ts';
import { attestationNavigation, attestationRoutes } from './attestations/routes.ts';
import { committeeNavigation, committeeRoutes, hearingProjection } from './committee/index.ts';
import { deviceCheckRoutes } from './device-checks/index.ts';
import { createDemoDirectory, directoryNavigation, directoryProjection, directoryRoutes } from './directory/index.ts';
import { evidenceRoutes, openLedger } from './evidence/index.ts';
import { type Files, openFolderFiles } from './io/files.ts';
import { smtpTransport } from './io/mail.ts';
import { chargeOnOpening, createDemoIssuers, moneyNavigation, moneyProjection, moneyRoutes } from './money/index.ts';
import { limitTo, may, systemActor } from './people/index.ts';
import { registerNavigation, registerProjection, registerRoutes } from './register/index.ts';
import { returnsNavigation, returnsProjection, returnsRoutes, startErasing } from './returns/index.ts';
import { reviewNavigation, reviewRoutes } from './reviews/index.ts';
import type { Book } from './rules/book.ts';
import { text } from './rules/text.ts';
import { samplingNavigation, samplingRoutes } from './sampling/index.ts';
import type { Capability, ServerDeps } from './serve.ts';
import { calendarProjection, type MailWay, startRounds, surveillanceNavigation, surveillanceRoutes } from './surveillance/index.ts';
import { voiceNavigation, voiceProjection, voiceRoutes } from './voices/index.ts';

/** Who belongs to what; in a demo each office is limited to the schemes named for it, the others work for all. */
const people = (demoOffices: Readonly<Record<string, readonly string[]>>): Capability => ({
  start: async ({ demo, store }) => {
    if (demo) {
      await store.transaction(async (tx) => {
        for (const [office, runs] of Object.entries(demoOffices)) await limitTo(tx, office, runs, systemActor);
      });
    }
    return async () => {};
  },
  navigation: [
    {
      label: text('組織の利用者', 'People'),
      path: '/people',
      shows: (principal) => principal !== undefined && may(principal, 'people.read', { organisation: principal.organisation.id }) === 'yes',
    },
  ],
});

/** How the capabilities of a server are put together, beside the books. */
interface More {
  readonly demoOffices?: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds after which it is looked again for what became due by itself; left out: as often as each kind of work needs in real time. */
  readonly everyMs?: number;
}

/** Everything a server does for the schemes of these books, in the order of its navigation. */
export function capabilitiesFor(books: readonly Book[], more: More = {}): readonly Capability[] {
  const engineOf = (deps: ServerDeps): Engine => ({ store: deps.store, books, clock: deps.clock, newId: deps.newId });
  const register: Capability = {
    navigation: registerNavigation,
    projections: [registerProjection({ books })],
    routes: (app, deps) => registerRoutes(app, { source: deps.store, books, clock: deps.clock, applications: true }),
  };
  const applications: Capability = {
    navigation: applicationNavigation,
    projections: [applicationProjection({ books })],
    routes: (app, deps) => applicationRoutes(app, engineOf(deps)),
  };
  const money: Capability = {
    projections: [moneyProjection({ books })],
    navigation: moneyNavigation,
    reactions: () => [chargeOnOpening({ books })],
    start: async ({ demo, store, clock }) => {
      if (demo) await createDemoIssuers(store, books, clock.today());
      return async () => {};
    },
    routes: (app, deps) => moneyRoutes(app, engineOf(deps), deps.demo),
  };
  const held: HeldFiles = {};
  const committee: Capability = {
    navigation: committeeNavigation,
    projections: [hearingProjection({ books })],
    routes: (app, deps) => committeeRoutes(app, engineOf(deps), filesIn(held)),
  };
  const reviews: Capability = { navigation: reviewNavigation, routes: (app, deps) => reviewRoutes(app, engineOf(deps)) };
  const attestations: Capability = {
    navigation: attestationNavigation,
    projections: [attestationProjection],
    reactions: ({ origin }) => [issueOnDecision({ books, origin }), renewalOnFiling({ books })],
    routes: (app, deps) => attestationRoutes(app, engineOf(deps)),
  };
  const voices: Capability = {
    navigation: voiceNavigation,
    projections: [voiceProjection],
    routes: (app, deps) => voiceRoutes(app, engineOf(deps)),
  };
  return [
    register,
    applications,
    reviews,
    surveillance(books, engineOf, more.everyMs),
    committee,
    money,
    attestations,
    voices,
    { navigation: samplingNavigation(books), routes: (app, deps) => samplingRoutes(app, engineOf(deps)) },
    deviceChecks(engineOf, held),
    directory,
    evidence(engineOf, held),
    returns(books, engineOf, held, more.everyMs),
    people(more.demoOffices ?? {}),
  ];
}

const directory: Capability = {
  navigation: directoryNavigation,
  projections: [directoryProjection],
  start: async ({ demo, store }) => {
    if (demo) await createDemoDirectory(store);
    return async () => {};
  },
  routes: directoryRoutes,
};

/** What will happen and when: the calendar, the daily sweep, the letters and the mail, from the start of the server to its end. */
function surveillance(books: readonly Book[], engineOf: (deps: ServerDeps) => Engine, everyMs?: number): Capability {
  const wayOf = ({ demo, mail }: ServerDeps): MailWay => (demo ? 'outbox' : mail ? 'smtp' : 'none');
  return {
    navigation: surveillanceNavigation,
    projections: [calendarProjection({ books })],
    routes: (app, deps) => surveillanceRoutes(app, engineOf(deps), { way: wayOf(deps), origin: deps.origin }),
    start: async (deps) => {
      const { store, clock, origin, mail } = deps;
      const way = wayOf(deps);
      const transport = way === 'smtp' && mail ? smtpTransport(mail) : undefined;
      const failed = (error: unknown) => deps.warn?.(`surveillance: ${error instanceof Error ? error.message : String(error)}`);
      const stop = await startRounds({ store, books, clock, origin, way, ...(transport ? { transport } : {}) }, failed, everyMs);
      return async () => {
        await stop();
        transport?.close();
      };
    },
  };
}

/** The evidence folder, open from the start of the server to its end. */
interface HeldFiles {
  files?: Files;
}

function filesIn({ files }: HeldFiles): Files {
  if (!files) throw new Error('the evidence folder is not open');
  return files;
}

const deviceChecks = (engineOf: (deps: ServerDeps) => Engine, held: HeldFiles): Capability => ({
  routes: (app, deps) => deviceCheckRoutes(app, engineOf(deps), { files: () => filesIn(held), judges: Object.values(judges) }),
});

/** Begins once the evidence folder is open. */
const returns = (books: readonly Book[], engineOf: (deps: ServerDeps) => Engine, held: HeldFiles, everyMs?: number): Capability => ({
  navigation: returnsNavigation(books),
  projections: [returnsProjection],
  start: async (deps) => {
    const ledger = await openLedger(join(deps.dataDir, 'erasures.jsonl'));
    return startErasing(engineOf(deps), { files: filesIn(held), ledger }, (message) => console.error(message), everyMs);
  },
  routes: (app, deps) => returnsRoutes(app, engineOf(deps), filesIn(held)),
});

function evidence(engineOf: (deps: ServerDeps) => Engine, held: HeldFiles): Capability {
  return {
    start: async (deps) => {
      held.files = await openFolderFiles(join(deps.dataDir, 'files'));
      return async () => {
        delete held.files;
      };
    },
    routes: (app, deps) => evidenceRoutes(app, engineOf(deps), filesIn(held)),
    navigation: [
      { label: text('証跡', 'Evidence'), path: '/evidence', shows: (principal) => principal?.organisation.kind === 'applicant' },
    ],
  };
}
