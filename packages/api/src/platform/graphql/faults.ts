import { randomInt } from "node:crypto";
import { PothosError } from "@pothos/core";
import { GraphQLError } from "graphql";
import type { Log } from "../log.ts";

/** Letters and digits that nobody mixes up when reading them out. */
const referenceCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** What a fault is logged with. */
export interface FaultScene {
  log: Log;
  requestId: string;
}

/** Logs a fault, and makes the error that stands for it outside: no internals, only a reference to the log. */
export function maskedFault(fault: unknown, scene: FaultScene, at?: GraphQLError): GraphQLError {
  const reference = Array.from(
    { length: 4 },
    () => referenceCharacters[randomInt(referenceCharacters.length)],
  ).join("");
  const { log, requestId } = scene;
  log.error({ err: fault, requestId, reference, path: at?.path }, "A fault was masked");
  return new GraphQLError(`The server could not do this. Nothing was lost. Reference ${reference}.`, {
    ...(at?.nodes === undefined ? {} : { nodes: at.nodes }),
    ...(at?.path === undefined ? {} : { path: at.path }),
    extensions: { code: "INTERNAL", reference },
  });
}

/** The error as the client may see it: refusals and wrong input as they are, faults masked. */
export function publicError(error: unknown, scene: FaultScene): GraphQLError {
  if (!(error instanceof GraphQLError)) return maskedFault(error, scene);
  let origin: unknown = error;
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
  if (!(origin instanceof GraphQLError)) return maskedFault(origin, scene, error);
  if (error.extensions.code !== undefined) return error;
  if (!isWrongInput(error, origin)) return maskedFault(error, scene, error);
  error.extensions.code = "BAD_USER_INPUT";
  return error;
}

/**
 * Of what the engine itself refuses: a variable, whose error has no path, an argument, an id or a cursor of
 * the wrong shape, an id of a type that is none. Anything else that it words is a resolver that answered what
 * its type cannot be.
 */
function isWrongInput(error: GraphQLError, origin: GraphQLError): boolean {
  if (error.path === undefined || error.message.startsWith('Argument "')) return true;
  return origin instanceof PothosError;
}

/** Cuts graphql's guesses at the schema out of a message: `… Did you mean "viewer"?` */
export function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean [^?]*\?/g, "");
  if (message === error.message) return error;
  return new GraphQLError(message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: error.extensions,
  });
}
