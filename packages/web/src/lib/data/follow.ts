import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { createSubscription } from "@urql/solid";
import { type Accessor, createEffect, createMemo, on, onCleanup, untrack } from "solid-js";
import { createPausable } from "./pausable.ts";
import { faultOf } from "./result.ts";
import { afterWait, LONGEST_WAIT_MS, retryWaitMs } from "./retry.ts";
import { useServices } from "./services.ts";

export interface Following<Data, Variables> {
  /** Null pauses the subscription. Read again on every restart. */
  readonly variables: Accessor<Variables | null>;
  /** Called for every message, even a repeated one. The cache has it already. */
  readonly heard?: (data: Data) => void;
  /**
   * Called when messages may have been missed: the subscription was restarted, the server was unreachable, sockets are
   * blocked (then every ten seconds), or the socket opened after the page had asked for its data.
   */
  readonly missed?: () => void;
  /** Whether the first message brings the present state, so that nothing is missed before it. */
  readonly startsWithState?: boolean;
}

/**
 * Subscribes while the component lives. If the server ends or refuses the subscription, restarts it after at most
 * half a second, then doubles the wait up to thirty seconds. A lost socket needs no restart: it reconnects with all
 * its subscriptions.
 */
export function follow<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, heard, missed, startsWithState = false }: Following<Data, Variables>,
): void {
  const { connection } = useServices();
  const { request, args } = createPausable(document, variables);
  const isWanted = createMemo(() => request() !== null);
  // The handler sees every message; the state would only show differences.
  const [line, begin] = createSubscription<Data, undefined, Variables>(args, (_before, data) => {
    // Null only comes with an error.
    if (data) untrack(() => heard?.(data));
    return undefined;
  });
  let attempt = 0;
  let begunAt = performance.now();
  let seen: CombinedError | undefined;

  function beginAgain() {
    attempt += 1;
    begunAt = performance.now();
    begin();
    missed?.();
  }
  createEffect(
    on([isWanted, () => line.fetching, () => line.error], ([wanted, open, error]) => {
      // The previous error stays until the next message; a refusal may leave the line open.
      const isDown = !open || (error !== undefined && error !== seen);
      seen = error;
      if (!wanted || !isDown) return;
      if (performance.now() - begunAt > LONGEST_WAIT_MS) attempt = 0;
      const serverWaitMs = error ? (faultOf(error).retryAfterMs ?? 0) : 0;
      onCleanup(afterWait(Math.max(serverWaitMs, retryWaitMs(attempt, Math.random())), beginAgain));
    }),
  );
  if (!missed) return;
  onCleanup(connection.onStale(missed));
  if (!startsWithState) onCleanup(connection.onFirstSocket(missed));
}
