import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { safeName } from '../io/download.ts';
import { FileStoreFull, UploadBroken } from '../io/files.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';
import { SignInNeeded } from './errors.ts';
import type { Attempt, Fields } from './form.ts';
import { languages } from './language.ts';
import { assertCsrf, type MemberVisit, NoOrganisation, sendPage, signedIn, visitOf } from './page.ts';
import type { GoTo, Page } from './visit.ts';

/** One file of a multipart form while its bytes come in. */
export interface IncomingFile {
  readonly field: string;
  /** Made harmless; only a name, never a path. */
  readonly name: string;
  /** Breaks off with UploadBroken when the sender does. Read it once and to the end. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** After the last byte: true when nothing was cut off by the limit. */
  readonly isWhole: () => boolean;
}

export interface MultipartLimits {
  /** Bytes of one file. */
  readonly fileLimit: number;
  readonly files: number;
  /** Bytes of one typed field. */
  readonly fieldLimit?: number;
}

/** After a refusal the rest of what is being sent is read and thrown away, up to this many bytes, so that the sender gets to read the answer. */
const DRAIN = 256 * 1024 * 1024;

/**
 * Reads a multipart request, one file after the other, without ever holding a file in memory. `take` is called once a file, after the
 * fields that stand before it. A file over the limit is InvalidInput at its field; whoever stops in the middle gets UploadBroken. A file
 * input that was left empty is no file. Gives the typed fields.
 */
export async function readMultipart(
  request: FastifyRequest,
  limits: MultipartLimits,
  take: (file: IncomingFile, fields: Fields) => Promise<void>,
): Promise<Fields> {
  const fields = new Map<string, string | string[]>();
  const stream = request.raw;
  try {
    const parts = request.parts({
      limits: { fileSize: limits.fileLimit, files: limits.files, fields: 50, fieldSize: limits.fieldLimit ?? 64 * 1024 },
      throwFileSizeLimit: false,
    } as Parameters<typeof request.parts>[0]);
    for await (const part of parts) {
      if (part.type === 'field') {
        if (part.valueTruncated) throw tooLong(part.fieldname);
        keep(fields, part.fieldname, String(part.value));
      } else if (part.filename) {
        const file: IncomingFile = {
          field: part.fieldname,
          name: safeName(part.filename),
          bytes: untilBroken(part.file),
          isWhole: () => !part.file.truncated,
        };
        await take(file, Object.fromEntries(fields)).catch((error: unknown) => {
          throw part.file.truncated ? tooLarge(part.fieldname, file.name, limits.fileLimit) : error;
        });
        if (part.file.truncated) throw tooLarge(part.fieldname, file.name, limits.fileLimit);
      } else part.file.resume();
    }
    return Object.fromEntries(fields);
  } catch (error) {
    await drain(stream);
    throw isBroken(error) ? new UploadBroken() : error;
  }
}

function keep(fields: Map<string, string | string[]>, name: string, value: string): void {
  const before = fields.get(name);
  if (before === undefined) fields.set(name, value);
  else if (typeof before === 'string') fields.set(name, [before, value]);
  else before.push(value);
}

async function* untilBroken(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of bytes) yield chunk;
  } catch {
    throw new UploadBroken();
  }
}

/** What the parser says when the form ends in the middle. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error &&
  (/terminated early|Unexpected end|Multipart: Boundary/i.test(error.message) ||
    ('code' in error && (error.code === 'FST_MP_PREMATURE_CLOSE' || error.code === 'ECONNRESET')));

async function drain(stream: FastifyRequest['raw']): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    let rest = DRAIN;
    const count = (chunk: Uint8Array) => {
      rest -= chunk.byteLength;
      if (rest < 0) resolve();
    };
    stream.unpipe();
    stream
      .on('data', count)
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve());
    stream.resume();
  });
}

function tooLarge(path: string, name: string, limit: number): InvalidInput {
  const most = `${Math.floor(limit / 1024 / 1024)} MB`;
  return new InvalidInput([
    {
      path,
      message: text(
        `「${name}」は大きすぎます。1ファイルの上限は ${most} です。何も保存されていません。`,
        `“${name}” is too large: the limit is ${most} a file. Nothing was stored.`,
      ),
    },
  ]);
}

const tooLong = (path: string): InvalidInput =>
  new InvalidInput([{ path, message: text('送られた内容が長すぎます。', 'What was sent is too long.') }]);

/** All bytes of a small file. Its size was limited by readMultipart. */
export async function bytesOf(file: IncomingFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A small file that arrived whole. */
export interface SmallFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a multipart request whose files are small enough to hold. `check` sees the fields before the first file is read, and all of them at the end. */
export async function readSmallFiles(
  request: FastifyRequest,
  limits: MultipartLimits,
  check: (fields: Fields) => void = () => undefined,
): Promise<{ fields: Fields; files: readonly SmallFile[] }> {
  const files: SmallFile[] = [];
  const fields = await readMultipart(request, limits, async (file, before) => {
    check(before);
    files.push({ field: file.field, name: file.name, bytes: await bytesOf(file) });
  });
  check(fields);
  return { fields, files };
}

/** The words for a refusal that is no rule's: shown at the form's file field. */
const failureText = (error: unknown): Text | undefined =>
  error instanceof UploadBroken || error instanceof FileStoreFull ? error.text : undefined;

export interface MultipartForm<Read> {
  /** Reads the request. `check` must be called with the typed fields before anything is kept: it refuses a forged form. */
  readonly read: (request: FastifyRequest, visit: MemberVisit, check: (fields: Fields) => void) => Promise<Read>;
  readonly run: (visit: MemberVisit, read: Read, reply: FastifyReply) => Promise<Page | GoTo>;
  /** The page with the form again and what is wrong. */
  readonly again: (visit: MemberVisit, attempt: Attempt) => Promise<Page>;
}

/** POST /ja<path> and /en<path> of a form with files from somebody signed in. The anti-forgery token must stand before the files, as postForm has it. */
export function multipartForm<Read>(app: FastifyInstance, path: string, form: MultipartForm<Read>): void {
  for (const language of languages) {
    app.post(`/${language}${path}`, async (request, reply) => {
      const who = await signedIn(request, app.akashi);
      if (!who) throw new SignInNeeded();
      if (!who.principal) throw new NoOrganisation();
      const visit: MemberVisit = { ...visitOf(request, app.akashi, who), principal: who.principal, person: who.person };
      let checked = false;
      const check = (fields: Fields) => {
        const sent = fields['_csrf'];
        if (!checked) assertCsrf(request, app.akashi, typeof sent === 'string' ? sent : undefined);
        checked = true;
      };
      try {
        const read = await form.read(request, visit, check);
        if (!checked) throw new Error('a form was read without looking at its anti-forgery token');
        return sendPage(app.akashi, visit, reply, await form.run(visit, read, reply));
      } catch (error) {
        const failure = failureText(error);
        const problems = error instanceof InvalidInput ? error.problems : failure ? [{ path: 'file', message: failure }] : undefined;
        if (!problems) throw error;
        return sendPage(app.akashi, visit, reply, { status: 422, ...(await form.again(visit, { fields: {}, problems })) });
      }
    });
  }
}

/** The command key that postForm put into the form. */
export const keyOfForm = (visit: MemberVisit, fields: Fields): string => {
  const key = fields['_key'];
  return typeof key === 'string' && /^[\w-]{8,100}$/.test(key) ? key : visit.newKey();
};
