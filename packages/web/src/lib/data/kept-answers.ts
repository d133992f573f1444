import type { Exchange } from "@urql/core";
import { map, pipe, tap } from "wonka";

/**
 * Prepares query answers for stores. Each answer is a copy, because a store mutates what it is given and the cache
 * keeps its own objects. An answer with only an error carries the data known before. Belongs before the cache.
 */
export const keptAnswers: Exchange =
  ({ forward }) =>
  (operations) => {
    const known = new Map<number, unknown>();
    return pipe(
      operations,
      tap(({ kind, key }) => void (kind === "teardown" && known.delete(key))),
      forward,
      map((result) => {
        const { kind, key } = result.operation;
        if (kind !== "query") return result;
        const data = result.data ? structuredClone(result.data) : known.get(key);
        if (data) known.set(key, data);
        return { ...result, data };
      }),
    );
  };
