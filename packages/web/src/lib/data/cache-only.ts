import { type Exchange, makeOperation } from "@urql/core";
import { map, pipe } from "wonka";

/**
 * Keeps a `cache-only` query `cache-only` when the cache re-executes it. Otherwise the cache would send it to the
 * network on a miss, in parallel with the request that is already under way. If the cache had just re-executed it,
 * it would drop the query unanswered: the client would consider it in flight and miss the next change. Belongs before
 * the cache.
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
