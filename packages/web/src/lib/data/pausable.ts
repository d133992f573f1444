import { type AnyVariables, createRequest, type GraphQLRequest, type TypedDocumentNode } from "@urql/core";
import { type Accessor, createMemo, untrack } from "solid-js";

export interface Pausable<Data, Variables extends AnyVariables> {
  /** What is wanted now; null: nothing. Changes only where the variables differ by value. */
  request: Accessor<GraphQLRequest<Data, Variables> | null>;
  /** For `createQuery` and `createSubscription`. */
  readonly args: {
    readonly query: TypedDocumentNode<Data, Variables>;
    readonly variables: Accessor<Variables>;
    readonly pause: Accessor<boolean>;
  };
}

/** An operation whose variables may be null, and then it is paused. */
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
        // Read anew: what they read without subscribing may have moved on. Those of a paused one are never sent.
        return (untrack(variables) ?? {}) as Variables;
      },
      pause: () => request() === null,
    },
  };
}
