import { useClient } from "@urql/solid";
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
 * Who looks and what runs: from the cache at once, then from the server, then as it is told, and again whenever
 * something may have changed that was not.
 * Begins with `start`, whose listener supposes what the cache says of the active session, and hears what
 * the server answers, with the mark that stood when it was asked.
 *
 * @param isOver whether the login has ended, after which nothing is told
 */
export function followViewer(isOver: Accessor<boolean>): ViewerState {
  const client = useClient();
  const { clock } = useServices();
  const [me, setMe] = createSignal<Me>(undefined);
  const [fault, setFault] = createSignal<Fault | null>(null);
  const owner = createMemo(() => me()?.id ?? null);
  let session: SessionListener | undefined;

  function start(listener: SessionListener) {
    session = listener;
    onCleanup(
      recall(client, AppDocument, {}, ({ viewer }) => {
        // Who comes next gets a page of their own.
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
    heard({ workSessionChanged }) {
      if (workSessionChanged) clock.hear(Date.parse(workSessionChanged.serverTime));
      session?.hear(workSessionChanged);
    },
    missed: refetch,
  });
  return { me, fault, start, become: setMe, refetch };
}
