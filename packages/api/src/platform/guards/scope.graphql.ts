import { builder } from "../builder.ts";
import { describeScope, SCOPES, type Scope } from "./scopes.ts";

let made: ReturnType<typeof makeScope> | undefined;

/** The type of scopes. Made while the schema is built: by then every room has declared its own. */
export function scopeType() {
  made ??= makeScope();
  return made;
}

function makeScope() {
  return builder.enumType("Scope", {
    description: "What a credential may do. A login holds all scopes.",
    values: Object.fromEntries(
      SCOPES.map((scope) => [scope, { description: describeScope(scope) }]),
    ) as Record<Scope, { description: string }>,
  });
}
