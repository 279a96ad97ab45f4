/** Work under way at one time. */
export interface Flight {
  isFull(): boolean;
  isEmpty(): boolean;
  /** Counts work that was begun. */
  add(work: Promise<void>): void;
  /** Resolves as soon as there may be room. Throws what any work threw. */
  room(): Promise<void>;
  /** Resolves when nothing is under way. Throws what any work threw. */
  landed(): Promise<void>;
}

/** No more under way than `most` says at the moment. */
export function flight(most: () => number): Flight {
  let count = 0;
  let failure: { readonly error: unknown } | undefined;
  let changed = () => {};
  const change = () =>
    new Promise<void>((resolve) => {
      changed = resolve;
    });
  const leave = () => {
    count -= 1;
    changed();
  };
  const fail = (error: unknown) => {
    failure ??= { error };
    leave();
  };
  const check = () => {
    if (failure) throw failure.error;
  };
  const isFull = () => count >= most();
  return {
    isFull,
    isEmpty: () => count === 0,
    add(work) {
      count += 1;
      work.then(leave, fail);
    },
    async room() {
      while (isFull()) await change();
      check();
    },
    async landed() {
      while (count > 0) await change();
      check();
    },
  };
}
