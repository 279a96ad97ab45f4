import type { DemoPersonId } from '../../../src/people/demo-people.ts';
import type { JsonObject } from '../../../src/rules/json.ts';
import type { Stage } from './stage.ts';
import { same, says } from './told.ts';

const LINK = /href="(\/ja\/report\/[^"]+)"/;
const REFERENCE = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/;

/** Somebody without an account goes from the page of the QR code to the form, and sends it as a browser does; gives the reference number. */
export async function reportFromPage(stage: Stage, address: string, words: string): Promise<string> {
  const { origin } = new URL(address);
  const reports = LINK.exec(await (await fetch(address)).text())?.[1];
  if (reports === undefined) throw new Error(`${address} leads to no report`);
  const path = `${reports}/doubt`;
  const form = await (await fetch(origin + path)).text();
  const key = /name="_key" value="([^"]+)"/.exec(form)?.[1] ?? '';
  const sent = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams({ _key: key, words, contact: '', website: '' }).toString(),
  });
  const thanks = await sent.text();
  same(`report at ${path}`, sent.status, 200);
  const reference = REFERENCE.exec(thanks)?.[0];
  if (reference === undefined) throw new Error(`${path} gave no reference`);
  says('the outcome', await outcomeOf(stage, reference), 'まだ確かめている途中です');
  return reference;
}

/** What whoever reported reads under the reference number. */
export async function outcomeOf({ server }: Stage, reference: string): Promise<string> {
  return (await fetch(`${server.address}/ja/report-outcome?reference=${reference}`)).text();
}

/** What an officer sees of a report. */
interface ReportSeen {
  readonly version: number;
  readonly words: string;
  readonly opens?: string;
}

/** An officer opens a case on a report; whoever reported reads the sentence. */
export async function takeUp(
  stage: Stage,
  officer: DemoPersonId,
  reference: string,
  sentence: string,
  input: JsonObject = {},
): Promise<void> {
  const by = await stage.as(officer);
  const seen = await by.get<ReportSeen>(`/api/v1/voices/${reference}/record`);
  same(`report ${reference} opens`, seen.opens, 'doubt');
  await by.send('POST', `/api/v1/voices/${reference}/take-up`, { sentence, input }, { 'if-match': `"${seen.version}"` });
  says(`the outcome of ${reference}`, await outcomeOf(stage, reference), sentence);
}

/** An officer closes a report with a reason that whoever reported can read. */
export async function closeReport(stage: Stage, officer: DemoPersonId, reference: string, sentence: string): Promise<void> {
  await (await stage.as(officer)).send('POST', `/api/v1/voices/${reference}/close`, { sentence });
  says(`the outcome of ${reference}`, await outcomeOf(stage, reference), sentence);
}
