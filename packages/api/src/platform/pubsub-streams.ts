/**
 * The present state first, then every change. Subscribe before reading the state, so that no change falls
 * between the two: `startingWith(() => loadState(), pubsub.subscribe(topic))`. Unlike an async generator,
 * `return()` ends it at once, also while it waits. Fails as `first` fails, and ends the stream then.
 */
export function startingWith<Payload>(
  first: () => Promise<Payload>,
  changes: AsyncIterableIterator<Payload>,
): AsyncIterableIterator<Payload> {
  let started = false;
  return over(changes, async () => {
    if (started) return changes.next();
    started = true;
    try {
      return { done: false, value: await first() };
    } catch (error) {
      await changes.return?.();
      throw error;
    }
  });
}

/**
 * Each payload as `change` turns it out; `undefined` leaves it out. `return()` ends it at once, also while
 * it waits for a payload. Fails as `change` fails, and ends the stream then.
 */
export function mapped<Payload, Result>(
  payloads: AsyncIterableIterator<Payload>,
  change: (payload: Payload) => Promise<Result | undefined> | Result | undefined,
): AsyncIterableIterator<Result> {
  return over<Result>(payloads, async () => {
    for (;;) {
      const result = await payloads.next();
      if (result.done) return { done: true, value: undefined };
      try {
        const value = await change(result.value);
        if (value !== undefined) return { done: false, value };
      } catch (error) {
        await payloads.return?.();
        throw error;
      }
    }
  });
}

/**
 * Each payload as the list that `change` makes of it, one after the other. `return()` ends it at once. Fails as
 * `change` fails, and ends the stream then.
 */
export function flattened<Payload, Result>(
  payloads: AsyncIterableIterator<Payload>,
  change: (payload: Payload) => Promise<readonly Result[]>,
): AsyncIterableIterator<Result> {
  const waiting: Result[] = [];
  return over<Result>(payloads, async () => {
    for (;;) {
      const value = waiting.shift();
      if (value !== undefined) return { done: false, value };
      const result = await payloads.next();
      if (result.done) return { done: true, value: undefined };
      try {
        waiting.push(...(await change(result.value)));
      } catch (error) {
        await payloads.return?.();
        throw error;
      }
    }
  });
}

/** An iterator with its own `next`, whose end is the source's end. */
function over<Result>(
  source: AsyncIterableIterator<unknown>,
  next: () => Promise<IteratorResult<Result>>,
): AsyncIterableIterator<Result> {
  return {
    next,
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await source.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
