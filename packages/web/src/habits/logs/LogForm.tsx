import { type JSX, Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";
import { useHabits } from "../habits-context.ts";
import type { LogDraft, LogFormState } from "./log-form.ts";

/** The fields of one log with the two ways out. */
export function LogForm(props: {
  /** Of this form alone on the page. */
  readonly id: string;
  readonly form: LogFormState;
  readonly submit: string;
  readonly onCancel: () => void;
}) {
  const { offline, today } = useHabits();
  const { form } = props;
  function send(event: SubmitEvent) {
    event.preventDefault();
    if (!offline()) void form.submit(event);
  }
  return (
    <form data-part="log-form" noValidate onSubmit={send}>
      <Show when={form.notice()}>
        {(words) => (
          <div data-ui="notice" data-tone="slow" role="alert">
            <Icon name="warning" />
            <p>{words()}</p>
          </div>
        )}
      </Show>
      <LogField id={`${props.id}-minutes`} label="Minutes" of="minutes" form={form}>
        {(described) => (
          <input
            id={described.id}
            aria-invalid={described["aria-invalid"]}
            aria-describedby={described["aria-describedby"]}
            data-ui="input"
            name="minutes"
            inputmode="numeric"
            autocomplete="off"
            value={form.draft().minutes}
            onInput={(event) => form.set("minutes", event.currentTarget.value)}
          />
        )}
      </LogField>
      <LogField id={`${props.id}-date`} label="Date" of="date" form={form}>
        {(described) => (
          <input
            id={described.id}
            aria-invalid={described["aria-invalid"]}
            aria-describedby={described["aria-describedby"]}
            data-ui="input"
            name="date"
            type="date"
            min="1970-01-01"
            max={today()}
            value={form.draft().date}
            onInput={(event) => form.set("date", event.currentTarget.value)}
          />
        )}
      </LogField>
      <LogField id={`${props.id}-note`} label="Note" of="note" form={form}>
        {(described) => (
          <textarea
            id={described.id}
            aria-invalid={described["aria-invalid"]}
            aria-describedby={described["aria-describedby"]}
            data-ui="input"
            name="note"
            rows="2"
            value={form.draft().note}
            onInput={(event) => form.set("note", event.currentTarget.value)}
          />
        )}
      </LogField>
      <footer>
        <button type="button" data-ui="button" onClick={() => props.onCancel()}>
          Cancel
        </button>
        <button
          type="submit"
          data-ui="button"
          data-tone="primary"
          aria-busy={form.busy() || undefined}
          aria-disabled={offline() || undefined}
        >
          {offline() ? "Needs the server" : props.submit}
        </button>
      </footer>
    </form>
  );
}

/** What ties a control to its label and to why it is refused. */
interface Described {
  readonly id: string;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

function LogField(props: {
  readonly id: string;
  readonly label: string;
  readonly of: keyof LogDraft;
  readonly form: LogFormState;
  readonly children: (described: Described) => JSX.Element;
}) {
  const issue = () => props.form.issue(props.of);
  const described: Described = {
    get id() {
      return props.id;
    },
    get "aria-invalid"() {
      return issue() === undefined ? undefined : true;
    },
    get "aria-describedby"() {
      return issue() === undefined ? undefined : `${props.id}-h`;
    },
  };
  return (
    <div data-ui="field" data-state={issue() === undefined ? undefined : "error"}>
      <label for={props.id}>{props.label}</label>
      {props.children(described)}
      <Show when={issue()}>
        <small id={`${props.id}-h`}>
          <Icon name="warning" small />
          <span>{issue()}</span>
        </small>
      </Show>
    </div>
  );
}
