const closers: (() => Promise<unknown>)[] = [];

/** Remembers what has to be closed after the last benchmark; the latest first. */
export const atTheEnd = (close: () => Promise<unknown>): void => {
  closers.unshift(close);
};

/** Closes everything; a second call does nothing. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}
