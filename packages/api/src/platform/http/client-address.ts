import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { TrustProxy } from "../config/trust-proxy.ts";
import { isLoopbackHost } from "../config/variables.ts";

/**
 * The client's address: the socket's, unless trusted proxies stand in front and say another in
 * `X-Forwarded-For`. What a proxy was told by somebody untrusted never counts.
 */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  const socketAddress = plain(request.socket.remoteAddress ?? "");
  if (trust.kind === "none") return socketAddress;
  const header = request.headers["x-forwarded-for"];
  const claimed = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((part) => plain(part.trim()));
  let address = socketAddress;
  // From the nearest hop outwards, as long as the one before is trusted.
  for (let hop = 0; isTrusted(address, hop, trust); hop++) {
    const next = claimed.at(-1 - hop);
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/**
 * Whether the client sits at the server's own machine. Behind a proxy everybody seems to: any header that
 * proxies add, and any address but localhost that people open, speaks against it.
 *
 * @param publicUrl what people open
 */
export function isAtServer(request: IncomingMessage, publicUrl: string): boolean {
  const isProxied = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"].some(
    (header) => request.headers[header] !== undefined,
  );
  // A page of somebody else's, open in a browser at the server, is not who sits there.
  const named = [publicUrl, `http://${request.headers.host ?? ""}`, request.headers.origin ?? publicUrl];
  return (
    !isProxied && isLoopbackHost(plain(request.socket.remoteAddress ?? "")) && named.every(isLoopbackUrl)
  );
}

function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname.replace(/^\[|\]$/g, ""));
}

function isTrusted(address: string, hop: number, trust: TrustProxy): boolean {
  if (trust.kind === "none") return false;
  if (trust.kind === "hops") return hop < trust.hops;
  const family = isIP(address);
  return family !== 0 && trust.addresses.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** Node writes IPv4 as `::ffff:192.0.2.1` on a socket that takes both. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
