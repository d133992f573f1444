import { createMemo, createSignal, For, Show } from "solid-js";
import { weekdayOf } from "../../lib/time/local-time.ts";
import { minutesWords } from "../habit-words.ts";
import { averageWords, dayWords } from "../week/day-words.ts";
import type { DayOfYear } from "./heat-map.ts";

const WEEK = 7;

/** Every number of the year's pictures in a fold; the latest week first. Its rows are made when it is opened. */
export function YearNumbers(props: {
  /** From the first day of a week on. */
  readonly days: readonly DayOfYear[];
  /** The date of the first log; null: there is none. */
  readonly since: string | null;
  /** Whether averages say something. */
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
      <summary>Numbers of the last year</summary>
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
                  Sum
                </th>
                <th scope="col" data-num>
                  A day
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
  // Of a whole week alone, and of none that was over before the habit had its first minutes.
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
