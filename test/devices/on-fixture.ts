import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { CannotObserve, type Observations } from '../../src/check/probe.ts';
import { Profile } from '../../src/check/profile.ts';
import type { Guide, Network, Tools } from '../../src/check/tools.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { directNetwork } from './direct-network.ts';
import type { Fixture, Place, Running } from './fixture.ts';
import { fixtures } from './fixtures/index.ts';
import { locked } from './locked.ts';
import { makeNamespace } from './namespace.ts';

/** A fixture that runs, and what a probe needs to look at it. */
export interface OnFixture {
  readonly fixture: Fixture;
  readonly address: string;
  /** Name of its namespace; undefined on loopback. */
  readonly namespace: string | undefined;
  readonly profile: Profile;
  readonly secrets: Readonly<Record<string, string>>;
  /** Tools for one probe. Nobody stands beside the device unless a guide is given. */
  tools(given?: GivenTools): Tools;
  stop(): Promise<void>;
}

export interface GivenTools {
  readonly earlier?: Observations;
  readonly guide?: Guide;
  readonly network?: Network;
  readonly profile?: Profile;
  readonly signal?: AbortSignal;
}

/** Starts a fixture at a place of its own. Throws when there is none of that name or when it does not start. */
export async function onFixture(id: string): Promise<OnFixture> {
  const fixture = fixtures.find((each) => each.id === id);
  if (fixture === undefined) throw new Error(`no fixture ${id}; there are ${fixtures.map((each) => each.id).join(', ')}`);
  return await started(fixture);
}

/** Starts a fixture that need not be registered. */
export async function started(fixture: Fixture): Promise<OnFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), `akashi-${fixture.id}-`));
  const clear = () => rm(folder, { recursive: true, force: true });
  const { place, release } = await freePlace(fixture, folder);
  let running: Running;
  try {
    running = await fixture.start(place);
  } catch (error) {
    await release();
    await clear();
    throw error;
  }
  const profile = Profile.parse(parse(running.profile));
  return {
    fixture,
    address: place.address,
    namespace: place.namespace,
    profile,
    secrets: running.secrets,
    tools: (given = {}) => testTools(place, profile, running.secrets, given),
    async stop() {
      await running.stop();
      await release();
      await clear();
    },
  };
}

/** What a fixture expects and did not get, as `probe/aspect subject: expected X, got Y`; empty when all is as it should be. */
export function mistakes(
  fixture: Pick<Fixture, 'expects'>,
  found: readonly { readonly probe: string; readonly aspect: string; readonly subject: string; readonly verdict: Verdict }[],
  probes?: readonly string[],
): readonly string[] {
  return Object.entries(fixture.expects)
    .filter(([key]) => probes?.includes(key.slice(0, key.indexOf('/'))) ?? true)
    .flatMap(([key, expected]) => {
      const [finding, ...rest] = key.split(' ');
      const subject = rest.join(' ');
      const seen = found.filter(
        (each) =>
          `${each.probe}/${each.aspect}` === finding &&
          (subject === '' ? fixture.expects[`${finding} ${each.subject}`] === undefined : each.subject === subject),
      );
      const verdicts: readonly Verdict[] = seen.length === 0 ? ['not-tested'] : seen.map(({ verdict }) => verdict);
      return verdicts.filter((got) => got !== expected).map((got) => `${key}: expected ${expected}, got ${got}`);
    });
}

function testTools(place: Place, profile: Profile, secrets: Readonly<Record<string, string>>, given: GivenTools): Tools {
  const signal = given.signal ?? new AbortController().signal;
  return {
    profile: given.profile ?? profile,
    earlier: given.earlier ?? [],
    network: given.network ?? directNetwork(place.address),
    guide: given.guide ?? nobody,
    secret(variable) {
      const value = secrets[variable];
      if (value === undefined) throw new CannotObserve({ ja: `${variable} が設定されていません。`, en: `${variable} is not set.` });
      return value;
    },
    file: (name) => readFile(path.resolve(place.folder, name)),
    progress: () => {},
    now: () => new Date().toISOString(),
    elapsed: () => performance.now(),
    wait: (milliseconds) => wait(milliseconds, undefined, { signal }),
    signal,
  };
}

const absent = async (): Promise<never> => {
  throw new CannotObserve({ ja: '機器のそばに人がいません。', en: 'Nobody stands beside the device.' });
};
const nobody: Guide = { step: absent, choose: absent, read: absent };

interface Freed {
  readonly place: Place;
  release(): Promise<void>;
}

async function freePlace(fixture: Fixture, folder: string): Promise<Freed> {
  if (fixture.where === 'namespace') {
    const { address, name, remove } = await makeNamespace();
    return { place: { address, namespace: name, folder }, release: remove };
  }
  for (let last = 10; last < 250; last++) {
    const address = `127.0.1.${last}`;
    const lock = await locked(`akashi-device-${address}`);
    if (lock !== undefined) {
      const release = () => new Promise<void>((resolve) => lock.close(() => resolve()));
      return { place: { address, folder }, release };
    }
  }
  throw new Error('all of 127.0.1.10 to 127.0.1.249 are taken');
}
