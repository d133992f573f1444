// @vitest-environment happy-dom
import { createRoot } from "solid-js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useKeys } from "./keyboard.ts";

const next = vi.fn();
let stop = () => {};
beforeEach(() => {
  next.mockClear();
  stop = createRoot((dispose) => {
    useKeys({ n: next });
    return dispose;
  });
});
afterEach(() => stop());

function pressIn(html: string) {
  document.body.innerHTML = html;
  const key = new KeyboardEvent("keydown", { key: "n", bubbles: true, composed: true });
  document.body.firstElementChild?.dispatchEvent(key);
}

it.each(["<input>", '<input type="search">', "<textarea></textarea>", "<select></select>"])(
  "a single key is not taken from %s",
  (html) => {
    pressIn(html);
    expect(next).not.toHaveBeenCalled();
  },
);

it.each([
  "<p></p>",
  "<button></button>",
  '<input type="checkbox" role="switch">',
  '<input type="radio">',
  '<input type="range">',
])("a single key works on %s, which takes no text", (html) => {
  pressIn(html);
  expect(next).toHaveBeenCalledOnce();
});
