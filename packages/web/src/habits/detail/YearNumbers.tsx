import { createMemo, createSignal, For, Show } from "solid-js";
import { weekdayOf } from "../../lib/time/local-time.ts";
import { minutesWords } from "../habit-words.ts";
import { averageWords, dayWords } from "../week/day-words.ts";
import type { DayOfYear } from "./heat-map.ts";

const WEEK = 7;

/** All numbers behind the year's charts, collapsed, latest week first. Rows are rendered only while it is open. */
export function YearNumbers(props: {
  /** In order, starting on the first day of a week. */
  readonly days: readonly DayOfYear[];
  /** The date of the first log; null if there is none. */
  readonly since: string | null;
  /** Whether averages are meaningful yet. */
  readonly enough: boolean;
  readonly today: string;
}) {
  const [isOpen, setOpen] = createSignal(false);
  const weeks = createMemo(() =>
    Array.from({ length: Math.ceil(props.days.length / WEEK) }, (_, index) =>
      props.days.slice(index * WEEK, (index + 1) * WEEK),
    ).reverse(),
  );
  const names = createMemo(() => props.days.slice(0, WEEK).map(({ date }) => weekdayOf(date)));
  return (
    <details data-part="year-numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The last year in numbers</summary>
      <Show when={isOpen()}>
        <section data-ui="scroll" tabindex="0" aria-label="Table of the last year">
          <table data-ui="table">
            <caption data-visually="hidden">Minutes on each day, the latest week first</caption>
            <thead>
              <tr>
                <th scope="col">Week of</th>
                <For each={names()}>
                  {(name) => (
                    <th scope="col" data-num>
                      {name}
                    </th>
                  )}
                </For>
                <th scope="col" data-num>
                  Total
                </th>
                <th scope="col" data-num>
                  Per day
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={weeks()}>
                {(week) => (
                  <WeekRow week={week} since={props.since} enough={props.enough} today={props.today} />
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}

function WeekRow(props: {
  readonly week: readonly DayOfYear[];
  readonly since: string | null;
  readonly enough: boolean;
  readonly today: string;
}) {
  const first = () => props.week[0]?.date ?? props.today;
  const sum = () => props.week.reduce((total, { minutes }) => total + minutes, 0);
  // Only for complete weeks that start on or after the first log.
  const average = () =>
    props.enough && props.since !== null && props.since <= first() && props.week.length === WEEK
      ? averageWords(sum() / WEEK)
      : "–";
  const missing = () => Array.from({ length: WEEK - props.week.length });
  return (
    <tr data-quiet={sum() === 0 ? "" : undefined}>
      <th scope="row">{dayWords(first(), props.today)}</th>
      <For each={props.week}>
        {(day) => <td data-num>{day.isSkipped && day.minutes === 0 ? "skip" : day.minutes}</td>}
      </For>
      <For each={missing()}>{() => <td />}</For>
      <td data-num>{minutesWords(sum())}</td>
      <td data-num>{average()}</td>
    </tr>
  );
}
