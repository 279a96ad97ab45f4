import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AnotherDevice, type Journal, type JournalOf } from '../../check/journal.ts';
import type { Observation } from '../../check/probe.ts';
import type { JsonObject } from '../../rules/json.ts';

const Header = z.strictObject({ journal: z.literal(1), address: z.string(), profile: z.string() });
const made = {
  probe: z.string(),
  version: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string(),
  sent: z.number().int(),
  personMinutes: z.number(),
};
const Line = z.discriminatedUnion('outcome', [
  z.strictObject({
    ...made,
    outcome: z.literal('observed'),
    data: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
  }),
  z.strictObject({ ...made, outcome: z.literal('could-not'), reason: z.strictObject({ ja: z.string(), en: z.string() }) }),
]);

/**
 * A journal in a file, one JSON line each, on disk before `keep` resolves. An existing file is gone on with; AnotherDevice when it is of another device
 * or profile. A last line that was cut short is dropped; any other damage is refused (SyntaxError).
 */
export async function openFileJournal(file: string, of: JournalOf): Promise<Journal> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...lines] = whole.split('\n').filter((line) => line !== '');
  const kept: Observation[] = [];
  if (first !== undefined) {
    const header = read(Header, first, 1);
    if (header.address !== of.address || header.profile !== of.profile) throw new AnotherDevice(of, header);
    kept.push(...lines.map((line, index) => read(Line, line, index + 2)));
  }
  const handle = await open(file, 'a', 0o600);
  const write = async (value: object) => {
    await handle.appendFile(`${JSON.stringify(value)}\n`);
    await handle.datasync();
  };
  await handle.truncate(Buffer.byteLength(whole));
  if (first === undefined) await write({ journal: 1, ...of });
  return { kept, keep: write, close: () => handle.close() };
}

function read<Value>(shape: z.ZodType<Value>, line: string, number: number): Value {
  try {
    return shape.parse(JSON.parse(line));
  } catch {
    throw new SyntaxError(`line ${number} of the journal cannot be read`);
  }
}
