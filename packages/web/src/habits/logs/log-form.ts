import { type Accessor, createSignal } from "solid-js";
import type { LogRowFragment } from "../../generated/graphql.ts";
import { createFormState, type FormRefusal, type FormState } from "../../ui/form/form-state.ts";

/** A log as typed. */
export interface LogDraft {
  /** YYYY-MM-DD; empty while the field holds no date. */
  readonly date: string;
  readonly minutes: string;
  readonly note: string;
}

/** A log as sent. */
export interface LogValues {
  readonly date: string;
  readonly minutes: number;
  readonly note: string;
}

/** A form of one log. */
export interface LogFormState {
  readonly form: FormState;
  draft: Accessor<LogDraft>;
  set(some: Partial<LogDraft>): void;
  submit(event: SubmitEvent): Promise<void>;
}

/** The result of sending a log. */
type LogOutcome = { readonly taken: { readonly log: LogRowFragment } } | { readonly refused: FormRefusal };

/** Enough digits to exceed the server's limits, and few enough to fit its Int. */
const WHOLE = /^\d{1,6}$/;

/** Turns a draft into values to send, or says why it cannot. The server checks the limits. */
export function readDraft(
  draft: LogDraft,
): { readonly values: LogValues } | { readonly refused: FormRefusal } {
  const minutes = draft.minutes.trim();
  const fields: Record<string, readonly string[]> = {};
  if (draft.date === "") fields.date = ["Choose a date."];
  if (!WHOLE.test(minutes)) fields.minutes = ["Write whole minutes, such as 25."];
  if (Object.keys(fields).length > 0) return { refused: { words: "", fields } };
  return { values: { date: draft.date, minutes: Number(minutes), note: draft.note } };
}

/** The state of a log form. After a refusal, the typed values stay. @param start the initial values */
export function createLogForm(
  start: LogDraft,
  send: (values: LogValues) => Promise<LogOutcome>,
  done: (log: LogRowFragment) => void,
): LogFormState {
  const form = createFormState(["minutes", "date", "note"]);
  const [draft, setDraft] = createSignal(start);

  async function log() {
    const read = readDraft(draft());
    if ("refused" in read) return read.refused;
    const outcome = await send(read.values);
    if ("refused" in outcome) return outcome.refused;
    done(outcome.taken.log);
    return null;
  }
  return {
    form,
    draft,
    set(some) {
      setDraft((before) => ({ ...before, ...some }));
      // A message about the whole form may no longer apply once any value changes.
      form.forget();
    },
    submit: (event) => form.submit(event, log),
  };
}
