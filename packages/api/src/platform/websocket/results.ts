import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from "graphql";
import { type FaultScene, publicError } from "../graphql/faults.ts";

/** Errors as they go over a socket: without what is meant for the HTTP layer. */
export function toldErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { extensions, ...told } = error.toJSON();
    const { http: _http, ...kept } = extensions ?? {};
    return Object.keys(kept).length > 0 ? { ...told, extensions: kept } : told;
  });
}

/**
 * A stream whose failure is its last result instead of a throw, which would close the whole socket with
 * all of its other subscriptions. `return()` goes straight through, also while it waits.
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
