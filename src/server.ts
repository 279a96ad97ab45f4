import process from 'node:process';
import { demoOffices, productionBooks } from '../schemes/index.ts';
import { capabilitiesFor } from './capabilities.ts';
import { nodeWarning } from './node-release.ts';
import { StartRefused, serve } from './serve.ts';
import { readSettings, SettingsRefused } from './settings.ts';
import { StoreUnavailable } from './store/index.ts';

function explain(error: unknown, port: number): string {
  if (error instanceof StartRefused || error instanceof SettingsRefused || error instanceof StoreUnavailable) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `ポート ${port} は別のプログラムが使っています。PORT で別の番号を指定してください。\nPort ${port} is in use by another program. Name another one in PORT.`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
    return `ポート ${port} またはデータフォルダーを使う権限がありません。\nNo permission for port ${port} or for the data folder.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  const warning = nodeWarning(process.versions.node);
  if (warning !== undefined) console.error(warning);
  const settings = readSettings(process.env);
  try {
    const running = await serve({
      settings,
      capabilities: capabilitiesFor(productionBooks, { demoOffices }),
      warn: (message) => console.error(message),
    });
    console.log(`Akashi: ${running.address}/${running.demo ? '  (デモ / demo)' : ''}`);
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
  } catch (error) {
    console.error(explain(error, settings.port));
    process.exit(1);
  }
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(explain(error, 0));
    process.exit(1);
  });
}
