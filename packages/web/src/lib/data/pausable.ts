import { type AnyVariables, createRequest, type GraphQLRequest, type TypedDocumentNode } from "@urql/core";
import { type Accessor, createMemo, untrack } from "solid-js";

export interface Pausable<Data, Variables extends AnyVariables> {
  /** The current request; null while paused. Changes only when the variables differ by value. */
  request: Accessor<GraphQLRequest<Data, Variables> | null>;
  /** For `createQuery` and `createSubscription`. */
  readonly args: {
    readonly query: TypedDocumentNode<Data, Variables>;
    readonly variables: Accessor<Variables>;
    readonly pause: Accessor<boolean>;
  };
}

/** An operation that is paused while its variables are null. */
export function createPausable<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Accessor<Variables | null>,
): Pausable<Data, Variables> {
  const request = createMemo(
    () => {
      const wanted = variables();
      return wanted === null ? null : createRequest(document, wanted);
    },
    null,
    { equals: (one, other) => one?.key === other?.key },
  );
  return {
    request,
    args: {
      query: document,
      variables() {
        request();
        // Read again: values that they read untracked may have changed. A paused operation never sends its variables.
        return (untrack(variables) ?? {}) as Variables;
      },
      pause: () => request() === null,
    },
  };
}
