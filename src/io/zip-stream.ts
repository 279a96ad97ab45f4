import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive, its bytes read when its turn comes. */
export interface ZipSource {
  readonly name: string;
  content(): Promise<AsyncIterable<Uint8Array>>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Bytes of content beyond which an archive is refused: its sizes are 32-bit numbers, with room for what deflating may add. */
export const ARCHIVE_LIMIT = 4_000_000_000;

/**
 * A zip archive of these files, made while it is sent: each is deflated, with its checksum and sizes after its bytes, so that nothing is held
 * in memory. Names are UTF-8. At most 65,535 files and ARCHIVE_LIMIT bytes; throws RangeError beyond.
 */
export async function* zipStream(files: readonly ZipSource[]): AsyncGenerator<Uint8Array> {
  if (files.length > 0xffff) throw new RangeError('too many files for one archive');
  const written: Written[] = [];
  let offset = 0;
  let total = 0;
  for (const file of files) {
    const name = Buffer.from(file.name, 'utf8');
    const head = Buffer.concat([Buffer.from('504b0304', 'hex'), entryFields({ crc: 0, packed: 0, size: 0, name }), name]);
    yield head;
    const sums = { crc: 0, size: 0, packed: 0 };
    const source = await file.content();
    const counted = Readable.from(
      (async function* () {
        for await (const chunk of source) {
          total += chunk.length;
          if (total > ARCHIVE_LIMIT) throw new RangeError('too much for one archive');
          sums.crc = crc32(chunk, sums.crc);
          sums.size += chunk.length;
          yield chunk;
        }
      })(),
      { objectMode: false },
    );
    const deflate = createDeflateRaw({ level: 1 });
    counted.on('error', (error) => deflate.destroy(error));
    for await (const chunk of counted.pipe(deflate)) {
      sums.packed += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
    const after = Buffer.alloc(16);
    after.writeUInt32LE(0x08074b50, 0);
    after.writeUInt32LE(sums.crc, 4);
    after.writeUInt32LE(sums.packed, 8);
    after.writeUInt32LE(sums.size, 12);
    yield after;
    written.push({ name, ...sums, offset });
    offset += head.length + sums.packed + after.length;
  }
  yield* directory(written, offset);
}

/** The fields that the head of a file and its line in the directory have in common: version, flags (sizes follow; UTF-8), deflated, no date. */
function entryFields({ crc, packed, size, name }: Pick<Written, 'crc' | 'packed' | 'size' | 'name'>): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0808, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(0x0021, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function* directory(written: readonly Written[], start: number): Generator<Buffer> {
  let length = 0;
  for (const file of written) {
    const place = Buffer.alloc(14);
    place.writeUInt32LE(file.offset, 10);
    const line = Buffer.concat([Buffer.from('504b01021400', 'hex'), entryFields(file), place, file.name]);
    length += line.length;
    yield line;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(start, 16);
  yield end;
}
