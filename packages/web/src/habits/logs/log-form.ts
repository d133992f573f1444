import { type Accessor, createSignal } from "solid-js";
import type { LogRowFragment } from "../../generated/graphql.ts";
import type { Refused } from "../../lib/data/mutate.ts";

/** A log as it is typed. */
export interface LogDraft {
  /** YYYY-MM-DD; empty while the field holds no date. */
  readonly date: string;
  readonly minutes: string;
  readonly note: string;
}

/** A log as it is sent. */
export interface LogValues {
  readonly date: string;
  readonly minutes: number;
  readonly note: string;
}

/** Why a log is not taken. */
type LogRefusal = Pick<Refused, "words" | "fields">;

/** What came of a log that was sent. */
type LogOutcome = { readonly taken: { readonly log: LogRowFragment } } | { readonly refused: LogRefusal };

/** A form of one log. */
export interface LogFormState {
  draft: Accessor<LogDraft>;
  set(field: keyof LogDraft, text: string): void;
  busy: Accessor<boolean>;
  /** Why a field is refused; undefined: it is not. */
  issue(field: keyof LogDraft): string | undefined;
  /** Why the whole is refused; null: it is not. */
  notice: Accessor<string | null>;
  submit(event: SubmitEvent): Promise<void>;
}

const FIELDS: readonly (keyof LogDraft)[] = ["date", "minutes", "note"];
/** More digits than any refusal of the server needs, and fewer than its numbers hold. */
const WHOLE = /^\d{1,6}$/;

/** What of a draft can be sent, or why it cannot. Limits are the server's to tell. */
export function readDraft(
  draft: LogDraft,
): { readonly values: LogValues } | { readonly refused: LogRefusal } {
  const minutes = draft.minutes.trim();
  const fields: Record<string, readonly string[]> = {};
  if (draft.date === "") fields.date = ["Choose a date."];
  if (!WHOLE.test(minutes)) fields.minutes = ["Write whole minutes, such as 25."];
  if (Object.keys(fields).length > 0) return { refused: { words: "", fields } };
  return { values: { date: draft.date, minutes: Number(minutes), note: draft.note } };
}

/**
 * The state of a form of one log; what is refused stays as it was typed.
 *
 * @param start what stands in it
 * @param send `afresh` when something else was typed since it was sent last
 */
export function createLogForm(
  start: LogDraft,
  send: (values: LogValues, afresh: boolean) => Promise<LogOutcome>,
  done: (log: LogRowFragment) => void,
): LogFormState {
  const [draft, setDraft] = createSignal(start);
  const [refused, setRefused] = createSignal<LogRefusal | null>(null);
  const [busy, setBusy] = createSignal(false);
  let isAfresh = true;

  async function submit(event: SubmitEvent) {
    if (busy()) return;
    const form = event.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
    const read = readDraft(draft());
    if ("refused" in read) return refuse(read.refused, form);
    setBusy(true);
    setRefused(null);
    const outcome = await send(read.values, isAfresh);
    isAfresh = false;
    setBusy(false);
    if ("refused" in outcome) return refuse(outcome.refused, form);
    done(outcome.taken.log);
  }
  function refuse(why: LogRefusal, form: HTMLFormElement | null) {
    setRefused(why);
    queueMicrotask(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }
  return {
    draft,
    busy,
    set(field, text) {
      isAfresh = true;
      setDraft((before) => ({ ...before, [field]: text }));
      setRefused((before) => {
        if (!before) return null;
        const { [field]: _, ...others } = before.fields;
        // What was said of the whole may hold no more once anything of it is another.
        return { words: "", fields: others };
      });
    },
    issue: (field) => refused()?.fields[field]?.join(" "),
    notice() {
      const why = refused();
      if (!why || why.words === "") return null;
      // What a field says is not said twice.
      return FIELDS.some((field) => field in why.fields) ? null : why.words;
    },
    submit,
  };
}
