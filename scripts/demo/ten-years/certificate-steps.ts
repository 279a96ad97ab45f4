import type { ExampleDossier } from '../../../examples/example.ts';
import type { Values } from '../../../src/rules/dossier.ts';
import { fill, move, withEvidence } from '../api-client.ts';
import { examplePapers, type Paper } from '../example-papers.ts';
import * as walk from '../first-certificate-walk.ts';
import { openRenewal } from './held.ts';
import type { Stage } from './stage.ts';
import { same } from './told.ts';

/** Everybody who takes part in a certification, signed in today. */
export async function castOf(stage: Stage): Promise<walk.CertificateCast> {
  const { responsible, editor, reviewer, decider, member, related } = walk.parts;
  return {
    responsible: await stage.as(responsible),
    editor: await stage.as(editor),
    reviewer: await stage.as(reviewer),
    decider: await stage.as(decider),
    member: await stage.as(member),
    related: await stage.as(related),
  };
}

let printed: Promise<readonly Paper[]> | undefined;
/** Brings the example's papers into the vault once more: each service is handed over with its own. */
export async function ownPapers(stage: Stage): Promise<ReadonlyMap<string, string>> {
  printed ??= examplePapers();
  return walk.enterPapers((await castOf(stage)).editor, await printed);
}

/** A dossier filled in and submitted; gives the application's id. */
export async function fileService(stage: Stage, dossier: ExampleDossier): Promise<string> {
  const { responsible } = await castOf(stage);
  const id = await walk.openService(responsible, dossier);
  await fill(responsible, id, withEvidence(dossier.values, await ownPapers(stage)));
  await move(responsible, id, 'submit');
  return id;
}

/** From the formal review to the end of the document review; `total` is the fee in yen (D-4.7-1). */
export async function reviewed(stage: Stage, id: string, its: { readonly total: number; readonly seesOriginal: boolean }): Promise<void> {
  const cast = await castOf(stage);
  await walk.reviewForm(cast, id, stage.today, its.seesOriginal);
  same(`the fee of ${id}`, (await walk.openCharge(cast.responsible, id)).total, its.total);
  await walk.payFee(cast, id, stage.today);
  await walk.startReview(cast, id);
  await walk.reviewItems(cast, id);
  await walk.completeReview(cast, id, '審査基準に適合している。');
}

/** Fees of the review, tax included, in yen. */
export const FEES = { new: 209_000, renewal: 104_500, reissue: 10_450 } as const;

/** Decides in favour; gives the key of the certificate. */
export async function certified(stage: Stage, id: string, service: string): Promise<string> {
  await walk.certify(await castOf(stage), id);
  return (await walk.certificateInRegister(stage.server.address, service)).key;
}

/** What a renewal states anew. */
export const statedAnew = (number: string): Values => ({ earlier: 'certified', earlierNumber: number, markUsedProperly: true });

/** Opens a renewal, fills in what is stated anew and what changed, and submits it; gives the application's id. */
export async function fileRenewal(stage: Stage, key: string, number: string, changes: Values = {}): Promise<string> {
  const { responsible } = await castOf(stage);
  const id = await openRenewal(responsible, key);
  await fill(responsible, id, { ...statedAnew(number), ...changes });
  await move(responsible, id, 'submit');
  return id;
}

/** One small file of the provider; gives a pointer to it. */
export async function pointerTo(stage: Stage, name: string, place = '全部'): Promise<{ document: string; place: string }[]> {
  const { responsible } = await castOf(stage);
  const ids = await responsible.upload([{ name, bytes: new TextEncoder().encode(`${name}(見本)`) }]);
  return [{ document: ids.get(name) ?? '', place }];
}
