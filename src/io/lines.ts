import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A list of lines that only grows. */
export interface Lines {
  /** All lines; what a crash left without its end is no line. */
  read(): Promise<readonly string[]>;
  /** Adds lines and answers once they are durable. */
  add(lines: readonly string[]): Promise<void>;
}

/** The lines of a file, which is made when the first is added. */
export async function openLines(path: string): Promise<Lines> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const content = async (): Promise<string> =>
    readFile(path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
  return {
    read: async () =>
      (await content())
        .split('\n')
        .slice(0, -1)
        .filter((line) => isWhole(line)),
    add: async (lines) => {
      if (lines.length === 0) return;
      // A line that a crash cut off is ended first, so that it spoils no other.
      const before = await content();
      const cut = before !== '' && !before.endsWith('\n') ? '\n' : '';
      const file = await open(path, 'a', 0o600);
      try {
        await file.writeFile(`${cut}${lines.map((line) => `${line}\n`).join('')}`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** A cut line that was ended later is still no line. */
const isWhole = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};
