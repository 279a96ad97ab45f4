import { systemClock } from '../io/clock.ts';
import type { Settings } from '../settings.ts';
import { openStore, type Store } from '../store/index.ts';

/** The store of the server with these settings, for a command of whoever runs it; nothing that it does concerns a read model or has a reaction. */
export const openCommandStore = (settings: Settings): Promise<Store> =>
  openStore({
    databaseUrl: settings.databaseUrl,
    ownerUrl: settings.ownerUrl,
    registerUrl: settings.registerUrl,
    dataDir: settings.dataDir,
    now: systemClock.now,
    projections: [],
    reactions: [],
  });
