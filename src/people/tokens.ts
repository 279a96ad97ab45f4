import { tokenHash } from '../io/ids.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Store, Tx } from '../store/index.ts';
import { actorOf, assertMay, type Principal, type Scope, scopes } from './policy.ts';
import { record } from './record.ts';

/** Days a token lives at most. */
export const longestTokenDays = 366;

export interface PersonalToken {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly until: string;
  readonly lastUsedAt: string | null;
}

export interface NewToken {
  readonly id: string;
  /** Shown once; only its SHA-256 is kept. */
  readonly secret: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
}

/**
 * Issues a token for the principal's own person and present organisation. Refuses an unnamed token, no scope, more than a year, and, when asked by a
 * token, scopes that token lacks.
 */
export async function issueToken(tx: Tx, principal: Principal, token: NewToken): Promise<{ id: string; until: string }> {
  assertMay(principal, 'token.own', { organisation: principal.organisation.id });
  const more = principal.via === 'token' ? token.scopes.filter((scope) => !principal.scopes?.includes(scope)) : [];
  const problems = [
    ...(token.name.trim() === ''
      ? [{ path: 'name', message: text('何に使うトークンか、名前を付けてください。', 'Name what the token is for.') }]
      : []),
    ...(token.scopes.length === 0 || token.scopes.some((s) => !scopes.includes(s))
      ? [{ path: 'scopes', message: text('権限を1つ以上選んでください。', 'Choose at least one scope.') }]
      : []),
    ...(more.length > 0
      ? [
          {
            path: 'scopes',
            message: text('自分のトークンにない権限は付けられません。', 'A token cannot make one with more scopes than its own.'),
          },
        ]
      : []),
    ...(token.days < 1 || token.days > longestTokenDays || !Number.isInteger(token.days)
      ? [{ path: 'days', message: text(`有効日数は1〜${longestTokenDays}日です。`, `A token lives 1 to ${longestTokenDays} days.`) }]
      : []),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  const until = new Date(tx.now().getTime() + token.days * 86_400_000).toISOString();
  await tx.db
    .insertInto('tokens')
    .values({
      id: token.id,
      hash: tokenHash(token.secret),
      person: principal.person.id,
      organisation: principal.organisation.id,
      name: token.name.trim(),
      scopes: [...new Set(token.scopes)],
      created_at: tx.now().toISOString(),
      expires_at: until,
      revoked_at: null,
      last_used_at: null,
    })
    .execute();
  await record(
    tx,
    `person:${principal.person.id}`,
    { type: 'TokenIssued', data: { token: token.id, organisation: principal.organisation.id, scopes: [...new Set(token.scopes)], until } },
    actorOf(principal),
  );
  return { id: token.id, until };
}

/** Revokes one of the principal's own tokens; another person's is not there for them. */
export async function revokeToken(tx: Tx, principal: Principal, id: string): Promise<void> {
  assertMay(principal, 'token.own', { organisation: principal.organisation.id });
  const revoked = await tx.db
    .updateTable('tokens')
    .set({ revoked_at: tx.now().toISOString() })
    .where('id', '=', id)
    .where('person', '=', principal.person.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (revoked.numUpdatedRows === 0n) throw new NotFound(`token ${id}`);
  await record(tx, `person:${principal.person.id}`, { type: 'TokenRevoked', data: { token: id } }, actorOf(principal));
}

/** The person's own tokens that still work, newest first. */
export async function tokensOf(db: Store['db'] | Tx['db'], person: string, now: Date): Promise<readonly PersonalToken[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['id', 'name', 'organisation', 'scopes', 'created_at', 'expires_at', 'last_used_at'])
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    organisation: row.organisation,
    scopes: row.scopes,
    createdAt: row.created_at,
    until: row.expires_at,
    lastUsedAt: row.last_used_at,
  }));
}
