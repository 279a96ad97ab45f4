/** Work under way at one time, no more than `most` says at the moment. */
export interface Flight {
  /** Resolves once the work was started. Throws what earlier work threw. */
  enter(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way. Throws what any work threw. */
  landed(): Promise<void>;
  isEmpty(): boolean;
}

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
  const check = () => {
    if (failure) throw failure.error;
  };
  return {
    async enter(work) {
      while (count >= most()) await change();
      check();
      count += 1;
      work().then(leave, (error: unknown) => {
        failure ??= { error };
        leave();
      });
    },
    async landed() {
      while (count > 0) await change();
      check();
    },
    isEmpty: () => count === 0,
  };
}
