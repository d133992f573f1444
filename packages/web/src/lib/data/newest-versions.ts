import type { Exchange } from "@urql/core";
import { map, pipe } from "wonka";

/** Entities remembered before the older half is forgotten: far more than are on their way at once. */
const REMEMBERED = 1000;

type Fields = Record<string, unknown>;

/**
 * Keeps an entity from going back in time. Two subscriptions, or a subscription and a query, may deliver states of the
 * same entity in another order than they were read; the cache would show whichever comes last. An entity that tells its
 * `version` keeps the plain fields of the newest one seen. Goes between the cache and the network.
 */
export const newestVersions: Exchange =
  ({ forward }) =>
  (operations) => {
    const newest = new Map<string, Fields>();

    function remember(key: string, fields: Fields) {
      newest.delete(key);
      newest.set(key, fields);
      if (newest.size <= REMEMBERED) return;
      for (const oldest of [...newest.keys()].slice(0, REMEMBERED / 2)) newest.delete(oldest);
    }
    function withNewest(value: unknown): unknown {
      if (Array.isArray(value)) return value.map(withNewest);
      if (typeof value !== "object" || value === null) return value;
      const fields: Fields = {};
      for (const [name, one] of Object.entries(value)) fields[name] = withNewest(one);
      const { __typename, id, version } = fields;
      if (typeof id !== "string" || typeof version !== "number") return fields;
      const key = `${__typename}:${id}`;
      const known = newest.get(key);
      if (known && Number(known.version) > version) return { ...fields, ...ofThese(known, fields) };
      remember(key, { ...(known?.version === version ? known : {}), ...plainOf(fields) });
      return fields;
    }
    return pipe(
      forward(operations),
      map((result) => (result.data ? { ...result, data: withNewest(result.data) } : result)),
    );
  };

/** Values, and objects of values such as a pace. Lists and entities, which an alias may ask for in part, are left out. */
function plainOf(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => isValue(value) || isObjectOfValues(value)),
  );
}

function isValue(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function isObjectOfValues(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !("id" in value) && Object.values(value).every(isValue);
}

/** Of the known fields those that were asked for. */
function ofThese(known: Fields, asked: Fields): Fields {
  return Object.fromEntries(Object.entries(known).filter(([name]) => name in asked));
}
