import { z } from 'zod';

/** A name of an environment variable: the only way by which a secret comes in. */
const Variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{2,63}$/, 'name of an environment variable, capitals: the secret itself never stands in the profile');
const Line = z.string().trim().min(1).max(300);
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens');
const Port = z.number().int().min(1).max(65_535);
const Path = z
  .string()
  .regex(/^\/[^\s]*$/, 'path from /')
  .max(500);

/** `tcp/443` or `udp/53`. */
const Place = z.templateLiteral([z.enum(['tcp', 'udp']), '/', z.number().int().min(1).max(65_535)]);

/** What tells that an HTTP answer means yes: every named part must fit. */
const Sign = z
  .strictObject({
    status: z.array(z.number().int().min(100).max(599)).min(1).optional(),
    /** Stands somewhere in the body. */
    body: Line.optional(),
    /** Start of the header `location`. */
    location: Line.optional(),
    /** Name of a cookie that is set. */
    cookie: Line.optional(),
  })
  .refine((sign) => Object.keys(sign).length > 0, 'name at least one of status, body, location, cookie');

const Web = { port: Port, tls: z.boolean().default(false) };
const User = {
  id: Id,
  user: Line,
  /** The right password, so that a refusal can be told from an acceptance. */
  passwordFrom: Variable,
  /** How the first password comes to be (S1.1-02 and its like). */
  factory: z.enum(['unique-per-device', 'change-at-first-use', 'none']),
  /** Factory passwords as the manual tells them. */
  defaultsFrom: z.array(Variable).max(5).default([]),
};

const Login = z.discriminatedUnion('kind', [
  z.strictObject({ ...User, kind: z.enum(['http-basic', 'http-digest']), ...Web, path: Path }),
  z.strictObject({
    ...User,
    kind: z.enum(['http-form', 'http-json']),
    ...Web,
    path: Path,
    method: z.enum(['POST', 'PUT']).default('POST'),
    fields: z.strictObject({ user: Line.optional(), password: Line }),
    /** Further fields sent with it, as they are. */
    extra: z.record(z.string().max(100), z.string().max(500)).default({}),
    /** A page fetched before each attempt, and the hidden field whose value goes along (against cross-site requests). */
    token: z.strictObject({ path: Path, field: Line }).optional(),
    success: Sign,
  }),
  z.strictObject({ ...User, kind: z.enum(['ssh', 'telnet', 'ftp', 'mqtt']), port: Port, tls: z.boolean().default(false) }),
]);

const Interface = z.strictObject({
  at: Place,
  service: Line,
  /** Why it is needed. */
  why: Line,
  /** Whom it lets in: `none` means that anybody may, and `why` says why that is right. */
  authentication: z.enum(['password', 'key', 'certificate', 'token', 'none']),
  /** Settings or protected data are reached by it. */
  administration: z.boolean().default(false),
});

const Reading = z.strictObject({
  id: Id,
  ...Web,
  path: Path,
  /** The login that it needs; `public` when nothing protected is in it. */
  needs: z.union([Id, z.literal('public')]),
  what: z.enum(['settings', 'version', 'personal-data', 'public']),
  /** The part that is compared before and after: a regular expression with one group. Absent: the whole body. */
  compare: z.string().max(200).optional(),
});

/** What the vendor says about the device before it is tested. Secrets are named, never told. */
export const Profile = z.strictObject({
  device: z.strictObject({
    maker: Line,
    model: Line,
    firmware: Line,
    /** Number of the one device that is tested. */
    serial: Line,
  }),
  interfaces: z.array(Interface).max(200).default([]),
  logins: z.array(Login).max(20).default([]),
  /** Answers of the device that are read with and without login, and compared before and after a step. */
  readings: z.array(Reading).max(50).default([]),
  update: z
    .strictObject({
      /** The genuine image; its SHA-256 goes into the result. A copy with changed bytes is what the device must refuse. */
      image: Line,
      /** How it is sent; absent: a person uploads it. */
      upload: z
        .strictObject({
          ...Web,
          path: Path,
          login: Id,
          method: z.enum(['POST', 'PUT']).default('POST'),
          field: Line.optional(),
          refused: Sign,
        })
        .optional(),
    })
    .optional(),
  disclosure: z
    .strictObject({
      /** Where anyone reads how vulnerabilities are handled. */
      policy: z.url({ protocol: /^https?$/ }),
      securityTxt: z.url({ protocol: /^https?$/ }).optional(),
    })
    .optional(),
  /** A list of known vulnerabilities of one's own (JSON), for programs that the device names. */
  advisories: Line.optional(),
  physical: z
    .strictObject({
      bluetooth: z.enum(['none', 'used', 'disabled']),
      usb: z.enum(['none', 'used', 'disabled']),
    })
    .optional(),
  bounds: z
    .strictObject({
      /** First and last TCP port looked at. */
      tcp: z.tuple([Port, Port]).default([1, 65_535]),
      /** Connections a second at most. */
      rate: z.number().int().min(1).max(200_000).default(150),
      /** Wrong passwords for one login at most, in each of the two probes that send any: well-known passwords, throttling. */
      wrongPasswords: z.number().int().min(3).max(100).default(20),
      /** Minutes after which a scan of ports stops and says how far it came. */
      scanMinutes: z.number().min(0.05).max(240).default(12),
    })
    .prefault({}),
});
export type Profile = z.infer<typeof Profile>;
export type Login = Profile['logins'][number];
export type DeclaredInterface = Profile['interfaces'][number];
export type Reading = Profile['readings'][number];
export type Sign = z.infer<typeof Sign>;
