import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { createSubscription } from "@urql/solid";
import { type Accessor, createEffect, createMemo, on, onCleanup, untrack } from "solid-js";
import { createPausable } from "./pausable.ts";
import { faultOf } from "./result.ts";
import { afterWait, LONGEST_WAIT_MS, retryWaitMs } from "./retry.ts";
import { useServices } from "./services.ts";

export interface Following<Data, Variables> {
  /** Null: nothing is listened to. They are read anew each time it begins again. */
  readonly variables: Accessor<Variables | null>;
  /** What was told; once for each time, also if it says the same again. The cache has heard it already. */
  readonly heard?: (data: Data) => void;
  /**
   * Something may have changed that was not told: the subscription was lost and began again, the server was out of
   * reach, or no socket comes through, and then every ten seconds.
   */
  readonly missed?: () => void;
}

/**
 * Subscribes as long as the component lives. Where the server ends or refuses the subscription, it begins again
 * after half a second at most, then after twice as long each time, up to thirty seconds. A lost socket is not its
 * matter: that is opened again with all its subscriptions.
 */
export function follow<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, heard, missed }: Following<Data, Variables>,
): void {
  const { connection } = useServices();
  const { request, args } = createPausable(document, variables);
  const isWanted = createMemo(() => request() !== null);
  // The handler hears every message; the state would tell only what differs.
  const [line, begin] = createSubscription<Data, undefined, Variables>(args, (_before, data) => {
    // Null comes with an error.
    if (data) untrack(() => heard?.(data));
    return undefined;
  });
  let attempt = 0;
  let begunAt = performance.now();
  let seen: CombinedError | undefined;

  function beginAgain() {
    attempt = performance.now() - begunAt > LONGEST_WAIT_MS ? 0 : attempt + 1;
    begunAt = performance.now();
    begin();
    missed?.();
  }
  createEffect(
    on([isWanted, () => line.fetching, () => line.error], ([wanted, open, error]) => {
      // The error of before stays until there is news; a refusal may leave the line open.
      const isDown = !open || (error !== undefined && error !== seen);
      seen = error;
      if (!wanted || !isDown) return;
      const told = error ? (faultOf(error).retryAfterMs ?? 0) : 0;
      onCleanup(afterWait(Math.max(told, retryWaitMs(attempt, Math.random())), beginAgain));
    }),
  );
  if (missed) onCleanup(connection.onStale(missed));
}
