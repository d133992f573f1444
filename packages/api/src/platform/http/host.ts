import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Configuration } from "../config/configuration.ts";

/**
 * Whether a request names this server by a name it goes by: the one of PUBLIC_URL, localhost, one of
 * ALLOWED_HOSTS, or an address in digits. A foreign name that somebody lets point here (DNS rebinding) is
 * none: browsers would take that page for one of ours.
 */
export function isKnownHost(
  request: IncomingMessage,
  publicUrl: string,
  { allowedHosts }: Pick<Configuration, "allowedHosts">,
): boolean {
  // What nearly all requests say, without being read.
  if (request.headers.host !== undefined && publicUrl.endsWith(`//${request.headers.host}`)) return true;
  const host = hostname(`http://${request.headers.host ?? ""}`);
  if (host === null) return false;
  // Names are found by asking others; digits are what they are.
  if (isIP(host.replace(/^\[|\]$/g, "")) !== 0) return true;
  return host === "localhost" || host === hostname(publicUrl) || allowedHosts.includes(host);
}

function hostname(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname || null : null;
}
