import { datesFrom } from "@pacekeeper/domain/time/calendar-date";
import { createMemo, createSignal, For, Show } from "solid-js";
import { weekdayOf } from "../../lib/time/local-time.ts";
import { warn } from "../../lib/toasts.ts";
import { createRowDrag } from "../../ui/row-drag.ts";
import type { HabitOfWeek } from "../habits-context.ts";
import type { GridState } from "../habits-state.ts";
import { createGridFocus, type GridStop } from "./grid-focus.ts";
import { HabitRow } from "./HabitRow.tsx";
import { MinutesEditor } from "./MinutesEditor.tsx";

/** An open minutes editor at a cell. */
interface Asked {
  readonly habit: HabitOfWeek;
  readonly date: string;
  readonly cell: HTMLElement;
  readonly typed: string;
  readonly refusal: string;
}

/** The week of every habit, one row each. The grid is a single tab stop; the arrow keys move inside it. */
export function WeekGrid(props: { readonly state: GridState; readonly habits: readonly HabitOfWeek[] }) {
  const { state } = props;
  const [asked, setAsked] = createSignal<Asked | null>(null);
  let grid: HTMLTableElement | undefined;
  const ids = createMemo(() => props.habits.map(({ id }) => id), undefined, {
    equals: (before, now) => before.join() === now.join(),
  });
  const of = (id: string) => props.habits.find((habit) => habit.id === id);
  const dates = createMemo(() => datesFrom(state.week().from, 7));
  const passed = () => dates().filter((date) => date <= state.today()).length;
  const usual = (): GridStop | null => {
    const [id] = ids();
    return id === undefined ? null : { id, column: passed() };
  };
  const focus = createGridFocus(
    () => grid,
    usual,
    ({ column, id }) => column <= passed() && ids().includes(id),
  );

  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented) return;
    const weeks = event.key === "PageUp" ? -1 : event.key === "PageDown" ? 1 : null;
    if (weeks !== null) state.showWeek(state.weeksAgo() + weeks);
    else if (!focus.onKey(event)) return;
    event.preventDefault();
  }
  /** The order of the rows when a drag started, because rows may be added or removed during the drag. */
  let held: readonly string[] = [];
  const drag = createRowDrag({
    rows: () => [...(grid?.querySelectorAll<HTMLElement>("[data-habit]") ?? [])],
    onDrop(from, to) {
      const id = held[from];
      if (id !== undefined) state.acts.move(id, to - from);
    },
  });
  async function log(habit: HabitOfWeek, date: string, minutes: number) {
    const words = await state.presses.add(habit, date, minutes);
    if (words !== null) warn(words);
  }
  return (
    <section data-ui="card" data-flush aria-label="The week">
      <div data-ui="scroll" data-scroll="end">
        <table
          ref={grid}
          data-part="week"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are navigated and pressed like a grid's
          role="grid"
          aria-label="Minutes of the week"
          aria-describedby="grid-keys"
          onKeyDown={onKey}
        >
          <thead>
            <tr>
              <th scope="col">
                <span data-visually="hidden">Habit</span>
              </th>
              <For each={dates()}>{(date) => <DateHead date={date} today={state.today()} />}</For>
              <th scope="col">Streak</th>
            </tr>
          </thead>
          <tbody>
            <For each={ids()}>
              {(id, index) => (
                <Show when={of(id)}>
                  {(habit) => (
                    <HabitRow
                      state={state}
                      habit={habit()}
                      dates={dates()}
                      focus={focus}
                      onGrip={(event) => {
                        held = ids();
                        drag(event, index());
                      }}
                      onLog={(date, minutes) => void log(habit(), date, minutes)}
                      onEdit={(date, cell, typed) =>
                        setAsked({ habit: habit(), date, cell, typed, refusal: "" })
                      }
                    />
                  )}
                </Show>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <p id="grid-keys" data-visually="hidden">
        Arrow keys move through the week. Space logs what is missing from the goal, Enter or a digit opens the
        minutes, S skips the day.
      </p>
      <Show when={asked()} keyed>
        {(at) => (
          <Show when={state.presses.day(at.habit, at.date)} keyed={false}>
            {(day) => (
              <MinutesEditor
                habit={at.habit}
                day={day()}
                cell={at.cell}
                typed={at.typed}
                refusal={at.refusal}
                add={(minutes) => state.presses.add(at.habit, at.date, minutes)}
                onLateRefusal={(typed, refusal) => {
                  if (asked() === null) setAsked({ ...at, typed, refusal });
                  else warn(refusal);
                }}
                onSkip={() => void state.presses.toggleSkip(at.habit, at.date)}
                onClose={() => setAsked((present) => (present === at ? null : present))}
              />
            )}
          </Show>
        )}
      </Show>
    </section>
  );
}

function DateHead(props: { readonly date: string; readonly today: string }) {
  return (
    <th
      scope="col"
      aria-current={props.date === props.today ? "date" : undefined}
      data-future={props.date > props.today ? "" : undefined}
    >
      {weekdayOf(props.date)}
      <b>{Number(props.date.slice(8))}</b>
    </th>
  );
}
