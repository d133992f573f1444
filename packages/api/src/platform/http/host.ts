import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Configuration } from "../config/configuration.ts";

/**
 * Whether a request's Host is one of this server's names: the one in PUBLIC_URL, localhost, one of ALLOWED_HOSTS, or an
 * IP address. A foreign name that somebody points at this server (DNS rebinding) is refused: browsers would treat its
 * page as one of ours.
 */
export function isKnownHost(
  request: IncomingMessage,
  publicUrl: string,
  { allowedHosts }: Pick<Configuration, "allowedHosts">,
): boolean {
  // The fast path for nearly all requests, without parsing.
  if (request.headers.host !== undefined && publicUrl.endsWith(`//${request.headers.host}`)) return true;
  const host = hostname(`http://${request.headers.host ?? ""}`);
  if (host === null) return false;
  // A name can be rebound through DNS; an IP address cannot.
  if (isIP(host.replace(/^\[|\]$/g, "")) !== 0) return true;
  return host === "localhost" || host === hostname(publicUrl) || allowedHosts.includes(host);
}

function hostname(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname || null : null;
}
