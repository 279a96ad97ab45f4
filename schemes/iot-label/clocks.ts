import type { Clock, ClockOf } from '../../src/rules/book.ts';
import { addDays, type Day } from '../../src/rules/day.ts';
import { lastDays, newest } from '../../src/rules/period.ts';
import { text } from '../../src/rules/text.ts';

/** A renewal in time overtakes the end before it: nobody is told that what goes on expires (L-3.7-17). */
const ends = ({ subject }: ClockOf): readonly Day[] => (subject.state === 'ended' ? [] : lastDays(subject.periods));

/** The end that a re-application was announced for, while it is the newest: what was renewed since waits for nothing (L-3.7-15). */
function announcedEnd({ subject }: ClockOf): readonly Day[] {
  const last = newest(subject.periods);
  if (!last || subject.state === 'ended') return [];
  const isIts = (on: Day) => last.from <= on && on <= last.until;
  return subject.history.some((entry) => entry.row === 'intendReapplication' && isIts(entry.on)) ? [last.until] : [];
}

/** The day after a thread of a kind is due, while it waits in one of the states. */
const dayAfterDue =
  (kind: string, ...states: readonly string[]) =>
  ({ subject }: ClockOf): readonly Day[] =>
    subject.threads.flatMap((thread) =>
      thread.kind === kind && states.includes(thread.state) && thread.due !== undefined ? [addDays(thread.due, 1)] : [],
    );

/** What will happen, and when. Expiry is a truth; everything else reminds, and a person decides (L-3.7-13). */
export const clocks = {
  expiry: {
    kind: 'truth',
    on: 'attestation',
    label: text('有効期間が満了した状態になる日', 'The label has expired'),
    clause: 'L-3.7-18',
    at: (of) => ends(of).map((last) => addDays(last, 1)),
  },
  expiryReminder: {
    kind: 'prompt',
    tells: 'applicant',
    on: 'attestation',
    label: text('有効期限が近い', 'The label expires soon'),
    clause: 'L-3.7-6',
    at: (of) => ends(of).flatMap((last) => of.terms.reminderDays.map((before) => addDays(last, -before))),
  },
  reapplicationOver: {
    kind: 'truth',
    on: 'attestation',
    label: text('再申請手続中の表示が終わる日', '“Re-application pending” ends'),
    clause: 'L-3.7-15',
    at: (of) => announcedEnd(of).map((last) => addDays(last, 1 + of.terms.reapplicationDays)),
  },
  correctionTime: {
    kind: 'prompt',
    tells: 'applicant',
    on: 'application',
    label: text('返戻された申請の修正期限', 'Time to correct the returned application'),
    clause: 'L-3.4-14',
    at: ({ subject }) => (subject.correctBy ? [subject.correctBy] : []),
  },
  correctionTimeOver: {
    kind: 'prompt',
    tells: 'office',
    on: 'application',
    label: text('返戻された申請が期限までに修正されなかった', 'The returned application was not corrected in time'),
    clause: 'L-3.4-14',
    at: ({ subject }) => (subject.correctBy ? [addDays(subject.correctBy, 1)] : []),
  },
  feeOverdue: {
    kind: 'prompt',
    tells: 'applicant',
    on: 'application',
    label: text('申請手数料の入金が確認されていない', 'The application fee has not arrived'),
    clause: 'L-4.1-1',
    at: dayAfterDue('fee', 'charged'),
  },
  notCorrected: {
    kind: 'prompt',
    tells: 'office',
    on: 'attestation',
    label: text('猶予期間が過ぎ、取消しの事由が生じた', 'The time allowed is over: a ground is open'),
    clause: 'L-3.7-13',
    at: dayAfterDue('correction', 'ordered'),
  },
  evidenceOverdue: {
    kind: 'prompt',
    tells: 'office',
    on: 'attestation',
    label: text('証跡の提出期限が過ぎた', 'The time for handing over evidence is over'),
    clause: 'L-3.7-11',
    at: dayAfterDue('evidenceDemand', 'demanded'),
  },
  inspectionUnanswered: {
    kind: 'prompt',
    tells: 'office',
    on: 'attestation',
    label: text('検査・調査への回答期限が過ぎた', 'The time to answer to an inspection is over'),
    clause: 'L-3.7-10',
    at: dayAfterDue('inspection', 'asked'),
  },
  hearingOver: {
    kind: 'prompt',
    tells: 'office',
    on: 'attestation',
    label: text('意見を述べる期限が過ぎた', 'The time for the hearing is over'),
    clause: 'L-3.7-12',
    at: dayAfterDue('hearing', 'notified'),
  },
} as const satisfies Readonly<Record<string, Clock>>;
