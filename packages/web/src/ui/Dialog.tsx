import type { JSX } from "solid-js";
import { Icon } from "./Icon.tsx";

interface DialogProps {
  readonly id: string;
  readonly title: string;
  readonly children: JSX.Element;
  readonly ref?: (dialog: HTMLDialogElement) => void;
}

/** A native modal dialog; `showModal()` on its ref opens it. */
export function Dialog(props: DialogProps) {
  let dialog: HTMLDialogElement | undefined;
  const keep = (element: HTMLDialogElement) => {
    dialog = element;
    props.ref?.(element);
  };
  return (
    <dialog data-ui="dialog" id={props.id} aria-labelledby={`${props.id}-h`} ref={keep}>
      <div>
        <header>
          <h2 id={`${props.id}-h`}>{props.title}</h2>
          <button
            type="button"
            data-ui="button"
            data-tone="quiet"
            data-icon
            aria-label="Close"
            onClick={() => dialog?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
