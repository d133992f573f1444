import { formatDifference, formatDuration } from "@pacekeeper/domain/time/duration";
import { createMemo, For } from "solid-js";
import type { TimedQuestionFragment } from "../../generated/graphql.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { createFold } from "../../ui/fold.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Strip } from "../../ui/Strip.tsx";
import { toneOf } from "../pace-words.ts";
import { type QuestionSpan, spanOf, stripParts, tableScale, targetAt } from "./question-strip.ts";

interface TableProps {
  readonly questions: readonly TimedQuestionFragment[];
  readonly onRemove: (question: TimedQuestionFragment) => void;
}

/** The session's closed questions, newest last. Up and Down move the focus, Delete deletes. */
export function QuestionsTable(props: TableProps) {
  const scale = createMemo(() => tableScale(props.questions.map(questionSpan)));
  const fold = createFold(() => props.questions);
  let body: HTMLTableSectionElement | undefined;

  function onKey(event: KeyboardEvent, index: number) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const question = props.questions[index];
    if (by !== 0) {
      event.preventDefault();
      focusRow(index + by);
    } else if (event.key === "Delete" && question) {
      event.preventDefault();
      remove(question, index);
    }
  }
  function focusRow(index: number) {
    body?.querySelectorAll<HTMLElement>("button")[index]?.focus();
  }
  function remove(question: TimedQuestionFragment, index: number) {
    props.onRemove(question);
    // The row is gone: focus the next one, or else the previous one.
    queueMicrotask(() => focusRow(Math.min(index, props.questions.length - 1)));
  }

  return (
    <table data-ui="table" data-table="questions">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Started</th>
          <th scope="col" data-num>
            Active
          </th>
          <th scope="col">± target</th>
          <th scope="col" data-num>
            Raw
          </th>
          <th scope="col">Time</th>
          <th scope="col">
            <span data-visually="hidden">Delete</span>
          </th>
        </tr>
      </thead>
      <tbody
        ref={(element) => {
          body = element;
          fold(element);
        }}
      >
        <For each={props.questions}>
          {(question, index) => (
            <tr>
              <th scope="row">{index() + 1}</th>
              <td>{clockTime(question.startedAt)}</td>
              <td data-num>
                <b>{seconds(question.activeSeconds)}</b>
              </td>
              <td>
                <span data-ui="diff" data-tone={toneOf(question.activeSeconds / question.targetSeconds)}>
                  {formatDifference((question.activeSeconds - question.targetSeconds) * 1000)}
                </span>
              </td>
              <td data-num data-faint>
                {seconds(question.rawSeconds)}
              </td>
              <td data-part="strip-cell">
                <QuestionStrip question={question} scaleMs={scale()} />
              </td>
              <td data-num>
                <button
                  type="button"
                  data-ui="button"
                  data-tone="quiet"
                  data-icon
                  data-size="s"
                  aria-label={`Delete question ${index() + 1}`}
                  aria-keyshortcuts="Delete"
                  onKeyDown={(event) => onKey(event, index())}
                  onClick={() => remove(question, index())}
                >
                  <Icon name="trash" small />
                </button>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function QuestionStrip(props: { readonly question: TimedQuestionFragment; readonly scaleMs: number }) {
  const span = createMemo(() => questionSpan(props.question));
  const label = () => {
    const { activeSeconds, rawSeconds, targetSeconds } = props.question;
    return `Active ${seconds(activeSeconds)}, paused ${seconds(rawSeconds - activeSeconds)}, target ${seconds(targetSeconds)}`;
  };
  return (
    <Strip
      parts={stripParts(span(), props.scaleMs)}
      notch={(targetAt(span()) / props.scaleMs) * 100}
      label={label()}
    />
  );
}

function questionSpan(question: TimedQuestionFragment): QuestionSpan {
  const pauses = question.pauses.map(({ startedAt, endedAt }) => ({
    from: Date.parse(startedAt),
    to: Date.parse(endedAt),
  }));
  const startedAt = Date.parse(question.startedAt);
  return spanOf({ startedAt, pauses, targetMs: question.targetSeconds * 1000 }, Date.parse(question.endedAt));
}

function seconds(value: number): string {
  return formatDuration(value * 1000);
}
