import process from 'node:process';
import { parseArgs } from 'node:util';
import { productionBooks } from '../../schemes/index.ts';
import { systemClock } from '../io/clock.ts';
import { newId, newToken } from '../io/ids.ts';
import { inviteBySystem } from '../people/invitations.ts';
import { foundOrganisation } from '../people/organisations.ts';
import { systemActor } from '../people/record.ts';
import { readSettings } from '../settings.ts';
import { openCommandStore } from './command-store.ts';

const usage = `制度事務局を登録し、最初の管理者への招待リンクを作ります(14日間、一度だけ有効)。
Registers a scheme office and makes the invitation link for its first administrator (works once, for 14 days).

  node src/cli/invite.ts --name-ja <名称> --name-en <name> [--scheme <id>]…

--scheme を付けると、事務局はその制度の案件だけを扱います(繰り返し可)。付けなければ、すべての制度を扱います。
With --scheme (may be repeated) the office works for these schemes only, else for all. Schemes: ${productionBooks.map((book) => book.id).join(', ')}

サーバーと同じ環境変数を読みます。組み込みの保存先では、サーバーを止めてから実行してください。
Reads the server's environment variables. With the embedded store, stop the server first.
`;

/** Founds an office and prints the link; the only way in on a new real installation. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'name-ja': { type: 'string' }, 'name-en': { type: 'string' }, scheme: { type: 'string', multiple: true } },
  });
  const { 'name-ja': nameJa, 'name-en': nameEn, scheme: runs } = values;
  const unknown = (runs ?? []).some((id) => !productionBooks.some((book) => book.id === id));
  if (!nameJa || !nameEn || unknown) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const settings = readSettings(process.env);
  if (!settings.oidc) throw new Error('AKASHI_OIDC_ISSUER is not set: without a sign-in provider nobody could use the invitation');
  const store = await openCommandStore(settings);
  try {
    const secret = newToken();
    const { until } = await store.transaction(async (tx) => {
      const id = newId(systemClock);
      await foundOrganisation(tx, { id, nameJa, nameEn, kind: 'office', corporateNumber: null, ...(runs ? { runs } : {}) }, systemActor);
      return inviteBySystem(tx, id, 'office-admin', secret, systemActor);
    });
    process.stdout.write(`${settings.origin ?? `http://${settings.host}:${settings.port}`}/ja/invitation?code=${secret}\n(${until})\n`);
  } finally {
    await store.close();
  }
}

await main();
