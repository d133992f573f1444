/**
 * Yields the current state first, then every change. Subscribe before reading the state, so that no change is lost
 * between the two: `startingWith(() => loadState(), pubsub.subscribe(topic))`. Unlike an async generator's, its
 * `return()` ends it at once, even while a read waits. When `first` fails, the stream fails with its error and ends.
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
 * Maps each payload with `change`; `undefined` skips it. `return()` ends it at once, even while a read waits. When
 * `change` fails, the stream fails with its error and ends.
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

/** What a reader has found. */
export interface Batch<Item> {
  readonly items: readonly Item[];
  /** More is there: read again before waiting for a signal. */
  readonly hasMore: boolean;
}

/**
 * Yields what a reader finds, one by one: at once, and again after each signal. It reads on only when all of a batch is
 * taken, so that a slow consumer holds one batch. The signals are taken before the reader starts, so that nothing is
 * lost between the two. When the reader fails, the stream fails with its error and ends. `return()` ends it at once.
 *
 * @param start makes the reader
 */
export async function afterEach<Item>(
  signals: AsyncIterableIterator<unknown>,
  start: () => Promise<() => Promise<Batch<Item>>>,
): Promise<AsyncIterableIterator<Item>> {
  try {
    const read = await start();
    const waiting: Item[] = [];
    let mustRead = true;
    return over<Item>(signals, async () => {
      for (;;) {
        const value = waiting.shift();
        if (value !== undefined) return { done: false, value };
        if (!mustRead && (await signals.next()).done) return { done: true, value: undefined };
        try {
          const { hasMore, items } = await read();
          waiting.push(...items);
          mustRead = hasMore;
        } catch (error) {
          await signals.return?.();
          throw error;
        }
      }
    });
  } catch (error) {
    await signals.return?.();
    throw error;
  }
}

/** An iterator with its own `next`; ending it ends the source. */
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
