import { For } from "solid-js";
import { paths } from "../../lib/paths.ts";
import { HabitIcon } from "../HabitIcon.tsx";
import { colourOf, goalWords } from "../habit-words.ts";
import type { HabitOfWeek } from "../habits-context.ts";
import type { GridState } from "../habits-state.ts";
import { streakWords } from "./cell-words.ts";
import { DayCell } from "./DayCell.tsx";
import type { GridFocus } from "./grid-focus.ts";

/** The columns of the days; column 0 is the habit's name. */
const COLUMNS = [1, 2, 3, 4, 5, 6, 7];

interface HabitRowProps {
  readonly state: GridState;
  readonly habit: HabitOfWeek;
  readonly dates: readonly string[];
  readonly focus: GridFocus;
  readonly onEdit: (date: string, cell: HTMLElement, typed: string) => void;
  /** The drag handle (the coloured square) was pressed. */
  readonly onGrip: (event: PointerEvent) => void;
  readonly onLog: (date: string, minutes: number) => void;
}

/** A habit's week. Alt and an arrow key on its name move the habit. */
export function HabitRow(props: HabitRowProps) {
  const { state } = props;
  const isChosen = () => state.chosen() === props.habit.id;
  const about = () => [props.habit.category, goalWords(props.habit)].filter(Boolean).join(" · ");
  const reach = (column: number) => props.focus.reached({ id: props.habit.id, column });

  /** Following the link would scroll to the top of the page, so the click is handled here. */
  function choose(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    state.choose(props.habit.id);
  }
  function onNameKey(event: KeyboardEvent) {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (by === null || !event.altKey || state.offline()) return;
    event.preventDefault();
    state.acts.move(props.habit.id, by);
    // A row loses the focus when it moves in the document.
    props.focus.focus({ id: props.habit.id, column: 0 });
  }
  return (
    <tr
      data-habit={props.habit.id}
      data-chosen={isChosen() ? "" : undefined}
      style={{ "--habit": colourOf(props.habit) }}
    >
      <th scope="row">
        <a
          draggable="false"
          href={`${paths.habits}#${props.habit.id}`}
          data-column="0"
          tabindex={props.focus.isStop(props.habit.id, 0) ? 0 : -1}
          aria-current={isChosen() ? "true" : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onFocus={() => reach(0)}
          onClick={choose}
          onKeyDown={onNameKey}
        >
          <i onPointerDown={(event) => !state.offline() && props.onGrip(event)} />
          {props.habit.name}
        </a>
        <small>{about()}</small>
      </th>
      <For each={COLUMNS}>
        {(column) => {
          const date = () => props.dates[column - 1] ?? "";
          return (
            <DayCell
              habit={props.habit}
              day={state.presses.day(props.habit, date())}
              date={date()}
              today={state.today()}
              column={column}
              isStop={props.focus.isStop(props.habit.id, column)}
              offline={state.offline()}
              onReach={() => reach(column)}
              onLog={(minutes) => props.onLog(date(), minutes)}
              onEdit={(cell, typed) => props.onEdit(date(), cell, typed)}
              onSkip={() => void state.presses.toggleSkip(props.habit, date())}
            />
          );
        }}
      </For>
      <StreakCell streak={props.habit.streak} />
    </tr>
  );
}

function StreakCell(props: { readonly streak: HabitOfWeek["streak"] }) {
  const unit = (count: number) => streakWords(count, props.streak.unit).replace(/^\d+/, "");
  return (
    <td data-part="streak">
      <b>
        <HabitIcon name="streak" small />
        {props.streak.current}
        <span data-visually="hidden">{unit(props.streak.current)}</span>
      </b>
      <small>
        best {props.streak.best}
        <span data-visually="hidden">{unit(props.streak.best)}</span>
      </small>
    </td>
  );
}
