// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { change, kept } from "../kept-state.ts";
import { connect } from "../sync.ts";
import { hearKey, recordChord } from "./keyboard.ts";

const CTRL_Q = { code: "KeyQ", ctrlKey: true };

let time = 0;

/** Presses a key on `target` and returns whether the widget kept it from the page and the browser. */
const press = (init: KeyboardEventInit, target: Element = document.body, after = 1000) => {
  const event = new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...init });
  time += after;
  Object.defineProperty(event, "timeStamp", { value: time });
  target.dispatchEvent(event);
  return event.defaultPrevented;
};
const into = (html: string) => {
  document.body.innerHTML = html;
  const element = document.body.firstElementChild;
  if (!element) throw new Error("Nothing there");
  return element;
};
const acted = () => kept.queue.map(({ type }) => type);

document.addEventListener("keydown", hearKey, true);

beforeEach(() => {
  document.body.replaceChildren();
  // No server listens there, so presses stay in the queue.
  connect({ server: "http://127.0.0.1:9", token: "t" });
  change(() => ({ queue: [] }));
});

describe("hotkeys on a page", () => {
  it("drive the session with the classic chords", () => {
    press(CTRL_Q);
    press({ code: "KeyP", ctrlKey: true, shiftKey: true });
    press(CTRL_Q);
    press({ code: "KeyX", ctrlKey: true, shiftKey: true });
    press({ code: "KeyQ", ctrlKey: true, shiftKey: true });
    expect(acted()).toEqual(["NEXT", "PAUSE", "NEXT", "UNDO", "EXIT"]);
  });

  it("use the physical key, not its letter", () => {
    press({ ...CTRL_Q, key: "a" });
    expect(acted()).toEqual(["NEXT"]);
  });

  it("take only their own chords from the page", () => {
    expect(press(CTRL_Q)).toBe(true);
    expect(press({ code: "KeyQ" })).toBe(false);
    expect(press({ code: "KeyQ", ctrlKey: true, altKey: true })).toBe(false);
    expect(press({ code: "KeyC", ctrlKey: true })).toBe(false);
    expect(acted()).toEqual(["NEXT"]);
  });

  it.each(["<input>", '<input type="search">', "<textarea></textarea>", '<p contenteditable="true"></p>'])(
    "are inactive while %s is typed into",
    (html) => {
      expect(press(CTRL_Q, into(html))).toBe(false);
      expect(acted()).toEqual([]);
    },
  );

  it.each(['<input type="radio">', '<input type="checkbox">', "<button></button>", "<select></select>"])(
    "work on %s, which takes no text",
    (html) => {
      press(CTRL_Q, into(html));
      expect(acted()).toEqual(["NEXT"]);
    },
  );

  it("recognize a text field inside a shadow root", () => {
    const field = into("<div></div>")
      .attachShadow({ mode: "open" })
      .appendChild(document.createElement("input"));
    press(CTRL_Q, field);
    expect(acted()).toEqual([]);
  });

  it("act once while held, and not on a key bounce", () => {
    press(CTRL_Q);
    expect(press({ ...CTRL_Q, repeat: true }, document.body, 500)).toBe(true);
    press({ ...CTRL_Q, repeat: true }, document.body, 30);
    press(CTRL_Q, document.body, 149);
    expect(acted()).toEqual(["NEXT"]);
    press(CTRL_Q, document.body, 150);
    expect(acted()).toEqual(["NEXT", "NEXT"]);
  });

  it("do nothing while the page is not connected", () => {
    change(() => ({ link: null }));
    expect(press(CTRL_Q)).toBe(false);
    expect(acted()).toEqual([]);
  });
});

describe("a custom hotkey", () => {
  it("is the next chord, even in a field, and does not act yet", () => {
    recordChord(0);
    expect(press({ code: "KeyN", altKey: true }, into("<input>"))).toBe(true);
    expect(kept.keys[0]).toBe("Alt+N");
    expect(acted()).toEqual([]);
    press({ code: "KeyN", altKey: true });
    expect(acted()).toEqual(["NEXT"]);
  });

  it("swaps with the action that already had it", () => {
    const [next, pause] = kept.keys;
    recordChord(0);
    press({ code: "KeyP", ctrlKey: true, shiftKey: true });
    expect(kept.keys.slice(0, 2)).toEqual([pause, next]);
  });

  it("can be cancelled with Escape", () => {
    const before = kept.keys;
    recordChord(0);
    expect(press({ code: "Escape" })).toBe(true);
    expect(kept.keys).toEqual(before);
    expect(press({ code: "Escape" })).toBe(false);
  });
});
