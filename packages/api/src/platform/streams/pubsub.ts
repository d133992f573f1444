import { requestError } from "../errors.ts";
import { BufferedStream } from "./buffered-stream.ts";

/** The name of a stream of payloads of one type. Made by `topic`. */
export type Topic<Payload> = string & { readonly payload?: Payload };

/**
 * A family of topics: `const tasksChanged = topic<"changed">("tasks")`, then `tasksChanged(userId)`. Put the owner's id
 * into the topic, so that nobody's payload reaches somebody else.
 */
export function topic<Payload>(name: string): (id: string) => Topic<Payload> {
  return (id) => `${name}:${id}`;
}

/** Distributes payloads to the subscriptions of this process. */
export interface PubSub {
  /**
   * Sends the payload to all current subscribers. Never waits and never throws. `key` names what the payload is
   * about: for a slow reader, only the newest payload of each key is kept.
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

const overflow = () =>
  requestError(
    "SUBSCRIPTION_OVERFLOW",
    "This subscription fell too far behind. Subscribe again to get the current state.",
  );

/** An in-process PubSub with a separate buffer for every subscription. */
export function createPubSub(): PubSub {
  const topics = new Map<string, Set<BufferedStream<unknown>>>();
  let size = 0;
  return {
    publish(topic, key, payload) {
      for (const subscription of topics.get(topic) ?? []) {
        subscription.push(key, payload);
        if (subscription.size > bufferedNodes) subscription.abort(overflow());
      }
    },
    subscribe<Payload>(topic: Topic<Payload>) {
      const subscription = new BufferedStream<Payload>(() => {
        size -= 1;
        const others = topics.get(topic);
        // The type of `publish` ensures that a topic holds only its own type of payload.
        others?.delete(subscription as BufferedStream<unknown>);
        if (others?.size === 0) topics.delete(topic);
      });
      const present = topics.get(topic) ?? new Set();
      present.add(subscription as BufferedStream<unknown>);
      topics.set(topic, present);
      size += 1;
      return subscription;
    },
    get size() {
      return size;
    },
  };
}
