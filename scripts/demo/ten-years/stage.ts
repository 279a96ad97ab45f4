import type { DemoPersonId } from '../../../src/people/demo-people.ts';
import type { Day } from '../../../src/rules/day.ts';
import { type Caller, caller } from '../api-client.ts';
import type { ClockedServer } from '../clocked-server.ts';
import { signInAs, tokenAs } from '../demo-sign-in.ts';

/** What anyone read of an attestation on a day. */
export interface Reading {
  readonly on: Day;
  readonly key: string;
  readonly status: string;
  readonly since: string;
}

/** Something that was tried and refused, with the clause that it was refused under. */
export interface Refusal {
  readonly on: Day;
  readonly what: string;
  readonly clause: string;
}

/** Where the story is told: a server, the day, and what was seen so far. */
export interface Stage {
  readonly server: ClockedServer;
  readonly today: Day;
  readonly readings: readonly Reading[];
  readonly refusals: readonly Refusal[];
  goTo(on: Day): Promise<void>;
  /** Calls of a demo person, signed in anew each day. */
  as(person: DemoPersonId): Promise<Caller>;
  /** A page as this person sees it. */
  page(person: DemoPersonId, path: string): Promise<string>;
  /** One line of the story, under its day. */
  say(line: string): void;
  keepReading(reading: Reading): void;
  keepRefusal(refusal: Refusal): void;
}

/** One act of the story, on its day. */
export interface Scene {
  readonly on: Day;
  readonly tell: (stage: Stage) => Promise<void>;
}

/** A stage at a server; the story's lines go to `print`. */
export function openStage(server: ClockedServer, start: Day, print: (line: string) => void): Stage {
  let today = start;
  let callers = new Map<DemoPersonId, Promise<Caller>>();
  let cookies = new Map<DemoPersonId, Promise<string>>();
  const readings: Reading[] = [];
  const refusals: Refusal[] = [];
  const once = <T>(kept: Map<DemoPersonId, Promise<T>>, person: DemoPersonId, make: () => Promise<T>): Promise<T> => {
    const found = kept.get(person) ?? make();
    kept.set(person, found);
    return found;
  };
  return {
    server,
    readings,
    refusals,
    get today() {
      return today;
    },
    async goTo(on) {
      if (on === today) return;
      await server.goTo(on);
      today = on;
      callers = new Map();
      cookies = new Map();
    },
    as: (person) => once(callers, person, async () => caller(server.address, await tokenAs(server.address, person))),
    async page(person, path) {
      const cookie = await once(cookies, person, async () => (await signInAs(server.address, person)).cookie);
      const response = await fetch(`${server.address}${path}`, { redirect: 'manual', headers: { cookie } });
      if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
      return response.text();
    },
    say: (line) => print(`${today}  ${line}`),
    keepReading: (reading) => void readings.push(reading),
    keepRefusal: (refusal) => void refusals.push(refusal),
  };
}
