import type { ExampleDossier } from '../../examples/example.ts';
import { ApiRefused, type Caller, caller, fill, move, withEvidence } from './api-client.ts';
import { tokenAs } from './demo-sign-in.ts';

/** Those who take part in a case, each with a token of their own. */
export interface Cast {
  readonly responsible: Caller;
  readonly acceptor: Caller;
  readonly issuer: Caller;
  readonly government: Caller;
}

/** Signs the demo's people in at a server. */
export async function signInAll(address: string): Promise<Cast> {
  const as = async (person: Parameters<typeof tokenAs>[1]) => caller(address, await tokenAs(address, person));
  return {
    responsible: await as('demo-hanako'),
    acceptor: await as('demo-sato'),
    issuer: await as('demo-suzuki'),
    government: await as('demo-yamada'),
  };
}

/** Opens an application by the scope answers of an example; gives its id. */
export async function openCase(by: Caller, example: ExampleDossier): Promise<string> {
  const { scheme, level, scope } = example;
  return (await by.send<{ id: string }>('POST', '/api/v1/applications', { scheme, level, scope })).id;
}

/** Fills a dossier and tries to submit it; gives the refusal with every finding when the form is not clean. */
export async function submit(
  by: Caller,
  id: string,
  example: ExampleDossier,
  evidence: ReadonlyMap<string, string>,
): Promise<'submitted' | ApiRefused> {
  await fill(by, id, withEvidence(example.values, evidence));
  try {
    await move(by, id, 'submit');
    return 'submitted';
  } catch (error) {
    if (error instanceof ApiRefused) return error;
    throw error;
  }
}

/** What a case owes, as the office sees it. */
interface Owed {
  readonly id: string;
  readonly outstanding: number;
  readonly reference: string;
  readonly chargedOn: string;
}

/** The money that a case still owes arrives on the day on which it was charged; the office enters it and assigns it (L-4.1-1). */
export async function payFee(by: Caller, id: string): Promise<void> {
  const charges = await by.get<readonly Owed[]>(`/api/v1/applications/${id}/charges`);
  const owed = charges.find((each) => each.outstanding > 0);
  if (!owed) throw new Error(`case ${id} owes nothing`);
  const arrived = { receivedOn: owed.chargedOn, amount: owed.outstanding, payer: 'ミホンコウギョウ(カ', account: '見本銀行 普通 0000000' };
  const { payment } = await by.send<{ payment: string }>('POST', '/api/v1/payments', { ...arrived, note: owed.reference });
  await by.send('POST', `/api/v1/payments/${payment}/assign`, { charge: owed.id });
}

/** The office accepts the form, books the fee that arrives, and asks the government body. */
export async function acceptAndAsk(by: Caller, id: string): Promise<void> {
  await move(by, id, 'accept');
  await payFee(by, id);
  await move(by, id, 'ask');
}

/** The one inquiry that waits for the government body. */
export interface WaitingInquiry {
  readonly id: string;
  readonly version: number;
  readonly waiting: boolean;
  readonly fields: readonly { readonly path: string; readonly value: unknown }[];
}

/** The sealed inquiry, answered by the body that was asked: it sees no case, only what the question needs. */
export async function answerInquiry(by: Caller, outcome: 'favourable' | 'unfavourable' = 'favourable'): Promise<WaitingInquiry> {
  const inquiries = await by.get<readonly WaitingInquiry[]>('/api/v1/inquiries');
  const inquiry = inquiries.find((each) => each.waiting);
  if (!inquiry) throw new Error('no inquiry waits for the government body');
  const input = outcome === 'favourable' ? { outcome } : { outcome, viewpoint: 'compliance', note: '見本の回答' };
  await by.send('POST', `/api/v1/inquiries/${inquiry.id}/moves/conclude`, { input }, { 'if-match': `"${inquiry.version}"` });
  return inquiry;
}

/** A row of the public register. */
export interface ListedLabel {
  readonly key: string;
  readonly number: string;
  readonly address: string;
  readonly status: { readonly id: string };
  readonly models: readonly string[];
}

/** The label as anyone finds it in the public register by the product's name. */
export async function labelInRegister(address: string, product: string): Promise<ListedLabel> {
  const response = await fetch(`${address}/api/v1/attestations?q=${encodeURIComponent(product)}`);
  const { items } = (await response.json()) as { items: readonly ListedLabel[] };
  const [label] = items;
  if (!label) throw new Error(`no label for ${product} in the register`);
  return label;
}
