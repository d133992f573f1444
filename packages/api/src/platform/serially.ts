/** Runs tasks with the same key one after another, and tasks with different keys concurrently. */
export type Serializer = <Result>(key: string, task: () => Promise<Result>) => Promise<Result>;

/**
 * A serializer for this process. It saves the database the conflicts between one process's own requests; across
 * processes, the guard in the statement applies.
 */
export function createSerializer(): Serializer {
  const tails = new Map<string, Promise<unknown>>();
  return async function serially<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = tails.get(key);
    const result = before ? before.then(task, task) : task();
    // The tail only orders tasks; the caller that awaits `result` receives its failure.
    const tail = result.catch(() => {});
    tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
