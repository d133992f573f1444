import { h } from "../view/dom.ts";

/** An element that the style sheet selects by its part's name. */
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
 * Makes these, in this order, the only children of an element. Restores the focus of a focused child, which loses it
 * when it is moved.
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
