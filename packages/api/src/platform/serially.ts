/** Runs tasks of one key one after the other, tasks of different keys at once. */
export type Serializer = <Result>(key: string, task: () => Promise<Result>) => Promise<Result>;

/**
 * A serializer for this process. It spares the database the
 * conflicts of one process's own requests; what holds across processes is the guard in the statement.
 */
export function createSerializer(): Serializer {
  const tails = new Map<string, Promise<unknown>>();
  return async function serially<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = tails.get(key);
    const result = before ? before.then(task, task) : task();
    // The tail only orders; whoever awaits `result` hears of its failure.
    const tail = result.catch(() => {});
    tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
