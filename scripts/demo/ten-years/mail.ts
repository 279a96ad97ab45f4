import { setTimeout as after } from 'node:timers/promises';
import type { DemoPersonId } from '../../../src/people/demo-people.ts';
import { type Day, tokyoDay } from '../../../src/rules/day.ts';
import type { Stage } from './stage.ts';
import { same } from './told.ts';

/** A mail as it was written; a demo sends none. */
export interface MailSeen {
  readonly id: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly queuedAt: string;
}

/** Longest wait for the rounds of the server (milliseconds). */
const PATIENCE = 20_000;

export interface Reminders {
  /** Who reads the office's mail. */
  readonly officer: DemoPersonId;
  readonly key: string;
  /** What it reminds of, as its subject says. */
  readonly of: string;
  /** Days on which it was to be told of so far. */
  readonly days: readonly Day[];
  /** How many belong to the holder: each gets one. */
  readonly people: number;
}

async function remindersNow(stage: Stage, { officer, key, of }: Reminders): Promise<readonly Day[]> {
  const mails = await (await stage.as(officer)).get<readonly MailSeen[]>('/api/v1/mail');
  const about = mails.filter(({ subject, text }) => subject.includes(of) && text.includes(`/ja/attestations/${key}\n`));
  return about.map(({ queuedAt }) => tokyoDay(queuedAt)).toSorted();
}

/** Waits until each person was reminded on each of these days; throws ToldOtherwise when anybody was reminded twice, or of another day. */
export async function reminded(stage: Stage, its: Reminders): Promise<void> {
  const told = its.days.flatMap((on) => Array<Day>(its.people).fill(on)).toSorted();
  const until = performance.now() + PATIENCE;
  let found = await remindersNow(stage, its);
  while (found.length < told.length && performance.now() < until) {
    await after(50);
    found = await remindersNow(stage, its);
  }
  same(`reminders about ${its.key}`, found, told);
  if (its.days.at(-1) === stage.today) stage.say(`  お知らせメール「${its.of}」を${its.people}人に1通ずつ`);
}
