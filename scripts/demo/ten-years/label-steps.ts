import { basename } from 'node:path';
import type { ExampleDossier } from '../../../examples/example.ts';
import type { DemoPersonId } from '../../../src/people/demo-people.ts';
import type { JsonValue } from '../../../src/rules/json.ts';
import { type CaseSeen, fill, move } from '../api-client.ts';
import { evidenceFiles } from '../evidence-files.ts';
import { acceptAndAsk, answerInquiry, type Cast, labelInRegister, openCase, submit } from '../first-label-walk.ts';
import { openRenewal } from './held.ts';
import type { Stage } from './stage.ts';
import { refused, same } from './told.ts';

/** Who works for the scheme office: one takes in, another decides; a third withdraws. */
export const office = { accepts: 'demo-sato', issues: 'demo-suzuki', withdraws: 'demo-takahashi' } as const satisfies Readonly<
  Record<string, DemoPersonId>
>;

/** Those who take part in a case of a vendor today. */
export const castOf = async (stage: Stage, vendor: DemoPersonId): Promise<Cast> => ({
  responsible: await stage.as(vendor),
  acceptor: await stage.as(office.accepts),
  issuer: await stage.as(office.issues),
  government: await stage.as('demo-yamada'),
});

/** Names of the documents that a dossier points to. */
const pointedTo = ({ values }: ExampleDossier): ReadonlySet<string> =>
  new Set(
    Object.values(values).flatMap((value) =>
      Array.isArray(value)
        ? value.flatMap((row: JsonValue) =>
            typeof row === 'object' && row !== null && 'document' in row ? [String((row as { document: JsonValue }).document)] : [],
          )
        : [],
    ),
  );

/** A product's label from the first document to its number, in one day; gives its key. */
export async function obtainLabel(stage: Stage, vendor: DemoPersonId, dossier: ExampleDossier): Promise<string> {
  const cast = await castOf(stage, vendor);
  const needed = pointedTo(dossier);
  const { paths } = await evidenceFiles();
  const evidence = await cast.responsible.upload(paths.filter((path) => needed.has(basename(path))));
  const id = await openCase(cast.responsible, dossier);
  const filed = await submit(cast.responsible, id, dossier, evidence);
  if (filed !== 'submitted') throw filed;
  await acceptAndAsk(cast.acceptor, id);
  await answerInquiry(cast.government);
  await move(cast.issuer, id, 'issue');
  return (await labelInRegister(stage.server.address, String(dossier.values['product-name-en']))).key;
}

/** The renewal of a label: the dossier as it stands, declared anew with what changed since; gives the application's id. */
export async function fileRenewal(
  stage: Stage,
  vendor: DemoPersonId,
  key: string,
  changes: Readonly<Record<string, JsonValue>> = {},
): Promise<string> {
  const by = await stage.as(vendor);
  const id = await openRenewal(by, key);
  const seen = await by.get<CaseSeen & { readonly values: Readonly<Record<string, JsonValue>> }>(`/api/v1/applications/${id}`);
  same('the oaths of the old dossier', [seen.values['declaration-oath'], seen.values['duties-oath']], [undefined, undefined]);
  await fill(by, id, { 'declaration-oath': true, 'duties-oath': true, 'assessed-on': stage.today, ...changes });
  await move(by, id, 'submit');
  return id;
}

/** Accepted, paid, and the government body asked again: without its answer nothing is issued (L-3.5-4, L-3.7-17). */
export async function askAgain(stage: Stage, vendor: DemoPersonId, id: string): Promise<void> {
  const cast = await castOf(stage, vendor);
  await acceptAndAsk(cast.acceptor, id);
  await refused(stage, '政府機関の回答より前に更新のラベルを交付する', 'L-3.5-4', () => move(cast.issuer, id, 'issue'));
}

/** The government body answers, and the office issues the new period. */
export async function issueRenewal(stage: Stage, vendor: DemoPersonId, id: string): Promise<void> {
  const cast = await castOf(stage, vendor);
  await answerInquiry(cast.government);
  await move(cast.issuer, id, 'issue');
}
