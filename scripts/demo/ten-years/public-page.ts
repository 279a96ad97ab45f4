import type { Day } from '../../../src/rules/day.ts';
import { escapeHtml } from '../../../src/web/html.ts';
import type { Stage } from './stage.ts';
import { same, says } from './told.ts';

/** What anyone reads of an attestation, as JSON. */
export interface PublicSeen {
  readonly number: string;
  readonly address: string;
  readonly asOf: string;
  readonly product: { readonly ja: string };
  readonly applicant: { readonly ja: string };
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: {
    readonly id: string;
    readonly word: { readonly ja: string };
    readonly sentence: { readonly ja: string };
    readonly since: string;
    readonly learnedOn?: string;
  };
  readonly notices: readonly { readonly on: string; readonly text: { readonly ja: string } }[];
  readonly history: readonly { readonly on: string; readonly recordedOn?: string; readonly label: { readonly ja: string } }[];
  readonly sections: readonly {
    readonly lines: readonly {
      readonly id: string;
      readonly value: unknown;
      readonly item?: { readonly code: string };
      readonly withheld?: object;
    }[];
  }[];
}

/** What the story tells of it today; what is left out may be anything. */
export interface Told {
  readonly status: string;
  readonly since?: Day;
  readonly until?: Day;
  readonly learnedOn?: Day;
  /** Words that its page must show. */
  readonly page?: readonly string[];
}

const json = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  return (await response.json()) as T;
};

export const publicly = async ({ server }: Stage, key: string): Promise<PublicSeen> =>
  json(await fetch(`${server.address}/api/v1/attestations/${key}`));

/** Reads the JSON and the page at the address that the QR code holds; throws ToldOtherwise when either says anything else. */
export async function reads(stage: Stage, key: string, told: Told): Promise<PublicSeen> {
  const seen = await publicly(stage, key);
  const { status } = seen;
  same(`${key} as of`, seen.asOf, stage.today);
  same(`${key} on ${stage.today}`, status.id, told.status);
  if (told.since) same(`${key} since`, status.since, told.since);
  if (told.until) same(`${key} until`, seen.validUntil, told.until);
  if (told.learnedOn) same(`${key} learned on`, status.learnedOn, told.learnedOn);
  const page = await fetch(seen.address);
  same(seen.address, page.status, 200);
  says(seen.address, await page.text(), ...[status.word.ja, status.sentence.ja, ...(told.page ?? [])].map(escapeHtml));
  stage.keepReading({ on: stage.today, key, status: status.id, since: status.since });
  stage.say(`  公開ページ ${seen.number}: ${status.word.ja}(${status.since}から)`);
  return seen;
}

/** The status of a day that is past, as it is known today. */
export async function statusOn({ server }: Stage, key: string, on: Day): Promise<string> {
  const { status } = await json<{ status: string }>(await fetch(`${server.address}/api/v1/attestations/${key}/status?on=${on}`));
  return status;
}
