import { createMemo, For, Show } from "solid-js";
import type { DayFragment } from "../generated/graphql.ts";
import { counted } from "../lib/counted.ts";
import { clockTime } from "../lib/local-time.ts";
import { barPath, verticalScale } from "../ui/chart-scale.ts";
import { createMeasured } from "../ui/measured.ts";

type Hour = DayFragment["hours"][number];

const LEFT = 48;
const TOP = 16;
const AXIS = 20;
const NARROW = 480;

interface HoursProps {
  readonly hours: readonly Hour[];
  /** The server's time; the bucket that holds it is marked. */
  readonly now: number;
}

/** Active minutes by the hour in which a question began. Its height is reserved by CSS. */
export function HoursChart(props: HoursProps) {
  const [width, measure] = createMeasured();
  const narrow = () => width() < NARROW;
  const height = () => (narrow() ? 170 : 258);
  const base = () => height() - AXIS;
  const hours = createMemo(() => (narrow() ? middleHours(props.hours) : props.hours));
  const minutes = (hour: Hour) => hour.activeSeconds / 60;
  const scale = createMemo(() =>
    verticalScale({
      largest: Math.max(60, ...hours().map(minutes)),
      steps: narrow() ? [30, 60] : [20, 30, 60],
      most: narrow() ? 2 : 3,
      from: base(),
      to: TOP,
    }),
  );
  const slot = () => (width() - LEFT) / Math.max(1, hours().length);
  const x = (index: number) => LEFT + index * slot();
  const every = () => (narrow() ? 2 : 3);
  const isNow = (hour: Hour) => Date.parse(hour.startsAt) <= props.now && props.now < Date.parse(hour.endsAt);
  return (
    <div data-part="chart" data-chart-of="hours" ref={measure}>
      <Show when={width() > 0}>
        <svg
          data-ui="chart"
          width={width()}
          height={height()}
          viewBox={`0 0 ${width()} ${height()}`}
          role="img"
          aria-label={finding(props.hours)}
        >
          <For each={scale().lines}>
            {(line) => (
              <>
                <line
                  data-part={line.value === 0 ? "base" : "grid"}
                  x1={LEFT}
                  x2={width()}
                  y1={line.y}
                  y2={line.y}
                />
                <text x={LEFT - 8} y={line.y + 4} text-anchor="end">
                  {line.value === 0 ? "0" : `${line.value} min`}
                </text>
              </>
            )}
          </For>
          <For each={hours()}>
            {(hour, index) => (
              <g data-part="hit">
                <title>{hourWords(hour)}</title>
                <rect x={x(index())} y={TOP} width={slot()} height={base() - TOP} fill="transparent" />
                <path
                  data-part="bar"
                  data-now={isNow(hour) || undefined}
                  d={barPath(x(index()) + slot() * 0.14, slot() * 0.72, base(), scale().y(minutes(hour)))}
                />
                <Show when={hour.hour % every() === 0}>
                  <text x={x(index()) + slot() / 2} y={height() - 5} text-anchor="middle">
                    {String(hour.hour).padStart(2, "0")}
                  </text>
                </Show>
              </g>
            )}
          </For>
        </svg>
      </Show>
      <HoursTable hours={props.hours} />
    </div>
  );
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

/** On a phone the hours from six to seven in the evening, and whatever lies outside and holds work. */
function middleHours(hours: readonly Hour[]): readonly Hour[] {
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
