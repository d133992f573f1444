import { For } from "solid-js";
import type { DayCellFragment, HabitRowFragment } from "../../generated/graphql.ts";
import { BarChart } from "../../ui/BarChart.tsx";
import { loggedWords, weekdayWords } from "../week/day-words.ts";
import { logged, weekFinding, weekPlan } from "./week-bars.ts";

/** The minutes of the last seven days against the goal. CSS reserves the chart's height. */
export function WeekBars(props: {
  readonly name: string;
  readonly days: readonly DayCellFragment[];
  readonly goal: HabitRowFragment["goal"];
  readonly today: string;
}) {
  return (
    <div>
      <BarChart
        of="habit-week"
        name="Chart of the last 7 days"
        finding={weekFinding(props.name, props.days, props.goal)}
        now={() => props.days.findIndex(({ date }) => date === props.today)}
        plan={() => weekPlan(props.days, props.goal, props.today)}
      />
      <table data-visually="hidden">
        <caption>Minutes of the last 7 days</caption>
        <tbody>
          <For each={props.days}>
            {(day) => (
              <tr>
                <th scope="row">{weekdayWords(day.date, props.today)}</th>
                <td>{loggedWords(logged(day))}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
