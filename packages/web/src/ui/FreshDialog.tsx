import { createEffect, type JSX, on, Show } from "solid-js";
import { Dialog } from "./Dialog.tsx";

interface FreshDialogProps {
  readonly id: string;
  readonly title: string;
  readonly isOpen: boolean;
  /** Called when the dialog was closed, in any way. */
  readonly onClose: () => void;
  readonly children: JSX.Element;
}

/**
 * A dialog whose content exists only while it is open, so that it keeps nothing that was typed. The element with
 * `autofocus` gets the focus, or else the first field.
 */
export function FreshDialog(props: FreshDialogProps) {
  let dialog: HTMLDialogElement | undefined;
  createEffect(
    on(
      () => props.isOpen,
      (isOpen) => {
        if (!isOpen) return dialog?.close();
        dialog?.showModal();
        const fields = "form :is(input, select):not([hidden])";
        const first = dialog?.querySelector<HTMLElement>("[autofocus]");
        (first ?? dialog?.querySelector<HTMLElement>(fields))?.focus();
      },
    ),
  );
  return (
    <Dialog
      id={props.id}
      title={props.title}
      ref={(element) => {
        dialog = element;
        element.addEventListener("close", () => props.onClose());
      }}
    >
      <Show when={props.isOpen}>{props.children}</Show>
    </Dialog>
  );
}
