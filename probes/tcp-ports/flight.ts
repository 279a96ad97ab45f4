/** Work under way at one time. */
export interface Flight {
  isFull(): boolean;
  isEmpty(): boolean;
  /** Counts work that was begun, as so many. */
  add(work: Promise<void>, weight?: number): void;
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
  const leave = (weight: number) => {
    count -= weight;
    changed();
  };
  const check = () => {
    if (failure) throw failure.error;
  };
  const isFull = () => count >= most();
  return {
    isFull,
    isEmpty: () => count === 0,
    add(work, weight = 1) {
      count += weight;
      work.then(
        () => leave(weight),
        (error: unknown) => {
          failure ??= { error };
          leave(weight);
        },
      );
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
