import { onCleanup } from "solid-js";

/**
 * Moves the focus on when the element that holds it is removed, so that keyboard users do not lose their place: to
 * the next sibling, else the previous one, else the first task, else the page.
 */
export function passFocusOn(element: () => HTMLElement | undefined): void {
  onCleanup(() => {
    const going = element();
    if (!going?.contains(document.activeElement)) return;
    const heirs = [going.nextElementSibling, going.previousElementSibling];
    // The siblings may be removed with it.
    queueMicrotask(() => {
      const heir =
        heirs.find((each) => each?.isConnected && each.hasAttribute("tabindex")) ??
        document.querySelector('[data-part="tasklist"] > [tabindex="0"]') ??
        document.getElementById("main");
      if (heir instanceof HTMLElement) heir.focus();
    });
  });
}
