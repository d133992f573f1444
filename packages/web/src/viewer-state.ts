import type { Client } from "@urql/core";
import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Me } from "./accounts/me-context.ts";
import { AppDocument, type LiveSessionFragment, type MeFragment } from "./generated/graphql.ts";
import type { Connection } from "./lib/connection.ts";
import { type Fault, faultOf } from "./lib/result.ts";

interface SessionListener {
  mark(): number;
  hear(session: LiveSessionFragment | null, mark: number): void;
}

export interface ViewerState {
  me: Accessor<Me>;
  /** Why it is not known, or not newer. */
  fault: Accessor<Fault | null>;
  start(session: SessionListener): void;
  /** Takes someone just made as the viewer, without asking. */
  become(me: MeFragment): void;
  refetch(): void;
}

/**
 * Who looks and what runs: from the cache at once, then from the server, then with every return to it.
 * Begins with `start`, whose listener hears of the active session, each time with the mark that stood
 * when it was asked for.
 */
export function followViewer(client: Client, connection: Connection): ViewerState {
  const [me, setMe] = createSignal<Me>(undefined);
  const [fault, setFault] = createSignal<Fault | null>(null);
  let session: SessionListener | undefined;
  let mark = 0;

  function start(listener: SessionListener) {
    session = listener;
    const subscription = client
      .query(AppDocument, {}, { requestPolicy: "cache-and-network" })
      .subscribe(({ data, error }) => {
        setFault(error ? faultOf(error) : null);
        if (!data) return;
        setMe(data.viewer);
        listener.hear(data.viewer?.activeSession ?? null, mark);
        // What the cache says may be corrected by the answer that follows it.
        mark = listener.mark();
      });
    onCleanup(() => subscription.unsubscribe());
  }
  function refetch() {
    mark = session?.mark() ?? 0;
    client
      .query(AppDocument, {}, { requestPolicy: "network-only" })
      .toPromise()
      .then((result) => setFault(result.error ? faultOf(result.error) : null));
  }
  onCleanup(connection.onReturn(refetch));
  return { me, fault, start, become: setMe, refetch };
}
