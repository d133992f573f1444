import type { IncomingMessage, ServerResponse } from "node:http";
import type { Origins } from "../origins.ts";
import { writeHeaders } from "./security-headers.ts";

/** Whether an active token names the origin; called only for origins that are not listed. */
export type IsAllowedOrigin = (origin: string) => Promise<boolean>;

/** The request's Origin, or null. */
export function originOf(request: IncomingMessage): string | null {
  return request.headers.origin ?? null;
}

/** True for our own pages, ALLOWED_ORIGINS, and the origins of active tokens; never for `null`. */
export async function mayCall(
  origin: string,
  origins: Origins,
  isAllowedOrigin: IsAllowedOrigin,
): Promise<boolean> {
  if (origins.isListed(origin)) return true;
  // Extensions and opaque origins are not pages that a token can name.
  if (!/^https?:\/\//.test(origin)) return false;
  return isAllowedOrigin(origin);
}

/**
 * Lets pages of permitted origins read the answer: exactly that origin, and with cookies only for our own pages. Other
 * origins get no such header, so their browser withholds the answer.
 */
export async function writeCors(
  request: IncomingMessage,
  response: ServerResponse,
  origins: Origins,
  isAllowedOrigin: IsAllowedOrigin,
): Promise<void> {
  response.setHeader("vary", "Origin");
  const origin = originOf(request);
  if (origin === null || !(await mayCall(origin, origins, isAllowedOrigin))) return;
  writeHeaders(response, {
    "access-control-allow-origin": origin,
    "access-control-expose-headers":
      "operation-cost, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, x-request-id",
    ...(origins.isOwn(origin) ? { "access-control-allow-credentials": "true" } : {}),
  });
  if (request.method !== "OPTIONS") return;
  writeHeaders(response, {
    "access-control-allow-methods": "POST, GET",
    "access-control-allow-headers": "authorization, content-type, accept, x-csrf-token",
    "access-control-max-age": "600",
  });
}
