import { type Exchange, makeOperation } from "@urql/core";
import { map, pipe } from "wonka";

/**
 * Lets a query that asks the cache alone stay one when the cache repeats it. The cache would send it to the network
 * where it knows nothing, beside whoever asks for it already; and where it has just repeated it, would drop it
 * unanswered, after which the client takes it for under way and the next change is not told. Belongs before the cache.
 */
export const cacheOnly: Exchange =
  ({ forward }) =>
  (operations) => {
    const keys = new Set<number>();
    return pipe(
      operations,
      map((operation) => {
        const { context, key, kind } = operation;
        if (kind === "teardown") keys.delete(key);
        if (kind !== "query") return operation;
        if (context.requestPolicy === "cache-only") keys.add(key);
        if (!keys.has(key)) return operation;
        return makeOperation(kind, operation, { ...context, requestPolicy: "cache-only" });
      }),
      forward,
    );
  };
