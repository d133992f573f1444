import { createMemo, createSignal, For, Index } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { LogsDialog } from "../logs/LogsDialog.tsx";
import { loggedWords, weekdayWords } from "../week/day-words.ts";
import { dayReached, type HeatDay, monthLabels, stepWords, yearFinding } from "./heat-map.ts";

/** A cell and the gap beside it, in CSS pixels, as the style sheet draws them. */
const PITCH = 17;
const MONTHS_HEIGHT = 20;
const ROWS = 7;

interface HeatMapProps {
  readonly habit: HabitRowFragment;
  readonly days: readonly HeatDay[];
  /** The minimum minutes of steps 2, 3 and 4. */
  readonly stepMinutes: readonly number[];
  readonly today: string;
}

/**
 * 53 weeks, one cell per day. Hovering, or the arrow keys while focused, shows a day's minutes. The whole map is
 * a single tab stop. Enter or a click opens the day's logs.
 */
export function HeatMap(props: HeatMapProps) {
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [opened, setOpened] = createSignal<string | null>(null);
  const days = () => props.days;
  const months = createMemo(() => monthLabels(days()));
  let cells: HTMLDivElement | undefined;
  let last: number | null = null;
  const shown = createMemo(() => {
    const index = chosen();
    const day = index === null ? undefined : days()[index];
    if (index === null || !day) return null;
    return {
      words: `${weekdayWords(day.date, props.today)}: ${loggedWords(day)}`,
      place: {
        "--x": `${(Math.floor(index / ROWS) + 0.5) * PITCH}px`,
        "--y": `${MONTHS_HEIGHT + (index % ROWS) * PITCH}px`,
        ...inSight(),
      },
    };
  });
  /** The part of the map that is scrolled into view; the tooltip has to fit inside it. */
  function inSight() {
    const [box, frame] = [cells?.parentElement, cells?.closest("section")];
    if (!box || !frame) return {};
    const from = frame.getBoundingClientRect().left - box.getBoundingClientRect().left;
    return { "--from": `${from}px`, "--to": `${from + frame.clientWidth}px` };
  }

  function choose(index: number | null) {
    if (index !== null) last = index;
    setChosen(index);
  }
  function dayAt(event: PointerEvent | MouseEvent): number | null {
    if (!cells) return null;
    const box = cells.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / PITCH);
    const row = Math.floor((event.clientY - box.top) / PITCH);
    const index = column * ROWS + row;
    return column >= 0 && row >= 0 && row < ROWS && index < days().length ? index : null;
  }
  function open(index: number | null) {
    setOpened(index === null ? null : (days()[index]?.date ?? null));
  }
  function onKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return choose(null);
    if (event.key === "Enter" && chosen() !== null) {
      event.preventDefault();
      return open(chosen());
    }
    const to = dayReached(event.key, chosen() ?? last ?? days().length - 1, days().length);
    if (to === null) return;
    event.preventDefault();
    cells?.children[to]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    choose(to);
  }

  return (
    <>
      <section
        data-ui="scroll"
        data-part="heat-scroll"
        tabindex="0"
        aria-label="Year heat map"
        aria-keyshortcuts="Enter"
        onKeyDown={onKey}
        onFocus={(event) =>
          event.currentTarget.matches(":focus-visible") && choose(last ?? days().length - 1)
        }
        onBlur={() => choose(null)}
      >
        <div data-part="heat-box">
          <div data-part="months" aria-hidden="true">
            <For each={months()}>
              {(month) => <span style={{ "--col": month.column }}>{month.name}</span>}
            </For>
          </div>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: its section has the keys */}
          <div
            data-ui="heat"
            role="img"
            aria-label={yearFinding(props.habit.name, days(), props.today)}
            ref={cells}
            onPointerMove={(event) => choose(dayAt(event))}
            onPointerDown={(event) => choose(dayAt(event))}
            onPointerLeave={(event) => event.pointerType !== "touch" && choose(null)}
            onClick={(event) =>
              event.detail > 0 && matchMedia("(pointer: fine)").matches && open(dayAt(event))
            }
          >
            <Index each={days()}>
              {(day, index) => (
                <i
                  data-step={day().isSkipped && day().minutes === 0 ? "skip" : day().step || undefined}
                  data-today={day().date === props.today ? "" : undefined}
                  data-chosen={chosen() === index || undefined}
                />
              )}
            </Index>
          </div>
          <output data-part="tip" style={shown()?.place ?? {}}>
            {shown()?.words}
          </output>
        </div>
      </section>
      <ul data-ui="legend" data-part="heat-legend">
        <For each={stepWords(props.stepMinutes)}>{(words, step) => <li data-heat={step()}>{words}</li>}</For>
        <li data-heat="skip">skipped</li>
      </ul>
      <LogsDialog
        id="habit-day"
        habit={props.habit}
        date={opened()}
        isOpen={opened() !== null}
        onClose={() => setOpened(null)}
      />
    </>
  );
}
