const SVG = "http://www.w3.org/2000/svg";

/** An element with children and an id; "" for no id. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  id = "",
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.id = id;
  element.append(...children);
  return element;
}

/** A button that calls `act` when clicked. */
export function button(
  id: string,
  act: () => void,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const element = h("button", id, ...children);
  element.onclick = act;
  return element;
}

/** An icon with a single path on a grid of 24. */
export function drawing(d: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.append(document.createElementNS(SVG, "path"));
  redraw(svg, d);
  return svg;
}

/** Replaces the path of an icon. */
export function redraw(svg: SVGElement, d: string): void {
  svg.firstElementChild?.setAttribute("d", d);
}

/** Writes the text, nothing by default, only if it differs, to avoid needless announcements and layout. */
export function write(element: Element, text = ""): void {
  if (element.textContent !== text) element.textContent = text;
}
