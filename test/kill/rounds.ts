import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

/** Something that writes, and says on its standard output, one id a line, what was acknowledged to it. */
export type StartWriter = (round: number) => ChildProcess;

/**
 * Starts a writer, lets it write for 100 to 400 ms after its first acknowledged id, and kills it without warning; as
 * often as asked. Gives all ids that were acknowledged. A writer that ends by itself before is a failure.
 */
export async function killRounds(
  rounds: number,
  start: StartWriter,
  kill: (writer: ChildProcess) => void | Promise<void>,
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const writer = start(round);
    let said = '';
    let troubles = '';
    writer.stderr?.on('data', (chunk: Buffer) => (troubles += chunk.toString()));
    const ended = new Promise<void>((resolve) => writer.once('close', () => resolve()));
    const begun = new Promise<void>((resolve) => {
      writer.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        resolve();
      });
    });
    await Promise.race([begun, ended]);
    if (said === '') throw new Error(`the writer of round ${round} ended before it wrote: ${troubles}`);
    await setTimeout(100 + ((round * 37) % 300));
    await kill(writer);
    await ended;
    // A line cut off by the kill was not acknowledged.
    acknowledged.push(...said.slice(0, said.lastIndexOf('\n')).split('\n'));
  }
  return acknowledged;
}
