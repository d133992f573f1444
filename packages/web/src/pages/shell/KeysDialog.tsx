import { For } from "solid-js";
import { Dialog } from "../../ui/Dialog.tsx";
import { MAIN_PAGES } from "./main-pages.ts";

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["N"], "Next question, or start"],
  [["P"], "Pause or resume"],
  [["U"], "Undo the last next"],
  [["E"], "End the session"],
  ...MAIN_PAGES.map(({ key, name }) => [["G", key], `Go to ${name}`] as const),
  [["T"], "Add a task"],
  [["/"], "Search tasks"],
  [["Alt+↑", "↓"], "Move the chosen task"],
  [["Space"], "Pause or resume the chosen timer"],
  [["+"], "Five more minutes for it"],
  [["S"], "Stop it"],
  [["Space"], "Log what is missing to a habit’s goal"],
  [["0–9"], "Type minutes into a habit’s day"],
  [["S"], "Skip a habit’s day, or take that back"],
  [["↑", "↓"], "Move through a session’s questions"],
  [["Delete"], "Delete the chosen question"],
  [["?"], "This list"],
];

/** Every key that does something. Made when it is first asked for. */
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
