import { createEffect, on } from "solid-js";
import { FreshDialog } from "../FreshDialog.tsx";
import { ActButton } from "./ActButton.tsx";
import { createAct } from "./act.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";

interface ConfirmDialogProps {
  readonly id: string;
  readonly title: string;
  /** The consequences, in a sentence or two. */
  readonly about: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The label of the button that changes nothing. */
  readonly keep: string;
  /** The label of the button that goes ahead. */
  readonly confirm: string;
  /** Called when it is done and the dialog is closed; the button that opened it may be gone by then. */
  readonly onDone?: () => void;
  /** Does the work. @returns why it failed; null: it succeeded */
  readonly work: () => Promise<string | null>;
}

/** Asks for confirmation before something that cannot be undone. */
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
