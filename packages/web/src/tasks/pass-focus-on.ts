import { onCleanup } from "solid-js";

/**
 * Gives the focus to a neighbour when the element that holds it goes, so that the keyboard never ends up nowhere:
 * the next one of its kind, else the one before, else the first task, else the page.
 */
export function passFocusOn(element: () => HTMLElement | undefined): void {
  onCleanup(() => {
    const going = element();
    if (!going?.contains(document.activeElement)) return;
    const heirs = [going.nextElementSibling, going.previousElementSibling];
    // Others may go with it.
    queueMicrotask(() => {
      const heir =
        heirs.find((each) => each?.isConnected && each.hasAttribute("tabindex")) ??
        document.querySelector('[data-part="tasklist"] > [tabindex="0"]') ??
        document.getElementById("main");
      if (heir instanceof HTMLElement) heir.focus();
    });
  });
}
