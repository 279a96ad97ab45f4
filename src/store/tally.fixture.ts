import { sql } from 'kysely';
import { day } from '../rules/day.ts';
import type { Actor, NewEvent, Projection, Reaction } from './contract.ts';
import { json } from './json-column.ts';

/** A made-up case for the tests of the store: applications that are filed, and a list that follows them. */
export const actor: Actor = { person: '髙﨑 花子', organisation: 'o-1', role: 'editor', via: 'session' };

export const happened = (type: string, data: NewEvent['data'] = {}): NewEvent => ({
  type,
  data,
  effectiveOn: day('2026-11-22'),
  editions: { criteria: 'club/2026', terms: '2026-04-01' },
});

/** One row of application_list for each stream, with the version and the title of its last event. */
export const list: Projection = {
  name: 'application-list',
  tables: ['application_list'],
  apply: async (tx, event) => {
    if (!event.stream.startsWith('application:')) return;
    const title = typeof event.data['title'] === 'string' ? event.data['title'] : '';
    await sql`
      insert into application_list (id, scheme, organisation, title, level, state, whose_turn, since, version, updated_at, more)
      values (${event.stream.slice('application:'.length)}, 'club', ${event.actor.organisation}, ${title}, '1', ${event.type}, 'office',
        ${event.at}, ${event.version}, ${event.at}, ${json({ seen: (await tx.load(event.stream)).length })}::jsonb)
      on conflict (id) do update set title = excluded.title, state = excluded.state, version = excluded.version,
        updated_at = excluded.updated_at, more = excluded.more`.execute(tx.db);
  },
};

/** What is granted opens an attestation, in the same transaction. */
export const issue: Reaction = {
  name: 'issue',
  on: (event) => event.type === 'Granted',
  react: async (tx, event) => {
    const key = event.stream.slice('application:'.length);
    await tx.append(`attestation:${key}`, 0, [happened('Issued', { number: await tx.nextNumber('attestation') })], event.actor);
  },
};
