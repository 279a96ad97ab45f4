import type { Clock } from '../io/clock.ts';
import type { Book } from '../rules/book.ts';
import type { RegisterReader } from '../store/index.ts';

/** What the public side needs; the serving process and a process of its own with a read-only role both have it. */
export interface RegisterSite {
  readonly source: Pick<RegisterReader, 'db' | 'onChange'>;
  readonly books: readonly Book[];
  readonly clock: Pick<Clock, 'now'>;
  /** Does this installation take applications, too? */
  readonly applications: boolean;
  /** Bytes of rendered pages to keep; 256 MB unless said otherwise. */
  readonly cacheBytes?: number;
}
