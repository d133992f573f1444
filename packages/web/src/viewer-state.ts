import { type Client, createRequest } from "@urql/core";
import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Me } from "./accounts/me-context.ts";
import { AppDocument, type LiveSessionFragment, type MeFragment } from "./generated/graphql.ts";
import { isChanging } from "./lib/afresh.ts";
import type { Connection } from "./lib/data/connection.ts";
import { type Fault, faultOf } from "./lib/data/result.ts";

interface SessionListener {
  mark(): number;
  hear(session: LiveSessionFragment | null, mark: number): void;
  suppose(session: LiveSessionFragment | null): void;
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
 * Who looks and what runs: from the cache at once, then from the server, then with every return to it
 * and, where nothing is told, every ten seconds.
 * Begins with `start`, whose listener supposes what the cache says of the active session, and hears what
 * the server answers, with the mark that stood when it was asked.
 */
export function followViewer(client: Client, connection: Connection): ViewerState {
  const [me, setMe] = createSignal<Me>(undefined);
  const [fault, setFault] = createSignal<Fault | null>(null);
  let session: SessionListener | undefined;
  let asked = 0;

  function start(listener: SessionListener) {
    session = listener;
    const watch = client.query(AppDocument, {}, { requestPolicy: "cache-only" }).subscribe(({ data }) => {
      // Who comes next gets a page of their own.
      if (!data || isChanging()) return;
      setMe(data.viewer);
      listener.suppose(data.viewer?.activeSession ?? null);
    });
    onCleanup(() => watch.unsubscribe());
    refetch();
  }

  function refetch() {
    const mark = session?.mark() ?? 0;
    asked += 1;
    // A key of its own, else its first result could be one that the cache repeats meanwhile: as an answer
    // to this question it would seem newer than it is.
    const request = { ...createRequest(AppDocument, {}), key: -asked };
    client
      .executeQuery(request, { requestPolicy: "network-only" })
      .toPromise()
      .then(({ data, error }) => {
        setFault(error ? faultOf(error) : null);
        if (!data || isChanging()) return;
        setMe(data.viewer);
        session?.hear(data.viewer?.activeSession ?? null, mark);
      });
  }
  onCleanup(connection.onStale(refetch));
  return { me, fault, start, become: setMe, refetch };
}
