import { z } from 'zod';

const present = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value === '' ? undefined : value));

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    HOST: z.string().min(1).default('127.0.0.1'),
    AKASHI_DATA: z.string().min(1).default('./data'),
    DATABASE_URL: present,
    AKASHI_OWNER_URL: present,
    AKASHI_REGISTER_URL: present,
    AKASHI_ORIGIN: present.pipe(
      z
        .url({ protocol: /^https?$/ })
        .transform((value) => new URL(value).origin)
        .optional(),
    ),
    AKASHI_OIDC_ISSUER: present.pipe(z.url({ protocol: /^https?$/ }).optional()),
    AKASHI_OIDC_CLIENT_ID: present,
    AKASHI_OIDC_CLIENT_SECRET: present,
    AKASHI_TRUST_PROXY: z.enum(['0', '1']).default('0'),
    AKASHI_SMTP_URL: present.pipe(z.url({ protocol: /^smtps?$/, hostname: /./ }).optional()),
    AKASHI_MAIL_FROM: present.pipe(z.email().optional()),
    AKASHI_LOG: z.enum(['silent', 'warn', 'info', 'debug']).optional(),
  })
  .superRefine((env, context) => {
    if (env.AKASHI_OIDC_ISSUER !== undefined && env.AKASHI_OIDC_CLIENT_ID === undefined) {
      context.addIssue({ code: 'custom', path: ['AKASHI_OIDC_CLIENT_ID'], message: 'needed with AKASHI_OIDC_ISSUER' });
    }
    if (env.AKASHI_SMTP_URL !== undefined && env.AKASHI_MAIL_FROM === undefined) {
      context.addIssue({ code: 'custom', path: ['AKASHI_MAIL_FROM'], message: 'needed with AKASHI_SMTP_URL' });
    }
  });

/** What the environment says about this installation. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly ownerUrl: string | undefined;
  readonly registerUrl: string | undefined;
  /** As browsers see the server; left out, http and the address it listens on. */
  readonly origin: string | undefined;
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string | undefined } | undefined;
  /** The server that takes mail to send, and the address that it is sent from; left out, none is sent. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  readonly trustProxy: boolean;
  /** Left out: every request for real, warnings in a demo. */
  readonly logLevel: 'silent' | 'warn' | 'info' | 'debug' | undefined;
}

/** Settings could not be read: names each variable and what is wrong with it, never its value. */
export class SettingsRefused extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsRefused';
  }
}

/** Reads the settings from environment variables; refuses with SettingsRefused, naming every bad one. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const result = Environment.safeParse(environment);
  if (!result.success) throw new SettingsRefused(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const env = result.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.AKASHI_DATA,
    databaseUrl: env.DATABASE_URL,
    ownerUrl: env.AKASHI_OWNER_URL,
    registerUrl: env.AKASHI_REGISTER_URL,
    origin: env.AKASHI_ORIGIN,
    oidc:
      env.AKASHI_OIDC_ISSUER !== undefined && env.AKASHI_OIDC_CLIENT_ID !== undefined
        ? { issuer: env.AKASHI_OIDC_ISSUER, clientId: env.AKASHI_OIDC_CLIENT_ID, clientSecret: env.AKASHI_OIDC_CLIENT_SECRET }
        : undefined,
    mail:
      env.AKASHI_SMTP_URL !== undefined && env.AKASHI_MAIL_FROM !== undefined
        ? { url: env.AKASHI_SMTP_URL, from: env.AKASHI_MAIL_FROM }
        : undefined,
    trustProxy: env.AKASHI_TRUST_PROXY === '1',
    logLevel: env.AKASHI_LOG,
  };
}
