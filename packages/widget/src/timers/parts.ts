import { h } from "../view/dom.ts";

/** An element that the style sheet knows by its part's name. */
export function part<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = h(tag, "", ...children);
  element.dataset.part = name;
  return element;
}

/**
 * Puts just these children into an element, in this order. The one with the focus keeps it, which moving it
 * would take away.
 */
export function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  if (
    parent.childElementCount === children.length &&
    children.every((child, i) => child === parent.children[i])
  )
    return;
  const root = parent.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  parent.replaceChildren(...children);
  if (focused instanceof HTMLElement && parent.contains(focused)) focused.focus();
}
