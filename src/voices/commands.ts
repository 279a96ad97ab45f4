import type { Engine, MoveRequest } from '../applications/index.ts';
import { moveHeldWithin } from '../attestations/index.ts';
import { actorOf, assertMay, type Principal } from '../people/index.ts';
import { contentHash } from '../rules/hash.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../rules/json.ts';
import { InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { type Actor, eraseDocument, type Tx } from '../store/index.ts';
import { coded } from '../web/errors.ts';
import { voiceOf } from './list.ts';
import { MOST_OPEN } from './rate.ts';
import { PUBLIC_WORDS, type Voice, type VoiceEvent, type VoiceKind, voiceStream } from './voice.ts';

/** What somebody without an account sends. */
export interface Said {
  readonly kind: VoiceKind;
  /** One of the book's forbidden uses, for a misuse. */
  readonly ground?: string;
  readonly words: string;
  /** Where to write back; left out: nowhere. */
  readonly contact?: string;
}

const anyone: Actor = { person: 'anyone', organisation: '', role: 'public', via: 'system' };

/** Letters and digits that are not mistaken for each other. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference number that cannot be guessed, from an opaque key: three groups of four. */
export function referenceFrom(key: string): string {
  const hash = contentHash(key);
  const letters = Array.from({ length: 12 }, (_each, i) => LETTERS[Number.parseInt(hash.slice(i * 2, i * 2 + 2), 16) % 32] ?? '0').join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/**
 * Takes in what somebody said about an attestation and gives its reference number. It is in nobody's record but its own until an officer
 * takes it up. Refuses an attestation never issued, a ground that the book does not name, and everything while too much waits unread.
 */
export async function receiveVoice(engine: Engine, key: string, attestation: string, said: Said): Promise<string> {
  const reference = referenceFrom(key);
  await engine.store.transaction(async (tx) => {
    if ((await tx.load(voiceStream(reference))).length > 0) return;
    const held = await tx.db
      .selectFrom('attestation_list')
      .select(['organisation', 'scheme'])
      .where('key', '=', attestation)
      .executeTakeFirst();
    const book = engine.books.find((each) => each.id === held?.scheme);
    if (!held || !book?.voices) throw new NotFound(`attestation ${attestation}`);
    if (said.kind === 'misuse' && !book.voices.misuse.grounds.some((each) => each.value === said.ground))
      throw new InvalidInput([{ path: 'ground', message: text('どの使い方に当たるかを選んでください。', 'Choose which use it is.') }]);
    const waiting = await tx.db
      .selectFrom('voices')
      .select((each) => each.fn.countAll<string>().as('count'))
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (Number(waiting?.count ?? 0) >= MOST_OPEN) throw coded('AKASHI_TOO_MANY');
    const keep = (words: string) => tx.putDocument(PUBLIC_WORDS, canonicalJson(words));
    const { kind, ground, words, contact } = said;
    await record(engine, tx, reference, 0, anyone, {
      type: 'VoiceReceived',
      data: {
        ...{ attestation, scheme: held.scheme, organisation: held.organisation, kind, words: await keep(words) },
        ...(kind === 'misuse' && ground ? { ground } : {}),

        ...(contact ? { contact: await tx.putDocument(`${PUBLIC_WORDS}:${reference}`, canonicalJson(contact)) } : {}),
      },
    });
  });
  return reference;
}

async function record(engine: Engine, tx: Tx, reference: string, version: number, actor: Actor, event: VoiceEvent): Promise<void> {
  const stored = { type: event.type, data: event.data as unknown as JsonObject, effectiveOn: engine.clock.today(), editions: {} };
  await tx.append(voiceStream(reference), version, [stored], actor);
}

async function load(tx: Tx, reference: string): Promise<Voice> {
  const voice = voiceOf(reference, await tx.load(voiceStream(reference)));
  if (!voice) throw new NotFound(`voice ${reference}`);
  return voice;
}

async function openVoice(tx: Tx, reference: string): Promise<Voice> {
  const voice = await load(tx, reference);
  if (voice.state === 'open') return voice;
  throw new RuleRefused('wrong-state', '', text('既に取り扱われています。', 'It was handled already.'));
}

type Conclusion = Exclude<VoiceEvent['type'], 'VoiceReceived' | 'VoiceContactErased'>;

const CONCLUDES = { VoiceTakenUp: 'voices.handle', VoiceClosed: 'voices.handle', VoiceAnswered: 'voices.answer' } as const;

/** Ends the waiting of a voice with a sentence that whoever spoke can read: the office takes it up or closes it, the holder answers. */
export async function concludeVoice(
  engine: Engine,
  person: Principal,
  commandKey: string,
  reference: string,
  how: { readonly as: Conclusion; readonly sentence: string },
): Promise<void> {
  const request: JsonValue = { command: 'conclude-voice', reference, ...how };
  await engine.store.command({ principal: person.person.id, key: commandKey, request }, async (tx) => {
    await concludeWithin(engine, tx, person, reference, how);
    return { reference };
  });
}

async function concludeWithin(
  engine: Engine,
  tx: Tx,
  person: Principal,
  reference: string,
  how: { readonly as: Conclusion; readonly sentence: string },
): Promise<void> {
  const voice = await openVoice(tx, reference);
  assertMay(person, CONCLUDES[how.as], { organisation: voice.organisation, scheme: voice.scheme });
  if (how.as === 'VoiceAnswered' && voice.kind !== 'question')
    throw new RuleRefused('not-a-question', '', text('質問ではありません。', 'It is no question.'));
  if (how.as !== 'VoiceAnswered') assertForOffice(voice);
  const outcome = await tx.putDocument(PUBLIC_WORDS, canonicalJson(how.sentence));
  await record(engine, tx, reference, voice.version, actorOf(person), { type: how.as, data: { outcome } });
}

/** A question waits for the holder: the office neither closes it nor opens a case on it. */
function assertForOffice({ kind }: Voice): void {
  if (kind !== 'question') return;
  const message = text('事業者への質問は、事業者が回答します。', 'A question to the vendor is answered by the vendor.');
  throw new RuleRefused('is-a-question', '', message);
}

/** Opens a case on a report: the row of the book, and the report is taken up, in one transaction. */
export async function takeUp(
  engine: Engine,
  person: Principal,
  commandKey: string,
  reference: string,
  asked: { readonly input: JsonObject; readonly version: number; readonly sentence: string },
): Promise<string> {
  const request = { command: 'take-up-voice', reference, ...asked } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key: commandKey, request }, async (tx) => {
    const voice = await openVoice(tx, reference);
    assertMay(person, 'voices.handle', { organisation: voice.organisation, scheme: voice.scheme });
    assertForOffice(voice);
    const opens = engine.books.find((each) => each.id === voice.scheme)?.voices?.takenUp.opens;
    if (opens === undefined) throw new NotFound(`voices of ${voice.scheme}`);
    const move: MoveRequest = { move: 'open', place: { opens }, input: asked.input, seen: { version: asked.version } };
    await moveHeldWithin(engine, tx, person, voice.attestation, move);
    await concludeWithin(engine, tx, person, reference, { as: 'VoiceTakenUp', sentence: asked.sentence });
    return { attestation: voice.attestation };
  });
  return outcome.attestation;
}

/** Erases the address of who spoke; that there was one stays in the history. */
export async function eraseContact(engine: Engine, person: Principal, commandKey: string, reference: string): Promise<void> {
  const request: JsonValue = { command: 'erase-voice-contact', reference };
  await engine.store.command({ principal: person.person.id, key: commandKey, request }, async (tx) => {
    const voice = await load(tx, reference);
    assertMay(person, 'voices.handle', { organisation: voice.organisation, scheme: voice.scheme });
    if (voice.contact === undefined) throw new NotFound(`contact of ${reference}`);
    await eraseDocument(tx.db, `${PUBLIC_WORDS}:${reference}`, voice.contact, tx.now().toISOString());
    await record(engine, tx, reference, voice.version, actorOf(person), { type: 'VoiceContactErased', data: {} });
    return { reference };
  });
}
