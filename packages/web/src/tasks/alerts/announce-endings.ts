import { createEffect } from "solid-js";
import { ExtendEndedTimerDocument } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { createSend } from "../../lib/data/mutate.ts";
import type { Services } from "../../lib/data/services.ts";
import { newId } from "../../lib/random-id.ts";
import { warn } from "../../lib/toasts.ts";
import type { FollowedTimers } from "../timers/live-timers.ts";
import { announcedEndings, rungEndings } from "./announced-endings.ts";
import { createEndingToasts } from "./ending-toasts.ts";
import { createEndingWatch, isStillOver } from "./ending-watch.ts";
import { endingWords } from "./ending-words.ts";
import { type EndedRun, endingKey } from "./run-endings.ts";
import { createBell } from "./timer-bell.ts";

const MORE_SECONDS = 300;

/**
 * Announces each run that is over: a toast and a screen reader message in every open tab, a ring in one tab of one
 * device. A run that was over before this tab opened is announced only if nothing announced it yet.
 *
 * @param openTasks navigates to the Tasks page
 */
export function announceEndings(services: Services, followed: FollowedTimers, openTasks: () => void): void {
  const { clock, connection, ticker } = services;
  const extendTimer = createSend(ExtendEndedTimerDocument);
  const ring = createBell(openTasks);
  const show = createEndingToasts();
  const watch = createEndingWatch({
    wasDone: (key) => announcedEndings.has(key) || rungEndings.has(key),
    onDoubt: followed.refetch,
  });

  createEffect(() => {
    ticker.now();
    const now = clock.now();
    const isOffline = connection.state() === "offline";
    for (const run of watch.newIn(followed.timers(), { now, isOffline, isLoaded: followed.isLoaded() })) {
      say(run, now);
    }
  });

  function say(run: EndedRun, now: number) {
    const words = endingWords(run, now);
    announcedEndings.add(endingKey(run));
    announce(words);
    show({
      words,
      action: run.wentOn ? null : { label: "Add 5 min", run: () => void addTime(run.timer.task.id) },
      isTrue: () => run.wentOn || isStillOver(run, followed.timers()),
    });
    if (!run.isAnnounced) void ring(run, words);
  }

  async function addTime(taskId: string) {
    const input = { taskId, seconds: MORE_SECONDS, idempotencyKey: newId(Date.now()) };
    const outcome = await extendTimer({ input });
    if ("refused" in outcome) return warn(outcome.refused.words);
    followed.hear(outcome.taken.timer);
  }
}
