import { z } from 'zod';
import { type Text, text } from '../rules/text.ts';
import { ATTEMPT_OUTCOMES } from './login-attempt.ts';

const Id = z.string().max(32);
const Port = z.number().int().min(1).max(65_535);

/** One answer of the device: its hash, never what it said; of a version also what it said. */
const Read = z.strictObject({
  id: Id,
  what: z.enum(['settings', 'version', 'personal-data', 'public']),
  /** `refused`: the device wants a login, or another one. `unreadable`: no answer, or none in which the compared part stands. */
  outcome: z.enum(['read', 'refused', 'unreadable']),
  /** SHA-256 of the compared part, hex. */
  digest: z.string().max(64).optional(),
  value: z.string().max(200).optional(),
});

/** How a device stands at one moment, as far as the profile tells where to look. */
export const DeviceState = z.strictObject({
  at: z.string().max(40),
  /** With the login that the profile names, or without where none is needed. */
  readings: z.array(Read).max(50),
  /** Protected readings asked for without any login. */
  withoutLogin: z.array(Read).max(50),
  /** Did the right password let in? */
  logins: z.array(z.strictObject({ id: Id, outcome: z.enum(ATTEMPT_OUTCOMES) })).max(20),
  /** Ports that are declared, or that were found open before. */
  ports: z.array(z.strictObject({ port: Port, outcome: z.enum(['open', 'refused', 'reset', 'silent', 'unreachable']) })).max(300),
});
export type DeviceState = z.infer<typeof DeviceState>;

/** What became of one thing between two moments. */
export interface Change {
  readonly of: 'settings' | 'version' | 'personal-data' | 'public' | 'login' | 'protection' | 'port';
  readonly id: string;
  /** `lost`: what was there and could be compared is not there any more, though the device answers. `unknown`: it could not be compared. */
  readonly change: 'same' | 'changed' | 'lost' | 'unknown';
  readonly message: Text;
}

/** Everything of two states that can be compared, one entry each. */
export function compareStates(before: DeviceState, after: DeviceState): readonly Change[] {
  return [
    ...before.readings.map(
      (was): Change =>
        readingChange(
          was,
          after.readings.find(({ id }) => id === was.id),
        ),
    ),
    ...before.logins
      .filter(({ outcome }) => outcome === 'accepted')
      .map(({ id }): Change => {
        const now = after.logins.find((each) => each.id === id)?.outcome;
        if (now === 'accepted')
          return {
            of: 'login',
            id,
            change: 'same',
            message: text(`ログイン ${id} は同じパスワードで入れます。`, `Login ${id} still takes the same password.`),
          };
        return now === 'refused'
          ? {
              of: 'login',
              id,
              change: 'lost',
              message: text(`ログイン ${id} は、正しいパスワードで入れなくなりました。`, `Login ${id} no longer takes the right password.`),
            }
          : {
              of: 'login',
              id,
              change: 'unknown',
              message: text(`ログイン ${id} を確かめられませんでした。`, `Login ${id} could not be tried.`),
            };
      }),
    ...before.withoutLogin
      .filter(({ outcome }) => outcome === 'refused')
      .map(({ id }): Change => {
        const now = after.withoutLogin.find((each) => each.id === id)?.outcome;
        if (now === 'refused')
          return {
            of: 'protection',
            id,
            change: 'same',
            message: text(`読取り ${id} は、引き続きログインを求めます。`, `Reading ${id} still asks for a login.`),
          };
        return now === 'read'
          ? {
              of: 'protection',
              id,
              change: 'changed',
              message: text(`読取り ${id} が、ログインなしで読めるようになりました。`, `Reading ${id} can now be read without a login.`),
            }
          : {
              of: 'protection',
              id,
              change: 'unknown',
              message: text(
                `読取り ${id} がログインを求めるかどうかを確かめられませんでした。`,
                `Whether reading ${id} asks for a login could not be seen.`,
              ),
            };
      }),
    ...after.ports.flatMap(({ port, outcome }): readonly Change[] => {
      const was = before.ports.find((each) => each.port === port)?.outcome;
      if (outcome === 'open' && was !== undefined && was !== 'open') {
        return [
          {
            of: 'port',
            id: `tcp/${port}`,
            change: 'changed',
            message: text(`閉じていた tcp/${port} が開いています。`, `tcp/${port} was closed and is open now.`),
          },
        ];
      }
      if (was === 'open' && outcome !== 'open') {
        return [
          {
            of: 'port',
            id: `tcp/${port}`,
            change: 'lost',
            message: text(`開いていた tcp/${port} が応答しません。`, `tcp/${port} was open and does not answer now.`),
          },
        ];
      }
      return [];
    }),
  ];
}

const kinds = {
  settings: text('設定', 'Settings'),
  version: text('版', 'Version'),
  'personal-data': text('保存データ', 'Stored data'),
  public: text('公開情報', 'Public data'),
} as const;

function readingChange(was: DeviceState['readings'][number], now: DeviceState['readings'][number] | undefined): Change {
  const { id, what: of } = was;
  const kind = kinds[of];
  const told = (change: Change['change'], ja: string, en: string): Change => ({
    of,
    id,
    change,
    message: text(`${kind.ja}(${id})${ja}`, `${kind.en} (${id}) ${en}`),
  });
  if (was.outcome !== 'read')
    return told('unknown', 'は、先に読めなかったため比べられません。', 'could not be read before, so there is nothing to compare.');
  if (now === undefined || now.outcome !== 'read')
    return told('unknown', 'は、後で読めなかったため比べられません。', 'could not be read afterwards, so there is nothing to compare.');
  const values =
    was.value !== undefined && now.value !== undefined
      ? { ja: `(${was.value} → ${now.value})`, en: ` (${was.value} → ${now.value})` }
      : { ja: '', en: '' };
  if (was.digest === now.digest) {
    const still = was.value === undefined ? '' : `(${was.value})`;
    return told('same', `は変わっていません${still}。`, `did not change${still === '' ? '' : ` ${still}`}.`);
  }
  return told('changed', `が変わりました${values.ja}。`, `changed${values.en}.`);
}

/** Messages of several changes as one. */
export const messageOf = (changes: readonly Change[]): Text =>
  text(changes.map(({ message }) => message.ja).join(''), changes.map(({ message }) => message.en).join(' '));
