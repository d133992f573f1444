import { createEffect, on } from "solid-js";
import { FreshDialog } from "../FreshDialog.tsx";
import { ActButton } from "./ActButton.tsx";
import { createAct } from "./act.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";

interface ConfirmDialogProps {
  readonly id: string;
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly about: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The safe answer. */
  readonly keep: string;
  /** The other one. */
  readonly confirm: string;
  /** It is done, and the dialog closed; the button that opened it may be gone with what it was for. */
  readonly onDone?: () => void;
  /** Does it; gives back why it did not work, null: it did. */
  readonly work: () => Promise<string | null>;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const act = createAct();
  createEffect(
    on(
      () => props.isOpen,
      () => act.clear(),
    ),
  );
  async function confirm() {
    if (!(await act.run(props.work))) return;
    props.onClose();
    props.onDone?.();
  }
  return (
    <FreshDialog id={props.id} title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <p>{props.about}</p>
      <RefusalNotice words={act.failure()} />
      <footer>
        <button type="button" data-ui="button" autofocus onClick={() => props.onClose()}>
          {props.keep}
        </button>
        <ActButton act={act} tone="danger" onPress={() => void confirm()}>
          {props.confirm}
        </ActButton>
      </footer>
    </FreshDialog>
  );
}
