import type { Exchange, OperationResult } from "@urql/core";
import { fromArray, mergeMap, pipe } from "wonka";

/** Entities remembered before the older half is forgotten: far more than are on their way at once. */
const REMEMBERED = 1000;

type Versioned = readonly [key: string, version: number];

interface Newest {
  readonly version: number;
  /** The push that brought it; null: an answer did. */
  readonly push: OperationResult | null;
}

/**
 * Drops a push that is older than what is known. Two subscriptions, or a subscription and a mutation, may deliver
 * states of one entity out of order; the cache would show whichever comes last, and nothing would correct it until the
 * next change. An entity's `version` tells its age. A newer push follows an older one, so nothing is lost. An older
 * answer must reach its caller, and a push that is older only in part, such as a renamed task with the state of its
 * timer, brings news too: after either, the push that is newer is repeated. Goes between the cache and the network.
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
        const isOld = ([key, version]: Versioned) => version < (newest.get(key)?.version ?? 0);
        const overtaken = versions.filter(isOld);
        const isNews = versions.some(([key, version]) => version > (newest.get(key)?.version ?? 0));
        if (push && overtaken.length > 0 && !isNews) return fromArray([]);
        const newer = new Set(overtaken.flatMap(([key]) => newest.get(key)?.push ?? []));
        for (const [key, version] of versions) {
          const known = newest.get(key);
          // An answer brings nothing to repeat, so it does not take the place of a push of the same version.
          if (version > (known?.version ?? 0) || (push && version === known?.version)) {
            remember(key, { version, push });
          }
        }
        return fromArray([result, ...[...newer].filter(({ data }) => !versionsIn(data).some(isOld))]);
      }),
    );
  };

/** Each entity in an answer that tells its version. */
function versionsIn(value: unknown): Versioned[] {
  if (typeof value !== "object" || value === null) return [];
  const within = Object.values(value).flatMap(versionsIn);
  if (!("id" in value && "version" in value && "__typename" in value)) return within;
  const { __typename, id, version } = value;
  return typeof version === "number" ? [[`${__typename}:${id}`, version], ...within] : within;
}
