import { For } from "solid-js";
import { Dialog } from "../../ui/Dialog.tsx";
import { MAIN_PAGES } from "./main-pages.ts";

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["N"], "Next question, or start"],
  [["P"], "Pause or resume"],
  [["U"], "Undo the last Next"],
  [["E"], "End the session"],
  ...MAIN_PAGES.map(({ key, name }) => [["G", key], `Go to ${name}`] as const),
  [["T"], "Add a task"],
  [["/"], "Search tasks"],
  [["Alt+↑", "↓"], "Move the selected task"],
  [["Space"], "Pause or resume the selected timer"],
  [["+"], "Give it five more minutes"],
  [["S"], "Stop it"],
  [["Space"], "Log the rest of a habit’s goal"],
  [["0–9"], "Type minutes into a habit’s day"],
  [["S"], "Skip a habit’s day, or undo the skip"],
  [["↑", "↓"], "Move through a session’s questions"],
  [["Delete"], "Delete the selected question"],
  [["?"], "Show this list"],
];

/** The list of all keyboard shortcuts. Loaded when it is first opened. */
export function KeysDialog(props: { readonly ref: (dialog: HTMLDialogElement) => void }) {
  return (
    <Dialog id="keys" title="Keyboard" ref={props.ref}>
      <dl data-part="keys">
        <For each={KEYS}>
          {([keys, meaning]) => (
            <div>
              <dt>
                <For each={keys}>
                  {(key, index) => (
                    <>
                      {index() > 0 && key !== "↓" ? " then " : " "}
                      <kbd>{key}</kbd>
                    </>
                  )}
                </For>
              </dt>
              <dd>{meaning}</dd>
            </div>
          )}
        </For>
      </dl>
    </Dialog>
  );
}
