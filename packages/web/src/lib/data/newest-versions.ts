import type { Exchange } from "@urql/core";
import { filter, pipe } from "wonka";

/** Entities remembered before the older half is forgotten: far more than are on their way at once. */
const REMEMBERED = 1000;

/**
 * Drops a push that is older than what is known. Two subscriptions, or a subscription and a mutation, may deliver
 * states of one entity out of order; the cache would show whichever comes last, and nothing would correct it until the
 * next change. An entity's `version` tells its age. A newer push follows an older one, so nothing is lost. Goes between
 * the cache and the network.
 */
export const newestVersions: Exchange =
  ({ forward }) =>
  (operations) => {
    const newest = new Map<string, number>();

    function remember(key: string, version: number) {
      newest.delete(key);
      newest.set(key, version);
      if (newest.size <= REMEMBERED) return;
      for (const oldest of [...newest.keys()].slice(0, REMEMBERED / 2)) newest.delete(oldest);
    }
    return pipe(
      forward(operations),
      filter(({ data, operation }) => {
        const versions = versionsIn(data);
        const isOld = versions.some(([key, version]) => version < (newest.get(key) ?? 0));
        if (isOld && operation.kind === "subscription") return false;
        for (const [key, version] of versions) {
          if (version >= (newest.get(key) ?? 0)) remember(key, version);
        }
        return true;
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
