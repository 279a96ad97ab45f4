import { registerAtScale } from './register-at-scale.ts';

export const name = 'rebuild';

/** The register is rebuilt from its whole history; 1,000,000 labels (3,000,000 events) have to be there within two minutes. */
export async function run(): Promise<object> {
  const { keys, events, rebuiltMs, wroteHistoryMs } = await registerAtScale();
  const perSecond = events / (rebuiltMs / 1000);
  return {
    labels: keys.length,
    events,
    seconds: Math.round(rebuiltMs / 100) / 10,
    eventsPerSecond: Math.round(perSecond),
    secondsFor3000000Events: Math.round(3_000_000 / perSecond),
    bar: { secondsFor3000000Events: 120 },
    historyWrittenInSeconds: Math.round(wroteHistoryMs / 1000),
  };
}
