import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import type { HabitOfWeek } from "../habits-context.ts";
import { readMinutes, spokenDate } from "./cell-words.ts";
import type { ShownDay } from "./shown-days.ts";

const GAP_PX = 4;
const EDGE_PX = 8;

interface MinutesEditorProps {
  readonly habit: HabitOfWeek;
  readonly day: ShownDay;
  /** The cell that it stands at. */
  readonly cell: HTMLElement;
  /** What was typed already. */
  readonly typed: string;
  /** Why that was refused; empty: it was not. */
  readonly refusal: string;
  /** Logs minutes. @returns why not; null: they are logged */
  readonly add: (minutes: number) => Promise<string | null>;
  /** It was refused after this had closed: what was typed, and why. */
  readonly onLateRefusal: (typed: string, words: string) => void;
  readonly onSkip: () => void;
  readonly onClose: () => void;
}

/** Asks at a cell for minutes to be added to its day. Enter logs them, Escape leaves. */
export function MinutesEditor(props: MinutesEditorProps) {
  const { date } = props.day;
  const [refusal, setRefusal] = createSignal(props.refusal);
  const [busy, setBusy] = createSignal(false);
  let box: HTMLDivElement | undefined;
  let input: HTMLInputElement | undefined;
  // Others may log meanwhile.
  const logged = () => props.day.minutes;

  onMount(() => {
    if (!box) return;
    const opened = box;
    const placeAgain = () => place(opened, props.cell);
    opened.showPopover();
    placeAgain();
    // A phone that is turned has its cells elsewhere.
    addEventListener("resize", placeAgain);
    onCleanup(() => removeEventListener("resize", placeAgain));
    input?.focus();
    // Behind what was typed, where the next digit belongs.
    input?.setSelectionRange(props.typed.length, props.typed.length);
  });
  // Hidden, it gives the focus back to the cell.
  const close = () => box?.hidePopover();
  function refuse(words: string) {
    setRefusal(words);
    input?.focus();
  }
  async function save() {
    const typed = input?.value ?? "";
    const read = readMinutes(typed);
    if (busy()) return;
    if ("refusal" in read) return refuse(read.refusal);
    // Only one that the server will not take is waited for: the next cell is a key away.
    if (logged() + read.minutes <= MINUTES_OF_A_DAY) {
      close();
      const words = await props.add(read.minutes);
      if (words !== null) props.onLateRefusal(typed, words);
      return;
    }
    setBusy(true);
    const words = await props.add(read.minutes);
    setBusy(false);
    if (words === null) close();
    else refuse(words);
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
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
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
              onInput={() => setRefusal("")}
            />
            <button type="submit" data-ui="button" aria-busy={busy() || undefined}>
              Log
            </button>
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
            {props.day.isSkipped ? "Take the skip back" : "Skip this day"}
          </button>
        </Show>
      </form>
    </div>
  );
}

/** Below the cell, or above it where there is no room; within the window in any case. */
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
