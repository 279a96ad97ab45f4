import type { Text } from '../rules/text.ts';
import type { Fare } from './fare.ts';
import type { Journal } from './journal.ts';
import { CannotObserve, type Observation, type Observations, type Probe } from './probe.ts';
import type { Profile } from './profile.ts';
import type { Guide, Network, Tools } from './tools.ts';

/** The network as a run holds it: it can be cut off for one probe, counts, and remembers how the device fared. */
export interface RunNetwork extends Network {
  /** The same network until the signal: afterwards nothing more is sent and what is open is closed. An outage noticed by it is told with the probe. */
  until(signal: AbortSignal, probe?: string): RunNetwork;
  readonly sent: number;
  /** Did anything answer at the start? */
  readonly anchored: boolean;
  fare(): Fare;
}

/** What a run tells while it goes: for a terminal, a log, or a test. */
export type RunEvent =
  | { readonly event: 'started'; readonly probes: readonly string[]; readonly kept: readonly string[] }
  | { readonly event: 'probe-started'; readonly probe: string; readonly at: string; readonly boundSeconds: number }
  | { readonly event: 'progress'; readonly probe: string; readonly done: number; readonly total: number; readonly note?: Text }
  | { readonly event: 'observation'; readonly observation: Observation; readonly kept: boolean }
  | { readonly event: 'away'; readonly probe?: string; readonly at: string; readonly waitsSeconds: number }
  | { readonly event: 'back'; readonly at: string }
  | { readonly event: 'stopped'; readonly at: string; readonly why: Text };

/** The part of the tools that does not depend on the run: see Tools. */
export type RunTools = Pick<Tools, 'file' | 'guide' | 'secret'>;

export interface RunRequest {
  readonly probes: readonly Probe[];
  readonly profile: Profile;
  readonly network: RunNetwork;
  /** Made anew for each probe. */
  tools(probe: Probe, signal: AbortSignal): RunTools;
  readonly journal: Journal;
  now(): string;
  elapsed(): number;
  wait(milliseconds: number): Promise<void>;
  listen(event: RunEvent): void;
  readonly signal: AbortSignal;
  /** Seconds to wait for a device that stopped answering. Default 180: what a small device needs to start again. */
  readonly patienceSeconds?: number;
  /** Seconds a probe may take in all. Default: five times what it is expected to take, not under ten minutes. */
  boundSeconds?(probe: Probe, profile: Profile): number;
}

export interface RunResult {
  /** One for each probe, in running order; a probe that was not reached has `could-not`. */
  readonly observations: Observations;
  readonly fare: Fare;
  /** Set when the run ended before its last probe, by a person or because the device did not come back. */
  readonly stopped?: { readonly at: string; readonly why: Text };
}

/**
 * Runs the probes in order. What the journal already holds as observed is not asked again. Between probes the device must answer as at the start;
 * if it does not, the run waits a bounded time, has the probe done again once, and else stops and says so. A probe that throws or exceeds its bound
 * becomes `could-not` with its reason. Throws only what the journal throws.
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const { probes, network, journal, listen, now, signal } = request;
  const done = new Map(journal.kept.map((observation) => [observation.probe, observation]));
  const isDone = ({ id, version }: Probe) => {
    const found = done.get(id);
    return found?.outcome === 'observed' && found.version === version;
  };
  listen({ event: 'started', probes: probes.map(({ id }) => id), kept: probes.filter(isDone).map(({ id }) => id) });

  let stopped: RunResult['stopped'];
  const stop = (why: Text) => {
    stopped ??= { at: now(), why };
    listen({ event: 'stopped', ...stopped });
  };
  const made: Observation[] = [];
  const take = async (observation: Observation, keep: boolean) => {
    if (keep) await journal.keep(observation);
    made.push(observation);
    listen({ event: 'observation', observation, kept: !keep });
  };

  if (!probes.every(isDone) && !(await answers(request))) stop(network.anchored ? gone : silentFromTheStart);
  for (const probe of probes) {
    const earlier = done.get(probe.id);
    if (earlier && isDone(probe)) {
      await take(earlier, false);
      continue;
    }
    if (signal.aborted) stop(byPerson);
    if (stopped) {
      await take(notReached(probe, request, stopped.why), false);
      continue;
    }
    const observation = await observeWithLife(probe, made, request, stop);
    await take(observation, !signal.aborted);
  }
  return { observations: made, fare: network.fare(), ...(stopped ? { stopped } : {}) };
}

/** Observes, then asks whether the device still answers. What was seen of a device that went away is not believed: once more, then given up. */
async function observeWithLife(probe: Probe, earlier: Observations, request: RunRequest, stop: (why: Text) => void): Promise<Observation> {
  const { signal } = request;
  for (let again = false; ; again = true) {
    const observation = await observe(probe, earlier, request);
    if (signal.aborted || (await isAlive(request, probe.id))) return observation;
    const back = await answers(request, probe.id);
    if (!back) {
      if (!signal.aborted) stop(gone);
      return failed(observation, gone);
    }
    // A person stood beside it and may well have pulled the plug: no second time.
    if (probe.effort.personMinutes > 0 || observation.outcome === 'could-not') return observation;
    if (again) return failed(observation, goesAwayEachTime);
  }
}

const isAlive = (request: RunRequest, probe?: string) =>
  request.network
    .until(request.signal, probe)
    .isAlive()
    .catch(() => false);

/** True as soon as the device answers as at the start; false when it did not for the whole time that the run waits. */
async function answers(request: RunRequest, probe?: string): Promise<boolean> {
  const { network, elapsed, wait, now, listen, signal, patienceSeconds = 180 } = request;
  if (!network.anchored) return false;
  if (await isAlive(request, probe)) return true;
  const from = now();
  const begin = elapsed();
  const during = probe === undefined ? {} : { probe };
  listen({ event: 'away', at: from, waitsSeconds: patienceSeconds, ...during });
  network.pace.strained(wentAway);
  while (!signal.aborted && elapsed() - begin < patienceSeconds * 1000) {
    await wait(1000);
    if (!(await isAlive(request))) continue;
    listen({ event: 'back', at: now() });
    return true;
  }
  return false;
}

async function observe(probe: Probe, earlier: Observations, request: RunRequest): Promise<Observation> {
  const { network, profile, now, elapsed, wait, listen } = request;
  const bound = (request.boundSeconds ?? boundSeconds)(probe, profile);
  const ending = new AbortController();
  const signal = AbortSignal.any([request.signal, ending.signal]);
  const startedAt = now();
  const sentBefore = network.sent;
  let attended = 0;
  listen({ event: 'probe-started', probe: probe.id, at: startedAt, boundSeconds: bound });
  const { guide, ...rest } = request.tools(probe, signal);
  const tools: Tools = {
    ...rest,
    guide: timed(guide, elapsed, (milliseconds) => {
      attended += milliseconds;
    }),
    profile,
    earlier,
    network: network.until(signal, probe.id),
    progress: (progressed, total, note) => {
      if (!signal.aborted) listen({ event: 'progress', probe: probe.id, done: progressed, total, ...(note ? { note } : {}) });
    },
    now,
    elapsed,
    wait: (milliseconds) => Promise.race([wait(milliseconds), aborted(signal)]),
    signal,
  };
  const timer = setTimeout(() => ending.abort(new CannotObserve(tookTooLong(bound))), bound * 1000);
  const record = () => ({
    probe: probe.id,
    version: probe.version,
    startedAt,
    endedAt: now(),
    sent: network.sent - sentBefore,
    personMinutes: Math.round(attended / 6000) / 10,
  });
  try {
    const data = await Promise.race([probe.observe(tools), aborted(signal)]);
    return { ...record(), outcome: 'observed', data };
  } catch (error) {
    return { ...record(), outcome: 'could-not', reason: reasonOf(request.signal.aborted ? new CannotObserve(byPerson) : error) };
  } finally {
    clearTimeout(timer);
    // Whatever the probe left running ends here.
    ending.abort(new CannotObserve(over));
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  const rejected = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  rejected.catch(() => {});
  return rejected;
}

function timed(guide: Guide, elapsed: () => number, add: (milliseconds: number) => void): Guide {
  const around = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const begin = elapsed();
    try {
      return await work();
    } finally {
      add(elapsed() - begin);
    }
  };
  return {
    step: (instruction) => around(() => guide.step(instruction)),
    choose: (question, options) => around(() => guide.choose(question, options)),
    read: (question) => around(() => guide.read(question)),
  };
}

const boundSeconds = ({ effort }: Probe, { bounds }: Profile): number =>
  Math.max(600, bounds.scanMinutes * 60 + 120, effort.unattendedSeconds * 5) + effort.personMinutes * 600;

const notReached = ({ id, version }: Probe, { now }: RunRequest, reason: Text): Observation => {
  const at = now();
  return { probe: id, version, startedAt: at, endedAt: at, sent: 0, personMinutes: 0, outcome: 'could-not', reason };
};

const failed = ({ probe, version, startedAt, endedAt, sent, personMinutes }: Observation, reason: Text): Observation => ({
  ...{ probe, version, startedAt, endedAt, sent, personMinutes },
  outcome: 'could-not',
  reason,
});

/** A reason that people can read; of a crash the first line, so that it can be reported. */
function reasonOf(error: unknown): Text {
  if (error instanceof CannotObserve) return error.reason;
  const [line = ''] = String(error instanceof Error ? `${error.name}: ${error.message}` : error).split('\n', 1);
  const what = line.slice(0, 300);
  return { ja: `検査プログラムが途中で失敗しました(${what})。`, en: `The probe itself failed (${what}).` };
}

const gone: Text = {
  ja: '機器が応答しなくなり、待っても戻りませんでした。機器の電源と接続を確かめ、再開してください。',
  en: 'The device stopped answering and did not come back while the run waited. Check its power and connection, then resume.',
};
const goesAwayEachTime: Text = {
  ja: 'この検査の間に機器が二度応答しなくなったため、観測の結果を使えません。',
  en: 'The device stopped answering twice during this probe, so that what was seen cannot be relied on.',
};
const silentFromTheStart: Text = {
  ja: '機器のアドレスから何の応答もありません。アドレス、電源、接続を確かめてください。',
  en: 'Nothing at all answers at this address. Check the address, the power and the connection.',
};
const wentAway: Text = { ja: '機器が応答しなくなった。', en: 'The device stopped answering.' };
const byPerson: Text = {
  ja: '操作により中断されました。再開すると、ここから続きます。',
  en: 'Stopped by the person. Resuming goes on from here.',
};
const over: Text = { ja: 'この検査は終わりました。', en: 'This probe is over.' };
const tookTooLong = (seconds: number): Text => ({
  ja: `この検査の時間の上限(${Math.round(seconds / 60)}分)に達しました。`,
  en: `The time bound of this probe (${Math.round(seconds / 60)} min) was reached.`,
});
