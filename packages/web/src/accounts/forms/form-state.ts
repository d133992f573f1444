import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Refusal } from "./refusal.ts";

/** What a form that is sent has to say. */
export interface FormState {
  busy: Accessor<boolean>;
  /** Over the whole form; null: nothing. */
  notice: Accessor<string | null>;
  /** Seconds until a try counts again; 0: now. */
  wait: Accessor<number>;
  /** Why a field is refused. */
  issues(name: string): readonly string[];
  /** Something else was typed into a field: what was said of it holds no more. */
  typed(name: string): void;
  /**
   * Sends once at a time, and shows what is refused: at its fields, the first of which gets the focus, or
   * over the form.
   *
   * @param send gives back why it was refused; null: it was taken
   */
  submit(event: SubmitEvent, send: () => Promise<Refusal | null>): Promise<void>;
}

const NOTHING: Refusal = { fields: {}, notice: null, waitMs: null };

/** The state of one form. */
export function createFormState(): FormState {
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
  function show(refused: Refusal, form: HTMLFormElement | null) {
    setRefusal(refused);
    if (refused.waitMs !== null) countDown(refused.waitMs);
    queueMicrotask(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  return {
    busy,
    notice: () => refusal().notice,
    wait,
    issues: (name) => refusal().fields[name] ?? [],
    typed(name) {
      const { [name]: told, ...others } = refusal().fields;
      if (told) setRefusal((before) => ({ ...before, fields: others }));
    },
    async submit(event, send) {
      event.preventDefault();
      if (busy() || wait() > 0) return;
      const form = event.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
      setBusy(true);
      setRefusal(NOTHING);
      const refused = await send();
      setBusy(false);
      if (refused) show(refused, form);
    },
  };
}
