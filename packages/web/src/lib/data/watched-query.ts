import type { AnyVariables, TypedDocumentNode } from "@urql/core";
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { type Fault, faultOf } from "./result.ts";
import type { Services } from "./services.ts";

export interface WatchedQuery<Data> {
  /** What is known: from the cache at once, then from the server. Undefined before either. */
  readonly data: Data | undefined;
  /** Why there is nothing newer; what was shown before stays. */
  readonly fault: Fault | null;
  /** Asks the server again. */
  refetch(): void;
}

/**
 * Follows a query: cached data first, then the server's, then every change of the cache. Rows keep their
 * identity across answers. Other variables start anew; `null` waits. Asks again when the server returns, and
 * every ten seconds where nothing is told.
 */
export function watchQuery<Data extends object, Variables extends AnyVariables>(
  { client, connection }: Pick<Services, "client" | "connection">,
  document: TypedDocumentNode<Data, Variables>,
  variables: Accessor<Variables | null>,
): WatchedQuery<Data> {
  const [state, setState] = createStore<{ data: Data | undefined }>({ data: undefined });
  const [fault, setFault] = createSignal<Fault | null>(null);
  let refetch = () => {};

  createEffect(
    on(variables, (present) => {
      setState("data", undefined);
      setFault(null);
      if (present === null) return;
      // The store writes into what it is given; the cache keeps its own objects.
      const show = (data: Data) => setState("data", reconcile(structuredClone(data)));
      const subscription = client
        .query(document, present, { requestPolicy: "cache-and-network" })
        .subscribe((result) => {
          if (result.data) show(result.data);
          setFault(result.error ? faultOf(result.error) : null);
        });
      refetch = () => {
        client
          .query(document, present, { requestPolicy: "network-only" })
          .toPromise()
          .then(
            (result) => setFault(result.error ? faultOf(result.error) : null),
            () => {},
          );
      };
      onCleanup(() => subscription.unsubscribe());
    }),
  );
  onCleanup(connection.onStale(() => refetch()));
  return {
    get data() {
      return state.data;
    },
    get fault() {
      return fault();
    },
    refetch: () => refetch(),
  };
}
