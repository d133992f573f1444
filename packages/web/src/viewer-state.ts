import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js";
import type { Me } from "./accounts/me-context.ts";
import {
  AppDocument,
  LiveSessionChangedDocument,
  type LiveSessionFragment,
  type MeFragment,
} from "./generated/graphql.ts";
import { ask, recall } from "./lib/data/ask.ts";
import { follow } from "./lib/data/follow.ts";
import type { Fault } from "./lib/data/result.ts";
import { useServices } from "./lib/data/services.ts";
import { isChanging } from "./lib/viewer-change.ts";

interface SessionListener {
  mark(): number;
  hear(session: LiveSessionFragment | null, mark?: number): void;
  suppose(session: LiveSessionFragment | null): void;
  forget(id: string): void;
}

export interface ViewerState {
  me: Accessor<Me>;
  /** Why the viewer is unknown or may be stale. */
  fault: Accessor<Fault | null>;
  start(session: SessionListener): void;
  /** Sets a newly created viewer without a query. */
  become(me: MeFragment): void;
  refetch(): void;
}

/**
 * The viewer and the active session: from the cache at once, then from the server, then from pushes, and from the
 * server again whenever data may be stale. Begins with `start`. Its listener supposes the cached active session, and
 * hears the server's answers with the mark taken before the query.
 *
 * @param isOver whether the login has ended, after which there are no pushes
 */
export function followViewer(isOver: Accessor<boolean>): ViewerState {
  const { client, clock } = useServices();
  const [me, setMe] = createSignal<Me>(undefined);
  const [fault, setFault] = createSignal<Fault | null>(null);
  const owner = createMemo(() => me()?.id ?? null);
  let session: SessionListener | undefined;

  function start(listener: SessionListener) {
    session = listener;
    onCleanup(
      recall(client, AppDocument, {}, ({ viewer }) => {
        // The next viewer gets a fresh page.
        if (isChanging()) return;
        setMe(viewer);
        listener.suppose(viewer?.activeSession ?? null);
      }),
    );
    refetch();
  }
  async function refetch() {
    const mark = session?.mark() ?? 0;
    const { data, fault } = await ask(client, AppDocument, {});
    setFault(fault);
    if (!data || isChanging()) return;
    setMe(data.viewer);
    session?.hear(data.viewer?.activeSession ?? null, mark);
  }
  follow(LiveSessionChangedDocument, {
    variables: () => (owner() === null || isOver() ? null : {}),
    heard({ workSessionChanged: { deletedId, serverTime, session: told } }) {
      clock.hear(Date.parse(serverTime));
      if (deletedId === null) session?.hear(told);
      else session?.forget(deletedId);
    },
    missed: refetch,
    startsWithState: true,
  });
  return { me, fault, start, become: setMe, refetch };
}
