import { idOf, kindOf } from './calendar-days.ts';

/** The addresses, without the language. */
export const places = {
  office: '/office/watch',
  own: '/ahead',
  mail: '/office/mail',
  oneMail: (id: number | string) => `/office/mail/${id}`,
  /** What will happen to one case or attestation. */
  course: (stream: string) => `${subjectPlace(stream)}/ahead`,
  /** What was put before a body that is asked. */
  inquiry: (thread: string) => `/inquiries/${thread}`,
  hearing: (thread: string) => `/committee/hearings/${encodeURIComponent(thread)}`,
  /** All that waits for such a body. */
  ofBody: { government: '/inquiries', committee: '/committee', evaluator: '/' },
} as const;

const subjectPlace = (stream: string): string =>
  kindOf(stream) === 'attestation' ? `/attestations/${idOf(stream)}` : `/applications/${idOf(stream)}`;

/** The page of a case or attestation, for its applicant or for the office. */
export const pageOf = (stream: string, side: string): string =>
  side !== 'applicant' && kindOf(stream) === 'application' ? `/office/cases/${idOf(stream)}` : subjectPlace(stream);
