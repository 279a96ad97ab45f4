import type { z } from 'zod';
import type { DeviceFinding } from '../rules/device-part.ts';
import type { JsonObject } from '../rules/json.ts';
import type { Text } from '../rules/text.ts';
import type { Profile } from './profile.ts';
import type { Observe, Tools } from './tools.ts';

/** What a probe did and saw, as kept for ever: enough to judge it again without the device. */
export type Observation = {
  readonly probe: string;
  /** Version of the probe that made it. */
  readonly version: number;
  /** ISO 8601 instants. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Connections and datagrams sent towards the device. */
  readonly sent: number;
  /** Person-minutes that attended steps took (L-3.4-7). */
  readonly personMinutes: number;
} & (
  | { readonly outcome: 'observed'; readonly data: JsonObject }
  /** It crashed, ran out of time, lacked a precondition, or the device went away: never a pass. */
  | { readonly outcome: 'could-not'; readonly reason: Text }
);

export type Observations = readonly Observation[];

/** What is known of a probe without running it. Pure: whoever judges again needs no more. */
export interface Judge<Data> {
  readonly id: string;
  /** Raised when the same observation would be judged otherwise. */
  readonly version: number;
  readonly title: Text;
  /** Probes whose observations it reads; they run before. */
  readonly after: readonly string[];
  /** Everything that it can find something about, with a name a person reads. Each is told in every judgement, as `not-tested` where nothing was found. */
  readonly aspects: Readonly<Record<string, Text>>;
  readonly effort: Effort;
  /** Form of its observation: what does not fit is not judged. */
  readonly shape: z.ZodType<Data>;
  judge(given: Given<Data>): readonly Finding[];
}

/** A finding before it is told whose it is. */
export type Finding = Omit<DeviceFinding, 'probe'>;

/** Expected effort and what must be there before it starts (L-4.3-2). */
export interface Effort {
  /** Seconds on an ordinary device at the gentle rate. */
  readonly unattendedSeconds: number;
  readonly personMinutes: number;
  readonly prerequisites: readonly Text[];
}

export interface Given<Data> {
  readonly data: Data;
  readonly profile: Profile;
  readonly earlier: Observations;
}

/** The observation of an earlier probe, when it saw something of the form that this version judges. */
export function observed<Data>(earlier: Observations, judge: Pick<Judge<Data>, 'id' | 'shape' | 'version'>): Data | undefined {
  const found = earlier.find((each) => each.probe === judge.id);
  if (found?.outcome !== 'observed' || found.version !== judge.version) return undefined;
  return judge.shape.safeParse(found.data).data;
}

/** Why a probe cannot say anything: thrown by `observe`, kept as the reason. Anything else that it throws is kept as a crash. */
export class CannotObserve extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}

/** A judge whatever the form of its observation. */
export interface AnyJudge extends Omit<Judge<unknown>, 'judge' | 'shape'> {
  /** Undefined when the data has not the form of this version. */
  judge(data: JsonObject, profile: Profile, earlier: Observations): readonly Finding[] | undefined;
}

/** A probe: the judge and the half that touches the device. */
export interface Probe extends AnyJudge {
  observe(tools: Tools): Promise<JsonObject>;
}

/** Hides the form of the observation behind its check. */
export function anyJudge<Data>({ shape, judge, ...known }: Judge<Data>): AnyJudge {
  return {
    ...known,
    judge(data, profile, earlier) {
      const read = shape.safeParse(data);
      return read.success ? judge({ data: read.data, profile, earlier }) : undefined;
    },
  };
}

/** Puts the two halves together. What is kept is what the judge's shape reads of it, as JSON. */
export function probe<Data>(judge: Judge<Data>, observe: Observe<Data>): Probe {
  return {
    ...anyJudge(judge),
    observe: async (tools) => JSON.parse(JSON.stringify(judge.shape.parse(await observe(tools)))) as JsonObject,
  };
}
