import { canonicalJson, type JsonValue } from '../rules/json.ts';
import { RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Command, Tx } from './contract.ts';
import { sha256 } from './documents.ts';
import type { FirstLook } from './first-look.ts';
import { json } from './json-column.ts';
import { statement } from './statement.ts';

const keep = statement('insert into commands (principal, key, request_hash, outcome, at) values ($1, $2, $3, $4::jsonb, $5)');

/**
 * One attempt at a command inside a transaction that had its first look: the stored outcome when this principal used this
 * key for the same request, else the outcome of `run`, stored beside what it wrote. Two attempts at a time meet at the
 * primary key.
 */
export async function runOnce<O extends JsonValue>(
  tx: Tx,
  command: Command,
  prior: FirstLook['prior'],
  run: (tx: Tx) => Promise<O>,
): Promise<{ outcome: O; replayed: boolean }> {
  const hash = sha256(canonicalJson(command.request));
  if (prior) {
    if (prior.requestHash !== hash) throw keyReused();
    return { outcome: prior.outcome as O, replayed: true };
  }
  const outcome = await run(tx);
  await keep(tx.db, command.principal, command.key, hash, json(outcome), tx.now().toISOString());
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
