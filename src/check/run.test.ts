import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Outage, Strain } from './fare.ts';
import type { Journal } from './journal.ts';
import { CannotObserve, type Observation, type Probe, probe as probeOf } from './probe.ts';
import { Profile } from './profile.ts';
import { type RunEvent, type RunNetwork, type RunRequest, run } from './run.ts';
import type { Guide, Observe } from './tools.ts';

const both = (en: string) => ({ ja: `${en}。`, en });
const profile = Profile.parse({ device: { maker: 'm', model: 'o', firmware: '1', serial: '1' } });

const Seen = z.strictObject({ n: z.number() });
function probe(id: string, observe: Observe<z.infer<typeof Seen>>, personMinutes = 0): Probe {
  return probeOf(
    {
      ...{ id, version: 1, title: both(id), after: [], aspects: { it: both('it') }, shape: Seen },
      effort: { unattendedSeconds: 1, personMinutes, prerequisites: [] },
      judge: () => [],
    },
    observe,
  );
}

/** A device that is away while `isAway` says so, and a clock that moves only when somebody waits. */
function stage({ isAway = () => false, anchored = true }: { isAway?: (at: number) => boolean; anchored?: boolean } = {}) {
  let at = 0;
  let sent = 0;
  const strains: Strain[] = [];
  const outages: Outage[] = [];
  const events: RunEvent[] = [];
  const keptLater: Observation[] = [];
  const now = () => new Date(at).toISOString();
  let away: Outage | undefined;
  const network = (signal: AbortSignal, probe?: string): RunNetwork => ({
    address: '10.99.1.2',
    anchored,
    dial: async () => {
      signal.throwIfAborted();
      sent += 1;
      return { outcome: 'refused', milliseconds: 1 };
    },
    ask: async () => ({ answers: [], unreachable: true }),
    isAlive: async () => {
      if (isAway(at)) away ??= { from: now(), ...(probe === undefined ? {} : { probe }) };
      else if (away) {
        outages.push({ ...away, until: now() });
        away = undefined;
      }
      return !isAway(at);
    },
    spendAttempt: () => {},
    pace: {
      turn: async () => {},
      rate: 50,
      strained: (why) => {
        strains.push({ at: now(), why, rate: 25 });
      },
      eased: () => {},
    },
    until: network,
    get sent() {
      return sent;
    },
    fare: () => ({ rate: { lowest: 25, highest: 50, bound: 150 }, sent, strains, outages: away ? [...outages, away] : outages }),
  });
  const refuses = async (): Promise<never> => {
    throw new CannotObserve(both('nobody is there'));
  };
  const guide: Guide = {
    choose: refuses,
    read: refuses,
    step: async () => {
      at += 90_000;
    },
  };
  const journal: Journal = {
    kept: [],
    keep: async (observation) => {
      keptLater.push(observation);
    },
    close: async () => {},
  };
  const request = (probes: readonly Probe[], more: Partial<RunRequest> = {}): RunRequest => ({
    ...{ probes, profile, journal, now },
    network: network(new AbortController().signal),
    tools: () => ({ file: refuses, guide, secret: () => 'x' }),
    elapsed: () => at,
    wait: async (milliseconds) => {
      at += milliseconds;
    },
    listen: (event) => {
      events.push(event);
    },
    signal: new AbortController().signal,
    ...more,
  });
  return {
    request,
    journal,
    kept: keptLater,
    events,
    pass: (milliseconds: number) => {
      at += milliseconds;
    },
  };
}
const told = (observations: readonly Observation[]) =>
  observations.map((each) => `${each.probe}: ${each.outcome === 'observed' ? JSON.stringify(each.data) : each.reason.en}`);

describe('a run of probes', () => {
  test('goes in order, each probe seeing what was observed before it, and keeps each observation as it comes', async () => {
    const { request, kept } = stage();
    const seen: string[] = [];
    const looks = (n: number): Observe<{ n: number }> => {
      return async ({ earlier, network }) => {
        seen.push(earlier.map((each) => each.probe).join());
        for (let left = n; left > 0; left -= 1) await network.dial(80);
        return { n };
      };
    };
    const result = await run(request([probe('a', looks(1)), probe('b', looks(2))]));
    expect(told(result.observations)).toEqual(['a: {"n":1}', 'b: {"n":2}']);
    expect(result.observations.map(({ sent }) => sent)).toEqual([1, 2]);
    expect(seen).toEqual(['', 'a']);
    expect(kept).toEqual(result.observations);
    expect(result.stopped).toBeUndefined();
  });

  test('a probe that throws becomes could-not with its reason, and the next one runs', async () => {
    const { request } = stage();
    const result = await run(
      request([
        probe('a', async () => {
          throw new RangeError('off the end\n  at somewhere');
        }),
        probe('b', async () => {
          throw new CannotObserve(both('no login is named'));
        }),
        probe('c', async () => ({ n: 3 })),
        probe('d', (async () => ({ n: 'four' })) as unknown as Observe<{ n: number }>),
      ]),
    );
    const [a, b, c, d = ''] = told(result.observations);
    expect([a, b, c]).toEqual(['a: The probe itself failed (RangeError: off the end).', 'b: no login is named', 'c: {"n":3}']);
    expect(d).toContain('The probe itself failed');
  });

  test('a probe that exceeds its bound becomes could-not, and can send nothing afterwards', async () => {
    const { request } = stage();
    const late = Promise.withResolvers<string>();
    const never = probe('slow', async ({ network, signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await network.dial(80).catch((error: Error) => late.resolve(error.message));
      return { n: 1 };
    });
    const result = await run(request([never], { boundSeconds: () => 0.02 }));
    expect(told(result.observations)).toEqual(['slow: The time bound of this probe (0 min) was reached.']);
    expect(result.fare.sent).toBe(0);
    expect(await late.promise).toContain('time bound');
  });

  test('L-3.4-7 the minutes that a person spends are measured', async () => {
    const { request } = stage();
    const attended = probe('a', async ({ guide }) => {
      await guide.step(both('press the button'));
      return { n: 1 };
    });
    expect((await run(request([attended]))).observations[0]?.personMinutes).toBe(1.5);
  });
});

describe('a device that stops answering', () => {
  const goesAway = (stage: { pass(milliseconds: number): void }, times: { n: number }) =>
    probe('a', async () => {
      times.n += 1;
      stage.pass(times.n === 1 ? 1000 : 60_000);
      return { n: times.n };
    });

  test('is waited for, the probe is done again, and the outage is told with its times', async () => {
    const set = stage({ isAway: (at) => at >= 1000 && at < 6000 });
    const result = await run(set.request([goesAway(set, { n: 0 }), probe('b', async () => ({ n: 9 }))]));
    expect(told(result.observations)).toEqual(['a: {"n":2}', 'b: {"n":9}']);
    expect(result.fare.outages).toEqual([{ from: '1970-01-01T00:00:01.000Z', until: '1970-01-01T00:00:06.000Z', probe: 'a' }]);
    expect(result.fare.strains.map(({ why }) => why.en)).toEqual(['The device stopped answering.']);
    expect(set.events.map(({ event }) => event)).toEqual([
      ...['started', 'probe-started', 'away', 'back', 'probe-started', 'observation', 'probe-started', 'observation'],
    ]);
  });

  test('each time that a probe is run has that probe given up, not believed', async () => {
    const set = stage({ isAway: (at) => (at >= 1000 && at < 6000) || (at >= 60_000 && at < 70_000) });
    const result = await run(set.request([goesAway(set, { n: 0 })]));
    expect(result.observations[0]?.outcome).toBe('could-not');
    expect(told(result.observations)[0]).toContain('stopped answering twice');
  });

  test('and does not come back in the bounded time ends the run, which says so; nothing that was not reached is kept as done', async () => {
    const set = stage({ isAway: (at) => at >= 1000 });
    let asked = 0;
    const later = probe('b', async () => {
      asked += 1;
      return { n: 1 };
    });
    const result = await run(set.request([goesAway(set, { n: 0 }), later], { patienceSeconds: 30 }));
    expect(result.observations.map(({ outcome }) => outcome)).toEqual(['could-not', 'could-not']);
    expect(result.stopped).toMatchObject({ at: '1970-01-01T00:00:31.000Z' });
    expect(result.stopped?.why.en).toContain('did not come back');
    expect(result.fare.outages).toEqual([{ from: '1970-01-01T00:00:01.000Z', probe: 'a' }]);
    expect(asked).toBe(0);
    expect(set.kept.map((each) => each.probe)).toEqual(['a']);
  });

  test('a person beside it may pull the plug: an attended probe is not done a second time', async () => {
    const set = stage({ isAway: (at) => at >= 1000 && at < 6000 });
    let times = 0;
    const attended = probe(
      'outage',
      async () => {
        times += 1;
        set.pass(1000);
        return { n: times };
      },
      5,
    );
    expect(told((await run(set.request([attended]))).observations)).toEqual(['outage: {"n":1}']);
    expect(times).toBe(1);
  });

  test('an address at which nothing ever answered is told as such, and no probe runs', async () => {
    const set = stage({ anchored: false });
    const result = await run(set.request([probe('a', async () => ({ n: 1 }))]));
    expect(told(result.observations)[0]).toContain('Nothing at all answers');
  });
});

describe('resuming', () => {
  const made = { version: 1, startedAt: '2026-11-22T00:00:00Z', endedAt: '2026-11-22T00:00:01Z', sent: 1, personMinutes: 0 };

  test('what was observed is not asked again; what could not be observed, or by another version, is', async () => {
    const set = stage();
    const kept: readonly Observation[] = [
      { ...made, probe: 'a', outcome: 'observed', data: { n: 1 } },
      { ...made, probe: 'b', outcome: 'could-not', reason: both('it went away') },
      { ...made, probe: 'c', outcome: 'observed', data: { n: 1 }, version: 2 },
    ];
    const asked: string[] = [];
    const probes = ['a', 'b', 'c'].map((id) =>
      probe(id, async () => {
        asked.push(id);
        return { n: 2 };
      }),
    );
    const result = await run(set.request(probes, { journal: { ...set.journal, kept } }));
    expect(asked).toEqual(['b', 'c']);
    expect(told(result.observations)).toEqual(['a: {"n":1}', 'b: {"n":2}', 'c: {"n":2}']);
    expect(set.events[0]).toEqual({ event: 'started', probes: ['a', 'b', 'c'], kept: ['a'] });
  });

  test('a run that a person stops keeps what is done and leaves the rest for the next time', async () => {
    const ending = new AbortController();
    const set = stage();
    const stops = probe('b', async () => {
      ending.abort(new Error('enough'));
      return { n: 2 };
    });
    const probes = [probe('a', async () => ({ n: 1 })), stops, probe('c', async () => ({ n: 3 }))];
    const result = await run(set.request(probes, { signal: ending.signal }));
    expect(set.kept.map((each) => each.probe)).toEqual(['a']);
    expect(result.observations.map(({ outcome }) => outcome)).toEqual(['observed', 'could-not', 'could-not']);
    expect(result.stopped?.why.en).toContain('Stopped by the person');
  });
});
