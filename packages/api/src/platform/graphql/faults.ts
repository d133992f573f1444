import { randomInt } from "node:crypto";
import { PothosError } from "@pothos/core";
import { GraphQLError } from "graphql";
import { Prisma } from "../../generated/prisma/client.ts";
import { isUnavailable } from "../database/unavailable.ts";
import { requestError, unavailable } from "../errors.ts";
import type { Log } from "../log.ts";

/** Letters and digits that are not confused when read aloud. */
const referenceCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** The context in which a fault is logged. */
export interface FaultScene {
  log: Log;
  requestId: string;
}

/** Logs a fault, and returns the error shown to the client: no internals, only a reference to the log entry. */
export function maskedFault(fault: unknown, scene: FaultScene, at?: GraphQLError): GraphQLError {
  const reference = Array.from(
    { length: 4 },
    () => referenceCharacters[randomInt(referenceCharacters.length)],
  ).join("");
  const { log, requestId } = scene;
  log.error({ err: fault, requestId, reference, path: at?.path }, "Masked a fault");
  return new GraphQLError(`The server could not do this. Nothing was lost. Reference ${reference}.`, {
    ...(at?.nodes === undefined ? {} : { nodes: at.nodes }),
    ...(at?.path === undefined ? {} : { path: at.path }),
    extensions: { code: "INTERNAL", reference },
  });
}

/** The error as the client may see it: refusals and wrong input unchanged, faults masked. */
export function publicError(error: unknown, scene: FaultScene): GraphQLError {
  if (!(error instanceof GraphQLError)) return unexpected(error, scene);
  let origin: unknown = error;
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
  if (!(origin instanceof GraphQLError)) return unexpected(origin, scene, error);
  if (error.extensions.code !== undefined) return error;
  if (!isWrongInput(error, origin)) return maskedFault(error, scene, error);
  error.extensions.code = "BAD_USER_INPUT";
  return error;
}

/**
 * Two failures are no faults of this server's: a database that does not answer, told with when to try again, and a row
 * that was deleted while an answer was put together.
 */
function unexpected(origin: unknown, scene: FaultScene, at?: GraphQLError): GraphQLError {
  const isDown = isUnavailable(origin);
  if (!isDown && !isGone(origin)) return maskedFault(origin, scene, at);
  const what = isDown ? "The database did not answer" : "A row was deleted while it was read";
  scene.log.warn({ err: origin, requestId: scene.requestId, path: at?.path }, what);
  const { extensions, message } = isDown
    ? unavailable()
    : requestError("NOT_FOUND", "This was just deleted.");
  return new GraphQLError(message, {
    ...(at?.nodes === undefined ? {} : { nodes: at.nodes }),
    ...(at?.path === undefined ? {} : { path: at.path }),
    extensions,
  });
}

/** Prisma: a record that was read before was not found again. */
function isGone(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
}

/**
 * Whether the engine refused wrong input: a variable (whose error has no path), an argument, a malformed id or cursor,
 * or an id of an unknown type. Any other error of the engine means that a resolver returned a value that its type does
 * not allow.
 */
function isWrongInput(error: GraphQLError, origin: GraphQLError): boolean {
  if (error.path === undefined || error.message.startsWith('Argument "')) return true;
  return origin instanceof PothosError;
}

/** Removes graphql's suggestions, which reveal the schema, from a message: `… Did you mean "viewer"?` */
export function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean [^?]*\?/g, "");
  if (message === error.message) return error;
  return new GraphQLError(message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: error.extensions,
  });
}
