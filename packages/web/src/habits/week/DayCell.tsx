import { minutesToGoal } from "@pacekeeper/domain/habits/goal";
import { Show } from "solid-js";
import type { DayCellFragment } from "../../generated/graphql.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { HabitOfWeek } from "../habits-context.ts";
import { cellLabel, spokenDate } from "./cell-words.ts";
import type { ShownDay } from "./shown-days.ts";

const LONG_PRESS_MS = 500;
const CLICK_WITHIN_MS = 100;

/** The style sheet's names for the states. */
const LOOKS = {
  MET: "met",
  PARTLY: "part",
  WITHIN: "within",
  OVER: "over",
  NOTHING: "none",
  SKIPPED: "skip",
  NOT_SCHEDULED: "off",
  TO_COME: "future",
} as const satisfies Record<DayCellFragment["state"], string>;

interface DayCellProps {
  readonly habit: HabitOfWeek;
  /** Undefined until it is loaded. */
  readonly day: ShownDay | undefined;
  readonly date: string;
  readonly today: string;
  readonly column: number;
  readonly isStop: boolean;
  readonly offline: boolean;
  readonly onReach: () => void;
  /** Logs a number of minutes. */
  readonly onLog: (minutes: number) => void;
  /** Opens the minutes editor at the cell. @param typed text that was already typed */
  readonly onEdit: (cell: HTMLElement, typed: string) => void;
  readonly onSkip: () => void;
}

/** A habit's day. A press logs the minutes missing from the goal, or opens the minutes editor. */
export function DayCell(props: DayCellProps) {
  const isToCome = () => props.date > props.today;
  const look = () => (props.day ? LOOKS[props.day.state] : "none");
  return (
    <td data-future={isToCome() ? "" : undefined}>
      <Show when={isToCome()} fallback={<Pressed {...props} look={look()} />}>
        <span data-part="cell" data-state={props.day ? look() : "future"}>
          <span data-visually="hidden">
            {props.day?.state === "NOT_SCHEDULED" ? "not scheduled" : "to come"}
          </span>
        </span>
      </Show>
    </td>
  );
}

function Pressed(props: DayCellProps & { readonly look: string }) {
  let button: HTMLButtonElement | undefined;
  /** When the current press began, as an event timestamp; null if nothing is pressed. */
  let downAt: number | null = null;
  let isMenuWanted = false;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let wasHeld = false;
  const label = () => {
    const { date, day, habit, offline, today } = props;
    const words = day ? cellLabel(habit.name, day, today) : `${habit.name}, ${spokenDate(date)}`;
    return offline ? `${words}; needs the server` : words;
  };
  const canAct = () => !props.offline && props.day !== undefined;
  const minutes = () => props.day?.minutes ?? 0;
  const hasMinutes = () => minutes() > 0 || props.day?.state === "MET";
  const filled = () => {
    const { goal } = props.habit;
    return goal?.kind === "AT_LEAST" ? Math.min(100, (minutes() / goal.minutes) * 100) : 0;
  };

  function edit(typed = "") {
    if (button && canAct()) props.onEdit(button, typed);
  }
  /** On a skipped or unscheduled day, an accidental press must not log anything. */
  const isAsked = () => props.day?.isScheduled === true && !props.day.isSkipped;
  function press() {
    if (!canAct()) return;
    clearTimeout(opening);
    if (wasHeld) return edit();
    const missing = isAsked() ? minutesToGoal(props.habit.goal, minutes()) : null;
    if (missing === null) edit();
    else props.onLog(missing);
  }
  function onKey(event: KeyboardEvent) {
    wasHeld = false;
    if (event.ctrlKey || event.metaKey || event.altKey || !canAct()) return;
    const { key } = event;
    if (key === "Enter") edit();
    else if (/^\d$/.test(key)) edit(key);
    else if (key.toLowerCase() === "s") props.onSkip();
    else return;
    event.preventDefault();
  }
  function down(event: PointerEvent) {
    downAt = event.timeStamp;
    isMenuWanted = false;
    wasHeld = false;
  }
  /** A long press opens the minutes editor when the finger is lifted; a short press would log the goal. */
  function letGo(event: PointerEvent) {
    const stayed = event.pointerType === "touch" && event.timeStamp - (downAt ?? Infinity) >= LONG_PRESS_MS;
    wasHeld = isMenuWanted || (stayed && event.type === "pointerup");
    downAt = null;
    // Most browsers also send a click, which would close the popover; in that case the click handler opens it.
    if (wasHeld) opening = setTimeout(edit, CLICK_WITHIN_MS);
  }
  /** The secondary mouse button opens the editor too, and so does the browser's own long press. */
  function onOther(event: MouseEvent) {
    event.preventDefault();
    if (downAt === null) setTimeout(edit);
    else isMenuWanted = true;
  }

  return (
    <button
      type="button"
      ref={button}
      data-part="cell"
      data-state={props.look}
      data-column={props.column}
      style={{ "--value": String(filled()) }}
      tabindex={props.isStop ? 0 : -1}
      aria-label={label()}
      aria-busy={props.day === undefined || undefined}
      aria-disabled={props.offline || undefined}
      title={props.offline ? "Needs the server" : undefined}
      onFocus={() => props.onReach()}
      onClick={press}
      onKeyDown={onKey}
      onPointerDown={down}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onContextMenu={onOther}
    >
      <Show
        when={props.day?.state === "SKIPPED"}
        fallback={
          <Show when={hasMinutes()}>
            <Show when={props.day?.state === "MET"}>
              <Icon name="tick" small />
            </Show>
            {minutes()}
          </Show>
        }
      >
        skip
      </Show>
    </button>
  );
}
