import { formatDuration } from "@pacekeeper/domain/time/duration";
import { For } from "solid-js";
import type { DayNumbersFragment, WeekPageQuery } from "../generated/graphql.ts";
import { shortDate } from "../lib/local-time.ts";
import { paths } from "../lib/paths.ts";
import { paceTitle } from "./pace-words.ts";

export type Week = NonNullable<WeekPageQuery["viewer"]>["week"];

/** Seven days and their totals. @param props.today the present date: later days have no link */
export function WeekTable(props: { readonly week: Week; readonly today: string }) {
  return (
    <section data-ui="scroll" tabindex="0" aria-label="Table of the week">
      <table data-ui="table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" data-num>
              Sessions
            </th>
            <th scope="col" data-num>
              Questions
            </th>
            <th scope="col" data-num>
              Active
            </th>
            <th scope="col" data-num>
              Raw
            </th>
            <th scope="col" data-num>
              Average
            </th>
            <th scope="col">Pace</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.week.days}>
            {(day) => (
              <tr aria-current={day.date === props.today ? "date" : undefined}>
                <th scope="row">
                  {day.date > props.today ? (
                    shortDate(day.date)
                  ) : (
                    <a href={day.date === props.today ? paths.today : paths.day(day.date)}>
                      {shortDate(day.date)}
                    </a>
                  )}
                </th>
                <Numbers of={day} />
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <Numbers of={props.week} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Numbers(props: { readonly of: Omit<DayNumbersFragment, "date" | "startsAt" | "endsAt"> }) {
  const seconds = (value: number) => formatDuration(value * 1000);
  return (
    <>
      <td data-num>{props.of.sessionCount}</td>
      <td data-num>{props.of.questionCount}</td>
      <td data-num>{seconds(props.of.activeSeconds)}</td>
      <td data-num>{seconds(props.of.rawSeconds)}</td>
      <td data-num>{props.of.questionCount ? seconds(props.of.averageActiveSeconds) : "–"}</td>
      <td>
        <span data-part="pace-word">
          <span aria-hidden="true">{props.of.pace.emoji}</span> {paceTitle(props.of.pace)}{" "}
          <b>{props.of.pace.score}</b>
        </span>
      </td>
    </>
  );
}
