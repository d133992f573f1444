import type { IncomingMessage } from "node:http";
import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST } from "graphql";
import type { ServerOptions, Context as SocketContext } from "graphql-ws";
import { isAsyncIterable } from "graphql-yoga";
import type { Connection } from "../connections/connections.ts";
import type { Client } from "../context.ts";
import { requestError } from "../errors.ts";
import { senderOf } from "../graphql/admission.ts";
import { turnToParse } from "../graphql/document-turns.ts";
import { publicError } from "../graphql/faults.ts";
import { checkSentValues } from "../graphql/sent-values.ts";
import { isAtServer } from "../http/client-address.ts";
import { cookieName, readCookie } from "../http/cookies.ts";
import { originOf } from "../http/cors.ts";
import { bearerOf, createContext, type ServerParts } from "../server-parts.ts";
import type { Viewer } from "../viewer.ts";
import { formattedErrors, quiet } from "./results.ts";

/** What belongs to one socket, besides graphql-ws's own state. */
export interface SocketExtra {
  request: IncomingMessage;
  connection: Connection;
}

/** `connection_init`: `{ authorization?: "Bearer …", csrfToken?: "…" }`. */
type InitPayload = Record<string, unknown> | undefined;
type Socket = SocketContext<InitPayload, SocketExtra>;
type Options = ServerOptions<InitPayload, SocketExtra>;

/** Execution arguments that know which engine prepared them. */
interface PreparedArgs extends ExecutionArgs {
  run(): ReturnType<NonNullable<Options["execute"]>>;
}

/** How sockets sign in and run operations: through the same hooks as HTTP. Errors are returned, never thrown. */
export function socketOptions(parts: ServerParts): Options {
  const { config, connections, yoga } = parts;
  const { limits } = config;

  return {
    connectionInitWaitTimeout: limits.socketInitSeconds * 1000,

    async onConnect(socket) {
      const { connection } = socket.extra;
      const found = await identify(parts, socket);
      // Closed here where it may help the client to know why; graphql-ws closes the others with 4403.
      if (found === "bad token") connection.close("badToken");
      if (typeof found === "string") return false;
      connection.viewer = found.viewer;
      if (await connections.admit(connection)) return true;
      connection.close("crowded");
      return false;
    },

    async onSubscribe(socket, _id, payload) {
      const atOnce = Object.keys(socket.subscriptions).length;
      if (atOnce > limits.subscriptionsPerSocket) {
        return [
          requestError(
            "TOO_MANY_SUBSCRIPTIONS",
            `A socket may hold ${limits.subscriptionsPerSocket} operations at once.`,
          ),
        ];
      }
      // Checked again for each operation: the login may have ended since the socket opened.
      const found = await identify(parts, socket);
      if (typeof found === "string") {
        socket.extra.connection.close("revoked");
        return [requestError("UNAUTHENTICATED", "Your login has ended.")];
      }
      const context = createContext(parts, socket.extra.request, found.viewer, found.client, null);
      const { contextFactory, execute, parse, schema, subscribe, validate } = yoga.getEnveloped(context);
      try {
        checkSentValues(payload);
        await turnToParse(payload.query, senderOf(context));
        const document = parse(payload.query);
        const errors = validate(schema, document);
        if (errors.length > 0) return errors;
        const contextValue = await contextFactory();
        const args = {
          schema,
          document,
          contextValue,
          variableValues: payload.variables,
          operationName: payload.operationName,
        };
        const operation = getOperationAST(document, payload.operationName);
        if (!operation)
          return [
            requestError(
              "OPERATION_RESOLUTION_FAILURE",
              "operationName does not match an operation in the document.",
            ),
          ];
        const run = operation.operation === "subscription" ? subscribe : execute;
        const prepared: PreparedArgs = {
          ...args,
          run: async () => {
            const result: ExecutionResult | AsyncIterable<ExecutionResult> = await run(args);
            return isAsyncIterable<ExecutionResult>(result) ? quiet(result, context) : result;
          },
        };
        return prepared;
      } catch (error) {
        return [publicError(error, context)];
      }
    },

    // All args come from `onSubscribe` above.
    execute: (args) => (args as PreparedArgs).run(),
    subscribe: (args) => (args as PreparedArgs).run(),

    onNext: (_socket, _id, _payload, _args, { data, errors }) =>
      errors === undefined
        ? undefined
        : { ...(data === undefined ? {} : { data }), errors: formattedErrors(errors) },
    onError: (_socket, _id, _payload, errors) =>
      formattedErrors(errors.filter((error) => error instanceof GraphQLError)),
  };
}

/** Why a socket may not come in. */
type Rejection = "bad token" | "rejected";

/**
 * Identifies the socket by the bearer token of its init, or by the upgrade's cookie, which only our own pages may use.
 */
async function identify(
  { authenticate, config, origins }: ServerParts,
  socket: Socket,
): Promise<Rejection | { viewer: Viewer | null; client: Client }> {
  const { connection, request } = socket.extra;
  const init = socket.connectionParams ?? {};
  const origin = originOf(request);
  const { address } = connection;
  const bearer = bearerOf(textOf(init.authorization) ?? textOf(init.Authorization));
  const own = origin !== null && origins().isOwn(origin);
  const cookie =
    bearer === null && own ? readCookie(request.headers.cookie, cookieName("session", config)) : null;
  const client: Client = {
    address,
    origin,
    userAgent: request.headers["user-agent"] ?? "",
    isAtServer: isAtServer(request, origins().publicUrl),
    transport: "websocket",
    credential: bearer !== null ? "bearer" : cookie !== null ? "cookie" : "none",
    csrfToken: textOf(init.csrfToken),
  };
  if (bearer === "") return "bad token";
  if (bearer !== null) {
    const viewer = await authenticate({ bearer, origin, address });
    return viewer === null || viewer === "rejected" ? "bad token" : { viewer, client };
  }
  if (origin === null) return "rejected";
  if (cookie === null) return { viewer: null, client };
  const viewer = await authenticate({ cookie, origin, address });
  if (viewer === "rejected" && connection.viewer !== null) return "rejected";
  return { viewer: viewer === "rejected" ? null : viewer, client };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
