import type { Exchange, OperationResult } from "@urql/core";
import { fromArray, mergeMap, pipe } from "wonka";

/** Entities remembered before the older half is forgotten: far more than are on their way at once. */
const REMEMBERED = 1000;

interface Newest {
  readonly version: number;
  /** The push that brought it; null: an answer did. */
  readonly push: OperationResult | null;
}

/**
 * Drops a push that is older than what is known. Two subscriptions, or a subscription and a mutation, may deliver
 * states of one entity out of order; the cache would show whichever comes last, and nothing would correct it until the
 * next change. An entity's `version` tells its age. A newer push follows an older one, so nothing is lost. An older
 * answer must reach its caller, so the push that is newer is repeated after it. Goes between the cache and the network.
 */
export const newestVersions: Exchange =
  ({ forward }) =>
  (operations) => {
    const newest = new Map<string, Newest>();

    function remember(key: string, known: Newest) {
      newest.delete(key);
      newest.set(key, known);
      if (newest.size <= REMEMBERED) return;
      for (const oldest of [...newest.keys()].slice(0, REMEMBERED / 2)) newest.delete(oldest);
    }
    return pipe(
      forward(operations),
      mergeMap((result) => {
        const push = result.operation.kind === "subscription" ? result : null;
        const versions = versionsIn(result.data);
        const overtaken = versions.filter(([key, version]) => version < (newest.get(key)?.version ?? 0));
        if (push && overtaken.length > 0) return fromArray([]);
        const newer = new Set(overtaken.flatMap(([key]) => newest.get(key)?.push ?? []));
        for (const [key, version] of versions) {
          if (version >= (newest.get(key)?.version ?? 0)) remember(key, { version, push });
        }
        return fromArray([result, ...newer]);
      }),
    );
  };

/** Each entity in an answer that tells its version. */
function versionsIn(value: unknown): (readonly [key: string, version: number])[] {
  if (typeof value !== "object" || value === null) return [];
  const within = Object.values(value).flatMap(versionsIn);
  if (!("id" in value && "version" in value && "__typename" in value)) return within;
  const { __typename, id, version } = value;
  return typeof version === "number" ? [[`${__typename}:${id}`, version], ...within] : within;
}
