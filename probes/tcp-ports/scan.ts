import type { Dialled, Tools } from '../../src/check/tools.ts';
import { type Text, text } from '../../src/rules/text.ts';
import { type Control, findControl, isReliable } from './control.ts';
import { flight } from './flight.ts';
import { MOST_OPEN, type TcpPorts } from './judge.ts';
import { type PortBook, portBook } from './port-book.ts';
import { ENOUGH, secondLook } from './second-look.ts';

export type ScanTools = Pick<Tools, 'elapsed' | 'network' | 'progress' | 'wait'>;

export interface ScanOptions {
  readonly first: number;
  readonly last: number;
  /** Ports asked first: those that are declared, then those that are open on many devices. */
  readonly early: readonly number[];
  /** Time for the whole scan. */
  readonly milliseconds: number;
  /** Resolves when the device answers again; throws when it does not come back. */
  awaitBack(book: PortBook): Promise<void>;
}

/** Half a second of connections, framed and crossed by connections to the control. */
interface Batch {
  readonly ports: readonly number[];
  /** Connections a second when it was begun, and how many strains there had been. */
  readonly rate: number;
  readonly epoch: number;
  readonly outcomes: Dialled['outcome'][];
  readonly controls: boolean[];
}

/** Connections in flight at most: to a device that answers, and in addition to one that says nothing. */
const IN_FLIGHT = { answering: 1024, silent: 2976 };
/** What was answered below this share of a rate that strained the device is believed. */
const SAFE = 0.8;
/** Ports are asked together that the pace would let through within a fiftieth of a second. */
const BURST = 50;
/** Between two connections while no open port is known, and how many ports are asked so. */
const CALM_MS = 200;
const MOST_CALM = 40;
/** A few silent ports are asked once more, up to so many. */
const MOST_SILENT_AGAIN = 2000;

/**
 * Connects to every port. Each batch is crossed by connections to a port whose answer is known. Where one fails, the device was strained or away: no
 * refusal or silence of that batch, nor any that was believed at nearly the same rate, counts, and those ports are asked again, slower. What is left when
 * the time is over stays "not looked at". Throws what `awaitBack` throws.
 */
export async function scan(tools: ScanTools, options: ScanOptions): Promise<TcpPorts> {
  const { network, elapsed, progress, wait } = tools;
  const { first, last } = options;
  const begun = elapsed();
  const early = new Set(options.early.filter((port) => first <= port && port <= last));
  const book = portBook(first, last, early);
  const rate = { lowest: network.pace.rate, highest: network.pace.rate };
  const counted = { asked: 0, failed: 0 };
  const unfit = new Set<number>();
  let control: Control | undefined;
  let epoch = 0;
  let strainedAt = Number.POSITIVE_INFINITY;
  let hasFailed = false;
  /** Right answers of the control, by the rate at which they were given. */
  const passed: { readonly rate: number; controls: number }[] = [];
  const passedAt = (least: number) => passed.reduce((sum, each) => sum + (each.rate >= least * 0.999 ? each.controls : 0), 0);

  const isOver = () => book.found.length > MOST_OPEN || elapsed() - begun > options.milliseconds;
  const ask = async (port: number, timeoutMs?: number): Promise<Dialled['outcome']> => {
    const dialled = await network.dial(port, timeoutMs === undefined ? {} : { timeoutMs });
    if (dialled.outcome === 'open') dialled.socket.destroy();
    return dialled.outcome;
  };
  const sweep = network.sweep ?? ((ports: readonly number[]) => Promise.all(ports.map((port) => ask(port))));
  const isAsBefore = async ({ kind, port }: Control): Promise<boolean> => {
    const isRight = (await ask(port)) === kind;
    counted.asked += 1;
    if (!isRight) counted.failed += 1;
    return isRight;
  };
  const newControl = async () => {
    control = (await findControl(tools, book, unfit)) ?? control;
  };

  const settle = ({ ports, rate: at, epoch: begunIn, outcomes, controls }: Batch) => {
    const failed = controls.filter((isRight) => !isRight).length;
    const isBelieved = failed === 0 && (begunIn === epoch || at <= strainedAt * SAFE);
    for (const [index, port] of ports.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) continue;
      if (outcome === 'open' || (isBelieved && outcome !== 'reset')) book.put(port, outcome, at);
      else book.doubt(port);
    }
    if (failed > 0) hasFailed = true;
    else passed.push({ rate: at, controls: controls.length });
    if (failed > 0 && begunIn === epoch) {
      epoch += 1;
      strainedAt = at;
      book.doubtAbove(at * SAFE);
      for (const each of passed) if (each.rate > at * SAFE) each.controls = 0;
      network.pace.strained(controlFailed(control?.port ?? 0, failed, controls.length));
    } else if (failed === 0 && begunIn === epoch) network.pace.eased();
    progress(book.looked, last - first + 1);
  };

  let silence = 0;
  const air = flight(() => Math.min(IN_FLIGHT.answering + IN_FLIGHT.silent * silence, 50 + network.pace.rate * 1.5));
  const launch = async (ports: readonly number[]) => {
    const batch: Batch = { ports, rate: network.pace.rate, epoch, outcomes: [], controls: [] };
    rate.lowest = Math.min(rate.lowest, batch.rate);
    rate.highest = Math.max(rate.highest, batch.rate);
    let left = 1;
    const done = () => {
      left -= 1;
      if (left === 0) settle(batch);
    };
    const begin = (work: Promise<void>, weight = 1) => {
      left += 1;
      air.add(work, weight);
    };
    const askControl = async (known: Control) => {
      batch.controls.push(await isAsBefore(known));
      done();
    };
    const askPorts = async (at: number, some: readonly number[]) => {
      for (const [index, outcome] of (await sweep(some)).entries()) {
        batch.outcomes[at + index] = outcome;
        silence += (Number(outcome === 'silent') - silence) / 256;
      }
      done();
    };
    const third = Math.max(1, Math.ceil(ports.length / 3));
    const width = Math.max(1, Math.min(third, 128, Math.floor(network.pace.rate / BURST)));
    for (let at = 0; at < ports.length; at += width) {
      if (air.isFull()) await air.room();
      if (isOver()) break;
      if (control && Math.floor(at / third) > Math.floor((at - width) / third)) begin(askControl(control));
      const some = ports.slice(at, at + width);
      begin(askPorts(at, some), some.length);
    }
    if (control) begin(askControl(control));
    done();
  };

  /** After a control failed nothing is launched until it answers again, or the device does and another control is found. */
  const recover = async () => {
    await air.landed();
    hasFailed = false;
    await options.awaitBack(book);
    if (control && (await isReliable(tools, control))) return;
    if (control) unfit.add(control.port);
    // None better: the old one stays, and what cannot be settled with it becomes "unsure".
    await newControl();
  };

  // Until an open port is known a refusal may be the strain's as well as the port's, and silence the device's: calmly.
  const waiting = [...early];
  for (let asked = 0; !control && asked < MOST_CALM && !isOver(); asked += 1) {
    const port = waiting.shift();
    if (port === undefined) break;
    const outcome = await ask(port);
    if (outcome !== 'open' && outcome !== 'refused') await options.awaitBack(book);
    if (outcome === 'reset') book.doubt(port);
    else book.put(port, outcome, 1000 / CALM_MS);
    if (outcome === 'open') await newControl();
    else await wait(CALM_MS);
  }
  if (!control) await newControl();
  if (waiting.length > 0) await launch(waiting);
  while (!isOver()) {
    if (hasFailed) await recover();
    const ports = book.take(Math.max(32, Math.min(512, Math.ceil(network.pace.rate / 2))));
    if (ports.length > 0) await launch(ports);
    else if (air.isEmpty()) break;
    else await air.landed();
    if (control?.kind !== 'open' && book.found.some((port) => !unfit.has(port))) await newControl();
  }
  await air.landed();

  if (!isOver() && control?.kind === 'open') {
    const known = control;
    const rates = new Set(book.ports('refused').map((port) => book.rateOf(port)));
    const thinRates = new Set([...rates].filter((each) => passedAt(each) < ENOUGH));
    const thin = thinRates.size === 0 ? [] : book.ports('refused').filter((port) => thinRates.has(book.rateOf(port)));
    await secondLook(tools, book, { ports: thin, isOver, isAsBefore: () => isAsBefore(known) });
  }
  // A silent port among many that answer may have been a lost packet or two.
  const silent = [...book.ports('silent'), ...book.ports('unreachable')];
  const once = silent.length <= MOST_SILENT_AGAIN ? silent : silent.filter((port) => early.has(port));
  for (let at = 0; at < once.length && !isOver(); at += 64) {
    await Promise.all(
      once.slice(at, at + 64).map(async (port) => {
        const outcome = await ask(port, 2500);
        if (outcome === 'open' || outcome === 'refused') book.put(port, outcome, network.pace.rate);
      }),
    );
  }

  const notLookedAt = book.ranges('notLookedAt');
  return {
    range: [first, last],
    open: book.found.toSorted((a, b) => a - b),
    refused: book.ranges('refused'),
    silent: book.ranges('silent'),
    unreachable: book.ranges('unreachable'),
    unsure: book.ranges('unsure'),
    notLookedAt,
    ended: book.found.length > MOST_OPEN ? 'everything-answers' : notLookedAt.length > 0 ? 'time' : 'complete',
    control: { kind: control?.kind ?? 'none', ...(control ? { port: control.port } : {}), ...counted },
    askedAgain: book.askedAgain,
    rate: { lowest: Math.round(rate.lowest * 10) / 10, highest: Math.round(rate.highest * 10) / 10 },
    seconds: Math.round((elapsed() - begun) / 100) / 10,
  };
}

const controlFailed = (port: number, failed: number, asked: number): Text =>
  text(
    `走査中、開いているはずのポート ${port} への接続が${asked}回中${failed}回失敗した。`,
    `${failed} of ${asked} connections to port ${port}, known before, failed during the scan.`,
  );
