import { sql } from 'kysely';
import { canonicalJson, type JsonValue } from '../rules/json.ts';
import { RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Command, Tx } from './contract.ts';
import { sha256 } from './documents.ts';
import { json } from './json-column.ts';
import { waitForSwap } from './turn.ts';

/**
 * One attempt at a command inside a transaction: the stored outcome when this principal used this key for the same
 * request, else the outcome of `run`, stored beside what it wrote. Two attempts at a time meet at the primary key.
 */
export async function runOnce<O extends JsonValue>(
  tx: Tx,
  command: Command,
  run: (tx: Tx) => Promise<O>,
): Promise<{ outcome: O; replayed: boolean }> {
  const hash = sha256(canonicalJson(command.request));
  const { rows } = await sql<{ request_hash: string | null; outcome: O }>`
    select ${waitForSwap} as turn, c.request_hash, c.outcome from (values (1)) one
    left join commands c on c.principal = ${command.principal} and c.key = ${command.key}`.execute(tx.db);
  const prior = rows[0];
  if (prior?.request_hash) {
    if (prior.request_hash !== hash) throw keyReused();
    return { outcome: prior.outcome, replayed: true };
  }
  const outcome = await run(tx);
  await sql`
    insert into commands (principal, key, request_hash, outcome, at)
    values (${command.principal}, ${command.key}, ${hash}, ${json(outcome)}::jsonb, ${tx.now().toISOString()})`.execute(tx.db);
  return { outcome, replayed: false };
}

const keyReused = () =>
  new RuleRefused(
    'idempotency-key-reused',
    'Idempotency-Key',
    text(
      'この Idempotency-Key は、内容の異なる別の操作で既に使われています。新しい操作には新しいキーを付けてください。',
      'This Idempotency-Key was used for another request already. Give a new request a new key.',
    ),
  );
