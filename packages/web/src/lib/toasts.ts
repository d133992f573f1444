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

/** The only toast on the screen; a new one replaces it. */
export { toast };

interface ToastOptions {
  readonly action?: { readonly label: string; run(): void };
  readonly forMs?: number;
}

/** Shows what happened. @param options at most one action, and how long the toast stays */
export function showToast(words: string, options: ToastOptions = {}): void {
  show(words, "plain", options, PLAIN_MS);
}

/** Shows what was refused or failed, and why. */
export function warn(words: string, options: ToastOptions = {}): void {
  show(words, "danger", options, REFUSAL_MS);
}

/** Hides the toast. */
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
