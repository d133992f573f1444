import { type Exchange, makeOperation, type Operation } from "@urql/core";
import { map, pipe } from "wonka";

/**
 * Wraps the cache so that each push overrides everything that arrived before it. While a request is under way, the
 * cache keeps one layer per operation, and a subscription's later pushes would stay below the layers of answers and
 * pushes that came after its first one: an older state would show through, and be kept. A push with a key of its own
 * gets a layer of its own, above all others.
 */
export function inOrderOfArrival(cache: Exchange): Exchange {
  return (input) => {
    const subscriptions = new WeakMap<Operation, Operation>();
    // A fraction, so that it never equals another operation's key: those are integers, or halves.
    let nextKey = 0.25;

    function withOwnKey(subscription: Operation): Operation {
      const push = makeOperation("subscription", { ...subscription, key: nextKey }, subscription.context);
      nextKey += 1;
      subscriptions.set(push, subscription);
      return push;
    }
    const results = cache({
      ...input,
      forward: (operations) =>
        pipe(
          input.forward(operations),
          map((result) =>
            result.operation.kind === "subscription"
              ? { ...result, operation: withOwnKey(result.operation) }
              : result,
          ),
        ),
    });
    return (operations) =>
      pipe(
        results(operations),
        map((result) => ({ ...result, operation: subscriptions.get(result.operation) ?? result.operation })),
      );
  };
}
