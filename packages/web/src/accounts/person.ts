import type { MeFragment } from "../generated/graphql.ts";

type Named = Pick<MeFragment, "kind" | "firstName" | "lastName" | "email">;

/** A person's name, else "Guest", else the e-mail address. */
export function displayName({ kind, firstName, lastName, email }: Named): string {
  const name = `${firstName} ${lastName}`.trim();
  return name || (kind === "GUEST" ? "Guest" : (email ?? "You"));
}

/** Up to two letters for the avatar; empty for someone without names. */
export function initials({ firstName, lastName }: Named): string {
  return [firstName, lastName]
    .map((name) => [...name.trim()][0] ?? "")
    .join("")
    .toUpperCase();
}
