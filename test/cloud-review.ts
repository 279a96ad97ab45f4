import { iotCloud } from '../schemes/iot-cloud/book.ts';
import * as sample from '../schemes/iot-cloud/sample.ts';
import * as cast from '../schemes/iot-cloud/stories/cast.ts';
import { applicationStream } from '../src/applications/index.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../src/rules/json.ts';
import type { Story } from '../src/rules/story.ts';
import type { Store } from '../src/store/index.ts';
import { type BellServer, type Someone, startBellServer } from './bell-server.ts';
import type { EngineName } from './empty-store.ts';

/** The people of the book's own stories, as people of the demo. */
const people: Readonly<Record<string, string>> = {
  港: 'demo-hanako',
  岸: 'demo-taro',
  品川: 'demo-takahashi',
  五反田: 'demo-sato',
  目黒: 'demo-suzuki',
};
const organisations: Readonly<Record<string, string>> = { minato: 'demo-camera', body: 'demo-office' };

let cases = 0;

/** Writes a story of the cloud scheme into a store as it was told; gives the id of its application. */
export async function tell(store: Store, told: Story): Promise<string> {
  const id = `cloud-review-${String(++cases).padStart(4, '0')}`;
  await store.transaction(async (tx) => {
    await tx.putDocument('demo-camera', canonicalJson(told.values as JsonObject));
    for (const event of told.events) {
      const { version, actor, effectiveOn, type } = event;
      const data = typeof event.data.organisation === 'string' ? { ...event.data, organisation: 'demo-camera' } : event.data;
      const threads = Object.fromEntries(typeof data.thread === 'string' ? [['thread', `${id}-${data.thread}`]] : []);
      await tx.append(applicationStream(id), version - 1, [{ type, data: { ...data, ...threads }, effectiveOn, editions: {} }], {
        person: people[actor.person] ?? 'demo-hanako',
        organisation: organisations[actor.organisation] ?? 'demo-camera',
        role: 'officer',
        via: 'session',
      });
    }
  });
  return id;
}

/**
 * A complete case that an officer has begun to review; `change` is laid over its dossier. `file` stands in for the book's "guide" wherever
 * the dossier points to that.
 */
export function underReview(store: Store, change: JsonObject = {}, file?: string): Promise<string> {
  if (file === undefined) return tell(store, cast.inDocumentReview('2026-11-20', change));
  const pointed = Object.entries(sample.application).flatMap(([path, value]) => {
    if (!Array.isArray(value) || !value.some((row) => isPointer(row, 'guide'))) return [];
    return [[path, value.map((row: JsonValue) => (isPointer(row, 'guide') ? { ...row, document: file } : row))] as const];
  });
  const guide = sample.known.evidence?.find((each) => each.id === 'guide');
  const facts = { ...sample.known, evidence: [...(sample.known.evidence ?? []), ...(guide ? [{ ...guide, id: file }] : [])] };
  return tell(store, cast.inDocumentReview('2026-11-20', { ...Object.fromEntries(pointed), ...change }, { facts } as never));
}

const isPointer = (row: JsonValue, document: string): row is JsonObject =>
  typeof row === 'object' && row !== null && 'document' in row && row.document === document;

/** What the API says of a review. */
export interface SeenReview {
  readonly open: boolean;
  readonly frozen?: string;
  readonly progress: {
    readonly all: number;
    readonly done: number;
    readonly left: number;
    readonly asked: number;
    readonly toImprove: number;
  };
  readonly items: readonly {
    readonly item: string;
    readonly label: { readonly ja: string };
    readonly weight?: string;
    readonly status: string;
    readonly finding?: string;
    readonly words?: string;
    readonly by?: string;
    readonly base: number;
    readonly content: string;
    readonly questions: readonly string[];
  }[];
}

export const seenReview = async (by: Someone, id: string): Promise<SeenReview> => {
  const response = await by.fetch(`/api/v1/applications/${id}/item-findings`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as SeenReview;
};

/** Finds something at items, over what is there now; gives the answer as it came. */
export async function find(by: Someone, id: string, findings: Readonly<Record<string, string>>, seen?: SeenReview): Promise<Response> {
  const { items } = seen ?? (await seenReview(by, id));
  const changes = items.flatMap(({ item, base, content }) => {
    const words = findings[item];
    return words === undefined ? [] : [{ item, base, content, finding: words === '' ? 'in-order' : 'to-improve', words }];
  });
  return by.send('PUT', `/api/v1/applications/${id}/item-findings`, { changes });
}

/** A demo server for the disclosure certification. */
export const startCloudServer = (more: { readonly engine?: EngineName; readonly now?: Date } = {}): Promise<BellServer> =>
  startBellServer({ now: new Date('2026-11-22T00:00:00Z'), ...more, books: [iotCloud] });
