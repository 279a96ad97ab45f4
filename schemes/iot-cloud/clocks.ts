import type { Clock } from '../../src/rules/book.ts';
import { addDays, type Day, isDay, tokyoDay } from '../../src/rules/day.ts';
import { lastDays, newest } from '../../src/rules/period.ts';
import type { Subject } from '../../src/rules/subject.ts';
import { text } from '../../src/rules/text.ts';
import { REMINDERS } from './terms.ts';

const ENDS = ['reportEnd', 'recordSuccession', 'withdraw'];

const endOf = (subject: Subject) => subject.history.find((entry) => ENDS.includes(entry.row));

/** Days on which a notice that came later than the word allows is flagged: the day it came (D-9.2-2). */
const late = (subject: Subject, kind: string, field: string, days: number): readonly Day[] =>
  subject.threads.flatMap((thread) => {
    const happened = thread.kind === kind ? thread.history[0]?.input[field] : undefined;
    return isDay(happened) && thread.openedOn > addDays(happened, days) ? [thread.openedOn] : [];
  });

/** What reminds and what only is: nothing here refuses or withdraws by itself. */
export const clocks: Readonly<Record<string, Clock>> = {
  expiry: {
    label: text('有効期間の満了', 'End of the period'),
    on: 'attestation',
    kind: 'truth',
    clause: 'D-8.1-2',
    at: ({ subject }) => lastDays(subject.periods).map((last) => addDays(last, 1)),
  },
  renewalAhead: {
    label: text('更新の予告', 'Renewal ahead'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'applicant',
    clause: 'D-9.1-1',
    at: ({ subject, terms }) => {
      const last = running(subject);
      return last ? terms.reminderDays.map((days) => addDays(last, -days)) : [];
    },
  },
  renewalOpens: {
    label: text('更新手続きの初日', 'First day to renew'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'applicant',
    clause: 'D-9.1-1',
    at: ({ subject, terms }) => window(subject, terms.renewal.window?.opens),
  },
  renewalCloses: {
    label: text('更新手続きの最終日', 'Last day to renew'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'applicant',
    clause: 'D-9.1-1',
    at: ({ subject, terms }) => window(subject, terms.renewal.window?.closes),
  },
  keepsItsDay: {
    label: text('申請の日を保つ補正の期限', 'Last day to correct and keep the day of filing'),
    on: 'application',
    kind: 'prompt',
    tells: 'applicant',
    clause: 'D-9.1-1',
    at: ({ subject }) => (subject.correctBy ? [subject.correctBy] : []),
  },
  changeNotifiedLate: {
    label: text('変更の届出の遅れ', 'A change was notified late'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'office',
    clause: 'D-9.2-2',
    at: ({ subject }) => late(subject, 'change', 'changedOn', REMINDERS.withoutDelay),
  },
  incidentNotifiedLate: {
    label: text('緊急事態の通知の遅れ', 'An incident was notified late'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'office',
    clause: 'D-9.2-2',
    at: ({ subject }) => late(subject, 'incident', 'cameToLightOn', REMINDERS.promptly),
  },
  endNotifiedLate: {
    label: text('サービス終了の届出の遅れ', 'The end of the service was notified late'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'office',
    clause: 'D-9.2-2',
    at: ({ subject }) => {
      const end = subject.history.find((entry) => entry.row === 'reportEnd');
      const told = end ? tokyoDay(end.at) : undefined;
      return end && told && told > addDays(end.on, REMINDERS.withoutDelay) ? [told] : [];
    },
  },
  markToBeTakenDown: {
    label: text('認定マークの使用中止の確認', 'Has the mark been taken down?'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'office',
    clause: 'D-8.1-3',
    at: ({ subject }) => {
      const last = endOf(subject)?.on ?? newest(subject.periods)?.until;
      return last ? [addDays(last, REMINDERS.promptly)] : [];
    },
  },
};

/** Last day of what can be renewed: nothing that was ended. */
const running = (subject: Subject): Day | undefined => (endOf(subject) ? undefined : newest(subject.periods)?.until);

function window(subject: Subject, days: number | undefined): readonly Day[] {
  const last = running(subject);
  return last && days !== undefined ? [addDays(last, -days)] : [];
}
