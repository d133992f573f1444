import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connection } from "../connections.ts";
import type { Client } from "../context.ts";
import { bearerOf, createContext, type ServerParts } from "../server-parts.ts";
import type { Viewer } from "../viewer.ts";
import { answerError } from "./answers.ts";
import { clientAddress, isAtServer } from "./client-address.ts";
import { cookieName, readCookie } from "./cookies.ts";
import { originOf, writeCors } from "./cors.ts";
import { answerGraphiql } from "./graphiql.ts";

/** Answers a request to the GraphQL path. A malformed request is refused here, with its body unread. */
export async function answerGraphql(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  await writeCors(request, response, parts.origins(), parts.isAllowedOrigin);
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return;
  }
  const accept = request.headers.accept ?? "";
  const stream = accept.includes("text/event-stream");
  // Some clients accept a stream with every request; only a subscription gets one.
  const alone = stream && !/json|multipart|\*\/\*/.test(accept);
  if (request.method === "GET" || request.method === "HEAD") {
    if (parts.config.graphiql && accept.includes("text/html")) {
      return answerGraphiql(request, response, parts.origins().publicUrl);
    }
    if (!stream) {
      response.setHeader("allow", "POST");
      return answerError(response, 405, "METHOD_NOT_ALLOWED", "Send GraphQL by POST.");
    }
    if (request.headers["x-csrf-token"] === undefined) {
      return answerError(
        response,
        403,
        "FORBIDDEN",
        "An event stream over GET needs the header x-csrf-token.",
      );
    }
  } else if (!acceptsBody(parts, request, response)) return;

  const found = await identify(parts, request);
  if (found === "rejected") {
    response.setHeader("www-authenticate", "Bearer");
    return answerError(response, 401, "UNAUTHENTICATED", "This token is unknown, expired or revoked.");
  }
  const admit = () => admitStream(parts, found, response);
  if (alone && !admit()) {
    return answerError(response, 429, "TOO_MANY_CONNECTIONS", "Too many connections at once.");
  }
  const context = createContext(parts, request, found.viewer, found.client, response, requestId);
  if (!alone) context.openStream = admit;
  await parts.yoga(request, response, context);
}

/** Checks a POST by its headers only; false when it was refused. */
function acceptsBody({ config }: ServerParts, request: IncomingMessage, response: ServerResponse): boolean {
  const refuse = (status: number, code: string, message: string) => {
    // The body stays unread, so nothing else can follow on this connection.
    response.setHeader("connection", "close");
    answerError(response, status, code, message);
    return false;
  };
  if (request.method !== "POST") {
    response.setHeader("allow", "POST");
    return refuse(405, "METHOD_NOT_ALLOWED", "Send GraphQL by POST.");
  }
  const length = request.headers["content-length"];
  if (length === undefined || request.headers["transfer-encoding"] !== undefined) {
    return refuse(411, "LENGTH_REQUIRED", "Send the body with a Content-Length.");
  }
  if (Number(length) > config.limits.bodyBytes) {
    return refuse(413, "BODY_TOO_LARGE", `The body may have at most ${config.limits.bodyBytes} bytes.`);
  }
  const [type = "", ...parameters] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.map((parameter) => parameter.trim()).find((one) => one.startsWith("charset="));
  if (type.trim() !== "application/json" || !/^(charset="?utf-8"?)?$/.test(charset ?? "")) {
    return refuse(415, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json in UTF-8.");
  }
  return true;
}

async function identify(
  { authenticate, config, origins }: ServerParts,
  request: IncomingMessage,
): Promise<"rejected" | { viewer: Viewer | null; client: Client }> {
  const bearer = bearerOf(request.headers.authorization);
  const cookie = bearer === null ? readCookie(request.headers.cookie, cookieName("session", config)) : null;
  const csrfHeader = request.headers["x-csrf-token"];
  const client: Client = {
    address: clientAddress(request, config.trustProxy),
    origin: originOf(request),
    userAgent: request.headers["user-agent"] ?? "",
    // Lazy: only registration reads it, and every request would pay for it.
    get isAtServer() {
      return isAtServer(request, origins().publicUrl);
    },
    transport: "http",
    credential: bearer !== null ? "bearer" : cookie !== null ? "cookie" : "none",
    csrfToken: Array.isArray(csrfHeader) ? undefined : csrfHeader,
  };
  const { address, origin } = client;
  if (bearer !== null) {
    const viewer = bearer === "" ? "rejected" : await authenticate({ bearer, origin, address });
    return viewer === "rejected" || viewer === null ? "rejected" : { viewer, client };
  }
  if (cookie === null) return { viewer: null, client };
  // An expired cookie does not refuse the request: its sender is a visitor again and may sign in.
  const viewer = await authenticate({ cookie, origin, address });
  return { viewer: viewer === "rejected" ? null : viewer, client };
}

/** Registers an event stream as a connection, so that it ends with its login; false when there are too many. */
function admitStream(
  { connections }: ServerParts,
  { viewer, client }: { viewer: Viewer | null; client: Client },
  response: ServerResponse,
): boolean {
  const connection: Connection = { viewer, address: client.address, close: () => response.destroy() };
  if (!connections.admit(connection)) return false;
  response.once("close", () => connections.leave(connection));
  return true;
}
