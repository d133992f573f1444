import { createMemo, For } from "solid-js";
import type { DayFragment } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { BarChart, type ChartPlan } from "../../ui/BarChart.tsx";
import { hoursScale } from "./hours-scale.ts";

type Hour = DayFragment["hours"][number];

const TOP = 16;
const AXIS = 20;
const NARROW = 480;

interface HoursProps {
  readonly hours: readonly Hour[];
  /** The server's time, epoch milliseconds; marks the hour that contains it. */
  readonly now: number;
}

/** Active minutes by the hour in which a question began. CSS reserves the chart's height. */
export function HoursChart(props: HoursProps) {
  const isNow = (hour: Hour) => Date.parse(hour.startsAt) <= props.now && props.now < Date.parse(hour.endsAt);
  const now = createMemo(() => props.hours.find(isNow)?.startsAt);
  const at = (hours: readonly Hour[]) => hours.findIndex((hour) => hour.startsAt === now());
  return (
    <>
      <BarChart
        of="hours"
        name="Hours chart"
        finding={finding(props.hours)}
        now={(width) => at(drawn(props.hours, width))}
        plan={(width) => planOf(drawn(props.hours, width), width)}
      />
      <HoursTable hours={props.hours} />
    </>
  );
}

function planOf(hours: readonly Hour[], width: number): ChartPlan {
  const narrow = width < NARROW;
  const height = narrow ? 170 : 258;
  const every = narrow ? 2 : 3;
  const bars = hours.map((hour) => ({
    value: hour.activeSeconds / 60,
    name: hour.hour % every === 0 ? String(hour.hour).padStart(2, "0") : "",
    words: hourWords(hour),
  }));
  const minutes = bars.map((bar) => bar.value);
  return {
    height,
    left: 48,
    widest: Number.POSITIVE_INFINITY,
    share: 0.72,
    scale: hoursScale(minutes, narrow, height - AXIS, TOP),
    named: (value) => `${value} min`,
    bars,
  };
}

function HoursTable(props: { readonly hours: readonly Hour[] }) {
  return (
    <table data-visually="hidden">
      <caption>Active minutes by hour</caption>
      <tbody>
        <For each={props.hours.filter((hour) => hour.questionCount > 0)}>
          {(hour) => (
            <tr>
              <th scope="row">{clockTime(hour.startsAt)}</th>
              <td>{counted(Math.round(hour.activeSeconds / 60), "minute")}</td>
              <td>{counted(hour.questionCount, "question")}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** The hours to draw: on a phone 6:00 to 19:00, extended to any other hour with work. */
function drawn(hours: readonly Hour[], width: number): readonly Hour[] {
  if (width >= NARROW) return hours;
  const matters = (hour: Hour) => (hour.hour >= 6 && hour.hour < 19) || hour.questionCount > 0;
  const first = hours.findIndex(matters);
  const last = hours.findLastIndex(matters);
  return first < 0 ? hours : hours.slice(first, last + 1);
}

function hourWords(hour: Hour): string {
  return `${clockTime(hour.startsAt)}: ${counted(Math.round(hour.activeSeconds / 60), "minute")}, ${counted(hour.questionCount, "question")}`;
}

function finding(hours: readonly Hour[]): string {
  const worked = hours.filter((hour) => hour.questionCount > 0);
  return worked.length === 0
    ? "No work on this day"
    : `Active minutes by hour: ${worked.map(hourWords).join("; ")}`;
}
