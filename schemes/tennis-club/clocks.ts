import type { Clock } from '../../src/rules/book.ts';
import { addDays } from '../../src/rules/day.ts';
import { newest } from '../../src/rules/period.ts';
import { text } from '../../src/rules/text.ts';

export const clocks: Readonly<Record<string, Clock>> = {
  expiry: {
    label: text('満了', 'Expiry'),
    on: 'attestation',
    kind: 'truth',
    clause: 'T-6-2',
    at: ({ subject }) => subject.periods.map((period) => addDays(period.until, 1)),
  },
  renewalReminder: {
    label: text('更新のご案内', 'Reminder to renew'),
    on: 'attestation',
    kind: 'prompt',
    tells: 'applicant',
    clause: 'T-6-3',
    at: ({ subject, terms }) => {
      const last = newest(subject.periods);
      return last ? terms.reminderDays.map((days) => addDays(last.until, -days)) : [];
    },
  },
  keepsItsPlace: {
    label: text('直して出し直す期限', 'Last day to correct and keep one’s place'),
    on: 'application',
    kind: 'prompt',
    tells: 'applicant',
    clause: 'T-4-2',
    at: ({ subject }) => (subject.correctBy ? [subject.correctBy] : []),
  },
};
