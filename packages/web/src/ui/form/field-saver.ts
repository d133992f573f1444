import type { TypedDocumentNode } from "@urql/core";
import { type Accessor, createSignal, onCleanup } from "solid-js";
import { createSend } from "../../lib/data/mutate.ts";

const SAID_FOR_MS = 2000;

/** The outcome of a field's last change. */
export interface SavedState {
  readonly kind: "idle" | "saving" | "saved" | "refused";
  /** Refused only: why. */
  readonly words: string;
}

export interface FieldSaver<Input> {
  state: Accessor<SavedState>;
  /** Resolves with true if the server has saved it; the state is then "saved" for two seconds. */
  save(input: Input): Promise<boolean>;
  refuse(words: string): void;
}

const IDLE: SavedState = { kind: "idle", words: "" };

/** Saves a single field and tracks the outcome. @param document the mutation that saves it */
export function createFieldSaver<Data extends object, Input>(
  document: TypedDocumentNode<Data, { readonly input: Input }>,
): FieldSaver<Input> {
  const send = createSend(document);
  const [state, setState] = createSignal<SavedState>(IDLE);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function become(kind: SavedState["kind"], words = "") {
    clearTimeout(timer);
    setState({ kind, words });
    if (kind === "saved") timer = setTimeout(become, SAID_FOR_MS, "idle");
  }
  return {
    state,
    refuse: (words) => become("refused", words),
    async save(input) {
      become("saving");
      const mine = state();
      const outcome = await send({ input });
      // Otherwise a later change has already replaced this one.
      if (state() === mine) {
        if ("refused" in outcome) become("refused", outcome.refused.words);
        else become("saved");
      }
      return "taken" in outcome;
    },
  };
}
