import { crc32, inflateRawSync } from 'node:zlib';

/** What a workbook's package may be at most; all in bytes but `entries`. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Uncompressed to compressed, looked at only above `ratioFrom` uncompressed bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

export type ZipFault = 'not-a-zip' | 'damaged' | 'encrypted' | 'too-many-entries' | 'too-large-inside';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Listed {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

class Fault extends Error {
  readonly fault: ZipFault;
  constructor(fault: ZipFault) {
    super(fault);
    this.name = 'Fault';
    this.fault = fault;
  }
}

/**
 * Unpacks a zip archive within limits. The declared sizes are added up before anything is inflated, and inflating stops
 * at the declared size, so that a lying archive (a zip bomb) costs no more than the limits. Two entries that share bytes, a name
 * listed twice and a wrong checksum count as damage. Zip64 and encryption are not taken.
 */
export function unpackZip(archive: Uint8Array, limits: ZipLimits): readonly ZipEntry[] | ZipFault {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    const listed = directory(bytes, limits);
    return listed.map((entry) => ({ name: entry.name, bytes: inflate(bytes, entry) }));
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    if (error instanceof RangeError) return 'damaged';
    throw error;
  }
}

function directory(bytes: Buffer, limits: ZipLimits): readonly Listed[] {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50) throw new Fault('not-a-zip');
  const end = endRecord(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count > limits.entries) throw new Fault('too-many-entries');
  const listed: Listed[] = [];
  const names = new Set<string>();
  let at = start;
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Fault('damaged');
    if ((bytes.readUInt16LE(at + 8) & 1) !== 0) throw new Fault('encrypted');
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    if (names.has(entry.name.toLowerCase())) throw new Fault('damaged');
    names.add(entry.name.toLowerCase());
    total += entry.size;
    const swollen = entry.size > limits.ratioFrom && entry.size > entry.packed * limits.ratio;
    if (entry.size > limits.entryBytes || total > limits.totalBytes || swollen) throw new Fault('too-large-inside');
    listed.push(entry);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  refuseOverlap(listed, start);
  return listed;
}

/** A quoted overlap is how a small archive holds petabytes: many entries over the same packed bytes. */
function refuseOverlap(listed: readonly Listed[], end: number): void {
  let free = 0;
  for (const entry of [...listed].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < free) throw new Fault('damaged');
    free = entry.offset + 30 + entry.packed;
  }
  if (free > end) throw new Fault('damaged');
}

function endRecord(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (bytes.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw new Fault('damaged');
}

function inflate(bytes: Buffer, entry: Listed): Uint8Array {
  if (bytes.readUInt32LE(entry.offset) !== 0x04034b50) throw new Fault('damaged');
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > bytes.length) throw new Fault('damaged');
  const packed = bytes.subarray(start, start + entry.packed);
  const plain = unpack(packed, entry);
  if (plain.length !== entry.size || crc32(plain) !== entry.crc) throw new Fault('damaged');
  return plain;
}

function unpack(packed: Buffer, entry: Listed): Buffer {
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Fault('damaged');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    throw new Fault('damaged');
  }
}

/** A zip archive that holds the entries uncompressed: what a second reader is given once the first has looked. */
export function packStored(entries: readonly ZipEntry[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const spelled = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(0x0021, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(spelled.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(Buffer.from('504b0304', 'hex'), common, spelled, Buffer.from(bytes));
    central.push(Buffer.from('504b01021400', 'hex'), common, place, spelled);
    offset += 30 + spelled.length + bytes.length;
  }
  const listing = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listing, end]);
}
