import type { Engine } from '../applications/index.ts';
import { heldView, loadHeld } from '../attestations/index.ts';
import { may, type Principal } from '../people/index.ts';
import { findEntry, type ListedView, listedView } from '../register/index.ts';
import type { Book } from '../rules/book.ts';
import { NotFound } from '../rules/refusal.ts';
import { readVoice, type SpokenVoice } from './list.ts';

/** The attestation that a voice is about, as far as taking it up needs it. */
export interface HeldNow {
  readonly book: Book;
  readonly version: number;
  /** Can the office open a case on it now? */
  readonly canOpen: boolean;
}

/** What the public sees of an attestation about which something can be said; NotFound for one of which nothing can. */
export async function listedOf(engine: Engine, key: string): Promise<ListedView> {
  const found = await findEntry(engine.store, key);
  const book = engine.books.find((each) => each.id === found?.entry.scheme);
  if (!found || !book?.voices) throw new NotFound(`attestation ${key}`);
  return listedView(book, found.entry, engine.clock.today());
}

/** A voice with what it is about, for officers of the scheme; refuses everybody else. */
export async function openedVoice(
  engine: Engine,
  person: Principal,
  reference: string,
): Promise<{ readonly voice: SpokenVoice; readonly held: HeldNow }> {
  const answer = may(person, 'voices.read');
  if (answer !== 'yes') throw answer;
  const voice = await engine.store.transaction((tx) => readVoice(tx, reference));
  const its = await engine.store.transaction((tx) => loadHeld(engine, tx, voice.attestation, person, 'attestation.read'));
  const opens = its.book.voices?.takenUp.opens;
  const { moves } = heldView(its, person, engine.clock.today());
  const canOpen = voice.state === 'open' && moves.some(({ place }) => 'opens' in place && place.opens === opens);
  return { voice, held: { book: its.book, version: its.subject.version, canOpen } };
}
