import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { answerText } from "./answers.ts";
import { writeHeaders } from "./security-headers.ts";

/** Placeholders in the userscript for the URL and the host name of the server that serves it. */
const originPlaceholder = "__PACEKEEPER_ORIGIN__";
const hostPlaceholder = "__PACEKEEPER_HOST__";

/** The widget's files by their URL path. */
export const widgetPaths: ReadonlySet<string> = new Set([
  "/widget.js",
  "/widget.user.js",
  "/widget-timers.js",
]);

/**
 * Answers with the widget: as a script that other sites may load, as a userscript that knows this server's URL, or with
 * the timers' code, which both load. 404 while the widget is not built.
 */
export async function answerWidget(
  request: IncomingMessage,
  response: ServerResponse,
  directory: string,
  path: string,
  publicUrl: string,
): Promise<void> {
  const source = await readFile(join(directory, path.slice(1)), "utf8").catch(() => null);
  if (source === null) {
    answerText(response, 404, "The widget is not built on this server.");
    return;
  }
  const text = path === "/widget.user.js" ? addressed(source, publicUrl) : source;
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  writeHeaders(response, {
    "cache-control": "public, max-age=300",
    "cross-origin-resource-policy": "cross-origin",
    // Pages import the timers' code, and any page must be able to read an imported script.
    "access-control-allow-origin": "*",
    etag,
  });
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  answerText(response, 200, text, "text/javascript");
}

/** The userscript that talks to the server at `publicUrl`. */
function addressed(source: string, publicUrl: string): string {
  return source
    .replaceAll(originPlaceholder, publicUrl)
    .replaceAll(hostPlaceholder, new URL(publicUrl).hostname);
}
