import { createSignal, type JSX, Show } from "solid-js";
import { Icon } from "./Icon.tsx";

/**
 * A button that opens a menu. The menu's content is created when it opens, and a click on one of its buttons closes
 * it.
 */
export function MoreMenu(props: {
  /** Unique on the page. */
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
          // Not earlier: focus returns to the button only while the focused element is still in the menu.
          element.addEventListener("toggle", (event) => event.newState === "closed" && setOpen(false));
          // Keys in the menu do not act on the row that it belongs to.
          element.addEventListener("keydown", (event) => event.stopPropagation());
          // The buttons' own handlers run first.
          element.addEventListener("click", () => menu?.hidePopover());
        }}
      >
        <Show when={isOpen()}>{props.children}</Show>
      </div>
    </>
  );
}
