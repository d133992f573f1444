import { For } from "solid-js";
import type { FiguresFragment, WeekPageQuery } from "../../generated/graphql.ts";
import { paths } from "../../lib/paths.ts";
import { shortDate } from "../../lib/time/local-time.ts";
import { countOf, FiguresRow, FiguresTable, timeOf } from "./FiguresTable.tsx";

export type Week = NonNullable<WeekPageQuery["viewer"]>["week"];

/** Seven days and their totals. @param props.today today's date; later days have no link */
export function WeekTable(props: { readonly week: Week; readonly today: string }) {
  return (
    <FiguresTable
      label="Table of the week"
      columns={["Day", "Sessions", "Questions", "Active", "Raw", "Average"]}
      total={
        <FiguresRow figures={figuresOf(props.week)} pace={props.week.pace}>
          Total
        </FiguresRow>
      }
    >
      <For each={props.week.days}>
        {(day) => (
          <FiguresRow
            current={day.date === props.today ? "date" : undefined}
            figures={figuresOf(day)}
            pace={day.pace}
            empty={day.sessionCount === 0 && day.questionCount === 0}
          >
            {day.date > props.today ? (
              shortDate(day.date)
            ) : (
              <a href={day.date === props.today ? paths.today : paths.day(day.date)}>{shortDate(day.date)}</a>
            )}
          </FiguresRow>
        )}
      </For>
    </FiguresTable>
  );
}

function figuresOf(of: FiguresFragment & { readonly sessionCount: number }) {
  const average = of.averageActiveSeconds === null ? null : of.averageActiveSeconds * 1000;
  return [
    countOf(of.sessionCount, "session"),
    countOf(of.questionCount, "question"),
    timeOf(of.activeSeconds * 1000, "active"),
    timeOf(of.rawSeconds * 1000, "raw"),
    timeOf(average, "average"),
  ];
}
