import {
  addDays,
  addMonths,
  datesFrom,
  datesOfMonth,
  monthOf,
  placeInWeek,
  startOfWeek,
} from "@pacekeeper/domain/time/calendar-date";
import { createMemo, createSignal, For, Show } from "solid-js";
import { MonthCalendarDocument, type Weekday } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { followQuery } from "../../lib/data/query.ts";
import { longDate, monthName, weekdayOf } from "../../lib/time/local-time.ts";
import { Icon } from "../../ui/Icon.tsx";
import "./month.css";

interface CalendarProps {
  readonly date: string;
  readonly today: string;
  readonly weekStart: Weekday;
  readonly onChoose: (date: string) => void;
}

const ARROWS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month that shades each day by its work. Arrow keys move the focus; a click opens the day. */
export function MonthCalendar(props: CalendarProps) {
  const [month, setMonth] = createSignal(monthOf(props.date));
  const query = followQuery(MonthCalendarDocument, () => ({ month: month() }));
  const done = createMemo(() => new Map(query.data?.viewer?.month.map((day) => [day.date, day]) ?? []));
  const dates = createMemo(() => datesOfMonth(month()));
  const weekdays = createMemo(() => {
    const first = startOfWeek(props.date, props.weekStart);
    return datesFrom(first, 7).map((date) => weekdayOf(date));
  });
  const isLast = () => month() >= monthOf(props.today);
  // The server omits days that do not exist in this time zone. Before its answer, assume that every day exists.
  const exists = (date: string) => done().size === 0 || done().has(date);
  const most = () => Math.max(1, ...[...done().values()].map((day) => day.questionCount));
  const step = (date: string) => Math.ceil(((done().get(date)?.questionCount ?? 0) / most()) * 4);
  const label = (date: string) =>
    `${longDate(date)}, ${counted(done().get(date)?.questionCount ?? 0, "question")}`;
  const focusable = () => (props.date.startsWith(month()) ? props.date : dates()[0]);
  let grid: HTMLDivElement | undefined;

  function move(event: KeyboardEvent, date: string) {
    const by = ARROWS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = addDays(date, by);
    if (to > props.today) return;
    setMonth(monthOf(to));
    queueMicrotask(() => grid?.querySelector<HTMLElement>(`[data-date="${to}"]`)?.focus());
  }

  return (
    <div data-part="month">
      <header>
        <MonthStep label="Previous month" icon="back" onStep={() => setMonth(addMonths(month(), -1))} />
        <h2 aria-live="polite">{monthName(month())}</h2>
        <MonthStep
          label="Next month"
          icon="forward"
          disabled={isLast()}
          onStep={() => setMonth(addMonths(month(), 1))}
        />
      </header>
      <div data-part="weekdays" aria-hidden="true">
        <For each={weekdays()}>{(name) => <span>{name.slice(0, 2)}</span>}</For>
      </div>
      <div data-part="dates" ref={grid}>
        <For each={dates()}>
          {(date, index) => (
            <button
              type="button"
              data-date={date}
              data-step={step(date)}
              aria-label={label(date)}
              aria-current={date === props.date ? "date" : undefined}
              tabindex={date === focusable() ? 0 : -1}
              disabled={date > props.today || !exists(date)}
              style={{ "grid-column-start": index() === 0 ? placeInWeek(date, props.weekStart) + 1 : "auto" }}
              onKeyDown={(event) => move(event, date)}
              onClick={() => props.onChoose(date)}
            >
              {Number(date.slice(8))}
            </button>
          )}
        </For>
      </div>
      <Show when={query.fault}>{(fault) => <p data-faint>{fault().words}</p>}</Show>
    </div>
  );
}

function MonthStep(props: {
  readonly label: string;
  readonly icon: "back" | "forward";
  readonly disabled?: boolean;
  readonly onStep: () => void;
}) {
  return (
    <button
      type="button"
      data-ui="button"
      data-tone="quiet"
      data-icon
      data-size="s"
      aria-label={props.label}
      disabled={props.disabled}
      onClick={() => props.onStep()}
    >
      <Icon name={props.icon} small />
    </button>
  );
}
