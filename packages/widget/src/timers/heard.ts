import type { CountdownFragment } from "../generated/operations.ts";

/** A timer as the server told of it last. */
export type Told = CountdownFragment;

/** The last word about each timer, by its task's id; also about those that ended, so that no old word revives one. */
export type Heard = ReadonlyMap<string, Told>;

/** Takes in what was told of one timer, unless something newer is known. */
export function withTimer(heard: Heard, told: Told): Heard {
  const known = heard.get(told.task.id);
  return known && isNewer(known, told) ? heard : new Map(heard).set(told.task.id, told);
}

/**
 * Takes in the server's whole list. What is not on it is watched no more, unless it was told of after the
 * list was written.
 *
 * @param writtenAt when the server wrote the list, RFC 3339
 */
export function withList(heard: Heard, list: readonly Told[], writtenAt: string): Heard {
  const later = [...heard.values()].filter((told) => Date.parse(told.serverTime) > Date.parse(writtenAt));
  return [...later, ...list].reduce<Heard>(withTimer, new Map());
}

function isNewer(one: Told, other: Told): boolean {
  if (one.version !== other.version) return one.version > other.version;
  return Date.parse(one.serverTime) > Date.parse(other.serverTime);
}
