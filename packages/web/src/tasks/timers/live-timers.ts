import { createRequest } from "@urql/core";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import {
  LiveTimerChangedDocument,
  LiveTimersDocument,
  type LiveTimersQuery,
  TasksOfTimersChangedDocument,
} from "../../generated/graphql.ts";
import { isChanging } from "../../lib/afresh.ts";
import type { Services } from "../../lib/data/services.ts";
import { type HeardTimers, watchedOf, withAnswer, withCached, withTimer } from "./heard-timers.ts";
import type { LiveTimer, LiveTimers } from "./live-timers-context.ts";

const RESUBSCRIBE_MS = 5000;
/** Keys of this question's requests begin here, away from those that others number. */
const FIRST_KEY = -1_000_000;

export interface FollowedTimers extends LiveTimers {
  /** Whether the server has said which there are; before that they are what this device remembers. */
  isTold: Accessor<boolean>;
  /** Asks the server again. */
  refetch(): void;
}

/**
 * Follows the timers of whoever looks: what this browser remembers, then the server's list, then each change as it
 * is told. Asks for the list again when tasks change, on every return to the server, and every ten seconds where
 * nothing is told.
 *
 * @param owner who looks; null for nobody known, who has none
 */
export function followTimers(
  { client, clock, connection }: Pick<Services, "client" | "clock" | "connection">,
  owner: Accessor<string | null>,
): FollowedTimers {
  const [heard, setHeard] = createSignal<HeardTimers>(new Map());
  const [isTold, setTold] = createSignal(false);
  const [attempt, setAttempt] = createSignal(0);
  /** The number of the last word about each timer: what came after a question is newer than its answer. */
  const wordOf = new Map<string, number>();
  let words = 0;
  let asked = 0;
  let answered = 0;
  let lastHeard: string | null = null;

  function hear(timer: LiveTimer) {
    words += 1;
    wordOf.set(timer.id, words);
    setHeard((known) => withTimer(known, timer));
  }

  function hearAnswer({ serverTime, viewer }: LiveTimersQuery, question: number, mark: number) {
    if (isChanging() || viewer === null || viewer.id !== owner() || question < answered) return;
    answered = question;
    const heardSince = (id: string) => (wordOf.get(id) ?? 0) > mark;
    setHeard((known) => withAnswer(known, viewer.activeTimers, heardSince));
    lastHeard = serverTime;
    setTold(true);
  }

  function refetch() {
    if (owner() === null) return;
    const mark = words;
    asked += 1;
    const question = asked;
    // A key of its own, else its first result could be one that the cache repeats meanwhile.
    const request = { ...createRequest(LiveTimersDocument, {}), key: FIRST_KEY - question };
    client
      .executeQuery(request, { requestPolicy: "network-only" })
      .toPromise()
      .then(({ data }) => data && hearAnswer(data, question, mark));
  }

  createEffect(
    on(owner, (whose) => {
      setHeard(new Map());
      setTold(false);
      if (whose === null) return;
      const remembered = client
        .query(LiveTimersDocument, {}, { requestPolicy: "cache-only" })
        .subscribe(({ data }) => {
          if (data?.viewer?.id !== whose) return;
          const cached = data.viewer.activeTimers;
          setHeard((known) =>
            isTold() ? withCached(known, cached) : cached.reduce<HeardTimers>(withTimer, known),
          );
        });
      onCleanup(() => remembered.unsubscribe());
      refetch();
    }),
  );

  createEffect(
    on([owner, isTold, attempt], ([whose]) => {
      if (whose === null || !isTold()) return;
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const again = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => setAttempt((count) => count + 1), RESUBSCRIBE_MS);
      };
      // From the list on; a line that is lost and found goes on from there too, and old words change nothing.
      const changes = client
        .subscription(LiveTimerChangedDocument, { since: lastHeard })
        .subscribe(({ data, error }) => {
          if (data) {
            clock.hear(Date.parse(data.timerChanged.serverTime));
            lastHeard = data.timerChanged.serverTime;
            hear(data.timerChanged);
          }
          if (error) again();
        });
      const ofTasks = client
        .subscription(TasksOfTimersChangedDocument, {})
        .subscribe(({ error }) => (error ? again() : refetch()));
      onCleanup(() => {
        clearTimeout(waiting);
        changes.unsubscribe();
        ofTasks.unsubscribe();
      });
    }),
  );
  onCleanup(connection.onStale(refetch));
  const timers = createMemo(() => watchedOf(heard()));
  return { timers, hear, isTold, refetch };
}
