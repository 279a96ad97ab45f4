import { createHash, randomBytes } from 'node:crypto';
import { type Answered, exchange } from '../http-exchange.ts';
import { attemptWatch, type Credentials, type Dialogue, unanswered } from './dialogue.ts';
import { outcomeOfStatus } from './http-outcome.ts';

/** HTTP Digest (RFC 7616, RFC 2617): a request without credentials for the challenge, then one with the answer to it. A stale nonce is answered once more. */
export const httpDigest: Dialogue<'http-digest'> = async ({ network, signal, timeoutMs }, { port, tls, path }, credentials) => {
  const watch = attemptWatch();
  const ask = (headers: Readonly<Record<string, string>> = {}) => exchange(network, { port, tls, path, timeoutMs, signal, headers });
  const first = await ask();
  if (first.outcome === 'failed') return watch.ended(...unanswered(first));
  let challenge = challengeOf(first);
  if (challenge === undefined)
    return watch.ended(...(first.status === 401 ? (['unclear', 'no Digest challenge'] as const) : withoutCredentials(first)));
  watch.passwordSent();
  for (let stale = 0; ; stale += 1) {
    const answer = await ask({
      authorization: digestHeader(challenge, { method: 'GET', path }, credentials, randomBytes(12).toString('hex')),
    });
    if (answer.outcome === 'failed') return watch.ended(...unanswered(answer));
    const next = challengeOf(answer);
    if (answer.status !== 401 || next?.stale !== true || stale > 0) return watch.ended(...outcomeOfStatus(answer));
    challenge = next;
  }
};

/** Asked without credentials, and no challenge came: nothing can be said of a password. */
function withoutCredentials(answer: Answered) {
  const told = outcomeOfStatus(answer);
  return told[0] === 'throttled' ? told : (['unclear', `HTTP ${answer.status} without credentials`] as const);
}

export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  readonly algorithm: keyof typeof hashes;
  /** As the device wrote it; older ones leave it out. */
  readonly algorithmSent?: string;
  readonly hasQop: boolean;
  readonly stale: boolean;
}

const hashes = { 'SHA-256': 'sha256', MD5: 'md5' } as const;

/** The strongest Digest challenge of an answer that we can meet. */
export function challengeOf(answer: Pick<Answered, 'headers'>): Challenge | undefined {
  const challenges = (answer.headers['www-authenticate'] ?? [])
    .flatMap((line) => line.split(/(?:^|,)\s*(?=digest\s)/i))
    .filter((part) => /^digest\s/i.test(part))
    .flatMap((part) => readChallenge(part) ?? []);
  return challenges.find(({ algorithm }) => algorithm === 'SHA-256') ?? challenges[0];
}

function readChallenge(text: string): Challenge | undefined {
  const parts = new Map(
    [...text.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map(([, name = '', quoted, plain]) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '',
    ]),
  );
  const [nonce, opaque, algorithmSent] = [parts.get('nonce'), parts.get('opaque'), parts.get('algorithm')];
  const algorithm = /^sha-256(?:-sess)?$/i.test(algorithmSent ?? '')
    ? 'SHA-256'
    : /^md5(?:-sess)?$/i.test(algorithmSent ?? 'MD5')
      ? 'MD5'
      : undefined;
  const qop = parts.get('qop');
  const canMeet = qop === undefined || qop.split(/\s*,\s*/).includes('auth');
  if (nonce === undefined || algorithm === undefined || !canMeet) return undefined;
  return {
    realm: parts.get('realm') ?? '',
    nonce,
    algorithm,
    hasQop: qop !== undefined,
    stale: /^true$/i.test(parts.get('stale') ?? ''),
    ...(opaque === undefined ? {} : { opaque }),
    ...(algorithmSent === undefined ? {} : { algorithmSent }),
  };
}

/** The header that answers a challenge for one request (RFC 7616 section 3.4). */
export function digestHeader(
  challenge: Challenge,
  { method, path }: { readonly method: string; readonly path: string },
  { user, password }: Credentials,
  cnonce: string,
): string {
  const hash = (text: string) => createHash(hashes[challenge.algorithm]).update(text).digest('hex');
  const { realm, nonce, opaque, algorithmSent, hasQop } = challenge;
  const plain = hash(`${user}:${realm}:${password}`);
  const a1 = /-sess$/i.test(algorithmSent ?? '') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const a2 = hash(`${method}:${path}`);
  const count = '00000001';
  const response = hash(hasQop ? `${a1}:${nonce}:${count}:${cnonce}:auth:${a2}` : `${a1}:${nonce}:${a2}`);
  const quoted = (text: string) => `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
  const parts = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(path)}`,
    `response="${response}"`,
    ...(algorithmSent === undefined ? [] : [`algorithm=${algorithmSent}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hasQop || /-sess$/i.test(algorithmSent ?? '') ? [`cnonce="${cnonce}"`] : []),
    ...(hasQop ? ['qop=auth', `nc=${count}`] : []),
  ];
  return `Digest ${parts.join(', ')}`;
}
