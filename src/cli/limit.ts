import process from 'node:process';
import { parseArgs } from 'node:util';
import { productionBooks } from '../../schemes/index.ts';
import { limitTo } from '../people/organisations.ts';
import { systemActor } from '../people/record.ts';
import { readSettings } from '../settings.ts';
import { openCommandStore } from './command-store.ts';

const schemes = productionBooks.map((book) => book.id);

const usage = `事務局又は委員会が扱う制度を限ります。ほかの制度の案件は見えなくなります。引数なしでは一覧を表示します。
Limits an office or a committee to schemes: it then sees nothing of the others' cases. Without arguments: lists them.

  node src/cli/limit.ts [--organisation <id> --scheme <id>…]

制度 / Schemes: ${schemes.join(', ')}
サーバーと同じ環境変数を読みます。組み込みの保存先では、サーバーを止めてから実行してください。
Reads the server's environment variables. With the embedded store, stop the server first.
`;

/** Lists offices and committees with their schemes, or limits one: only whoever runs the server can, so that nobody widens their own. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { organisation: { type: 'string' }, scheme: { type: 'string', multiple: true } } });
  const { organisation, scheme: runs } = values;
  const isList = organisation === undefined && runs === undefined;
  if (!isList && (!organisation || !runs || runs.some((id) => !schemes.includes(id)))) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const settings = readSettings(process.env);
  const store = await openCommandStore(settings);
  try {
    if (organisation && runs) await store.transaction((tx) => limitTo(tx, organisation, runs, systemActor));
    const rows = await store.db
      .selectFrom('organisations')
      .selectAll()
      .where('kind', 'in', ['office', 'committee'])
      .orderBy('id')
      .execute();
    for (const row of rows) process.stdout.write(`${row.id}  ${row.kind}  ${row.name_ja}  ${row.runs?.join(',') ?? '*'}\n`);
  } finally {
    await store.close();
  }
}

await main();
