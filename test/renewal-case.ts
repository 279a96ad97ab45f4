import { connect } from '../examples/iot-cloud/dossiers.ts';
import { iotCloud } from '../schemes/iot-cloud/book.ts';
import { type Caller, fill, move, nextKey, withEvidence } from '../scripts/demo/api-client.ts';
import { examplePapers } from '../scripts/demo/example-papers.ts';
import * as walk from '../scripts/demo/first-certificate-walk.ts';
import { type Day, day } from '../src/rules/day.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { JsonObject } from '../src/rules/json.ts';
import { type BellServer, type Someone, startBellServer } from './bell-server.ts';
import { certify } from './certified.ts';

/** A certification body's server with certified services whose renewal is told; everybody signs in anew on each day. */
export interface RenewalStage {
  readonly server: BellServer;
  readonly evidence: ReadonlyMap<string, string>;
  cast: walk.CertificateCast;
  today: Day;
}

export async function renewalStage(): Promise<RenewalStage> {
  const server = await startBellServer({ books: [iotCloud], now: new Date('2026-11-22T01:00:00Z') });
  try {
    const cast = await walk.signInCast(server.address);
    return { server, cast, today: day('2026-11-22'), evidence: await walk.enterPapers(cast.editor, await examplePapers()) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Noon of a day in Tokyo. */
export async function goTo(stage: RenewalStage, on: string): Promise<void> {
  stage.server.clock.set(new Date(`${on}T03:00:00Z`));
  stage.today = day(on);
  stage.cast = await walk.signInCast(stage.server.address);
}

/** The dossier of the example under another name, with its evidence in the vault. */
export const serviceValues = (stage: RenewalStage, name: string): Values => ({
  ...connect.scope,
  ...withEvidence(connect.values, stage.evidence),
  serviceName: name,
  'B1-01/content': name,
});

/** A service certified on a day as a decision would; gives its key. */
export const certified = (stage: RenewalStage, name: string, on = '2026-11-22'): Promise<string> =>
  certify(stage.server.store, { on, organisation: 'demo-cloud', values: serviceValues(stage, name) });

/** A call answered as it comes. */
export async function ask(by: Someone, method: 'GET' | 'POST', path: string, body?: JsonObject) {
  const response = await (method === 'GET' ? by.fetch(path) : by.send(method, path, body ?? {}));
  return { status: response.status, body: (await response.json()) as JsonObject & { code?: string; clause?: string; detail?: string } };
}

export const renewalPath = (key: string): string => `/api/v1/held-attestations/${key}/renewal`;

/** Opens a renewal; gives its id. */
export async function openRenewal(by: Caller, key: string): Promise<string> {
  return (await by.send<{ id: string }>('POST', renewalPath(key), {}, { 'idempotency-key': nextKey() })).id;
}

/** What a renewal states anew, on top of what it carries over. */
export const STATED: Values = { earlier: 'certified', earlierNumber: 'IP-IoT 0001-2611', markUsedProperly: true };

/** Opened, completed with what is stated anew and what changed, and submitted; gives its id. */
export async function filed(stage: RenewalStage, key: string, changes: Values = {}): Promise<string> {
  const { responsible } = stage.cast;
  const id = await openRenewal(responsible, key);
  await fill(responsible, id, { ...STATED, ...changes });
  await move(responsible, id, 'submit');
  return id;
}

/** From the formal review to the end of the document review, with the fee of a renewal. */
export async function reviewed(stage: RenewalStage, id: string): Promise<void> {
  const { cast, today } = stage;
  await walk.reviewForm(cast, id, today, true);
  await walk.payFee(cast, id, today);
  await walk.startReview(cast, id);
  await walk.reviewItems(cast, id);
  await walk.completeReview(cast, id, '審査を終えた。');
}

/** What anyone reads of a certificate. */
export interface PublicSeen {
  readonly key: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly status: { readonly id: string; readonly since: string };
  readonly product: { readonly ja: string };
}
export const publicly = async (stage: RenewalStage, key: string): Promise<PublicSeen> =>
  (await (await fetch(`${stage.server.address}/api/v1/attestations/${key}`)).json()) as PublicSeen;
export const publicPage = async (stage: RenewalStage, key: string): Promise<string> =>
  (await fetch(`${stage.server.address}/c/${key}`)).text();
