import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bookOf, type Engine, loadCase, namesOf, viewCase } from '../applications/index.ts';
import { heldView, loadHeld } from '../attestations/index.ts';
import { assertMay, may, type Principal, schemesOf, worksFor } from '../people/index.ts';
import type { Text } from '../rules/text.ts';
import { listOf, typed } from '../web/fields.ts';
import { type Attempt, firstShowing } from '../web/form.ts';
import { keyOfForm, multipartForm, readSmallFiles } from '../web/multipart.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type Page } from '../web/visit.ts';
import { moneyApi } from './api.ts';
import { chargeStream } from './charge.ts';
import {
  type Booked,
  confirmCertain,
  confirmMatch,
  loadCharge,
  loadPayment,
  recordPayment,
  releasePayment,
  returnMoney,
  setAside,
  takeUp,
} from './commands.ts';
import { documentRoutes } from './document-routes.ts';
import { importStatement, STATEMENT_LIMITS } from './import-statement.ts';
import { accountLine } from './issuer.ts';
import { charges, issuerOf, issuersOf, setIssuer } from './issuer-settings.ts';
import { listCharges, listPayments } from './list.ts';
import { chargePage } from './pages/charge.ts';
import { moneyDesk } from './pages/desk.ts';
import { issuerPage, issuersPage, recordPage, statementPage } from './pages/forms.ts';
import { owedPage } from './pages/owed.ts';
import { paymentPage } from './pages/payment.ts';
import { paymentStream } from './payment.ts';
import { places } from './places.ts';
import { proposalsFor, queueOf } from './queue.ts';
import { readCharge } from './read-charge.ts';
import { settingsApi, statementFrom } from './settings-api.ts';
import { line, SentDay, SentIssuer, TypedYen } from './shapes.ts';

/** Pages and API of money. Every act of either ends in the same commands. */
export function moneyRoutes(app: FastifyInstance, engine: Engine, demo: boolean): void {
  moneyApi(app, engine);
  settingsApi(app, engine);
  documentRoutes(app, engine, demo);
  owed(app, engine);
  desk(app, engine);
  payments(app, engine);
  entering(app, engine);
  issuers(app, engine);
}

const idOf = (visit: MemberVisit): string => visit.params['id'] ?? '';
const mayKeep = (person: Principal): boolean => may(person, 'money.keep') === 'yes';

function owed(app: FastifyInstance, engine: Engine): void {
  for (const path of ['/applications/:id/charges/:charge', '/attestations/:key/charges/:charge'])
    page(app, path, async (visit) => {
      const charge = await readCharge(engine, visit.principal, visit.params['charge'] ?? '');
      const today = engine.clock.today();
      const view = await engine.store.transaction(async (tx) =>
        charge.attestation
          ? heldView(await loadHeld(engine, tx, charge.attestation.key, visit.principal, 'attestation.read'), visit.principal, today)
          : viewCase(await loadCase(engine, tx, charge.application, visit.principal, 'application.read'), visit.principal, today, []),
      );
      const moves = view.moves.filter(({ place }) => 'thread' in place && place.thread === charge.id);
      return owedPage(visit, { charge, issuer: await issuerOf(engine.store, charge), today, moves });
    });
}

/** The books of schemes that charge and that the person's office works for. */
const charging = (engine: Engine, person: Principal) => engine.books.filter((book) => charges(book) && worksFor(person, book.id));

function desk(app: FastifyInstance, engine: Engine): void {
  page(app, places.desk, async (visit) => {
    const person = visit.principal;
    assertMay(person, 'money.desk');
    const { db } = engine.store;
    const schemes = schemesOf(person);
    const open = await listCharges(db, { state: 'open', ...(schemes ? { schemes } : {}) });
    const issued = await Promise.all(
      charging(engine, person).map(async (book) => ({ book, events: await issuersOf(engine.store, book.id) })),
    );
    return moneyDesk(visit, {
      queue: await queueOf(db, person),
      charges: open,
      aside: await listPayments(db, { office: person.organisation.id, state: 'aside' }),
      names: await namesOf(engine.store, [], [...new Set(open.map((each) => each.organisation))]),
      today: engine.clock.today(),
      missing: issued.filter(({ events }) => events.length === 0).map(({ book }) => book.id),
      mayKeep: mayKeep(person),
    });
  });
  const pairs = z.object({
    pair: listOf(
      z
        .string()
        .max(140)
        .regex(/^[^:]+:[^:]+$/),
    ),
  });
  form(app, places.certain, { fields: pairs }, async (visit, { pair }, key) => {
    if (pair.length === 0) return goTo(visit.to(places.desk));
    const asked = pair.map((each) => ({ payment: each.split(':')[0] ?? '', charge: each.split(':')[1] ?? '' }));
    await confirmCertain(engine, visit.principal, key, asked);
    return goTo(`${visit.to(places.desk)}?done=confirmed`);
  });
  page(app, '/office/money/charges/:id', async (visit) => {
    const person = visit.principal;
    assertMay(person, 'money.desk');
    const { charge } = await loadCharge({ load: engine.store.read }, person, idOf(visit));
    const events = await engine.store.read(chargeStream(charge.id));
    const names = await namesOf(
      engine.store,
      events.map((event) => event.actor.person),
      [charge.organisation],
    );
    const hasIssuer = (await issuerOf(engine.store, charge)) !== undefined;
    return chargePage(visit, { charge, events, names, today: engine.clock.today(), hasIssuer });
  });
}

async function paymentView(engine: Engine, visit: MemberVisit, attempt: Attempt): Promise<Page> {
  const person = visit.principal;
  assertMay(person, 'money.desk');
  const { payment } = await loadPayment({ load: engine.store.read }, person, idOf(visit));
  const events = await engine.store.read(paymentStream(payment.id));
  const schemes = schemesOf(person);
  const open = await listCharges(engine.store.db, { state: 'open', ...(schemes ? { schemes } : {}) });
  const assigned = await Promise.all(
    [...new Set(payment.assigned.map((each) => each.charge))].map(
      async (id) => (await loadCharge({ load: engine.store.read }, person, id)).charge,
    ),
  );
  const [queued] = payment.state === 'open' ? await proposalsFor(engine.store.db, person, [payment]) : [];
  const names: ReadonlyMap<string, Text> = await namesOf(
    engine.store,
    [...new Set(events.map((event) => event.actor.person))],
    [...new Set(open.map((each) => each.organisation))],
  );
  return paymentPage(visit, {
    ...{ payment, line: queued, open, assigned, events, names, attempt },
    ...{ today: engine.clock.today(), mayKeep: mayKeep(person) },
  });
}

function payments(app: FastifyInstance, engine: Engine): void {
  const again = (visit: MemberVisit, attempt: Attempt) => paymentView(engine, visit, attempt);
  const done = (visit: MemberVisit, booked: Booked) =>
    goTo(`${visit.to(places.payment(booked.payment))}?done=${booked.settled ? 'settled' : '1'}`);
  const at = (act: string) => `/office/money/payments/:id/${act}`;
  const reason = line(500);
  page(app, '/office/money/payments/:id', (visit) => paymentView(engine, visit, firstShowing));
  form(app, at('assign'), { fields: z.object({ charge: line(64), amount: TypedYen }), again }, async (visit, asked, key) =>
    done(visit, await confirmMatch(engine, visit.principal, key, idOf(visit), asked)),
  );
  form(app, at('return'), { fields: z.object({ amount: TypedYen, returnedOn: SentDay, reason }), again }, async (visit, asked, key) =>
    done(visit, await returnMoney(engine, visit.principal, key, idOf(visit), asked)),
  );
  form(app, at('release'), { fields: z.object({ charge: line(64), reason }), again }, async (visit, asked, key) =>
    done(visit, await releasePayment(engine, visit.principal, key, idOf(visit), asked)),
  );
  form(app, at('set-aside'), { fields: z.object({ reason }), again }, async (visit, asked, key) =>
    done(visit, await setAside(engine, visit.principal, key, idOf(visit), asked.reason)),
  );
  form(app, at('take-up'), { fields: z.object({ reason }), again }, async (visit, asked, key) =>
    done(visit, await takeUp(engine, visit.principal, key, idOf(visit), asked.reason)),
  );
}

/** The accounts of the schemes that the person's office works for. */
async function accountsOf(engine: Engine, person: Principal): Promise<readonly string[]> {
  const all = await Promise.all(charging(engine, person).map((book) => issuersOf(engine.store, book.id)));
  return [...new Set(all.flatMap((events) => events.map((event) => accountLine(event.data))))];
}

function entering(app: FastifyInstance, engine: Engine): void {
  const record = async (visit: MemberVisit, attempt: Attempt = firstShowing) => {
    assertMay(visit.principal, 'money.keep');
    return recordPage(visit, { attempt, accounts: await accountsOf(engine, visit.principal), today: engine.clock.today() });
  };
  const fields = z.object({
    ...{ receivedOn: SentDay, amount: TypedYen, payer: line(100), note: line(300, 0) },
    ...{ account: line(100, 0), otherAccount: typed({ max: 100 }) },
  });
  page(app, places.record, (visit) => record(visit));
  form(app, places.record, { fields, again: record }, async (visit, { otherAccount, ...asked }, key) => {
    const booked = await recordPayment(engine, visit.principal, key, { ...asked, account: otherAccount || asked.account });
    return goTo(visit.to(places.payment(booked.payment)));
  });
  const statement = async (visit: MemberVisit, attempt: Attempt = firstShowing) => {
    assertMay(visit.principal, 'money.keep');
    return statementPage(visit, { attempt, accounts: await accountsOf(engine, visit.principal), imported: undefined });
  };
  page(app, places.statement, (visit) => statement(visit));
  multipartForm(app, places.statement, {
    read: async (request, visit, check) => {
      assertMay(visit.principal, 'money.keep');
      const { fields: sent, files } = await readSmallFiles(request, STATEMENT_LIMITS, check);
      const other = sent['otherAccount'];
      const chosen = typeof other === 'string' && other.trim() !== '' ? { ...sent, account: other } : sent;
      return importStatement(engine, visit.principal, keyOfForm(visit, sent), statementFrom(chosen, files));
    },
    run: async (visit, imported) =>
      statementPage(visit, { attempt: firstShowing, accounts: await accountsOf(engine, visit.principal), imported }),
    again: statement,
  });
}

function issuers(app: FastifyInstance, engine: Engine): void {
  page(app, places.issuers, async (visit) => {
    assertMay(visit.principal, 'money.desk');
    const books = charging(engine, visit.principal);
    const all = await Promise.all(
      books.map(async (book) => ({ scheme: book.id, name: book.name, issuer: (await issuersOf(engine.store, book.id)).at(-1)?.data })),
    );
    return issuersPage(visit, all);
  });
  const one = async (visit: MemberVisit, attempt: Attempt = firstShowing) => {
    const person = visit.principal;
    const scheme = visit.params['scheme'] ?? '';
    assertMay(person, 'money.desk', { organisation: person.organisation.id, scheme });
    const events = await issuersOf(engine.store, scheme);
    const names = await namesOf(
      engine.store,
      events.map((event) => event.actor.person),
      [],
    );
    const maySet = may(person, 'money.settings') === 'yes';
    return issuerPage(visit, { scheme, name: bookOf(engine, scheme).name, events, names, maySet, attempt });
  };
  page(app, '/office/money/issuers/:scheme', (visit) => one(visit));
  form(app, '/office/money/issuers/:scheme', { fields: SentIssuer, again: one }, async (visit, asked, key) => {
    const scheme = visit.params['scheme'] ?? '';
    await setIssuer(engine, visit.principal, key, scheme, asked);
    return goTo(`${visit.to(places.issuer(scheme))}?done=1`);
  });
}
