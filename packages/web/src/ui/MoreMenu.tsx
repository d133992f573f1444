import { createSignal, type JSX, Show } from "solid-js";
import { Icon } from "./Icon.tsx";

/**
 * A button with a menu behind it, whose content is made when it is opened. A press of one of its buttons closes
 * it.
 */
export function MoreMenu(props: {
  /** Of this menu alone on the page. */
  readonly id: string;
  readonly label: string;
  readonly small?: boolean;
  readonly children: JSX.Element;
}) {
  const [isOpen, setOpen] = createSignal(false);
  let menu: HTMLDivElement | undefined;
  return (
    <>
      <button
        type="button"
        data-ui="button"
        data-tone="quiet"
        data-icon
        data-size={props.small ? "s" : undefined}
        aria-label={props.label}
        popovertarget={props.id}
      >
        <Icon name="more" />
      </button>
      <div
        data-ui="menu"
        id={props.id}
        popover="auto"
        ref={(element) => {
          menu = element;
          element.addEventListener("beforetoggle", (event) => event.newState === "open" && setOpen(true));
          // Not before: the focus within it goes back to the button only while it is there.
          element.addEventListener("toggle", (event) => event.newState === "closed" && setOpen(false));
          // The buttons themselves hear of the press first.
          element.addEventListener("click", () => menu?.hidePopover());
        }}
      >
        <Show when={isOpen()}>{props.children}</Show>
      </div>
    </>
  );
}
