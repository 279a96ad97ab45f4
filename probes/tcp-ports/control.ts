import type { Tools } from '../../src/check/tools.ts';
import type { PortBook } from './port-book.ts';

/** A port whose answer is known, asked again and again in between. */
export interface Control {
  readonly kind: 'open' | 'refused';
  readonly port: number;
}

/** Web servers bear many connections; what writes each log-in to a log, or serves one at a time, comes last. */
const FIRST = [80, 443, 8080, 8443, 8000, 554, 1883, 8883];
const LAST = [21, 22, 23, 2323, 25, 502];
const preference = (port: number): number => {
  const place = FIRST.indexOf(port);
  if (place >= 0) return place;
  return LAST.includes(port) ? 200 : 100;
};

/** An open port that answers reliably, of the few that promise most; a refusing one when none is open; undefined when nothing ever answered. */
export async function findControl(
  tools: Pick<Tools, 'network' | 'wait'>,
  book: PortBook,
  unfit: Set<number>,
): Promise<Control | undefined> {
  const promising = book.found.filter((port) => !unfit.has(port)).toSorted((a, b) => preference(a) - preference(b));
  for (const port of promising.slice(0, 5)) {
    if (await isReliable(tools, { kind: 'open', port })) return { kind: 'open', port };
    unfit.add(port);
  }
  const [refusing] = book.found.length === 0 ? (book.ranges('refused')[0] ?? []) : [];
  return refusing === undefined ? undefined : { kind: 'refused', port: refusing };
}

/** Does it answer the same three times, in a row or else calmly? */
export async function isReliable({ network, wait }: Pick<Tools, 'network' | 'wait'>, { kind, port }: Control): Promise<boolean> {
  for (const pause of [0, 500]) {
    let right = 0;
    for (let n = 0; n < 3; n += 1) {
      if (pause > 0) await wait(pause);
      const dialled = await network.dial(port);
      if (dialled.outcome === 'open') dialled.socket.destroy();
      if (dialled.outcome === kind) right += 1;
    }
    if (right === 3) return true;
  }
  return false;
}
