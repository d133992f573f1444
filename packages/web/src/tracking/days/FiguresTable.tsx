import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { Pace } from "@pacekeeper/domain/tracking/pace";
import { For, type JSX, Show } from "solid-js";
import { paceTitle } from "../pace-words.ts";
import "./figures.css";

/** A figure in a row, and the noun that follows it where there is no column head. */
export interface Figure {
  readonly value: string | number;
  readonly noun: string;
}

/** A count as a figure. @param noun in the singular: "question" */
export function countOf(value: number, noun: string): Figure {
  return { value, noun: value === 1 ? noun : `${noun}s` };
}

/** A duration as a figure. @param ms null: there is none, such as an average without questions */
export function timeOf(ms: number | null, noun: string): Figure {
  return { value: ms === null ? "–" : formatDuration(ms), noun };
}

/** Periods with their figures and pace: a table, or a list of blocks on a phone. */
export function FiguresTable(props: {
  /** The accessible name of its region. */
  readonly label: string;
  /** The head of the rows' names, then of their figures; Pace is appended. */
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
  /** A period without work: shows dashes instead of zeros. */
  readonly empty?: boolean;
  /** The period's name. */
  readonly children: JSX.Element;
}

/** A period. */
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
