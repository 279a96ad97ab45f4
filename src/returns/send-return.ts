import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Engine } from '../applications/index.ts';
import { contentDisposition } from '../io/download.ts';
import type { Files } from '../io/files.ts';
import { zipStream } from '../io/zip-stream.ts';
import type { Principal } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import { returnArchive } from './archive.ts';
import { fetchReturn } from './commands.ts';
import { isPart, type Part } from './return.ts';

/** The part that an address names. */
export const partOf = (part: string | undefined): Part => {
  if (!isPart(part)) throw new NotFound(`return ${part}`);
  return part;
};

/** The archive of what is returned; that it was fetched is recorded. */
export async function sendReturn(
  engine: Engine,
  files: Files,
  person: Principal,
  id: string,
  part: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const due = await fetchReturn(engine, person, id, partOf(part));
  const archive = Readable.from(zipStream(await returnArchive(engine, files, due)), { objectMode: false });
  return reply
    .type('application/zip')
    .header('content-disposition', contentDisposition('attachment', `${due.its.subject.reference}.zip`))
    .header('cache-control', 'private, no-store')
    .send(archive);
}
