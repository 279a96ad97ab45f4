import process from 'node:process';
import { productionBooks } from '../schemes/index.ts';
import { type Clock, systemClock } from './io/clock.ts';
import { newOpaqueId } from './io/ids.ts';
import { registerNavigation, registerRoutes } from './register/index.ts';
import type { Book } from './rules/book.ts';
import { readSettings, type Settings, SettingsRefused } from './settings.ts';
import { openRegister, type RegisterReader, StoreUnavailable } from './store/index.ts';
import { buildApp } from './web/app.ts';
import { openAssets } from './web/assets.ts';
import { cookieNames } from './web/session.ts';

export interface RunningRegister {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * The public register as a process of its own: the same pages over a database role that can read the register and
 * nothing else (AKASHI_REGISTER_URL). Nobody signs in here. Refuses to start without that address.
 */
export async function serveRegister(
  settings: Settings,
  books: readonly Book[],
  clock: Pick<Clock, 'now'> = systemClock,
): Promise<RunningRegister> {
  const { registerUrl, host } = settings;
  if (registerUrl === undefined) {
    throw new SettingsRefused(['AKASHI_REGISTER_URL: needed to run the register by itself / 公開台帳だけを動かすには必要です']);
  }
  const source = await openRegister({ registerUrl });
  try {
    const app = await appOver(source, settings, books, clock);
    const address = await app.listen({ host, port: settings.port });
    return {
      address,
      close: async () => {
        await app.close();
        await source.close();
      },
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function appOver(source: RegisterReader, settings: Settings, books: readonly Book[], clock: Pick<Clock, 'now'>) {
  const origin = settings.origin ?? `http://${settings.host}:${settings.port}`;
  const app = await buildApp({
    context: {
      site: { assets: await openAssets(), navigation: registerNavigation },
      identify: { bySession: async () => undefined, byToken: async () => undefined },
      origins: () => ({ primary: origin, all: [origin] }),
      cookies: cookieNames(origin.startsWith('https://')),
      demo: false,
      newKey: newOpaqueId,
    },
    ready: source.ready,
    newRequestId: newOpaqueId,
    trustProxy: settings.trustProxy,
    logger: { level: settings.logLevel ?? 'info' },
    routes: [(inside) => registerRoutes(inside, { source, books, clock, applications: false })],
  });
  await app.ready();
  return app;
}

async function main(): Promise<void> {
  const running = await serveRegister(readSettings(process.env), productionBooks);
  console.log(`Akashi register: ${running.address}/`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const known = error instanceof StoreUnavailable || error instanceof SettingsRefused;
    console.error(known ? error.message : error);
    process.exit(1);
  });
}
