import { type HeardTimers, withList, withoutTimer, withTimer } from "@pacekeeper/domain/tasks/told-timer";
import { watchedOf } from "@pacekeeper/domain/tasks/watched-timers";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import {
  LiveTimerChangedDocument,
  LiveTimersDocument,
  type LiveTimersQuery,
  TasksOfTimersChangedDocument,
} from "../../generated/graphql.ts";
import { ask, recall } from "../../lib/data/ask.ts";
import { follow } from "../../lib/data/follow.ts";
import type { Services } from "../../lib/data/services.ts";
import { isChanging } from "../../lib/viewer-change.ts";
import type { LiveTimer, LiveTimers } from "./live-timers-context.ts";

export interface FollowedTimers extends LiveTimers {
  /** Whether the server has sent its list; before that, the timers come from this device's cache. */
  isLoaded: Accessor<boolean>;
  /** Refetches the list. */
  refetch(): void;
}

/**
 * Follows the viewer's timers: the browser's cache first, then the server's list, then each change from the
 * subscription. Refetches the list when a task is renamed, on every reconnect, and every ten seconds while there is no
 * subscription.
 *
 * @param owner the viewer's id; null for a visitor, who has no timers
 */
export function followTimers(
  { client, clock }: Pick<Services, "client" | "clock">,
  owner: Accessor<string | null>,
): FollowedTimers {
  const [heard, setHeard] = createSignal<HeardTimers<LiveTimer>>(new Map());
  const [isLoaded, setLoaded] = createSignal(false);
  let asked = 0;
  let answered = 0;
  let lastHeard: string | null = null;

  const hear = (timer: LiveTimer) => void setHeard((known) => withTimer(known, timer));

  function hearAnswer({ serverTime, viewer }: LiveTimersQuery, question: number) {
    if (isChanging() || viewer === null || viewer.id !== owner() || question < answered) return;
    answered = question;
    setHeard((known) => withList(known, viewer.activeTimers, serverTime));
    lastHeard = serverTime;
    setLoaded(true);
  }

  async function refetch() {
    if (owner() === null) return;
    asked += 1;
    const question = asked;
    const { data } = await ask(client, LiveTimersDocument, {});
    if (data) hearAnswer(data, question);
  }

  createEffect(
    on(owner, (whose) => {
      setHeard(new Map());
      setLoaded(false);
      if (whose === null) return;
      onCleanup(
        recall(client, LiveTimersDocument, {}, ({ viewer }) => {
          if (viewer?.id !== whose) return;
          // After the server's list, the cache may only update known timers, never bring one back.
          setHeard((known) =>
            viewer.activeTimers
              .filter(({ task }) => !isLoaded() || known.has(task.id))
              .reduce<HeardTimers<LiveTimer>>(withTimer, known),
          );
        }),
      );
      void refetch();
    }),
  );
  const isFollowed = () => owner() !== null && isLoaded();
  follow(LiveTimerChangedDocument, {
    // Starts from the list, also after a reconnect; events that are older than a timer's state change nothing.
    variables: () => (isFollowed() ? { since: lastHeard } : null),
    heard({ timerChanged: { serverTime, taskId, timer } }) {
      clock.hear(Date.parse(serverTime));
      lastHeard = serverTime;
      if (timer) hear(timer);
      else if (taskId) setHeard((known) => withoutTimer(known, taskId));
      else void refetch();
    },
  });
  follow(TasksOfTimersChangedDocument, {
    variables: () => (isFollowed() ? {} : null),
    heard({ tasksChanged: { kind } }) {
      if (kind === "CHANGED" || kind === "LIST") void refetch();
    },
    missed: () => void refetch(),
  });
  const timers = createMemo(() => watchedOf(heard().values()));
  return { timers, hear, isLoaded, refetch };
}
