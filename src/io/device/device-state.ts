import { createHash } from 'node:crypto';
import type { DeviceState } from '../../check/device-state.ts';
import { CannotObserve } from '../../check/probe.ts';
import type { Login, Reading } from '../../check/profile.ts';
import type { Tools } from '../../check/tools.ts';
import { visibleBytes } from '../../check/visible.ts';
import { text } from '../../rules/text.ts';
import { type Answered, exchange } from './http-exchange.ts';
import { attempt } from './login/series.ts';
import { openSession, type SessionRequest } from './login/session.ts';

const TIMEOUT_MS = 8_000;
const READ_BYTES = 256 * 1024;
type Taken = DeviceState['readings'][number];

/** Reads everything by which two moments of the device are compared. `ports`: besides those that the profile names. */
export async function takeState(tools: Tools, ports: readonly number[] = []): Promise<DeviceState> {
  const { profile } = tools;
  const at = tools.now();
  const logins: DeviceState['logins'] = [];
  for (const login of profile.logins) {
    const { outcome } = await attempt(tools, login, { user: login.user, password: tools.secret(login.passwordFrom) });
    logins.push({ id: login.id, outcome });
  }
  const readings: Taken[] = [];
  const withoutLogin: Taken[] = [];
  for (const reading of profile.readings) {
    const login = profile.logins.find(({ id }) => id === reading.needs);
    const taken = await takeReading(tools, reading, login);
    const open = login && (await takeReading(tools, reading, undefined));
    if (open) withoutLogin.push(open);
    // A device that no longer knows the password, and shows it all the same, can still be compared.
    readings.push(taken.outcome === 'refused' && open?.outcome === 'read' ? open : taken);
  }
  const seen: DeviceState['ports'] = [];
  for (const port of portsOf(tools, ports)) {
    const dialled = await tools.network.dial(port);
    if (dialled.outcome === 'open') dialled.socket.destroy();
    seen.push({ port, outcome: dialled.outcome });
  }
  return { at, readings, withoutLogin, logins, ports: seen };
}

/** TCP ports that the profile names, and those given, each once. */
export const portsOf = ({ profile }: Pick<Tools, 'profile'>, more: readonly number[] = []): readonly number[] =>
  [
    ...new Set([
      ...profile.logins.map(({ port }) => port),
      ...profile.readings.map(({ port }) => port),
      ...profile.interfaces.flatMap(({ at }) => (at.startsWith('tcp/') ? [Number(at.slice(4))] : [])),
      ...more,
    ]),
  ].slice(0, 300);

async function takeReading(tools: Tools, reading: Reading, login: Login | undefined): Promise<Taken> {
  const { id, what, port, tls, path, compare } = reading;
  const headers = login === undefined ? {} : await sessionHeaders(tools, login, { port, tls, path, method: 'GET' });
  if (headers === undefined) return { id, what, outcome: 'refused' };
  const answer = await exchange(tools.network, {
    port,
    tls,
    path,
    headers,
    timeoutMs: TIMEOUT_MS,
    maxBytes: READ_BYTES,
    signal: tools.signal,
  });
  if (answer.outcome !== 'answered') return { id, what, outcome: 'unreadable' };
  if (isRefusal(answer)) return { id, what, outcome: 'refused' };
  if (answer.status < 200 || answer.status >= 300) return { id, what, outcome: 'unreadable' };
  const compared = comparedPart(answer.body, compare);
  if (compared === undefined) return { id, what, outcome: 'unreadable' };
  const digest = createHash('sha256').update(compared).digest('hex');
  return { id, what, outcome: 'read', digest, ...(what === 'version' ? { value: visibleBytes(compared, 100) } : {}) };
}

/** Says no, or sends to where one signs in. */
const isRefusal = ({ status }: Answered): boolean => status === 401 || status === 403 || (status >= 300 && status < 400);

/** The part that is compared: the first group of the expression, or the whole body. */
function comparedPart(body: Uint8Array, compare: string | undefined): Uint8Array | undefined {
  if (compare === undefined) return body;
  const found = new RegExp(compare).exec(Buffer.from(body).toString('utf8'))?.[1];
  return found === undefined ? undefined : new TextEncoder().encode(found);
}

/** Headers with which the device knows who asks: of one fresh login over HTTP. Undefined when it does not let in. Refuses logins of another kind. */
export async function sessionHeaders(
  tools: Tools,
  login: Login,
  request: SessionRequest,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { network, signal } = tools;
  const credentials = { user: login.user, password: tools.secret(login.passwordFrom) };
  const opened = await openSession({ network, signal, timeoutMs: TIMEOUT_MS }, login, credentials);
  if (opened !== undefined) return 'session' in opened ? await opened.session.headersFor(request) : undefined;
  throw new CannotObserve(
    text(
      `ログイン ${login.id}(${login.kind})は HTTP のものではないため、読取りや更新に使えません。`,
      `Login ${login.id} (${login.kind}) is not one over HTTP and cannot be used for readings or updates.`,
    ),
  );
}

/** What the device did while it was watched. */
export interface Absence {
  /** It was seen not to answer. */
  readonly wentAway: boolean;
  readonly cameBack: boolean;
}

/** Watches one port of the device until `until` resolves, then waits for it to answer again, a bounded time. */
export async function watchAbsence(tools: Tools, port: number, until: Promise<unknown>, patienceMs = 180_000): Promise<Absence> {
  let isOver = false;
  let wentAway = false;
  const answers = async () => {
    const dialled = await tools.network.dial(port, { timeoutMs: 700 });
    if (dialled.outcome === 'open') dialled.socket.destroy();
    return dialled.outcome === 'open';
  };
  const over = until.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  while (!isOver) {
    if (!(await answers())) wentAway = true;
    await Promise.race([tools.wait(300), over]);
  }
  await over;
  const begun = tools.elapsed();
  let row = 0;
  while (tools.elapsed() - begun < patienceMs) {
    row = (await answers()) ? row + 1 : 0;
    if (row === 0) wentAway = true;
    // Twice in a row: a device that starts may accept once and be gone again.
    if (row >= 2) return { wentAway, cameBack: true };
    await tools.wait(500);
  }
  return { wentAway, cameBack: false };
}

/** The port by which it is seen whether the device is there: the first that the profile names and that answers now. */
export async function watchedPort(tools: Tools): Promise<number> {
  for (const port of portsOf(tools)) {
    const dialled = await tools.network.dial(port, { timeoutMs: 2000 });
    if (dialled.outcome !== 'open') continue;
    dialled.socket.destroy();
    return port;
  }
  throw new CannotObserve(
    text(
      'プロファイルにある TCP ポートがどれも応答しないため、機器が止まったか戻ったかを見分けられません。interfaces に待受けポートを書いてください。',
      'None of the TCP ports in the profile answers, so it cannot be seen whether the device is away or back. Put a listening port under interfaces.',
    ),
  );
}
