import { createSignal, Show } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { Icon } from "../../ui/Icon.tsx";
import { aboutWords } from "../about-words.ts";
import { LinksDialog } from "../editor/LinksDialog.tsx";
import { HabitMenu } from "../HabitMenu.tsx";
import { useHabits } from "../habits-context.ts";
import { LogButton } from "../logs/LogButton.tsx";
import { LogsDialog } from "../logs/LogsDialog.tsx";
import { Stopwatch, StopwatchNotice } from "../week/Stopwatch.tsx";
import { createStopwatch } from "../week/stopwatch-state.ts";
import type { DetailedHabit } from "./detailed-habit.ts";

/** A habit's name and its actions. */
export function DetailHead(props: {
  readonly habit: HabitRowFragment;
  readonly links: DetailedHabit["links"];
}) {
  const { today } = useHabits();
  const [dialog, setDialog] = createSignal<"logs" | "links" | null>(null);
  const stopwatch = createStopwatch(() => props.habit);
  const close = () => setDialog(null);
  return (
    <>
      <header>
        <div data-part="habit-title">
          <h2 id="habit-h">{props.habit.name}</h2>
          <p>{aboutWords(props.habit, today())}</p>
        </div>
        <LogButton habit={props.habit} />
        <Stopwatch habit={props.habit} stopwatch={stopwatch} />
        <HabitMenu habit={props.habit}>
          <button type="button" onClick={() => setDialog("logs")}>
            <Icon name="calendar" />
            All logs …
          </button>
          <button type="button" onClick={() => setDialog("links")}>
            <Icon name="link" />
            What counts automatically …
          </button>
        </HabitMenu>
      </header>
      <Show when={stopwatch.refusal()}>
        {(words) => <StopwatchNotice words={words()} stopwatch={stopwatch} />}
      </Show>
      <LogsDialog
        id="habit-logs"
        habit={props.habit}
        date={null}
        isOpen={dialog() === "logs"}
        onClose={close}
      />
      <LinksDialog habit={props.habit} links={props.links} isOpen={dialog() === "links"} onClose={close} />
    </>
  );
}
