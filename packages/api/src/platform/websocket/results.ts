import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from "graphql";
import { type FaultScene, publicError } from "../graphql/faults.ts";

/** Errors as they are sent over a socket: without the extensions meant for the HTTP layer. */
export function formattedErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { extensions, ...told } = error.toJSON();
    const { http: _http, ...kept } = extensions ?? {};
    return Object.keys(kept).length > 0 ? { ...told, extensions: kept } : told;
  });
}

/**
 * A stream that reports its failure as its last result. A throw would close the whole socket with all its other
 * subscriptions. `return()` passes straight through, even while a read waits.
 */
export function quiet(
  results: AsyncIterable<ExecutionResult>,
  scene: FaultScene,
): AsyncGenerator<ExecutionResult> {
  const source = results[Symbol.asyncIterator]();
  let ended = false;
  return {
    async next() {
      if (ended) return { done: true, value: undefined };
      try {
        return await source.next();
      } catch (error) {
        ended = true;
        return { done: false, value: { errors: [publicError(error, scene)] } };
      }
    },
    async return() {
      ended = true;
      await source.return?.();
      return { done: true, value: undefined };
    },
    async throw(error) {
      ended = true;
      await source.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
