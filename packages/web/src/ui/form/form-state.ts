import { type Accessor, createSignal, onCleanup } from "solid-js";
import { type Refused, tooManyTries } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { propertyOf } from "../../lib/property-of.ts";

/** Why a form was refused, by its own checks or by the server. */
export type FormRefusal = Pick<Refused, "words" | "fields"> & Partial<Refused>;

/** The state of a form that is submitted as a whole. */
export interface FormState {
  busy: Accessor<boolean>;
  /** Whether the server is unreachable. */
  offline: Accessor<boolean>;
  /** The message above the form; null: none. */
  notice: Accessor<string | null>;
  /** Seconds until the next attempt is allowed; 0: now. */
  wait: Accessor<number>;
  /** The notice of a rate limit with the time that is left; null: no limit applies. */
  countdown: Accessor<string | null>;
  /** The issues of a field and its nested fields. */
  issues(name: string): readonly string[];
  /** A field's text has changed: drops its issues. */
  typed(name: string): void;
  /** Clears the notice. */
  forget(): void;
  /** Shows a refusal at its fields or in the notice, and focuses the first invalid field. */
  refuse(refused: FormRefusal, form: HTMLFormElement | null): void;
  /**
   * Sends the form, unless a send is under way, a wait is running or the server is unreachable, and shows a refusal.
   *
   * @param send resolves with the refusal; null: the form was accepted
   */
  submit(event: SubmitEvent, send: () => Promise<FormRefusal | null>): Promise<void>;
}

const OUT_OF_REACH =
  "The server cannot be reached right now. What you typed stays here; try again in a moment.";
const NOTHING: FormRefusal = { words: "", fields: {} };

/** The state of one form. @param shown the fields that it has; other issues go into the notice */
export function createFormState(shown: readonly string[]): FormState {
  const { connection } = useServices();
  const offline = () => connection.state() === "offline";
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
    offline,
    notice: () => noticeOf(refusal(), shown),
    wait,
    countdown: () => (wait() > 0 && isLimited(refusal()) ? tooManyTries(wait() * 1000) : null),
    issues: (name) => sentences(refusal().fields, (path) => isOf(path, name)),
    typed(name) {
      setRefusal((before) => {
        const others = Object.entries(before.fields).filter(([path]) => !isOf(path, name));
        if (others.length === Object.keys(before.fields).length) return before;
        // These words repeat the field issues.
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
        // Without a socket, nothing but a request finds out that the server is back.
        const isAway = offline() && !(await connection.check());
        const refused = isAway ? { words: OUT_OF_REACH, fields: {} } : await send();
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

function isLimited({ answer, fault }: FormRefusal): boolean {
  return fault?.kind === "limited" || propertyOf(answer, "__typename") === "TooManyTries";
}

/** The message above the form; null if every reason is shown at a field. */
function noticeOf({ words, fields, fault }: FormRefusal, shown: readonly string[]): string | null {
  if (fault?.kind === "unreachable") return OUT_OF_REACH;
  if (Object.keys(fields).length === 0) return words || null;
  return sentences(fields, (path) => !shown.some((name) => isOf(path, name))).join(" ") || null;
}
