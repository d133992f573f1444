import type { AnyVariables, TypedDocumentNode } from "@urql/core";
import { createQuery, useClient } from "@urql/solid";
import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { whenSlow } from "../when-slow.ts";
import { ask } from "./ask.ts";
import { createPausable } from "./pausable.ts";
import type { Fault } from "./result.ts";
import { useServices } from "./services.ts";

export interface FollowedQuery<Data> {
  /** What is known: from the cache at once, then from the server. Undefined before either. */
  readonly data: Data | undefined;
  /** Why there is nothing newer; what was shown before stays. */
  readonly fault: Fault | null;
  /** Whether nothing has been known for so long that a skeleton is worth showing. */
  readonly isSlow: boolean;
  /** Asks the server again; resolves when the answer is in `data`, or could not be had. */
  refetch(): Promise<void>;
}

/**
 * Follows a query as long as the component lives: what the cache knows at once, then the server's answer, then
 * every change of the cache. Rows keep their identity across answers. It is asked again whenever something may have
 * changed that nobody told, and so every ten seconds where sockets are blocked.
 *
 * @param variables other ones begin anew; null waits
 */
export function followQuery<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Accessor<Variables | null>,
): FollowedQuery<Data> {
  const client = useClient();
  const { connection } = useServices();
  const { request, args } = createPausable(document, variables);
  // It follows the cache, which hears every answer. Its own requests could not tell when they were answered, and
  // a page that is left while one is under way would never let go of it.
  const [followed] = createQuery<Data, Variables>({ ...args, requestPolicy: "cache-only" });
  const [fault, setFault] = createSignal<Fault | null>(null);
  let asked = 0;

  function data(): Data | undefined {
    // It holds the data of former variables until there are others, and null for what the cache does not know.
    return followed.operation?.key === request()?.key ? (followed.data ?? undefined) : undefined;
  }
  const isSlow = whenSlow(() => request() !== null && data() === undefined && fault() === null);

  async function refetch(): Promise<void> {
    const present = untrack(request);
    if (present === null) return;
    asked += 1;
    const mine = asked;
    const answer = await ask(client, document, present.variables);
    if (mine !== asked) return;
    setFault(answer.fault);
  }
  createEffect(
    on(request, () => {
      asked += 1;
      setFault(null);
      void refetch();
    }),
  );
  onCleanup(connection.onStale(() => void refetch()));
  return {
    get data() {
      return data();
    },
    get fault() {
      return fault();
    },
    get isSlow() {
      return isSlow();
    },
    refetch,
  };
}
