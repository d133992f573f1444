import { requestError } from "./errors.ts";

/** The name of a stream of payloads of one type. Made by `topic`. */
export type Topic<Payload> = string & { readonly payload?: Payload };

/**
 * A family of topics: `const sessionChanged = topic<WorkSession>("session")`, then `sessionChanged(userId)`.
 * Put the owner's id into the topic, so that nobody's payload can reach somebody else.
 */
export function topic<Payload>(name: string): (id: string) => Topic<Payload> {
  return (id) => `${name}:${id}`;
}

/** Spreads payloads to the subscriptions of this process. */
export interface PubSub {
  /**
   * Hands the payload to everybody subscribed now. Never waits and never throws. `key` names the node that
   * the payload describes: a slow reader finds only the newest payload of each key.
   */
  publish<Payload>(topic: Topic<Payload>, key: string, payload: Payload): void;
  /**
   * Every payload published from this call on. `return()` ends it at once, also while a `next()` waits.
   * Fails with SUBSCRIPTION_OVERFLOW when a reader is behind by more nodes than the buffer holds.
   */
  subscribe<Payload>(topic: Topic<Payload>): AsyncIterableIterator<Payload>;
  /** Open subscriptions, for metrics. */
  readonly size: number;
}

/** Nodes that one subscription may be behind by. Beyond, it is cheaper to read the state again. */
const bufferedNodes = 1000;

/** An in-process PubSub with a buffer of its own for every subscription. */
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
        // A topic holds only payloads of its own type, by the type of `publish`.
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
    // Taken out first, so that the order is that of the newest payloads.
    this.waiting.delete(key);
    this.waiting.set(key, payload);
    if (this.waiting.size > bufferedNodes) {
      this.failure = requestError(
        "SUBSCRIPTION_OVERFLOW",
        "This subscription fell too far behind. Subscribe again to get the present state.",
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
