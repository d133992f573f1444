import { createMemo, For, Show } from "solid-js";
import { useTasks } from "../tasks-context.ts";
import { TimerCard } from "./TimerCard.tsx";

/** The cards of all active countdowns. Each keeps its place while it is shown. */
export function TimerCards() {
  const { changes, presses } = useTasks();
  const ids = createMemo(
    () =>
      presses
        .shown()
        .filter(({ task }) => !changes.isGone(task.id))
        .map(({ id }) => id),
    [],
    { equals: (one, other) => one.length === other.length && one.every((id, index) => id === other[index]) },
  );
  return (
    <Show when={ids().length > 0}>
      <section aria-labelledby="run-h">
        <h2 id="run-h" data-visually="hidden">
          Timers
        </h2>
        <div data-part="timers">
          <For each={ids()}>{(id) => <Watched id={id} />}</For>
        </div>
      </section>
    </Show>
  );
}

function Watched(props: { readonly id: string }) {
  const { presses } = useTasks();
  const timer = createMemo(() => presses.shown().find(({ id }) => id === props.id));
  return <Show when={timer()}>{(present) => <TimerCard timer={present()} />}</Show>;
}
