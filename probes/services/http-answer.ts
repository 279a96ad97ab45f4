/** An HTTP answer as read from raw bytes, leniently: small devices break every rule of it. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in small letters; every value. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
}

/** Reads what a device answered to a request; undefined when it does not begin like HTTP. The body may be cut. */
export function readHttpAnswer(bytes: Uint8Array): HttpAnswer | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const start = /^\s{0,8}HTTP\/\d(?:\.\d)?[ \t]+(\d{3})/.exec(text);
  if (start === null) return undefined;
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length);
  const headers = new Map<string, string[]>();
  for (const line of head.split(/\r?\n/).slice(1, 101)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const raw = end === null ? new Uint8Array() : bytes.subarray(end.index + end[0].length);
  const isChunked = headers.get('transfer-encoding')?.some((value) => /chunked/i.test(value)) ?? false;
  return { status: Number(start[1]), headers, body: isChunked ? unchunked(raw) : raw };
}

/** The parts of a chunked body as far as they came. */
function unchunked(raw: Uint8Array): Uint8Array {
  const data = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length; ) {
    const line = data.indexOf('\n', at);
    if (line < 0) break;
    const length = Number.parseInt(data.toString('latin1', at, line), 16);
    if (!(length > 0)) break;
    parts.push(data.subarray(line + 1, line + 1 + length));
    at = line + 1 + length + 2;
  }
  return new Uint8Array(Buffer.concat(parts));
}
