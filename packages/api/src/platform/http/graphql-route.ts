import type { IncomingMessage, ServerResponse } from "node:http";
import type { GraphQLError } from "graphql";
import type { Connection } from "../connections/connections.ts";
import type { Client } from "../context.ts";
import { type RequestErrorCode, requestError } from "../errors.ts";
import { bearerOf, createContext, type ServerParts } from "../server-parts.ts";
import type { Viewer } from "../viewer.ts";
import { answerError, answerUnavailable } from "./answers.ts";
import { clientAddress, isAtServer } from "./client-address.ts";
import { cookieName, readCookie } from "./cookies.ts";
import { originOf, writeCors } from "./cors.ts";
import { answerGraphiql } from "./graphiql.ts";
import { sendResult } from "./send-result.ts";

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
  if (request.method === "GET") {
    const wantsPage = (request.headers.accept ?? "").includes("text/html");
    if (wantsPage && parts.config.graphiql) {
      return answerGraphiql(request, response, parts.origins().publicUrl, parts.examples);
    }
  } else if (!acceptsBody(parts, request, response)) return;

  // Whatever the answer waits for, the client does not wait longer.
  const late = setTimeout(() => {
    parts.log.warn({ requestId }, "A request took too long");
    if (!response.headersSent) answerUnavailable(response);
  }, parts.config.limits.requestSeconds * 1000);
  try {
    await answerOperation(parts, request, response, requestId, () => clearTimeout(late));
  } finally {
    clearTimeout(late);
  }
}

/** @param hasAnswer called once the answer, or the first part of it, is there */
async function answerOperation(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  hasAnswer: () => void,
): Promise<void> {
  const found = await identify(parts, request);
  if (response.headersSent) return;
  if ("refused" in found) {
    response.setHeader("www-authenticate", "Bearer");
    return answerError(response, 401, "UNAUTHENTICATED", found.refused);
  }
  const context = createContext(parts, request, found.viewer, found.client, response, requestId);
  context.openStream = () => openStream(parts, found, request, response);
  const answer = await parts.yoga.handleNodeRequestAndResponse(request, response, context);
  hasAnswer();
  await sendResult(parts, request, response, context, answer);
}

/** Checks a POST by its headers only; false when it was refused. */
function acceptsBody({ config }: ServerParts, request: IncomingMessage, response: ServerResponse): boolean {
  const refuse = (status: number, code: RequestErrorCode, message: string) => {
    // The body stays unread, so nothing else can follow on this connection.
    response.setHeader("connection", "close");
    answerError(response, status, code, message);
    return false;
  };
  if (request.method !== "POST") {
    response.setHeader("allow", "GET, POST");
    return refuse(405, "METHOD_NOT_ALLOWED", "Send GraphQL by POST, or a query by GET.");
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

interface Sender {
  readonly viewer: Viewer | null;
  readonly client: Client;
}

async function identify(
  { authenticate, config, origins }: ServerParts,
  request: IncomingMessage,
): Promise<Sender | { readonly refused: string }> {
  const bearer = bearerOf(request.headers.authorization);
  const cookie =
    bearer === null && mayUseCookie(request)
      ? readCookie(request.headers.cookie, cookieName("session", config))
      : null;
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
  if (bearer === "")
    return { refused: "Only the scheme Bearer is known here: Authorization: Bearer <token>." };
  if (bearer !== null) {
    const viewer = await authenticate({ bearer, origin, address });
    return viewer === "rejected" || viewer === null
      ? { refused: "This token is unknown, expired or revoked." }
      : { viewer, client };
  }
  if (cookie === null) return { viewer: null, client };
  // An expired cookie does not refuse the request: its sender is a visitor again and may sign in.
  const viewer = await authenticate({ cookie, origin, address });
  return { viewer: viewer === "rejected" ? null : viewer, client };
}

/**
 * A page of another site can make a browser send a GET with our cookie, though never read its answer. It is answered as
 * a visitor's all the same. Nobody can send a POST of JSON so.
 */
function mayUseCookie({ headers, method }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  return method !== "GET" || site === undefined || site === "same-origin" || site === "none";
}

/** Registers an event stream as a connection, so that it ends with its login; the reason to refuse it, or null. */
async function openStream(
  { connections }: ServerParts,
  { viewer, client }: Sender,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<GraphQLError | null> {
  if (request.method === "GET" && client.credential !== "bearer" && client.csrfToken === undefined) {
    const message = "A subscription over GET needs a bearer token or the header x-csrf-token.";
    return requestError("FORBIDDEN", message, { httpStatus: 403 });
  }
  const connection: Connection = { viewer, address: client.address, close: () => response.destroy() };
  // Before it is admitted, which takes a moment: it may close meanwhile, or have closed already.
  if (response.closed) connections.leave(connection);
  else response.once("close", () => connections.leave(connection));
  if (!(await connections.admit(connection))) {
    return requestError("TOO_MANY_CONNECTIONS", "Too many connections at once.", { httpStatus: 429 });
  }
  return null;
}
