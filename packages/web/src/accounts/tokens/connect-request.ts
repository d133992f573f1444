/** A page that asks to be connected, as its address says. */
export interface ConnectRequest {
  readonly origin: string;
  /** Goes back with the token, so that the page knows that this answers its own question. */
  readonly nonce: string;
}

/**
 * The request in an address; null when it names no origin that could be a page: only https, or http on
 * this very machine, and nothing behind the host.
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
