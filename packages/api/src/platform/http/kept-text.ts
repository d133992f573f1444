import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { acceptsEncoding } from "./encoding.ts";
import { writeHeaders } from "./security-headers.ts";

/** A large text that is the same for everybody: made, hashed and compressed once. */
export interface KeptText {
  readonly plain: Buffer;
  readonly etag: string;
  /** Compressed at the first call. */
  compressed(): Promise<Buffer>;
}

export function keepText(text: string): KeptText {
  const plain = Buffer.from(text);
  let compressed: Promise<Buffer> | undefined;
  return {
    plain,
    // Weak: the compressed text has the same.
    etag: `W/"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    compressed: () => (compressed ??= promisify(gzip)(plain)),
  };
}

/**
 * Ends the response with the text, or with 304 when the client has it. The status and the type are set already.
 *
 * @param cacheControl who may keep it; whoever does asks each time whether it is still the same
 */
export async function answerKept(
  request: IncomingMessage,
  response: ServerResponse,
  kept: KeptText,
  cacheControl: string,
): Promise<void> {
  response.appendHeader("vary", "Accept-Encoding");
  writeHeaders(response, { etag: kept.etag, "cache-control": cacheControl });
  if (request.method === "GET" && request.headers["if-none-match"] === kept.etag) {
    response.removeHeader("content-length");
    response.writeHead(304).end();
    return;
  }
  const zipped = acceptsEncoding(request, "gzip");
  if (zipped) response.setHeader("content-encoding", "gzip");
  const body = zipped ? await kept.compressed() : kept.plain;
  response.setHeader("content-length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}
