import { startClockedServer } from './demo/clocked-server.ts';
import { say, seconds, tellAt } from './demo/tell-demo.ts';
import { BEGINS, ENDS, tellTenYears } from './demo/ten-years/story.ts';

/** Tells ten simulated years of both schemes against a server of its own; prints what became of everything as its last line. */
await tellAt(
  (dataDir) => startClockedServer(dataDir, BEGINS),
  async (server, begun) => {
    const told = await tellTenYears(server, say);
    const statusOf = (keys: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.values(keys).map((key) => [key, told.statuses[key]]));
    say(
      JSON.stringify({
        from: BEGINS,
        until: ENDS,
        labels: statusOf(told.labels),
        certificates: statusOf(told.certificates),
        pagesRead: told.readings.length,
        refused: told.refusals.length,
        learnedLater: told.relearned.length,
        reminders: told.reminders,
        returned: told.returns.length,
        restarts: told.restarts.length,
        seconds: seconds(begun),
      }),
    );
  },
);
