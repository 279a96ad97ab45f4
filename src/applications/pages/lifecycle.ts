import type { Book, Table } from '../../rules/book.ts';
import type { Subject } from '../../rules/subject.ts';
import type { Text } from '../../rules/text.ts';

/** One state on the road of a case, as it is drawn. */
export interface Milestone {
  readonly id: string;
  readonly label: Text;
  readonly state: 'done' | 'here' | 'ahead';
  /** When it was reached. */
  readonly on?: string;
}

/** The shortest way from a state to one of the goals, both included; undefined when there is none. */
function way(table: Table, from: string, goals: ReadonlySet<string>): readonly string[] | undefined {
  const paths: string[][] = [[from]];
  const seen = new Set([from]);
  for (let path = paths.shift(); path; path = paths.shift()) {
    const at = path.at(-1) ?? from;
    if (goals.has(at)) return path;
    for (const row of Object.values(table.rows)) {
      if (!row.to || seen.has(row.to) || !row.from.includes(at)) continue;
      seen.add(row.to);
      paths.push([...path, row.to]);
    }
  }
  return undefined;
}

/**
 * The road of a case: the states it went through, where it is, and the shortest road from here to a grant. A case that
 * is over shows only what it went through.
 */
export function milestones(book: Book, subject: Subject): readonly Milestone[] {
  const table = book.application;
  const granting = new Set(Object.values(table.rows).flatMap((row) => (row.effects?.includes('decide-issue') && row.to ? [row.to] : [])));
  const reached = [
    { id: table.initial, on: subject.openedOn as string },
    ...subject.history.flatMap((entry) =>
      table.rows[entry.row]?.to ? [{ id: table.rows[entry.row]?.to ?? '', on: entry.on as string }] : [],
    ),
  ];
  const isEnd = table.states[subject.state]?.waitsFor === 'end';
  const ahead = isEnd ? [] : (way(table, subject.state, granting) ?? []).slice(1);
  const label = (id: string): Text => table.states[id]?.label ?? { ja: id, en: id };
  // A state that was left and reached again is drawn once, at its last time; one that still lies ahead is not drawn as done.
  const past = reached
    .slice(0, -1)
    .filter(({ id }, index, all) => id !== subject.state && !ahead.includes(id) && all.findLastIndex((each) => each.id === id) === index);
  const here = reached.at(-1);
  return [
    ...past.map(({ id, on }): Milestone => ({ id, label: label(id), state: 'done', on })),
    { id: subject.state, label: label(subject.state), state: 'here', ...(here?.id === subject.state ? { on: here.on } : {}) },
    ...ahead.map((id): Milestone => ({ id, label: label(id), state: 'ahead' })),
  ];
}
