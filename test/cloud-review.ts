import { iotCloud } from '../schemes/iot-cloud/book.ts';
import * as cast from '../schemes/iot-cloud/stories/cast.ts';
import { applicationStream } from '../src/applications/index.ts';
import { canonicalJson, type JsonObject } from '../src/rules/json.ts';
import type { Story } from '../src/rules/story.ts';
import type { Store } from '../src/store/index.ts';
import { type BellServer, startBellServer } from './bell-server.ts';
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

/** A complete case that an officer has begun to review; `change` is laid over its dossier. */
export const underReview = (store: Store, change: JsonObject = {}): Promise<string> =>
  tell(store, cast.inDocumentReview('2026-11-20', change));

/** A demo server for the disclosure certification. */
export const startCloudServer = (more: { readonly engine?: EngineName; readonly now?: Date } = {}): Promise<BellServer> =>
  startBellServer({ now: new Date('2026-11-22T00:00:00Z'), ...more, books: [iotCloud] });
