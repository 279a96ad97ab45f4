import { InvalidInput } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';

export type StoreTrouble = 'disk-full' | 'unreachable' | 'broken' | 'locked' | 'unsuitable';

/** The store cannot do its work now. Nothing of what was asked is half there; asking again with the same key is safe. */
export class StoreUnavailable extends Error {
  readonly trouble: StoreTrouble;
  readonly text: Text;
  constructor(trouble: StoreTrouble, message: Text, cause?: unknown) {
    super(`${message.en} / ${message.ja}`, { cause });
    this.name = 'StoreUnavailable';
    this.trouble = trouble;
    this.text = message;
  }
}

/** The five-letter SQLSTATE (or Node's error code) of an error of the database, else undefined. */
export function databaseCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const constraintOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : undefined;

/** A stream moved on between this transaction's own look at it and its append. */
export class LostRace extends Error {
  constructor(conflict: Error) {
    super(conflict.message, { cause: conflict });
    this.name = 'LostRace';
  }
}

/** True when two writers met and the loser may simply try again: nothing of its attempt is left. */
export function isRace(error: unknown): boolean {
  if (error instanceof LostRace) return true;
  const code = databaseCode(error);
  if (code === '40001' || code === '40P01') return true;
  return code === '23505' && ['events_stream_version', 'commands_pkey'].includes(constraintOf(error) ?? '');
}

/** True when an exclusion constraint refused the row, such as one model under two attestations at a time. */
export const isOverlap = (error: unknown): boolean => databaseCode(error) === '23P01';

const diskFull = text(
  '保存先の空き容量が足りないため、記録できませんでした。何も記録されていません。空き容量を確保してから、もう一度お試しください。',
  'Nothing was stored: the disk of the store is full. Free some space and try again.',
);
const unreachable = text(
  'データベースに接続できないため、処理を完了できませんでした。しばらくしてから、同じ操作をもう一度お試しください。',
  'The database cannot be reached, so the work was not confirmed. Try the same again in a while.',
);
const broken = text(
  'データベースで障害が発生しました。処理は確定していません。管理者に連絡してください。',
  'The database reported damage. The work was not confirmed. Tell the operator.',
);

const CONNECTION_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** The error as others may see it: trouble of the store becomes StoreUnavailable, unstorable characters InvalidInput. */
export function translated(error: unknown): unknown {
  if (error instanceof LostRace) return error.cause;
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error;
  const code = databaseCode(error) ?? '';
  if (code === '53100' || code === 'ENOSPC' || /no space left on device/i.test(error.message)) {
    return new StoreUnavailable('disk-full', diskFull, error);
  }
  if (
    CONNECTION_LOST.has(code) ||
    code.startsWith('08') ||
    /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i.test(error.message)
  ) {
    return new StoreUnavailable('unreachable', unreachable, error);
  }
  if (code === '58030' || code === 'XX001' || code === 'XX002') return new StoreUnavailable('broken', broken, error);
  if (code === '22P05' || code === '22021') {
    return new InvalidInput([
      {
        path: '',
        message: text('保存できない文字（NUL など）が含まれています。', 'It holds a character that cannot be stored (such as NUL).'),
      },
    ]);
  }
  return error;
}
