/**
 * Runs work under a lock that all tabs of this origin share. Pages served without TLS have no such lock: there each
 * tab only serialises its own work, and the server's idempotency keys catch duplicates.
 */
export function createExclusively(name: string): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (locks) return (work) => locks.request(name, work);
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}
