import { isUuid } from "@pacekeeper/domain/ids/uuid";
import type { Viewer } from "./viewer.ts";

/** An id that no row has. A visitor's queries look for it. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * The part of a `where` that limits a read to the viewer's own rows. Ownership is decided here and nowhere else. Spread
 * it into every read that takes an id from outside: rows of other people then do not exist.
 */
export function ownedBy(viewer: Viewer | null): { userId: string } {
  return { userId: viewer?.userId ?? NOBODY };
}

/**
 * `ownedBy` for a composite key: `where: { userId_id: ownedKey(viewer, id) }`. An id that is no UUID becomes one that
 * no row has.
 */
export function ownedKey(viewer: Viewer | null, id: string): { userId: string; id: string } {
  return { ...ownedBy(viewer), id: rowId(id) };
}

/** The local part of a global id as a row's id. One that is no UUID becomes one that no row has. */
export function rowId(id: string): string {
  return isUuid(id) ? id : NOBODY;
}
