import { Index, Show } from "solid-js";
import type { HabitStatsFieldsFragment } from "../../generated/graphql.ts";
import { useHabits } from "../habits-context.ts";
import { weekdayWords } from "../week/day-words.ts";

const NEEDED = 7;

/** How many of the seven days before averages become meaningful have passed, and when averages appear. */
export function EnoughSoon(props: {
  readonly stats: Pick<HabitStatsFieldsFragment, "daysOfData" | "enoughDataOn">;
  /** What to show until then, such as "45 minutes on 2 days". */
  readonly until?: string;
}) {
  const { today } = useHabits();
  const passed = () => props.stats.daysOfData;
  return (
    <div data-part="soon">
      <ol aria-label={`${passed()} of ${NEEDED} days have passed`}>
        <Index each={Array.from({ length: NEEDED }, (_, index) => index)}>
          {(index) => (
            <li data-done={index() < passed() ? "" : undefined}>
              <span data-visually="hidden">
                day {index() + 1}
                {index() < passed() ? " passed" : ""}
              </span>
            </li>
          )}
        </Index>
      </ol>
      <p>
        <Show
          when={props.stats.enoughDataOn}
          fallback="Nothing is logged yet. Averages and the trend appear seven days after the first log."
        >
          {(on) => (
            <>
              <strong>
                {passed()} of {NEEDED} days.
              </strong>{" "}
              Averages and the trend appear on {weekdayWords(on(), today())}.
              <Show when={props.until}>{(until) => ` Until then: ${until()}.`}</Show>
            </>
          )}
        </Show>
      </p>
    </div>
  );
}
