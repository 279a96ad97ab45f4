import { assertMay, type Principal, schemesOf } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import type { Projection, Store, StoredEvent, Tx } from '../store/index.ts';
import { asReference, evolveVoice, type Voice, type VoiceEvent, type VoiceKind, voiceStream } from './voice.ts';

/** Where each voice stands, written in the transaction of the event. */
export const voiceProjection: Projection = {
  name: 'voices',
  tables: ['voices'],
  apply: async (tx, event) => {
    if (!event.stream.startsWith(voiceStream(''))) return;
    const reference = event.stream.slice(voiceStream('').length);
    const voice = voiceOf(
      reference,
      (await tx.load(event.stream)).filter((each) => each.version <= event.version),
    );
    if (!voice) return;
    const { attestation, scheme, organisation, kind, state } = voice;
    const row = { attestation, scheme, organisation, kind, state, received_at: voice.receivedAt };
    await tx.db
      .insertInto('voices')
      .values({ reference, ...row })
      .onConflict((conflict) => conflict.column('reference').doUpdateSet(row))
      .execute();
  },
};

const eventOf = ({ type, data }: StoredEvent): VoiceEvent => ({ type, data }) as unknown as VoiceEvent;

/** The voice that stored events make. */
export const voiceOf = (reference: string, events: readonly StoredEvent[]): Voice | undefined =>
  evolveVoice(
    reference,
    events.map((each) => ({ event: eventOf(each), on: each.effectiveOn, at: each.at })),
  );

/** A voice with its words, as far as they were not erased. */
export interface SpokenVoice extends Voice {
  readonly said: string;
  readonly toldWhat: string;
  readonly contactAddress: string;
  /** Product or service, in both languages. */
  readonly title: { readonly ja: string; readonly en: string };
}

type Reader = Pick<Tx, 'db' | 'load' | 'document'>;

/** Reads one voice. NotFound for a reference that was never given. */
export async function readVoice(tx: Reader, reference: string): Promise<SpokenVoice> {
  const voice = voiceOf(reference, await tx.load(voiceStream(reference)));
  if (!voice) throw new NotFound(`voice ${reference}`);
  return spoken(tx, voice);
}

/** The same by a reference number as somebody typed it; undefined for one that was never given. */
export async function soughtVoice(store: Pick<Store, 'transaction'>, typed: string): Promise<SpokenVoice | undefined> {
  const reference = asReference(typed);
  if (reference === '') return undefined;
  return store
    .transaction((tx) => readVoice(tx, reference))
    .catch((error: unknown) => {
      if (error instanceof NotFound) return undefined;
      throw error;
    });
}

async function spoken(tx: Reader, voice: Voice): Promise<SpokenVoice> {
  const content = async (hash: string | undefined) => {
    const found = hash === undefined ? undefined : await tx.document(hash);
    return found === undefined ? '' : String(JSON.parse(found));
  };
  const row = await tx.db.selectFrom('register_entries').select('entry').where('key', '=', voice.attestation).executeTakeFirst();
  const title = (row?.entry as { title?: SpokenVoice['title'] } | undefined)?.title ?? { ja: voice.attestation, en: voice.attestation };
  return {
    ...voice,
    said: await content(voice.words),
    toldWhat: await content(voice.outcome),
    contactAddress: await content(voice.contact),
    title,
  };
}

const MOST_LISTED = 200;

async function voicesIn(tx: Reader, references: readonly string[]): Promise<readonly SpokenVoice[]> {
  const found: SpokenVoice[] = [];
  for (const reference of references) found.push(await readVoice(tx, reference));
  return found;
}

/** Doubts and misuse that wait for the office, the oldest first, and those handled, the newest first; only of the schemes it runs. */
export async function officeVoices(
  store: Pick<Store, 'transaction'>,
  books: readonly { readonly id: string }[],
  person: Principal,
): Promise<{ readonly open: readonly SpokenVoice[]; readonly done: readonly SpokenVoice[]; readonly openCount: number }> {
  assertMay(person, 'voices.read');
  const schemes = [...(schemesOf(person) ?? books.map((book) => book.id))];
  return store.transaction(async (tx) => {
    if (schemes.length === 0) return { open: [], done: [], openCount: 0 };
    const all = tx.db.selectFrom('voices').select('reference').where('scheme', 'in', schemes);
    // A question waits for the holder, not for the office.
    const open = all.where('state', '=', 'open').where('kind', '<>', 'question');
    const waiting = await open.orderBy('received_at').limit(MOST_LISTED).execute();
    const done = await all
      .where((each) => each.or([each('state', '<>', 'open'), each('kind', '=', 'question')]))
      .orderBy('received_at', 'desc')
      .limit(50)
      .execute();
    const counted = await tx.db
      .selectFrom('voices')
      .select((each) => each.fn.countAll<string>().as('count'))
      .where('scheme', 'in', schemes)
      .where('state', '=', 'open')
      .where('kind', '<>', 'question')
      .executeTakeFirst();
    const read = (rows: readonly { reference: string }[]) =>
      voicesIn(
        tx,
        rows.map((row) => row.reference),
      );
    return { open: await read(waiting), done: await read(done), openCount: Number(counted?.count ?? 0) };
  });
}

/** Buyers' questions to the own organisation, the newest first. Without the address of who asked. */
export async function ownQuestions(store: Pick<Store, 'transaction'>, person: Principal): Promise<readonly SpokenVoice[]> {
  assertMay(person, 'voices.answer', { organisation: person.organisation.id });
  const kind: VoiceKind = 'question';
  return store.transaction(async (tx) => {
    const rows = await tx.db
      .selectFrom('voices')
      .select('reference')
      .where('organisation', '=', person.organisation.id)
      .where('kind', '=', kind)
      .orderBy('received_at', 'desc')
      .limit(MOST_LISTED)
      .execute();
    const found = await voicesIn(
      tx,
      rows.map((row) => row.reference),
    );
    return found.map((voice) => ({ ...voice, contactAddress: '' }));
  });
}
