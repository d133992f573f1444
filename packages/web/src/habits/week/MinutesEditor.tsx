import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { onCleanup, onMount, Show } from "solid-js";
import { createFormState } from "../../ui/form/form-state.ts";
import { SubmitButton } from "../../ui/form/SubmitButton.tsx";
import type { HabitOfWeek } from "../habits-context.ts";
import { readMinutes, spokenDate } from "./cell-words.ts";
import type { ShownDay } from "./shown-days.ts";

const GAP_PX = 4;
const EDGE_PX = 8;

interface MinutesEditorProps {
  readonly habit: HabitOfWeek;
  readonly day: ShownDay;
  /** The cell that the editor is placed at. */
  readonly cell: HTMLElement;
  /** Text that was already typed. */
  readonly typed: string;
  /** Why that text was refused; empty if it was not. */
  readonly refusal: string;
  /** Logs minutes. @returns why they were not logged; null if they were */
  readonly add: (minutes: number) => Promise<string | null>;
  /** Called when the server refuses after the editor has closed, with the typed text and the reason. */
  readonly onLateRefusal: (typed: string, words: string) => void;
  readonly onSkip: () => void;
  readonly onClose: () => void;
}

/** A popover at a cell for minutes to add to its day. Enter logs them, Escape closes it. */
export function MinutesEditor(props: MinutesEditorProps) {
  const { date } = props.day;
  const form = createFormState(["minutes"]);
  const refusal = () => form.issues("minutes").join(" ");
  let box: HTMLDivElement | undefined;
  let input: HTMLInputElement | undefined;
  if (props.refusal !== "") form.refuse(refusedWith(props.refusal), null);
  // Another screen may log minutes meanwhile.
  const logged = () => props.day.minutes;

  onMount(() => {
    if (!box) return;
    const opened = box;
    const placeAgain = () => place(opened, props.cell);
    opened.showPopover();
    placeAgain();
    // Rotating a phone moves the cells.
    addEventListener("resize", placeAgain);
    onCleanup(() => removeEventListener("resize", placeAgain));
    input?.focus();
    // Put the caret behind the typed text, where the next digit goes.
    input?.setSelectionRange(props.typed.length, props.typed.length);
  });
  // Hiding the popover returns the focus to the cell.
  const close = () => box?.hidePopover();
  async function save() {
    const typed = input?.value ?? "";
    const read = readMinutes(typed);
    if ("refusal" in read) return refusedWith(read.refusal);
    // Close at once, so that the next cell is a key away; wait only if the server is sure to refuse.
    if (logged() + read.minutes <= MINUTES_OF_A_DAY) {
      close();
      const words = await props.add(read.minutes);
      if (words !== null) props.onLateRefusal(typed, words);
      return null;
    }
    const words = await props.add(read.minutes);
    if (words !== null) return refusedWith(words);
    close();
    return null;
  }
  return (
    <div
      data-part="minutes"
      popover="auto"
      ref={box}
      role="dialog"
      aria-labelledby="minutes-h"
      on:toggle={(event: ToggleEvent) => event.newState === "closed" && props.onClose()}
    >
      <form noValidate onSubmit={(event) => void form.submit(event, save)}>
        <p id="minutes-h">
          <b>{props.habit.name}</b>, {spokenDate(date)}
        </p>
        <div data-ui="field" data-state={refusal() ? "error" : undefined}>
          <label for="minutes">{logged() > 0 ? `${logged()} min logged; add` : "Minutes"}</label>
          <div data-ui="input-group">
            <input
              data-ui="input"
              id="minutes"
              ref={input}
              value={props.typed}
              inputmode="numeric"
              autocomplete="off"
              aria-invalid={refusal() ? "true" : undefined}
              aria-describedby="minutes-issue"
              onInput={() => form.typed("minutes")}
            />
            <SubmitButton form={form}>Log</SubmitButton>
          </div>
          <small id="minutes-issue" role="alert">
            {refusal()}
          </small>
        </div>
        <Show when={props.day.isScheduled || props.day.isSkipped}>
          <button
            type="button"
            data-ui="button"
            data-tone="quiet"
            data-size="s"
            onClick={() => {
              close();
              props.onSkip();
            }}
          >
            {props.day.isSkipped ? "Undo the skip" : "Skip this day"}
          </button>
        </Show>
      </form>
    </div>
  );
}

const refusedWith = (words: string) => ({ words: "", fields: { minutes: [words] } });

/** Places the box below the cell, or above it if there is no room, and always within the window. */
function place(box: HTMLElement, cell: HTMLElement): void {
  const at = cell.getBoundingClientRect();
  const { offsetHeight, offsetWidth } = box;
  const isRoomBelow = at.bottom + GAP_PX + offsetHeight <= innerHeight - EDGE_PX;
  const top = isRoomBelow ? at.bottom + GAP_PX : at.top - GAP_PX - offsetHeight;
  const middle = at.left + at.width / 2 - offsetWidth / 2;
  const left = Math.max(
    EDGE_PX,
    Math.min(middle, document.documentElement.clientWidth - offsetWidth - EDGE_PX),
  );
  box.style.setProperty("left", `${left + scrollX}px`);
  box.style.setProperty("top", `${Math.max(EDGE_PX, top) + scrollY}px`);
}
