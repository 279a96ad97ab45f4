import type { Tools } from '../../src/check/tools.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { PortBook } from './port-book.ts';

/** So many right answers of the control at a rate, or above, and refusals at that rate are believed. */
export const ENOUGH = 100;
/** Ports between two connections to the control. */
const GROUP = 8;
const MOST_TRIES = 4;

export interface SecondLook {
  readonly ports: readonly number[];
  /** Does the port that is known to be open still answer? */
  isAsBefore(): Promise<boolean>;
  isOver(): boolean;
}

/**
 * Asks refusing ports once more, one after the other at half the rate at which they refused, each few followed by the control. A port that opens now is
 * open. Where the control fails even so, it is done again slower, and at last the port is unsure. Ports that time is not left for are not looked at.
 */
export async function secondLook({ network, wait }: Pick<Tools, 'network' | 'wait'>, book: PortBook, look: SecondLook): Promise<void> {
  for (let at = 0; at < look.ports.length; at += GROUP) {
    const group = look.ports.slice(at, at + GROUP);
    let slower = 2;
    let isRight = false;
    for (let tries = 0; !isRight && tries < MOST_TRIES && !look.isOver(); tries += 1) {
      for (const port of group) {
        const dialled = await network.dial(port);
        if (dialled.outcome === 'open') {
          dialled.socket.destroy();
          book.put(port, 'open', book.rateOf(port));
        }
        await wait((slower * 1000) / book.rateOf(port));
      }
      isRight = await look.isAsBefore();
      if (isRight) break;
      slower *= 2;
      network.pace.strained(stillFails);
      await wait(2000);
    }
    if (!isRight) for (const port of group) book.giveUp(port, look.isOver() ? 'notLookedAt' : 'unsure');
  }
}

const stillFails: Text = text(
  '拒否の応答を確かめ直す間に、開いているはずのポートへの接続が失敗した。',
  'While refusals were asked again, a connection to the port known to be open failed.',
);
