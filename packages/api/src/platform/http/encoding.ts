import type { IncomingMessage } from "node:http";

/** Whether the client accepts the encoding, and does not refuse it with `q=0`. */
export function acceptsEncoding({ headers }: IncomingMessage, name: "br" | "gzip"): boolean {
  const accepted = String(headers["accept-encoding"] ?? "");
  const refused = new RegExp(`\\b${name}\\s*;\\s*q=0(\\.0*)?\\s*(,|$)`).test(accepted);
  return !refused && new RegExp(`\\b${name}\\b`).test(accepted);
}
