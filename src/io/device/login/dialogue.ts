import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type Attempt, NO_ANSWER_IN_TIME } from '../../../check/login-attempt.ts';
import type { Login } from '../../../check/profile.ts';
import type { Network } from '../../../check/tools.ts';
import { type Exchange, secure } from '../http-exchange.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The logins of the profile that may be of this kind. */
export type LoginOf<Kind extends Login['kind'], Each = Login> = Each extends { kind: infer Kinds }
  ? Kind extends Kinds
    ? Each
    : never
  : never;

/** How one kind of login is spoken: one attempt, over a connection of its own. Never throws for what the device does. */
export type Dialogue<Kind extends Login['kind']> = (around: Around, login: LoginOf<Kind>, credentials: Credentials) => Promise<Attempt>;

export interface Around {
  readonly network: Network;
  readonly signal: AbortSignal;
  /** For connecting, and again for the answer. */
  readonly timeoutMs: number;
}

/** Measures the two halves of an attempt: until the password can be sent, and from then on. */
export function attemptWatch() {
  const begun = performance.now();
  let sent: number | undefined;
  let answered: number | undefined;
  return {
    passwordSent() {
      sent = performance.now();
    },
    /** Where the answer is known before the conversation is over. */
    answered() {
      answered = performance.now();
    },
    ended(outcome: Attempt['outcome'], detail: string): Attempt {
      const now = answered ?? performance.now();
      const milliseconds = sent === undefined ? 0 : now - sent;
      return { outcome, detail, milliseconds: Math.round(milliseconds), openingMilliseconds: Math.round((sent ?? now) - begun) };
    },
  };
}

/** Connects, inside TLS where the login says so; or the attempt that could not begin. */
export async function opened(
  { network, signal, timeoutMs }: Around,
  { port, tls }: { readonly port: number; readonly tls: boolean },
): Promise<{ readonly socket: Socket; end(): void } | { readonly failed: readonly [Attempt['outcome'], string] }> {
  const dialled = await network.dial(port, { timeoutMs });
  if (dialled.outcome !== 'open') return { failed: ['connection-refused', `connection ${dialled.outcome}`] };
  const { socket } = dialled;
  const end = () => socket.destroy();
  if (!tls) return { socket, end };
  const secured = await secure(socket, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
  if ('socket' in secured) return { socket: secured.socket, end };
  end();
  return { failed: [secured.failure === 'closed' ? 'dropped' : 'unclear', 'no TLS'] };
}

/** Of an exchange that brought no answer. */
export function unanswered({ failure }: Extract<Exchange, { outcome: 'failed' }>): readonly [Attempt['outcome'], string] {
  switch (failure) {
    case 'refused':
    case 'reset':
    case 'silent':
    case 'unreachable':
      return ['connection-refused', `connection ${failure}`];
    case 'closed':
      return ['dropped', 'no answer'];
    case 'timed-out':
      return ['unclear', NO_ANSWER_IN_TIME];
    default:
      return ['unclear', failure];
  }
}
