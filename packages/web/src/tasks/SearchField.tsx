import { createSignal, onCleanup, Show } from "solid-js";
import { useKeys } from "../lib/keyboard.ts";
import { TaskIcon } from "./TaskIcon.tsx";
import { useTasks } from "./tasks-context.ts";

const DEBOUNCE_MS = 250;

/** A search field that opens on demand and filters the lists. */
export function SearchField() {
  const { setSearch } = useTasks();
  const [isOpen, setOpen] = createSignal(false);
  let input: HTMLInputElement | undefined;
  let button: HTMLButtonElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function open() {
    setOpen(true);
    queueMicrotask(() => input?.focus());
  }
  function close() {
    clearTimeout(timer);
    setSearch("");
    setOpen(false);
    queueMicrotask(() => button?.focus());
  }
  function typed(text: string) {
    clearTimeout(timer);
    timer = setTimeout(() => setSearch(text.trim()), DEBOUNCE_MS);
  }
  useKeys({ "/": open });
  return (
    <Show
      when={isOpen()}
      fallback={
        <button
          type="button"
          data-ui="button"
          data-tone="quiet"
          data-icon
          data-size="s"
          aria-label="Search tasks"
          aria-keyshortcuts="/"
          ref={button}
          onClick={open}
        >
          <TaskIcon name="search" small />
        </button>
      }
    >
      <input
        data-ui="input"
        data-part="search"
        type="search"
        aria-label="Search tasks"
        placeholder="Search tasks"
        autocomplete="off"
        maxlength="200"
        ref={input}
        onInput={(event) => typed(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && close()}
        onBlur={(event) => event.currentTarget.value.trim() === "" && setOpen(false)}
      />
    </Show>
  );
}
