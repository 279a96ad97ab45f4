import { iotLabel } from '../schemes/iot-label/book.ts';
import { inScope, sample } from '../schemes/iot-label/sample.ts';
import { applicationProjection, type Engine, loadCase, makeMove, openApplication, saveFields } from '../src/applications/index.ts';
import { issueOnDecision } from '../src/attestations/index.ts';
import { attestationProjection } from '../src/attestations/list.ts';
import { systemClock } from '../src/io/clock.ts';
import { newId } from '../src/io/ids.ts';
import type { Principal } from '../src/people/index.ts';
import { registerProjection } from '../src/register/index.ts';
import type { Values } from '../src/rules/dossier.ts';
import { openStore, type Store } from '../src/store/index.ts';

/** Where the cases of the benchmark are handled: a store as the server opens it, with one file of evidence an organisation. */
export interface Office {
  readonly engine: Engine;
  readonly store: Store;
}

const ORGANISATIONS = 8;
const evidence = (organisation: number) => `019a0000-0000-7000-8000-00000000000${organisation}`;
const EDITED = 'product-outline-ja';
const books = [iotLabel];

/** The faultless dossier of the scheme's tests; its pointers name the one file of evidence of the organisation. */
const dossier = (organisation: number): Values =>
  Object.fromEntries(
    Object.entries(sample).map(([path, value]) => [
      path,
      path.endsWith('/evidence') ? [{ document: evidence(organisation), place: '第3章' }] : value,
    ]),
  );

export async function openOffice(where: { databaseUrl?: string; dataDir: string }): Promise<Office> {
  const store = await openStore({
    ...where,
    now: systemClock.now,
    projections: [registerProjection({ books }), applicationProjection({ books }), attestationProjection],
    reactions: [issueOnDecision({ books, origin: () => 'https://akashi.example' })],
  });
  const files = Array.from({ length: ORGANISATIONS }, (_, n) => ({
    ...{ id: evidence(n), organisation: `org-${n}`, sha256: '0'.repeat(64), name: '設計書.pdf', size: 1000, type: 'application/pdf' },
    ...{ uploaded_by: `person-${n}`, uploaded_at: systemClock.now().toISOString(), application: null, erased_at: null },
  }));
  await store.db.insertInto('files').values(files).execute();
  return { store, engine: { store, books, clock: systemClock, newId: () => newId(systemClock) } };
}

/** The responsible person of one of the organisations that apply. */
const applicant = (organisation: number): Principal => ({
  person: { id: `person-${organisation}`, name: `見本 ${organisation}` },
  organisation: { id: `org-${organisation}`, name: `見本工業${organisation}`, kind: 'applicant' },
  roles: ['responsible'],
  via: 'session',
});
const officer: Principal = {
  person: { id: 'officer', name: '事務 一' },
  organisation: { id: 'office', name: '事務局', kind: 'office' },
  roles: ['officer'],
  via: 'session',
};

let keys = 0;
const nextKey = (): string => {
  keys += 1;
  return `bench-${keys}`;
};

/** A case in the middle of its life, and what its last answer said. */
export interface Running {
  readonly id: string;
  readonly applicant: Principal;
  /** Version of the case. */
  version: number;
  /** Hash of the dossier as last seen. */
  hash: string;
  /** Version of the field that is edited again and again. */
  edited: number;
  /** The question that is open. */
  thread: string;
}

/** Looks at the case, as a person does before acting. */
export async function look({ engine, store }: Office, its: Running): Promise<void> {
  const seen = await store.transaction((tx) => loadCase(engine, tx, its.id, its.applicant, 'application.read'));
  its.version = seen.subject.version;
  its.hash = seen.hash;
  its.thread = seen.subject.threads.at(-1)?.id ?? '';
}

let opened = 0;

/** Opens a case of one of eight organisations, each in turn, and fills its whole dossier. */
export async function draftCase({ engine }: Office): Promise<Running> {
  opened += 1;
  const organisation = opened % ORGANISATIONS;
  const by = applicant(organisation);
  const { id, version } = await openApplication(engine, by, nextKey(), { scheme: iotLabel.id, level: '1', scope: { ...inScope } });
  const changes = Object.entries(dossier(organisation)).flatMap(([path, value]) => (path in inScope ? [] : [{ path, value, base: 0 }]));
  await saveFields(engine, by, id, changes);
  return { id, applicant: by, version, edited: 1, hash: '', thread: '' };
}

/** One field is typed over. */
export async function save({ engine }: Office, its: Running): Promise<void> {
  const value = `玄関の映像を記録し、利用者のスマートフォンに知らせるカメラです。第${its.edited}稿。`;
  const { saved } = await saveFields(engine, its.applicant, its.id, [{ path: EDITED, value, base: its.edited }]);
  its.edited = saved[0]?.version ?? -1;
}

async function move(
  { engine }: Office,
  by: Principal,
  its: Running,
  name: string,
  more: { thread?: string; opens?: string; input?: Record<string, string> } = {},
) {
  const place = more.opens ? { opens: more.opens } : more.thread ? { thread: more.thread } : ({ in: 'subject' } as const);
  const { version } = await makeMove(engine, by, nextKey(), its.id, {
    move: name,
    place,
    input: more.input ?? {},
    seen: { version: its.version, hash: its.hash },
  });
  its.version = version;
}
export const submit = (office: Office, its: Running) => move(office, its.applicant, its, 'submit');

/** The office's question to the applicant, three moves on a submitted case: asked, answered, closed. */
export async function ask(office: Office, its: Running): Promise<void> {
  const input = { question: '型番の一覧に旧型番が含まれていないか確認してください。' };
  await move(office, officer, its, 'open', { opens: 'question', input });
}
export const answer = (office: Office, its: Running) =>
  move(office, its.applicant, its, 'answer', { thread: its.thread, input: { answer: '旧型番は含まれていません。' } });
export const close = (office: Office, its: Running) => move(office, officer, its, 'close', { thread: its.thread });
