import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { Pace } from "@pacekeeper/domain/tracking/pace";
import { For, type JSX, Show } from "solid-js";
import { paceTitle } from "../pace-words.ts";
import "./figures.css";

/** One figure of a row, and the noun that it has where no column names it. */
export interface Figure {
  readonly value: string | number;
  readonly noun: string;
}

/** A count as a figure. @param noun of one: "question" */
export function countOf(value: number, noun: string): Figure {
  return { value, noun: value === 1 ? noun : `${noun}s` };
}

/** A time as a figure. @param ms null: there is none, such as an average of nothing */
export function timeOf(ms: number | null, noun: string): Figure {
  return { value: ms === null ? "–" : formatDuration(ms), noun };
}

/** Stretches of time with their figures and their pace: a table, and on a phone a list of blocks. */
export function FiguresTable(props: {
  /** Its name as a place on the page. */
  readonly label: string;
  /** What the rows are, then their figures; the pace comes last by itself. */
  readonly columns: readonly [string, ...string[]];
  readonly body?: (element: HTMLTableSectionElement) => void;
  readonly total?: JSX.Element;
  readonly children: JSX.Element;
}) {
  return (
    <section data-ui="scroll" tabindex="0" aria-label={props.label}>
      <table data-ui="table" data-table="figures">
        <thead>
          <tr>
            <For each={props.columns}>
              {(name, index) => (
                <th scope="col" data-num={index() > 0 ? "" : undefined}>
                  {name}
                </th>
              )}
            </For>
            <th scope="col">Pace</th>
          </tr>
        </thead>
        <tbody ref={(element) => props.body?.(element)}>{props.children}</tbody>
        <Show when={props.total}>
          <tfoot>{props.total}</tfoot>
        </Show>
      </table>
    </section>
  );
}

interface RowProps {
  readonly current?: "true" | "date" | undefined;
  readonly figures: readonly Figure[];
  readonly pace: Pace;
  /** Nothing was done in it: dashes instead of zeros. */
  readonly empty?: boolean;
  /** Its name. */
  readonly children: JSX.Element;
}

/** A stretch of time. */
export function FiguresRow(props: RowProps) {
  const scored = () => props.pace.level !== "NONE";
  return (
    <tr aria-current={props.current} data-quiet={props.empty ? "" : undefined}>
      <th scope="row">{props.children}</th>
      <For each={props.figures}>
        {(figure) => (
          <td data-num data-unit={` ${figure.noun}`}>
            {props.empty ? "–" : figure.value}
          </td>
        )}
      </For>
      <td>
        <span data-part="pace-word">
          <span aria-hidden="true">{props.pace.emoji}</span> {paceTitle(props.pace)}
          <Show when={scored()}>
            {" "}
            <b>{props.pace.score}</b>
          </Show>
        </span>
      </td>
    </tr>
  );
}
