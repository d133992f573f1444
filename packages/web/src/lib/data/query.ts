import type { AnyVariables, TypedDocumentNode } from "@urql/core";
import { createQuery, useClient } from "@urql/solid";
import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { whenSlow } from "../when-slow.ts";
import { ask } from "./ask.ts";
import { createPausable } from "./pausable.ts";
import type { Fault } from "./result.ts";
import { useServices } from "./services.ts";

export interface FollowedQuery<Data> {
  /** From the cache at once, then from the server. Undefined before either. */
  readonly data: Data | undefined;
  /** Why the last request failed; `data` stays. */
  readonly fault: Fault | null;
  /** Whether data has been missing long enough to show a skeleton. */
  readonly isSlow: boolean;
  /** Whether a request is under way, whose answer will bring every change until then. Reading it does not subscribe. */
  readonly isAsking: boolean;
  /** Asks the server again; resolves when the answer is in `data`, or the request has failed. */
  refetch(): Promise<void>;
}

/**
 * Follows a query while the component lives: cached data at once, then the server's answer, then every change of the
 * cache. Rows keep their identity across answers. Refetches whenever data may be stale, so every ten seconds if
 * sockets are blocked.
 *
 * @param variables a change restarts the query; null pauses it
 */
export function followQuery<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Accessor<Variables | null>,
): FollowedQuery<Data> {
  const client = useClient();
  const { connection } = useServices();
  const { request, args } = createPausable(document, variables);
  // Follows the cache, which receives every answer. A network request of `createQuery` does not say when it was
  // answered, and a page that is left during one would never tear it down.
  const [followed] = createQuery<Data, Variables>({ ...args, requestPolicy: "cache-only" });
  const [fault, setFault] = createSignal<Fault | null>(null);
  let asked = 0;
  let isAsking = false;

  function data(): Data | undefined {
    // `createQuery` keeps the data of the previous variables until there is new data; null is a cache miss.
    return followed.operation?.key === request()?.key ? (followed.data ?? undefined) : undefined;
  }
  const isSlow = whenSlow(() => request() !== null && data() === undefined && fault() === null);

  async function refetch(): Promise<void> {
    const present = untrack(request);
    if (present === null) return;
    asked += 1;
    isAsking = true;
    const mine = asked;
    const answer = await ask(client, document, present.variables);
    if (mine !== asked) return;
    isAsking = false;
    setFault(answer.fault);
  }
  createEffect(
    on(request, () => {
      asked += 1;
      isAsking = false;
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
    get isAsking() {
      return isAsking;
    },
    refetch,
  };
}
