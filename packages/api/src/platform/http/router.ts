import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { isUnavailable } from "../database/unavailable.ts";
import { maskedFault } from "../graphql/faults.ts";
import { sdlOf } from "../graphql/sdl.ts";
import { graphqlPath } from "../graphql/yoga.ts";
import type { ServerParts } from "../server-parts.ts";
import { answerError, answerJson, answerText, answerUnavailable } from "./answers.ts";
import { answerGraphql } from "./graphql-route.ts";
import { isKnownHost } from "./host.ts";
import { answerKept, type KeptText, keepText } from "./kept-text.ts";
import { pageHeaders, writeHeaders, writeSecurityHeaders } from "./security-headers.ts";
import { answerFile, findFile } from "./static-files.ts";
import { answerWidget, widgetPaths } from "./widget.ts";

/** Where the built browser files are: absolute paths of packages/web/dist and packages/widget/dist. */
export interface Assets {
  web: string;
  widget: string;
}

/** Resolves while the database answers; rejects otherwise. */
export type ReadyCheck = () => Promise<unknown>;

/** Routes every request. Each request gets an answer, and no fault's details reach the client. */
export function createRouter(parts: ServerParts, assets: Assets, ready: ReadyCheck): RequestListener {
  let schemaText: KeptText | undefined;
  const check = limitedCheck(ready);

  async function route(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const isProbe = path === "/healthz" || path === "/readyz";
    // Probes may use any host name; other requests may not.
    if (!isProbe && !isKnownHost(request, parts.origins().publicUrl, parts.config)) {
      response.setHeader("connection", "close");
      return answerText(
        response,
        421,
        "This server does not answer to that host name. Its operator can set PUBLIC_URL, or ALLOWED_HOSTS for more names.",
      );
    }
    if (path === graphqlPath || path === `${graphqlPath}/`)
      return answerGraphql(parts, request, response, requestId);
    if (request.method !== "GET" && request.method !== "HEAD") {
      writeHeaders(response, { allow: "GET, HEAD", connection: "close" });
      return answerText(response, 405, "Only GET is answered here.");
    }
    if (path === "/healthz") return answerJson(response, 200, { status: "ok" });
    if (path === "/readyz") return answerReady(parts, check, response, parts.isStopping());
    if (path === "/schema.graphql") {
      schemaText ??= keepText(sdlOf(parts.schema));
      response.setHeader("content-type", "text/plain; charset=utf-8");
      return answerKept(request, response, schemaText, "public, no-cache");
    }
    const { publicUrl } = parts.origins();
    if (widgetPaths.has(path)) return answerWidget(request, response, assets.widget, path, publicUrl);
    return answerInterface(request, response, assets.web, path, publicUrl);
  }

  return (request, response) => {
    const requestId = randomUUID();
    const started = performance.now();
    writeSecurityHeaders(response, parts.origins().publicUrl);
    response.setHeader("x-request-id", requestId);
    // Its client opens the next connection to a server that stays.
    if (parts.isStopping()) response.setHeader("connection", "close");
    response.once("close", () => {
      const milliseconds = Math.round(performance.now() - started);
      const path = (request.url ?? "/").split("?", 1)[0];
      parts.log.debug(
        { requestId, method: request.method, path, status: response.statusCode, milliseconds },
        "Answered",
      );
    });
    route(request, response, requestId).catch((fault: unknown) => {
      // A client that disconnects in the middle of a file is not a fault, and one that got its refusal hears no more.
      if (response.destroyed || response.writableEnded) return;
      if (isUnavailable(fault) && !response.headersSent) {
        parts.log.warn({ err: fault, requestId }, "The database did not answer");
        return answerUnavailable(response);
      }
      const masked = maskedFault(fault, { log: parts.log, requestId });
      if (response.headersSent) response.destroy();
      else answerError(response, 500, "INTERNAL", masked.message, { reference: masked.extensions.reference });
    });
  };
}

/** How long the database may take before the server counts as not ready, in milliseconds. */
const READY_WITHIN = 2000;

/** The check with a limit of time, and one at a time: a database that stands still is asked once. */
function limitedCheck(check: ReadyCheck): ReadyCheck {
  let running: Promise<unknown> | null = null;
  return () => {
    running ??= check().finally(() => {
      running = null;
    });
    // Whoever asks hears of its failure; when nobody asks any more, nobody has to.
    running.catch(() => {});
    const late = delay(READY_WITHIN, undefined, { ref: false }).then(() => {
      throw new Error("The database did not answer in time");
    });
    return Promise.race([running, late]);
  };
}

async function answerReady(
  { log }: ServerParts,
  ready: ReadyCheck,
  response: ServerResponse,
  isStopping: boolean,
): Promise<void> {
  try {
    if (isStopping) throw new Error("The server is stopping");
    await ready();
    answerJson(response, 200, { status: "ready" });
  } catch (err) {
    log.warn({ err }, "Not ready");
    answerJson(response, 503, { status: isStopping ? "stopping" : "unavailable" });
  }
}

async function answerInterface(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  path: string,
  publicUrl: string,
): Promise<void> {
  const file = await findFile(root, path);
  // A path whose last segment has a dot names a file. All others are pages, which the interface routes itself.
  const page = file === null && !/\.[^/]*$/.test(path) && !path.startsWith("/assets/");
  const found = page ? await findFile(root, "/index.html") : file;
  if (found !== null) {
    writeHeaders(response, pageHeaders(path, publicUrl));
    return answerFile(request, response, found);
  }
  if (path === "/robots.txt") return answerText(response, 200, "User-agent: *\nDisallow: /graphql\n");
  answerText(
    response,
    404,
    page ? "The web interface is not built on this server." : "There is nothing here.",
  );
}
