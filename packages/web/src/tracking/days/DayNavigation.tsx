import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { useNavigate } from "@solidjs/router";
import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { Weekday } from "../../generated/graphql.ts";
import { paths } from "../../lib/paths.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Step } from "../../ui/Step.tsx";

const MonthCalendar = lazy(() =>
  import("./MonthCalendar.tsx").then((module) => ({ default: module.MonthCalendar })),
);

interface DayNavigationProps {
  readonly date: string;
  readonly today: string;
  readonly weekStart: Weekday;
}

/** Links to the previous and next day, and a calendar for any other. */
export function DayNavigation(props: DayNavigationProps) {
  const navigate = useNavigate();
  const [open, setOpen] = createSignal(false);
  let popover: HTMLDivElement | undefined;
  const pathOf = (date: string) => (date === props.today ? paths.today : paths.day(date));
  function choose(date: string) {
    popover?.hidePopover();
    navigate(pathOf(date));
  }
  return (
    <div data-part="daynav">
      <Step label="Previous day" icon="back" href={pathOf(addDays(props.date, -1))} />
      <button
        type="button"
        data-ui="button"
        data-tone="quiet"
        data-icon
        aria-label="Choose a day"
        popovertarget="days"
      >
        <Icon name="calendar" />
      </button>
      <Step
        label="Next day"
        icon="forward"
        href={props.date < props.today ? pathOf(addDays(props.date, 1)) : null}
      />
      <div
        data-ui="menu"
        data-part="days"
        id="days"
        popover="auto"
        role="dialog"
        aria-label="Choose a day"
        ref={popover}
        on:toggle={(event: ToggleEvent) => setOpen(event.newState === "open")}
      >
        <Show when={open()}>
          <Suspense>
            <MonthCalendar
              date={props.date}
              today={props.today}
              weekStart={props.weekStart}
              onChoose={choose}
            />
          </Suspense>
        </Show>
      </div>
    </div>
  );
}
