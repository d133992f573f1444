import { formatDuration } from "@pacekeeper/domain/time/duration";
import { addTotals, NOTHING, paceOf } from "@pacekeeper/domain/tracking/pace";
import { createMemo } from "solid-js";
import type { DayNumbersFragment } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { useServices } from "../../lib/data/services.ts";
import { Stat } from "../../ui/Stat.tsx";
import { useLive } from "../live/live-context.ts";
import { paceTitle } from "../pace-words.ts";
import { totalsFrom, waitingTotals } from "./shown-day.ts";

export const DAY_STATS = ["Questions", "Active", "Average", "Pace"] as const;

/** A day's stats; while offline, they include queued events. */
export function DayStats(props: { readonly day: DayNumbersFragment; readonly targetMs: number }) {
  const live = useLive();
  const { connection } = useServices();
  const totals = createMemo(() => {
    // Online, the server's sums arrive at once; adding ours until then would make the numbers jump.
    const offline = connection.state() === "offline";
    const added = offline ? waitingTotals(props.day, live.told(), [live.shown(), ...live.ended()]) : NOTHING;
    return addTotals(totalsFrom(props.day), added);
  });
  const pace = createMemo(() => paceOf(totals()));
  const perQuestion = (sum: number) => formatDuration(sum / totals().questionCount);
  const none = () => totals().questionCount <= 0;
  return (
    <section aria-labelledby="day-h">
      <h2 id="day-h" data-visually="hidden">
        The day’s numbers
      </h2>
      <dl data-ui="stats" data-cols="4">
        <Stat
          label="Questions"
          value={totals().questionCount}
          note={counted(props.day.sessionCount, "session")}
        />
        <Stat
          label="Active"
          value={formatDuration(totals().activeMs)}
          note={`raw ${formatDuration(totals().rawMs)}`}
        />
        <Stat
          label="Average"
          value={none() ? "–" : perQuestion(totals().activeMs)}
          note={`target ${none() ? formatDuration(props.targetMs) : perQuestion(totals().targetMs)}`}
        />
        <Stat
          label="Pace"
          value={
            <>
              <span data-emoji aria-hidden="true">
                {pace().emoji}
              </span>{" "}
              {pace().score}
            </>
          }
          note={paceTitle(pace())}
        />
      </dl>
    </section>
  );
}
