import { createSignal, onMount, Show } from "solid-js";
import type { TaskRowFragment } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { timeOfDay } from "./task-words.ts";
import { useTasks } from "./tasks-context.ts";
import { LENGTH_HELP, readLength, writeLength } from "./timers/length-words.ts";

/** A task's fields in its row's place. Enter in a line saves, Escape leaves everything as it was. */
export function TaskEdit(props: { readonly task: TaskRowFragment; readonly onDone: () => void }) {
  const { changes, offline } = useTasks();
  const { clock } = useServices();
  const [issues, setIssues] = createSignal<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = createSignal(false);
  const { id, title, description, timerSeconds } = props.task;
  const of = (name: string) => `${name}-${id}`;
  let form: HTMLFormElement | undefined;
  onMount(() => form?.querySelector("input")?.select());

  async function save() {
    if (!form || busy() || offline()) return;
    const typed = new FormData(form);
    const text = (name: string) => String(typed.get(name) ?? "");
    const length = readLength(text("length"), timeOfDay(clock.now()));
    if ("refusal" in length) return refuse({ timerSeconds: length.refusal });
    setBusy(true);
    const refused = await changes.save({
      id,
      title: text("title"),
      description: text("description").trim(),
      timerSeconds: length.seconds,
    });
    setBusy(false);
    if (refused) {
      const fields = Object.entries(refused.fields).map(([path, issues]) => [path, issues.join(" ")]);
      return refuse(fields.length > 0 ? Object.fromEntries(fields) : { "": refused.words });
    }
    props.onDone();
  }
  function refuse(words: ReturnType<typeof issues>) {
    setIssues(words);
    form?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }
  const state = (name: string) => (issues()[name] ? "error" : undefined);
  const invalid = (name: string) => (issues()[name] ? "true" : undefined);

  return (
    <form
      data-part="task-edit"
      aria-label={`Edit ${title}`}
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") props.onDone();
      }}
    >
      <div data-ui="field" data-state={state("title")}>
        <label for={of("title")}>Title</label>
        <input
          data-ui="input"
          id={of("title")}
          name="title"
          value={title}
          autocomplete="off"
          aria-invalid={invalid("title")}
          aria-describedby={of("issue-title")}
        />
        <small id={of("issue-title")}>{issues().title}</small>
      </div>
      <div data-ui="field" data-state={state("timerSeconds")}>
        <label for={of("length")}>Length</label>
        <input
          data-ui="input"
          id={of("length")}
          name="length"
          value={writeLength(timerSeconds)}
          autocomplete="off"
          placeholder="none"
          aria-invalid={invalid("timerSeconds")}
          aria-describedby={of("issue-length")}
        />
        <small id={of("issue-length")}>{issues().timerSeconds ?? ""}</small>
      </div>
      <div data-ui="field" data-state={state("description")} data-wide>
        <label for={of("description")}>Description</label>
        <textarea
          data-ui="input"
          id={of("description")}
          name="description"
          rows="2"
          aria-invalid={invalid("description")}
          aria-describedby={of("issue-description")}
        >
          {description}
        </textarea>
        <small id={of("issue-description")}>{issues().description}</small>
      </div>
      <footer>
        <Show when={issues()[""]}>{(words) => <p role="alert">{words()}</p>}</Show>
        <button type="button" data-ui="button" data-tone="quiet" onClick={() => props.onDone()}>
          Cancel
        </button>
        <button
          type="submit"
          data-ui="button"
          aria-busy={busy() || undefined}
          aria-disabled={offline() || undefined}
        >
          {offline() ? "Needs the server" : "Save"}
        </button>
      </footer>
    </form>
  );
}

/** Asks in a row how long its timer is to run. */
export function LengthAsk(props: {
  readonly task: TaskRowFragment;
  readonly onLength: (seconds: number) => void;
  readonly onDone: () => void;
}) {
  const { clock } = useServices();
  const [refusal, setRefusal] = createSignal("");
  let input: HTMLInputElement | undefined;
  onMount(() => input?.select());
  function submit() {
    const length = readLength(input?.value ?? "", timeOfDay(clock.now()));
    if ("refusal" in length || length.seconds === null) {
      setRefusal(LENGTH_HELP);
      input?.focus();
      return;
    }
    props.onLength(length.seconds);
    props.onDone();
  }
  return (
    <form
      data-part="length-ask"
      aria-label={`How long ${props.task.title} is to run`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") props.onDone();
      }}
    >
      <small id={`ask-${props.task.id}`} role="alert">
        {refusal()}
      </small>
      <input
        data-ui="input"
        ref={input}
        value={writeLength(props.task.timerSeconds)}
        placeholder="25m"
        autocomplete="off"
        aria-label={`Length for ${props.task.title}`}
        aria-invalid={refusal() ? "true" : undefined}
        aria-describedby={`ask-${props.task.id}`}
      />
      <button type="submit" data-ui="button" data-size="s">
        Start
      </button>
    </form>
  );
}
