import { createEffect, createSignal, on } from "solid-js";
import { dismissToast, showToast, type Toast, toast } from "../../lib/toasts.ts";
import { isOffer } from "./alert-offer.ts";

const SHOWN_FOR_MS = 20_000;

export interface EndingToast {
  readonly words: string;
  readonly action: { readonly label: string; run(): void } | null;
  /** Whether the message still applies; if not, it is not shown, or is dismissed. Reading it subscribes. */
  isTrue(): boolean;
}

/**
 * Shows toasts one after the other. A visible toast with an action, such as Undo, stays until it is dismissed or
 * times out.
 *
 * @returns a function that queues a toast
 */
export function createEndingToasts(): (toast: EndingToast) => void {
  const [waiting, setWaiting] = createSignal<readonly EndingToast[]>([]);
  const [shown, setShown] = createSignal<{ readonly id: number; readonly toast: EndingToast } | null>(null);

  const keepsItsPlace = (present: Toast) =>
    (present.action !== null && !isOffer(present)) || present.id === shown()?.id;
  createEffect(
    on([toast, waiting], ([present, [first, ...rest]]) => {
      if (first === undefined || (present && keepsItsPlace(present))) return;
      setWaiting(rest);
      if (!first.isTrue()) return;
      const { action, words } = first;
      showToast(words, { forMs: SHOWN_FOR_MS, ...(action ? { action } : {}) });
      const onScreen = toast();
      setShown(onScreen && { id: onScreen.id, toast: first });
    }),
  );
  createEffect(() => {
    const present = shown();
    if (present && toast()?.id === present.id && !present.toast.isTrue()) dismissToast();
  });
  return (ending) => setWaiting((before) => [...before, ending]);
}
