import { sql } from 'kysely';
import { bookOf, type Engine } from '../applications/index.ts';
import { moveHeldWithin } from '../attestations/index.ts';
import { actorOf, assertMay, type Principal } from '../people/index.ts';
import type { Day } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import { canonicalJson, type JsonObject } from '../rules/json.ts';
import { RuleRefused } from '../rules/refusal.ts';
import { draw } from '../rules/sampling.ts';
import { text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import { DRAWN_FROM, type DrawOf, drawName, drawStream, type SampleDrawn } from './draw.ts';

/** Keys of what is in effect on a day, in order. */
export async function inEffect(db: Tx['db'], scheme: string, level: string, day: Day): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from register_entries where scheme = ${scheme} and level = ${level} and valid_from <= ${day}
      and (ended_on is null or ended_on > ${day}) and coalesce(effect_until, valid_until) >= ${day}
    order by key collate "C"`.execute(db);
  return rows.map(({ key }) => key);
}

/**
 * Draws what is inspected this year of a level, from all that is in effect today, and records it on each: that opens what the book opens,
 * for the office. Once a year; refuses a level of which the book draws none, and a draw from nothing. Nobody chooses the seed.
 */
export async function drawSample(
  engine: Engine,
  person: Principal,
  key: string,
  asked: Pick<DrawOf, 'scheme' | 'level'>,
): Promise<DrawOf & { readonly drawn: number }> {
  const { scheme, level } = asked;
  const book = bookOf(engine, scheme);
  assertMay(person, 'sample.draw', { organisation: person.organisation.id, scheme });
  const request = { command: 'draw-sample', scheme, level };
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const today = engine.clock.today();
    const its = { scheme, level, year: today.slice(0, 4) };
    const sampling = termsOn(book, today).sampling?.[level];
    if (!sampling || sampling.percent === null)
      throw new RuleRefused(
        'nothing-sampled',
        sampling?.clause ?? '',
        text('このレベルでは、定期的な抽出検査は行いません。', 'Nothing of this level is sampled.'),
      );
    const { percent, clause, drawnBy } = sampling;
    await tx.lock(drawStream(its));
    if ((await tx.load(drawStream(its))).length > 0)
      throw new RuleRefused('already-drawn', clause, text('今年の抽出は既に行われています。', 'It was drawn this year already.'));
    const from = await inEffect(tx.db, scheme, level, today);
    if (from.length === 0)
      throw new RuleRefused(
        'nothing-to-draw',
        clause,
        text('効力のあるものがないため、抽出できません。', 'Nothing is in effect to be drawn.'),
      );
    const seed = engine.newId();
    const drawn = draw(seed, from, percent);
    const event = {
      ...{ ...its, percent, seed, from: await tx.putDocument(DRAWN_FROM, canonicalJson([...from])), of: from.length, drawn, clause },
    } satisfies SampleDrawn;
    const stored = { type: 'SampleDrawn', data: event as unknown as JsonObject, effectiveOn: today, editions: {} };
    await tx.append(drawStream(its), 0, [stored], actorOf(person));
    for (const each of drawn)
      await moveHeldWithin(
        ...([engine, tx, person, each] as const),
        { move: drawnBy, place: { in: 'subject' }, input: { draw: drawName(its), seed } },
        'draw',
      );
    return { ...its, drawn: drawn.length };
  });
  return outcome;
}
