import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Refused } from "../../lib/data/mutate.ts";

/** Why a form is not taken, by what it knows itself or by the server. */
export type FormRefusal = Pick<Refused, "words" | "fields"> & Partial<Pick<Refused, "waitMs" | "fault">>;

/** What a form that is sent has to say. */
export interface FormState {
  busy: Accessor<boolean>;
  /** Over the whole form; null: nothing. */
  notice: Accessor<string | null>;
  /** Seconds until a try counts again; 0: now. */
  wait: Accessor<number>;
  /** Why a field, or anything below it, is refused. */
  issues(name: string): readonly string[];
  /** Something else was typed into a field: what was said of it holds no more. */
  typed(name: string): void;
  /** What was said of the whole holds no more. */
  forget(): void;
  /** Shows what is refused: at its fields, the first of which gets the focus, or over the form. */
  refuse(refused: FormRefusal, form: HTMLFormElement | null): void;
  /**
   * Sends once at a time, and shows what is refused.
   *
   * @param send gives back why it was refused; null: it was taken
   */
  submit(event: SubmitEvent, send: () => Promise<FormRefusal | null>): Promise<void>;
}

const OUT_OF_REACH =
  "The server cannot be reached just now. What you typed stays here; try again in a moment.";
const NOTHING: FormRefusal = { words: "", fields: {} };

/** The state of one form. @param shown the fields that it shows; an issue elsewhere goes over the whole form */
export function createFormState(shown: readonly string[]): FormState {
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal(NOTHING);
  const [wait, setWait] = createSignal(0);
  let counting: ReturnType<typeof setInterval> | undefined;
  onCleanup(() => clearInterval(counting));

  function countDown(waitMs: number) {
    clearInterval(counting);
    const until = performance.now() + waitMs;
    const remaining = () => Math.max(0, Math.ceil((until - performance.now()) / 1000));
    setWait(remaining());
    counting = setInterval(() => {
      setWait(remaining());
      if (remaining() > 0) return;
      clearInterval(counting);
      setRefusal(NOTHING);
    }, 250);
  }
  function refuse(refused: FormRefusal, form: HTMLFormElement | null) {
    setRefusal(refused);
    if (typeof refused.waitMs === "number") countDown(refused.waitMs);
    queueMicrotask(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  return {
    busy,
    notice: () => noticeOf(refusal(), shown),
    wait,
    issues: (name) => sentences(refusal().fields, (path) => isOf(path, name)),
    typed(name) {
      setRefusal((before) => {
        const others = Object.entries(before.fields).filter(([path]) => !isOf(path, name));
        if (others.length === Object.keys(before.fields).length) return before;
        // The words of what lies in fields are theirs.
        return { ...before, words: "", fields: Object.fromEntries(others) };
      });
    },
    forget: () => setRefusal(({ fields }) => ({ words: "", fields })),
    refuse,
    async submit(event, send) {
      event.preventDefault();
      if (busy() || wait() > 0) return;
      const form = event.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
      setBusy(true);
      setRefusal(NOTHING);
      try {
        const refused = await send();
        if (refused) refuse(refused, form);
      } finally {
        setBusy(false);
      }
    },
  };
}

const isOf = (path: string, name: string) => path === name || path.startsWith(`${name}.`);

function sentences(fields: FormRefusal["fields"], wanted: (path: string) => boolean): readonly string[] {
  return Object.entries(fields).flatMap(([path, issues]) => (wanted(path) ? issues : []));
}

/** What stands over the whole form; null when every reason lies in a field. */
function noticeOf({ words, fields, fault }: FormRefusal, shown: readonly string[]): string | null {
  if (fault?.kind === "unreachable") return OUT_OF_REACH;
  if (Object.keys(fields).length === 0) return words || null;
  return sentences(fields, (path) => !shown.some((name) => isOf(path, name))).join(" ") || null;
}
