import { createEffect, type JSX, on, Show } from "solid-js";
import { Dialog } from "./Dialog.tsx";

interface FreshDialogProps {
  readonly id: string;
  readonly title: string;
  readonly isOpen: boolean;
  /** Was closed, by whatever means. */
  readonly onClose: () => void;
  readonly children: JSX.Element;
}

/**
 * A dialog whose content lives while it is open, so that nothing of what was typed stays in it afterwards. The
 * focus begins on what says `autofocus`, else in its first field.
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
