import type { Book } from '../rules/book.ts';
import type { JsonObject } from '../rules/json.ts';
import type { NewJob } from '../store/index.ts';
import { type MailText, mailText, type Told } from './mail-text.ts';
import type { Recipient } from './recipients.ts';

/** The kind of job that hands a mail over. */
export const MAIL = 'mail';

/** How mail leaves: by SMTP, into the outbox that a demo shows, or not at all. */
export type MailWay = 'smtp' | 'outbox' | 'none';

/** What a job of mail carries. The address is looked up when it is sent: it may have changed, and its owner may have left. */
export interface MailPayload extends MailText {
  readonly person: string;
  readonly organisation: string;
  readonly scheme: string;
  readonly stream: string;
  readonly queuedAt: string;
}

export const payloadOf = (payload: JsonObject): MailPayload => payload as unknown as MailPayload;

export interface MailFor {
  readonly book: Book;
  readonly stream: string;
  readonly told: Told;
  readonly to: readonly Recipient[];
  readonly origin: string;
  /** ISO instant. */
  readonly at: string;
}

/** The jobs that write to each recipient once: the key names what is told, and whom. */
export function mailJobs(key: string, { book, stream, told, to, origin, at }: MailFor): readonly NewJob[] {
  const text = mailText(book, told, origin);
  return to.map(({ person, organisation }) => ({
    kind: MAIL,
    key: `mail:${key}:${person}`,
    dueAt: at,
    payload: { ...text, person, organisation, scheme: book.id, stream, queuedAt: at },
  }));
}
