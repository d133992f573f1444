/** A site's request to be connected, as given in the URL. */
export interface ConnectRequest {
  readonly origin: string;
  /** Sent back with the token, so that the site can match it to its request. */
  readonly nonce: string;
}

/**
 * Reads the request from a URL's query. Null unless the origin is https, or http on this machine, with nothing after
 * the host.
 */
export function connectRequest(search: URLSearchParams): ConnectRequest | null {
  const origin = search.get("origin") ?? "";
  if (!URL.canParse(origin)) return null;
  const url = new URL(origin);
  const local = url.hostname === "localhost" || url.hostname === "127.0.0.1" || url.hostname === "[::1]";
  const safe = url.protocol === "https:" || (url.protocol === "http:" && local);
  if (!safe || url.origin !== origin) return null;
  return { origin, nonce: search.get("nonce") ?? "" };
}
