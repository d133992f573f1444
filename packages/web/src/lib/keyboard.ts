import { onCleanup } from "solid-js";
import { hotkeysOn } from "./preferences.ts";

/** What a single key does, by `KeyboardEvent.key` in lower case. */
export type KeyMap = Readonly<Record<string, () => void>>;

const SEQUENCE_WITHIN_MS = 1500;
/** What takes letters: a switch or a slider keeps the focus after a click, but does nothing with them. */
const TYPING =
  "input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable]:not([contenteditable='false'])";

/**
 * Listens for single keys while the owner lives. Ignores keys in fields and editable elements, while a dialog is
 * open, and together with a modifier. A held key counts once.
 */
export function useKeys(keys: KeyMap): void {
  listen((key) => keys[key]);
}

/** Like `useKeys`, for `first` followed by one of `keys` within 1.5 seconds, such as G then 1. */
export function useKeySequence(first: string, keys: KeyMap): void {
  let startedAt = Number.NEGATIVE_INFINITY;
  listen((key) => {
    const isSecond = performance.now() - startedAt < SEQUENCE_WITHIN_MS;
    startedAt = key === first ? performance.now() : Number.NEGATIVE_INFINITY;
    return isSecond ? keys[key] : undefined;
  });
}

function listen(find: (key: string) => (() => void) | undefined): void {
  const onKey = (event: KeyboardEvent) => {
    if (!hotkeysOn() || !isSingleKey(event)) return;
    const run = find(event.key.toLowerCase());
    if (!run) return;
    event.preventDefault();
    run();
  };
  document.addEventListener("keydown", onKey);
  onCleanup(() => document.removeEventListener("keydown", onKey));
}

function isSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest(TYPING)) return false;
  return document.querySelector("dialog[open]") === null;
}
