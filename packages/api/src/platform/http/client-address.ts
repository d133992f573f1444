import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { TrustProxy } from "../config/trust-proxy.ts";
import { isLoopbackHost } from "../config/variables.ts";

/**
 * The client's address: the socket's, unless trusted proxies are in front and report another in `X-Forwarded-For`. What
 * an untrusted hop reports never counts.
 */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  const socketAddress = plain(request.socket.remoteAddress ?? "");
  if (trust.kind === "none") return socketAddress;
  const header = request.headers["x-forwarded-for"];
  const claimed = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((part) => plain(part.trim()));
  let address = socketAddress;
  // From the nearest hop outwards, while the previous hop is trusted.
  for (let hop = 0; isTrusted(address, hop, trust); hop++) {
    const next = claimed.at(-1 - hop);
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/**
 * Whether the client is on the server's own machine. Behind a proxy every client seems to be. So any header that
 * proxies add, and any public URL other than localhost, means that it is not.
 *
 * @param publicUrl the URL that people open
 */
export function isAtServer(request: IncomingMessage, publicUrl: string): boolean {
  const isProxied = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"].some(
    (header) => request.headers[header] !== undefined,
  );
  // Another site's page in a browser on the server is not a client on this machine.
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

/** Node writes IPv4 addresses as `::ffff:192.0.2.1` on a dual-stack socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
