import { VersionConflict, type Versioned } from "../failures.ts";

/**
 * Refuses a change that was made from an older state than the present one. Call it in the transaction that holds the
 * person's row, and only if something would change: then a repeated request, whose first answer was lost, succeeds.
 *
 * @param type the GraphQL type of the row
 * @param current the row as it is
 * @param expected the version that the change was made from; undefined: it may overwrite any
 * @throws VersionConflict
 */
export function refuseOtherVersion(type: string, current: Versioned, expected: number | undefined): void {
  if (expected !== undefined && expected !== current.version) throw new VersionConflict(type, current);
}
