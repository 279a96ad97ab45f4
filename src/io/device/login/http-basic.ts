import { exchange } from '../http-exchange.ts';
import { attemptWatch, type Dialogue, unanswered } from './dialogue.ts';
import { outcomeOfStatus } from './http-outcome.ts';

/** The header of RFC 7617; UTF-8. */
export const basicHeader = ({ user, password }: { readonly user: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** HTTP Basic: one request of the path with credentials. */
export const httpBasic: Dialogue<'http-basic'> = async ({ network, signal, timeoutMs }, { port, tls, path }, credentials) => {
  const watch = attemptWatch();
  watch.passwordSent();
  const answer = await exchange(network, {
    ...{ port, tls, path, timeoutMs, signal },
    headers: { authorization: basicHeader(credentials) },
  });
  return watch.ended(...(answer.outcome === 'failed' ? unanswered(answer) : outcomeOfStatus(answer)));
};
