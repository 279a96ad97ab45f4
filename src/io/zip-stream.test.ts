import { describe, expect, test } from 'vitest';
import { unpackZip } from './workbook/zip.ts';
import { type ZipSource, zipStream } from './zip-stream.ts';

const source = (name: string, ...chunks: readonly Uint8Array[]): ZipSource => ({
  name,
  content: async () =>
    (async function* () {
      yield* chunks;
    })(),
});
const archive = async (...files: readonly ZipSource[]): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipStream(files)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const limits = { entries: 100, entryBytes: 10_000_000, totalBytes: 20_000_000, ratio: 100_000, ratioFrom: 100_000_000 };

describe('an archive made while it is sent', () => {
  test('holds each file under its name with its bytes, Japanese names and empty files too', async () => {
    const large = Buffer.alloc(1_000_003, 'あいう0123');
    const bytes = await archive(
      source('証跡/001 規程.pdf', Buffer.from('%PDF-1.7 '), Buffer.from('中身')),
      source('empty.txt'),
      source('large.bin', large.subarray(0, 500_000), large.subarray(500_000)),
    );
    const found = unpackZip(bytes, limits);
    if (typeof found === 'string') throw new Error(found);
    expect(found.map(({ name }) => name)).toEqual(['証跡/001 規程.pdf', 'empty.txt', 'large.bin']);
    expect(Buffer.from(found[0]?.bytes ?? []).toString('utf8')).toBe('%PDF-1.7 中身');
    expect(found[1]?.bytes.length).toBe(0);
    expect(Buffer.compare(Buffer.from(found[2]?.bytes ?? []), large)).toBe(0);
  });
  test('of nothing is an archive all the same', async () => {
    const bytes = await archive();
    expect(bytes.length).toBe(22);
    expect(bytes.readUInt32LE(0)).toBe(0x06054b50);
  });
  test('breaks off when a file cannot be read', async () => {
    const broken: ZipSource = {
      name: 'broken',
      content: async () =>
        // biome-ignore lint/correctness/useYield: it fails before it can
        (async function* () {
          throw new Error('erased');
        })(),
    };
    await expect(archive(source('a', Buffer.from('a')), broken)).rejects.toThrow('erased');
  });
});
