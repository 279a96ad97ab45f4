import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

/** A mail in plain text to one person. */
export interface Mail {
  /** The same for the same mail, however often it is tried: readers then show it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands mail over, or throws. */
export interface MailTransport {
  send(mail: Mail): Promise<void>;
  close(): void;
}

const WAIT_MS = 20_000;

/**
 * Hands mail to the SMTP server of the URL (smtp:// with STARTTLS where offered, smtps://). Resolves once the server
 * answered for it; what it throws names neither user nor password.
 */
export function smtpTransport({ url, from }: { readonly url: string; readonly from: string }): MailTransport {
  const server = new URL(url);
  const secure = server.protocol === 'smtps:';
  const user = decodeURIComponent(server.username);
  const transport = createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(server.password) } }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
