import { bookOf, type Engine } from '../applications/index.ts';
import { actorOf, assertMay, type Principal, worksFor } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { corporateCheckDigit } from '../rules/corporate-number.ts';
import type { JsonObject } from '../rules/json.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Actor, Store, StoredEvent } from '../store/index.ts';
import { type ChargeState, chargeStream } from './charge.ts';
import { decideIssuer, type Issuer, type IssuerSet, issuerAt, issuerStream } from './issuer.ts';

/** Does the scheme charge money at all? */
export const charges = (book: Book): boolean => Object.values(book.threads).some((kind) => kind.charges !== undefined);

const issuerEvents = (stored: readonly StoredEvent[]): readonly IssuerSet[] => stored as unknown as readonly IssuerSet[];

/** All settings of a scheme, oldest first. */
export const issuersOf = async (store: Pick<Store, 'read'>, scheme: string): Promise<readonly IssuerSet[]> =>
  issuerEvents(await store.read(issuerStream(scheme)));

/** Sets who issues the invoices of a scheme from now on. Refuses a wrong registration or account number; earlier invoices stay as they were. */
export async function setIssuer(engine: Engine, person: Principal, key: string, scheme: string, asked: Issuer): Promise<Issuer> {
  assertMay(person, 'money.settings');
  if (!worksFor(person, scheme) || !charges(bookOf(engine, scheme))) throw new NotFound(`scheme ${scheme}`);
  const issuer = decideIssuer(asked);
  const request = { command: 'set-issuer', scheme, ...issuer };
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const before = await tx.load(issuerStream(scheme));
    const event = { type: 'IssuerSet', data: { ...issuer } as JsonObject, effectiveOn: engine.clock.today(), editions: {} };
    await tx.append(issuerStream(scheme), before.length, [event], actorOf(person));
    return { ...issuer } as JsonObject;
  });
  return outcome as unknown as Issuer;
}

/** The issuer of a charge's documents; undefined while nobody has set one. */
export async function issuerOf(store: Pick<Store, 'read'>, charge: ChargeState): Promise<Issuer | undefined> {
  const [first] = await store.read(chargeStream(charge.id));
  return issuerAt(await issuersOf(store, charge.scheme), first?.at ?? '');
}

/** The refusal of a document that nobody may invent a number for. */
export const issuerMissing = (charge: ChargeState): RuleRefused =>
  new RuleRefused(
    'issuer-missing',
    charge.clause,
    text(
      '請求書の発行者(登録番号・振込先)がまだ登録されていないため、発行できません。事務局の管理者が「入金」の「請求の発行者」で登録すると発行できます。',
      'Nobody has entered yet who issues invoices (registration number, account), so none can be made. An administrator of the office enters it under Payments, Issuer.',
    ),
  );

const system: Actor = { person: 'system', organisation: 'system', role: 'system', via: 'system' };

/** Settings of a new demo, visibly made up, for each scheme that charges money; does nothing when that was done. */
export async function createDemoIssuers(store: Store, books: readonly Book[], today: IssuerSet['effectiveOn']): Promise<void> {
  for (const book of books.filter(charges)) {
    const base = '000000000009';
    const issuer = decideIssuer({
      name: `${book.office.name.ja.replace('(見本)', '')}(見本)`,
      address: '〒000-0000 見本県見本市見本町0-0-0(架空)',
      contact: '電話 00-0000-0000(架空)',
      registration: `T${corporateCheckDigit(base)}${base}`,
      ...{ bank: '見本銀行(架空)', branch: '見本支店', accountKind: '普通', accountNumber: '0000000', holder: 'ミホン ジムキヨク' },
    });
    await store.command({ principal: 'system', key: `demo-issuer-${book.id}`, request: {} }, async (tx) => {
      const event = { type: 'IssuerSet', data: { ...issuer } as JsonObject, effectiveOn: today, editions: {} };
      await tx.append(issuerStream(book.id), 0, [event], system);
      return {};
    });
  }
}
