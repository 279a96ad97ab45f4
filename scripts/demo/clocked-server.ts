import { once } from 'node:events';
import type { Day } from '../../src/rules/day.ts';
import { startServerProcess } from './demo-server.ts';

/** A demo server in a process of its own whose clock can be put, and that can end and begin again on the same data and address. */
export interface ClockedServer {
  readonly address: string;
  /** Puts it to noon in Tokyo of a day; settles once it is so. */
  goTo(on: Day): Promise<void>;
  /** Ends it, as asked or at once like a power cut, and starts it again; gives once it serves. */
  restart(how: 'stop' | 'kill'): Promise<void>;
  stop(): Promise<void>;
}

const noon = (on: Day): string => `${on}T03:00:00.000Z`;

/** Starts one on a new data folder, at noon in Tokyo of this day. */
export async function startClockedServer(dataDir: string, start: Day): Promise<ClockedServer> {
  let today = start;
  const open = (port: string) =>
    startServerProcess(dataDir, { PORT: port, AKASHI_DEMO_AT: noon(today) }, 'scripts/demo/clocked-server-process.ts');
  let running = await open('0');
  const { address } = running;
  return {
    address,
    async goTo(on) {
      const answered = once(running.child, 'message');
      running.child.send(noon(on));
      const [is] = (await answered) as [string];
      if (is !== on) throw new Error(`the clock reads ${is} and not ${on}`);
      today = on;
    },
    async restart(how) {
      await running[how]();
      running = await open(new URL(address).port);
    },
    stop: () => running.stop(),
  };
}
