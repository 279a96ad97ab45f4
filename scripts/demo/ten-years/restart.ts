import { setTimeout as after } from 'node:timers/promises';
import { parts } from '../first-certificate-walk.ts';
import { held } from './held.ts';
import { office } from './label-steps.ts';
import type { MailSeen } from './mail.ts';
import { publicly, statusOn } from './public-page.ts';
import type { Stage } from './stage.ts';
import { same } from './told.ts';

/** Everything that can be read of what was issued so far: in public, on record, ahead, in the mail, and of returned documents. */
async function everything(stage: Stage): Promise<Readonly<Record<string, unknown>>> {
  const keys = [...new Set(stage.readings.map(({ key }) => key))];
  const officerOf = (key: string) => stage.as(key.startsWith('IP-IoT') ? parts.reviewer : office.accepts);
  const [labels, certificates] = [await stage.as(office.accepts), await stage.as(parts.reviewer)];
  const seen: Record<string, unknown> = {
    mail: [await labels.get('/api/v1/mail'), await certificates.get('/api/v1/mail')],
    ahead: [await labels.get('/api/v1/ahead'), await certificates.get('/api/v1/ahead')],
    returns: await certificates.get('/api/v1/returns'),
  };
  for (const key of keys) seen[key] = [await publicly(stage, key), await held(await officerOf(key), key)];
  return seen;
}

/** Waits until the rounds of the server have written what is due today: as long as a second brings nothing more. */
async function mailWritten(stage: Stage): Promise<void> {
  for (let before = -1; ; await after(1000)) {
    const written = (await mailOf(stage, office.accepts)).length + (await mailOf(stage, parts.reviewer)).length;
    if (written === before) return;
    before = written;
  }
}

/** Ends the server, as asked or like a power cut, starts it again on the same folder, and reads everything once more: nothing is different. Gives how many records were compared. */
export async function restartAndCompare(stage: Stage, how: 'stop' | 'kill'): Promise<number> {
  await mailWritten(stage);
  const before = await everything(stage);
  await stage.server.restart(how);
  const after = await everything(stage);
  for (const [what, seen] of Object.entries(before)) same(`${what} after the restart`, after[what], seen);
  stage.say(
    `サーバーを${how === 'kill' ? '強制終了し' : '終了し'}、同じデータで再び起動: ${Object.keys(before).length} 種の記録に違いなし`,
  );
  return Object.keys(before).length;
}

/** A day that reads otherwise now than it did on that day: something was learned later. */
export interface Relearned {
  readonly key: string;
  readonly on: string;
  readonly was: string;
  readonly is: string;
}

/** Asks again for every day on which a page was read; gives where it reads otherwise now. */
export async function readAgain(stage: Stage): Promise<readonly Relearned[]> {
  const last = new Map(stage.readings.map((each) => [`${each.key} ${each.on}`, each]));
  const found: Relearned[] = [];
  for (const { key, on, status } of last.values()) {
    const now = await statusOn(stage, key, on);
    if (now !== status) found.push({ key, on, was: status, is: now });
  }
  return found;
}

/** Every reminder that either office wrote; throws ToldOtherwise when anybody got one twice. Gives how many. */
export async function remindersOnce(stage: Stage): Promise<number> {
  const all = [...(await mailOf(stage, office.accepts)), ...(await mailOf(stage, parts.reviewer))];
  const reminders = all.filter(({ subject }) => /有効期限が近い|更新の予告|更新手続きの/.test(subject));
  const counted = Map.groupBy(reminders, ({ to, text }) => `${to} ${text}`);
  same(
    'reminders that somebody got twice',
    [...counted].filter(([, mails]) => mails.length > 1).map(([told]) => told),
    [],
  );
  return reminders.length;
}

const mailOf = async (stage: Stage, officer: Parameters<Stage['as']>[0]): Promise<readonly MailSeen[]> =>
  (await stage.as(officer)).get<readonly MailSeen[]>('/api/v1/mail');
