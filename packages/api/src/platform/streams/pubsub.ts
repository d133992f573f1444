import { requestError } from "../errors.ts";

/** The name of a stream of payloads of one type. Made by `topic`. */
export type Topic<Payload> = string & { readonly payload?: Payload };

/**
 * A family of topics: `const sessionChanged = topic<WorkSession>("session")`, then `sessionChanged(userId)`. Put the
 * owner's id into the topic, so that nobody's payload reaches somebody else.
 */
export function topic<Payload>(name: string): (id: string) => Topic<Payload> {
  return (id) => `${name}:${id}`;
}

/** Distributes payloads to the subscriptions of this process. */
export interface PubSub {
  /**
   * Sends the payload to all current subscribers. Never waits and never throws. `key` names the node that the payload
   * describes: for a slow reader, only the newest payload of each key is kept.
   */
  publish<Payload>(topic: Topic<Payload>, key: string, payload: Payload): void;
  /**
   * Yields every payload published from this call on. `return()` ends it at once, even while a `next()` waits. Fails
   * with SUBSCRIPTION_OVERFLOW when the reader falls behind by more nodes than the buffer holds.
   */
  subscribe<Payload>(topic: Topic<Payload>): AsyncIterableIterator<Payload>;
  /** Open subscriptions, for metrics. */
  readonly size: number;
}

/** How many nodes a subscription may fall behind by. Beyond that, reading the state again is cheaper. */
const bufferedNodes = 1000;

/** An in-process PubSub with a separate buffer for every subscription. */
export function createPubSub(): PubSub {
  const topics = new Map<string, Set<Subscription<unknown>>>();
  let size = 0;
  return {
    publish(topic, key, payload) {
      for (const subscription of topics.get(topic) ?? []) subscription.push(key, payload);
    },
    subscribe<Payload>(topic: Topic<Payload>) {
      const subscription = new Subscription<Payload>(() => {
        size -= 1;
        const others = topics.get(topic);
        // The type of `publish` ensures that a topic holds only its own type of payload.
        others?.delete(subscription as Subscription<unknown>);
        if (others?.size === 0) topics.delete(topic);
      });
      const present = topics.get(topic) ?? new Set();
      present.add(subscription as Subscription<unknown>);
      topics.set(topic, present);
      size += 1;
      return subscription;
    },
    get size() {
      return size;
    },
  };
}

interface Reader<Payload> {
  resolve(result: IteratorResult<Payload>): void;
  reject(error: unknown): void;
}

class Subscription<Payload> implements AsyncIterableIterator<Payload> {
  private readonly waiting = new Map<string, Payload>();
  private readonly readers: Reader<Payload>[] = [];
  private ended = false;
  private failure: unknown;

  constructor(private readonly onEnd: () => void) {}

  push(key: string, payload: Payload): void {
    const reader = this.readers.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: payload });
      return;
    }
    // Deleted first, so that the order is that of the newest payloads.
    this.waiting.delete(key);
    this.waiting.set(key, payload);
    if (this.waiting.size > bufferedNodes) {
      this.failure = requestError(
        "SUBSCRIPTION_OVERFLOW",
        "This subscription fell too far behind. Subscribe again to get the current state.",
      );
      this.end();
    }
  }

  next(): Promise<IteratorResult<Payload>> {
    for (const [key, value] of this.waiting) {
      this.waiting.delete(key);
      return Promise.resolve({ done: false, value });
    }
    if (this.failure !== undefined) {
      const failure = this.failure;
      this.failure = undefined;
      return Promise.reject(failure);
    }
    if (this.ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.readers.push({ resolve, reject }));
  }

  return(): Promise<IteratorResult<Payload>> {
    this.failure = undefined;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<Payload>> {
    this.end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.waiting.clear();
    for (const reader of this.readers.splice(0)) reader.resolve({ done: true, value: undefined });
    this.onEnd();
  }
}
