import type { TokenRowFragment } from "../../generated/graphql.ts";
import { ago, dayIn } from "../../lib/time/ago.ts";
import { scopeWords } from "./token-scopes.ts";

/**
 * Describes a token, in the line below its name: its scopes, its origin, and when it was used, created and expires.
 *
 * @param now epoch milliseconds
 */
export function tokenLine(
  token: Pick<TokenRowFragment, "scopes" | "origin" | "createdAt" | "lastUsedAt" | "expiresAt">,
  now: number,
  timeZone?: string,
): string {
  const { scopes, origin, createdAt, lastUsedAt, expiresAt } = token;
  const used = lastUsedAt === null ? "not used yet" : `used ${ago(lastUsedAt, now, timeZone)}`;
  const end = expiresAt === null ? [] : [`${endsWord(expiresAt, now)} on ${dayIn(expiresAt, now, timeZone)}`];
  const made = `created ${ago(createdAt, now, timeZone)}`;
  return [scopeWords(scopes), ...(origin === null ? [] : [origin]), used, made, ...end].join(" · ");
}

function endsWord(instant: string, now: number): string {
  return Date.parse(instant) <= now ? "expired" : "expires";
}
