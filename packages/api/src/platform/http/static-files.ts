import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { acceptsEncoding } from "./encoding.ts";
import { writeHeaders } from "./security-headers.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
};

/** A file found below the root: its path on disk, and whether its name holds a hash of its content. */
export interface StaticFile {
  path: string;
  hashed: boolean;
}

/** The file that a URL path names, or null for a missing or hidden file, a directory, or a path outside the root. */
export async function findFile(root: string, urlPath: string): Promise<StaticFile | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  // No segment may start with a dot, which rules out `..` and hidden files.
  if (decoded.includes("\0") || decoded.split(/[/\\]/).some((segment) => segment.startsWith(".")))
    return null;
  const path = join(root, decoded);
  if (!path.startsWith(root + sep) || types[extname(path)] === undefined) return null;
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, hashed: decoded.startsWith("/assets/") } : null;
}

/** Answers with a file, or with its pre-compressed sibling when there is one and the client accepts it. */
export async function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: StaticFile,
): Promise<void> {
  const encoded = await encodedSibling(file.path, request);
  const served = encoded?.path ?? file.path;
  const { size, mtimeMs } = await stat(served);
  const etag = `W/"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  writeHeaders(response, {
    "content-type": types[extname(file.path)] ?? "application/octet-stream",
    "cache-control": file.hashed ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "Accept-Encoding",
    etag,
  });
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  writeHeaders(response, {
    "content-length": String(size),
    ...(encoded === null ? {} : { "content-encoding": encoded.name }),
  });
  response.writeHead(200);
  if (request.method === "HEAD") response.end();
  else await pipeline(createReadStream(served), response);
}

async function encodedSibling(
  path: string,
  request: IncomingMessage,
): Promise<{ path: string; name: string } | null> {
  for (const [name, extension] of [
    ["br", ".br"],
    ["gzip", ".gz"],
  ] as const) {
    if (!acceptsEncoding(request, name)) continue;
    const found = await stat(path + extension).catch(() => null);
    if (found?.isFile()) return { path: path + extension, name };
  }
  return null;
}
