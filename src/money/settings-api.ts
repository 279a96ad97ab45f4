import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import { assertMay } from '../people/index.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { parse } from '../web/fields.ts';
import type { Fields } from '../web/form.ts';
import { readSmallFiles, type SmallFile } from '../web/multipart.ts';
import { importStatement, STATEMENT_LIMITS, type StatementFile } from './import-statement.ts';
import { issuersOf, setIssuer } from './issuer-settings.ts';
import { line, SentIssuer } from './shapes.ts';

const tags = ['money'];
const Scheme = z.object({ scheme: z.string().max(64) });
const IssuerShape = z
  .object({
    ...{ name: z.string(), address: z.string(), contact: z.string(), registration: z.string() },
    ...{ bank: z.string(), branch: z.string(), accountKind: z.string(), accountNumber: z.string(), holder: z.string() },
  })
  .meta({ id: 'InvoiceIssuer' });
const ImportShape = z
  .object({
    statement: z.string(),
    account: z.string(),
    payments: z.array(z.string()).describe('Payments that are new'),
    known: z.number().int().describe('Lines that an earlier import brought already'),
    outgoing: z.number().int(),
    left: z
      .array(z.object({ path: z.string(), message: z.object({ ja: z.string(), en: z.string() }) }))
      .describe('Rows left out, with why'),
  })
  .meta({ id: 'ImportedStatement' });

const StatementFields = z.object({
  account: line(100, 0),
  isPartly: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
  date: line(40, 0),
  amount: line(40, 0),
  payer: line(40, 0),
});

/** A bank statement as a multipart form brings it. */
export function statementFrom(fields: Fields, [file]: readonly SmallFile[]): StatementFile {
  const { account, isPartly, date, amount, payer } = parse(StatementFields, fields);
  if (!file)
    throw new InvalidInput([
      { path: 'file', message: text('入出金明細の CSV ファイルを選んでください。', 'Choose a CSV file of the bank.') },
    ]);
  const columns = { ...(date ? { date } : {}), ...(amount ? { amount } : {}), ...(payer ? { payer } : {}) };
  return { name: file.name, bytes: file.bytes, account, columns, isPartly };
}

/** The API of bank statements and of who issues invoices. */
export function settingsApi(app: FastifyInstance, engine: Engine): void {
  const statement = {
    tags,
    summary:
      'Import a bank statement: multipart/form-data with file (CSV in UTF-8 or Shift_JIS), account, isPartly=yes to leave out rows that cannot be read, and date, amount, payer to name headings',
    response: { 201: ImportShape, ...refusals },
  };
  api(app).post('/api/v1/payments/statements', { schema: statement }, async (request, reply) => {
    const person = await principalOf(request);
    assertMay(person, 'money.keep');
    const key = idempotencyKey(request);
    const { fields, files } = await readSmallFiles(request, STATEMENT_LIMITS);
    const imported = await importStatement(engine, person, key, statementFrom(fields, files));
    return reply.status(201).send({
      ...imported,
      payments: [...imported.payments],
      left: imported.left.map((each) => ({ ...each, message: { ...each.message } })),
    });
  });
  const read = {
    tags,
    summary: 'Who issues the invoices of a scheme and where to pay, as it stands and as it stood; for the office',
    params: Scheme,
    response: {
      200: z.object({ issuer: IssuerShape.nullable(), history: z.array(IssuerShape.extend({ at: z.string(), by: z.string() })) }),
      ...refusals,
    },
  };
  api(app).get('/api/v1/schemes/:scheme/issuer', { schema: read }, async (request) => {
    const person = await principalOf(request);
    assertMay(person, 'money.desk', { organisation: person.organisation.id, scheme: request.params.scheme });
    const events = await issuersOf(engine.store, request.params.scheme);
    return {
      issuer: events.at(-1)?.data ?? null,
      history: events.map(({ at, actor, data }) => ({ ...data, at, by: actor.person })),
    };
  });
  const set = {
    tags,
    summary: 'Set who issues the invoices of a scheme from now on',
    params: Scheme,
    body: SentIssuer,
    response: { 200: IssuerShape, ...refusals },
  };
  api(app).put('/api/v1/schemes/:scheme/issuer', { schema: set }, async (request) =>
    setIssuer(engine, await principalOf(request), idempotencyKey(request), request.params.scheme, request.body),
  );
}
