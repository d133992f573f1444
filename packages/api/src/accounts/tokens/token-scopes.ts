import type { TokenScope } from "../../generated/prisma/enums.ts";
import type { Scope } from "../../platform/viewer.ts";

/** The database's names of scopes, and those that people and credentials use. */
export const SCOPE_NAMES: Readonly<Record<TokenScope, Scope>> = {
  READ: "read",
  WRITE: "write",
  TRACKING_WRITE: "tracking:write",
  TIMERS_WRITE: "timers:write",
  DEVICE: "device",
};

/** The name a scope is stored under. @throws RangeError for one that does not exist */
export function storedScope(scope: string): TokenScope {
  for (const [stored, name] of Object.entries(SCOPE_NAMES)) {
    // The keys of the record above are the enum's values.
    if (name === scope) return stored as TokenScope;
  }
  throw new RangeError(`There is no scope ${scope}`);
}
