import { readQuickAdd } from "@pacekeeper/domain/tasks/quick-add";
import { createSignal, onMount, Show } from "solid-js";
import type { CreateTaskInput } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { useKeys } from "../lib/keyboard.ts";
import { createSendOnce } from "../lib/send-once.ts";
import { createFormState } from "../ui/form/form-state.ts";
import { Icon } from "../ui/Icon.tsx";
import { KeyHint } from "../ui/KeyHint.tsx";
import { timeOfDay } from "./task-words.ts";
import type { TasksState } from "./tasks-context.ts";
import { warnNotAdded } from "./tasks-state.ts";
import { lengthWords } from "./timers/length-words.ts";

const NO_TITLE = "Write the task before the length.";
const NOTHING = "Write a task first.";
const NO_LENGTH = "Add a length to start it, such as 25m.";

/**
 * One line for a task and its length. Enter adds the task; Shift+Enter adds and starts it. A refused line returns
 * to the field.
 *
 * @param props.add creates the task and, if `run` is given, starts its timer
 */
export function QuickAdd(props: {
  readonly add: TasksState["add"];
  /** Whether the page was opened to add a task. */
  readonly wanted: boolean;
}) {
  const { clock, connection } = useServices();
  const [line, setLine] = createSignal("");
  const form = createFormState(["line"]);
  let element: HTMLFormElement | undefined;
  let input: HTMLInputElement | undefined;
  const sendOnce = createSendOnce<CreateTaskInput>();

  const refusal = () => form.issues("line").join(" ");
  const read = () => readQuickAdd(line(), timeOfDay(clock.now()));
  const badge = () => {
    const { lengthMs, said } = read();
    if (lengthMs === null || said === null) return null;
    return said.startsWith("until") ? said : lengthWords(lengthMs / 1000);
  };
  const focus = () => input?.focus();
  useKeys({ t: focus });
  onMount(() => {
    // Wait until the shell has focused the new page.
    if (props.wanted) setTimeout(focus);
  });
  function show(text: string) {
    setLine(text);
    form.typed("line");
  }
  function refuse(words: string) {
    form.refuse({ words: "", fields: { line: [words] } }, element ?? null);
  }

  async function submit(starts: boolean) {
    if (form.offline() && !(await connection.check())) return;
    const text = line().trim();
    const { title, lengthMs } = read();
    if (title === "") return refuse(lengthMs === null ? NOTHING : NO_TITLE);
    if (starts && lengthMs === null) return refuse(NO_LENGTH);
    const timerSeconds = lengthMs === null ? null : lengthMs / 1000;
    // Clear the field at once, so that the next task can be typed.
    show("");
    const run = starts && timerSeconds !== null ? { seconds: timerSeconds } : null;
    const outcome = await sendOnce({ title, timerSeconds }, (task) => props.add(task, run), text);
    if ("taken" in outcome) return;
    const { words } = outcome.refused;
    if (line() !== "") return warnNotAdded(text, words, () => show(text));
    show(text);
    refuse(words);
  }
  function onKey(event: KeyboardEvent) {
    if (event.key === "Enter" && event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void submit(true);
    } else if (event.key === "Escape") {
      input?.blur();
    }
  }

  return (
    <>
      <form
        data-part="quick"
        data-state={refusal() ? "error" : undefined}
        noValidate
        ref={element}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(false);
        }}
      >
        <label for="qa" data-visually="hidden">
          Add a task
        </label>
        <Icon name="plus" />
        <input
          id="qa"
          autocomplete="off"
          placeholder="Add a task"
          maxlength="240"
          enterkeyhint="done"
          aria-describedby="qa-help"
          aria-invalid={refusal() ? true : undefined}
          aria-keyshortcuts="T"
          ref={input}
          value={line()}
          onInput={(event) => show(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <Show when={badge()}>
          {(words) => (
            <span data-ui="badge" data-tone="accent">
              {words()}
            </span>
          )}
        </Show>
        <button
          type="submit"
          data-ui="button"
          aria-disabled={form.offline() || undefined}
          aria-keyshortcuts="Enter"
        >
          {form.offline() ? "Needs the server" : "Add"}
          <KeyHint>↵</KeyHint>
        </button>
        <button
          type="button"
          data-ui="button"
          data-tone="primary"
          aria-disabled={form.offline() || undefined}
          aria-keyshortcuts="Shift+Enter"
          onClick={() => void submit(true)}
        >
          Add and start
          <KeyHint>⇧↵</KeyHint>
        </button>
      </form>
      <p id="qa-help" data-part="hint" data-tone={refusal() ? "danger" : undefined}>
        <Show
          when={refusal()}
          fallback={
            <>
              A length at the end sets a timer: <code>25m</code>, <code>1h30</code>, <code>90s</code>,{" "}
              <code>until 16:00</code>.
            </>
          }
        >
          <span role="alert">{refusal()}</span>
        </Show>
      </p>
    </>
  );
}
