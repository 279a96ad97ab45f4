import { connect, field } from '../examples/iot-cloud/dossiers.ts';
import { books } from '../schemes/index.ts';
import { type Caller, fill, move, moveInThread, openThread, withEvidence } from '../scripts/demo/api-client.ts';
import { examplePapers } from '../scripts/demo/example-papers.ts';
import * as walk from '../scripts/demo/first-certificate-walk.ts';
import { type Day, day } from '../src/rules/day.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { JsonObject } from '../src/rules/json.ts';
import type { CaseJson } from './first-label-case.ts';
import { startWalkServer, type Walker, type WalkServer } from './walk-server.ts';

/** The day on which the stories are told, a Sunday. */
export const today: Day = day('2026-11-22');

/** Somebody else at another provider, who must see nothing. */
const outsiders = { other: 'demo-misaki', government: 'demo-yamada' } as const;
type Part = keyof typeof walk.parts | keyof typeof outsiders;
export type CertificatePeople = Readonly<Record<Part, Walker>>;

/** The parts of the walk as its callers. */
export const castOf = (people: CertificatePeople): walk.CertificateCast =>
  Object.fromEntries(Object.keys(walk.parts).map((part) => [part, people[part as keyof typeof walk.parts].api])) as Record<
    keyof typeof walk.parts,
    Caller
  >;

export async function signIn(server: WalkServer): Promise<CertificatePeople> {
  const people: Partial<Record<Part, Walker>> = {};
  for (const [part, person] of Object.entries({ ...walk.parts, ...outsiders }) as [Part, (typeof walk.parts)[keyof typeof walk.parts]][])
    people[part] = await server.as(person);
  return people as CertificatePeople;
}

/** The case as this person's API tells it. */
export const readCase = (by: Walker, id: string): Promise<CaseJson> => by.api.get<CaseJson>(`/api/v1/applications/${id}`);

/** What a move sends, on exactly what this person sees now. */
export async function moveBody(by: Walker, id: string, name: string, input: JsonObject = {}, place: JsonObject = {}) {
  const { version, hash } = await readCase(by, id);
  return {
    path: `/api/v1/applications/${id}/moves/${name}`,
    init: { body: { input, hash, ...place }, headers: { 'if-match': `"${version}"` } },
  };
}

/** A server with its people and the example's papers in the vault. */
export interface Stage {
  readonly server: WalkServer;
  readonly people: CertificatePeople;
  readonly evidence: ReadonlyMap<string, string>;
}

export async function stage(): Promise<Stage> {
  const server = await startWalkServer(books);
  try {
    const people = await signIn(server);
    return { server, people, evidence: await walk.enterPapers(people.editor.api, await examplePapers()) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** A complete draft with some answers changed; gives its id. */
export async function draft({ people, evidence }: Stage, changes: Values = {}): Promise<string> {
  const id = await walk.openService(people.responsible.api, connect);
  await fill(people.responsible.api, id, { ...withEvidence(connect.values, evidence), ...changes });
  return id;
}

/** The same, submitted and through the formal review: the fee is awaited. */
export async function charged(its: Stage, changes: Values = {}): Promise<string> {
  const id = await draft(its, changes);
  await move(its.people.responsible.api, id, 'submit');
  await walk.reviewForm(castOf(its.people), id, today, true);
  return id;
}

/** The same, paid, and under review. */
export async function underReview(its: Stage, changes: Values = {}): Promise<string> {
  const id = await charged(its, changes);
  await walk.payFee(castOf(its.people), id, today);
  await walk.startReview(castOf(its.people), id);
  return id;
}

/** The same, reviewed item by item, and ready to be decided. */
export async function readyToDecide(its: Stage, changes: Values = {}): Promise<string> {
  const id = await underReview(its, changes);
  await walk.reviewItems(castOf(its.people), id);
  await walk.completeReview(castOf(its.people), id, '審査を終えた。');
  return id;
}

/** The certificate as the public API tells it. */
export interface CertificateJson {
  readonly key: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: { readonly id: string };
  readonly product: { readonly ja: string };
  readonly applicant: { readonly ja: string };
  readonly level: { readonly meaning: { readonly ja: string } };
  readonly disclaimer: readonly { readonly ja: string }[];
  readonly sections: readonly {
    readonly lines: readonly {
      readonly id: string;
      readonly value: unknown;
      readonly item?: { readonly code: string; readonly answer?: string };
      readonly withheld?: { readonly until?: string };
    }[];
  }[];
}

export interface FirstCertificate extends Stage {
  /** The certified case, its certificate, and the refused case. */
  readonly id: string;
  readonly key: string;
  readonly refused: string;
  readonly invoice: string;
  readonly receipt: string;
  /** The number of the first application. */
  readonly application: string;
  readonly withheldUntil: Day;
  /** What the office was told when it tried to begin the review before the money came. */
  readonly reviewTooEarly: Response;
}

/** The explanation with which the third service is refused. */
export const WHY_REFUSED = 'IoT機器認証が行われていません。接続する機器を確かめる措置を講じてください。';

/** Given three services of one provider, when the first went all the way to its certificate and the third to its refusal, and the server was ended and started again. */
export async function firstCertificate(): Promise<FirstCertificate> {
  const its = await stage();
  try {
    const { server, people, evidence } = its;
    const cast = castOf(people);
    const id = await walk.openService(cast.responsible, connect);
    await walk.askBeforeFiling(cast, id);
    await walk.fileDossier(cast, id, connect, evidence);
    await walk.reviewForm(cast, id, today, true);
    const early = await moveBody(people.reviewer, id, 'startDocumentReview');
    const reviewTooEarly = await people.reviewer.ask('POST', early.path, early.init);
    const paid = await walk.payFee(cast, id, today);
    await walk.startReview(cast, id);
    await walk.askAtItem(cast, id);
    const withheldUntil = await walk.withholdSoftware(cast, id, today);
    await walk.reviewItems(cast, id);
    await walk.completeReview(cast, id, '必須項目はすべて適切に開示されている。');
    await walk.hearCommittee(cast, id, String(connect.values.serviceName), today);
    await walk.certify(cast, id);
    const { key } = await walk.certificateInRegister(server.address, String(connect.values.serviceName));
    const refused = await refuseThird(its, paid.application);
    await server.restart();
    return { ...its, id, key, refused, ...paid, withheldUntil, reviewTooEarly };
  } catch (error) {
    await its.server.close();
    throw error;
  }
}

/** The third service: visited on site, reviewed, and refused at device authentication. */
async function refuseThird({ people, evidence }: Stage, originalFiledWith: string): Promise<string> {
  const cast = castOf(people);
  const third = field(originalFiledWith);
  const id = await walk.openService(cast.responsible, third);
  await walk.fileDossier(cast, id, third, evidence);
  await walk.reviewForm(cast, id, today, false);
  await walk.payFee(cast, id, today);
  await walk.startReview(cast, id);
  await openThread(cast.reviewer, id, 'siteVisit', { place: '開発センター', reason: '機器との接続の方法を確かめるため。' });
  await moveInThread(cast.responsible, id, 'siteVisit', 'agree', { visitOn: today });
  await moveInThread(cast.reviewer, id, 'siteVisit', 'report', { result: '識別番号だけで接続できることを確かめた。' });
  await walk.reviewItems(cast, id, { 'B5-19': WHY_REFUSED });
  await walk.completeReview(cast, id, '一定の要件の項目のうち、IoT機器認証が満たされていない。');
  await walk.refuse(cast, id, [{ item: 'B5-19', explanation: WHY_REFUSED }]);
  return id;
}
