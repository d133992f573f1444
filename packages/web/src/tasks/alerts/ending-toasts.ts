import { createEffect, createSignal, on } from "solid-js";
import { dismissToast, type Toast, tell, toast } from "../../lib/toasts.ts";
import { isOffer } from "./alert-offer.ts";

const SHOWN_FOR_MS = 20_000;

export interface EndingToast {
  readonly words: string;
  readonly action: { readonly label: string; run(): void } | null;
  /** Whether it is still true; what is not is neither shown nor left standing. Reading it subscribes. */
  isTrue(): boolean;
}

/**
 * Shows toasts one after the other. One that offers something, such as Undo, keeps its place until it goes by
 * itself.
 *
 * @returns how to add one
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
      tell(words, { forMs: SHOWN_FOR_MS, ...(action ? { action } : {}) });
      const told = toast();
      setShown(told && { id: told.id, toast: first });
    }),
  );
  createEffect(() => {
    const present = shown();
    if (present && toast()?.id === present.id && !present.toast.isTrue()) dismissToast();
  });
  return (ending) => setWaiting((before) => [...before, ending]);
}
