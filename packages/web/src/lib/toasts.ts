import { createSignal } from "solid-js";

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly tone: "plain" | "danger";
  readonly action: { readonly label: string; run(): void } | null;
}

const PLAIN_MS = 4000;
const REFUSAL_MS = 8000;

const [toast, setToast] = createSignal<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let lastId = 0;

/** The one toast on the screen; a new one takes the place of the old. */
export { toast };

interface ToastOptions {
  readonly action?: { readonly label: string; run(): void };
  readonly forMs?: number;
}

/** Says what happened. @param options one action at most, and how long it is offered */
export function tell(words: string, options: ToastOptions = {}): void {
  show(words, "plain", options, PLAIN_MS);
}

/** Says what was refused or failed, and why. */
export function warn(words: string, options: ToastOptions = {}): void {
  show(words, "danger", options, REFUSAL_MS);
}

/** Takes the toast away. */
export function dismissToast(): void {
  clearTimeout(timer);
  setToast(null);
}

function show(words: string, tone: Toast["tone"], options: ToastOptions, usualMs: number): void {
  clearTimeout(timer);
  lastId += 1;
  const { action } = options;
  const run = () => {
    dismissToast();
    action?.run();
  };
  setToast({ id: lastId, words, tone, action: action ? { label: action.label, run } : null });
  timer = setTimeout(dismissToast, options.forMs ?? usualMs);
}
