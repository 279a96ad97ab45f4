import { type Day, day } from '../../../src/rules/day.ts';
import type { ClockedServer } from '../clocked-server.ts';
import { expiredCertificate, withdrawnCertificate } from './certificate-ended.ts';
import { renewedCertificate } from './certificate-renewed.ts';
import { expiredLabel, lapsedLabel, withdrawnLabel } from './label-ended.ts';
import { renewedLabel } from './label-renewed.ts';
import { publicly } from './public-page.ts';
import { type Relearned, readAgain, remindersOnce, restartAndCompare } from './restart.ts';
import type { ReturnEnded } from './returned.ts';
import { openStage, type Reading, type Refusal, type Scene, type Stage } from './stage.ts';
import { same } from './told.ts';

/** The first and the last day of the story. */
export const BEGINS: Day = day('2026-11-24');
export const ENDS: Day = day('2036-11-24');

/** What became of everything, and what was seen on the way. */
export interface TenYears {
  /** Keys, by what the story makes of them. */
  readonly labels: Readonly<Record<'renewed' | 'expired' | 'lapsed' | 'withdrawn', string>>;
  readonly certificates: Readonly<Record<'renewed' | 'expired' | 'withdrawn' | 'anew', string>>;
  /** Status on the last day, by key. */
  readonly statuses: Readonly<Record<string, string>>;
  readonly readings: readonly Reading[];
  readonly refusals: readonly Refusal[];
  /** Days that read otherwise at the end than they did when they were the present. */
  readonly relearned: readonly Relearned[];
  /** Reminders written, each once. */
  readonly reminders: number;
  readonly returns: readonly ReturnEnded[];
  /** How many records each restart left as they were. */
  readonly restarts: readonly number[];
}

const RESTARTS: readonly (readonly [on: Day, how: 'stop' | 'kill'])[] = [
  [day('2029-01-15'), 'stop'],
  [day('2032-02-29'), 'kill'],
];

/** Tells ten years of both schemes at a server whose clock it moves; throws at the first thing that is not as told. */
export async function tellTenYears(server: ClockedServer, print: (line: string) => void): Promise<TenYears> {
  const stage = openStage(server, BEGINS, print);
  const labels = { renewed: renewedLabel(), expired: expiredLabel(), lapsed: lapsedLabel(), withdrawn: withdrawnLabel() };
  const first = renewedCertificate();
  const second = expiredCertificate(first.application);
  const third = withdrawnCertificate(first.application);
  const restarts: number[] = [];
  const restart = ([on, how]: (typeof RESTARTS)[number]): Scene => ({
    on,
    tell: async (at) => void restarts.push(await restartAndCompare(at, how)),
  });
  await play(stage, [
    ...Object.values(labels).flatMap(({ scenes }) => scenes),
    ...[first, second, third].flatMap(({ scenes }) => scenes),
    ...RESTARTS.map(restart),
  ]);
  const relearned = await readAgain(stage);
  same('days that read otherwise now', relearned, [
    // The renewal was granted: its period begins on the day after the last one (D-9.1-7).
    { key: first.key(), on: '2029-01-04', was: 'renewal-under-review', is: 'in-force' },
    { key: third.keys()[1], on: '2030-12-31', was: 'in-force', is: 'ceased' },
    { key: first.key(), on: '2034-05-01', was: 'in-force', is: 'lapsed' },
  ]);
  stage.say(
    `これまでに公開ページを読んだ ${stage.readings.length} 回を読み直し、後から把握した ${relearned.length} 件のほかは当時のとおり`,
  );
  const [withdrawn, anew] = third.keys();
  const certificates = { renewed: first.key(), expired: second.key(), withdrawn, anew };
  const keys = [...Object.values(labels).map(({ key }) => key()), ...Object.values(certificates)];
  const statuses: Record<string, string> = {};
  for (const key of keys) statuses[key] = (await publicly(stage, key)).status.id;
  return {
    labels: {
      renewed: labels.renewed.key(),
      expired: labels.expired.key(),
      lapsed: labels.lapsed.key(),
      withdrawn: labels.withdrawn.key(),
    },
    ...{ certificates, statuses, relearned },
    readings: stage.readings,
    refusals: stage.refusals,
    reminders: await remindersOnce(stage),
    returns: [...first.returns, ...second.returns, ...third.returns],
    restarts,
  };
}

/** Plays the scenes in the order of their days. */
async function play(stage: Stage, scenes: readonly Scene[]): Promise<void> {
  for (const scene of scenes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    await stage.goTo(scene.on);
    await scene.tell(stage);
  }
  await stage.goTo(ENDS);
}
