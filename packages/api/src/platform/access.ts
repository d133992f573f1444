import { isUuid } from "@pacekeeper/domain/ids/uuid";
import type { Viewer } from "./viewer.ts";

/** An id that no row has: what a visitor's queries look for. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * The part of a `where` that keeps a read to what the viewer may see, which is their own rows alone: the one place that
 * knows. Spread it into every read that takes an id from outside: what is not theirs is then not there.
 */
export function ownedBy(viewer: Viewer | null): { userId: string } {
  return { userId: viewer?.userId ?? NOBODY };
}

/**
 * The same for a composite key: `where: { userId_id: ownedKey(viewer, id) }`. An id from outside that is no
 * UUID is one that no row has.
 */
export function ownedKey(viewer: Viewer | null, id: string): { userId: string; id: string } {
  return { ...ownedBy(viewer), id: rowId(id) };
}

/** The inside of a global id as a row's id; one that is no UUID becomes one that no row has. */
export function rowId(id: string): string {
  return isUuid(id) ? id : NOBODY;
}
