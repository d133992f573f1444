import { describe, expect, it } from "vitest";
import { ALTERNATIVE, CLASSIC, chordOf, warning } from "./hotkeys.ts";

const LINUX_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
const CHROMEOS = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
const MAC_FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0";

describe("a chord", () => {
  const keys = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

  it("has its modifiers in a fixed order and uses the physical key", () => {
    expect(chordOf({ ...keys, ctrlKey: true, shiftKey: true, code: "KeyP" })).toBe("Ctrl+Shift+P");
    expect(chordOf({ ...keys, altKey: true, code: "Digit1" })).toBe("Alt+1");
  });

  it("is more than a modifier or a letter, but may be a single function key", () => {
    expect(chordOf({ ...keys, ctrlKey: true, code: "ControlLeft" })).toBe("");
    expect(chordOf({ ...keys, shiftKey: true, code: "KeyP" })).toBe("");
    expect(chordOf({ ...keys, code: "F8" })).toBe("F8");
  });
});

describe("the warning about browser shortcuts", () => {
  it("appears where Firefox quits or opens a private window", () => {
    expect(warning(CLASSIC, LINUX_FIREFOX)).toBe(
      "This browser may quit or act on Ctrl+Q, Ctrl+Shift+P, Ctrl+Shift+Q. The menu has other keys. ",
    );
    expect(warning(CLASSIC, CHROMEOS)).toContain("Ctrl+Shift+Q");
  });

  it("is empty in Chrome and on a Mac", () => {
    expect(warning(CLASSIC, CHROME)).toBe("");
    expect(warning(CLASSIC, MAC_FIREFOX)).toBe("");
  });

  it("is empty for the alternative chords", () => {
    expect(ALTERNATIVE).toEqual(["Alt+Shift+N", "Alt+Shift+P", "Alt+Shift+U", "Alt+Shift+E"]);
    expect(warning(ALTERNATIVE, LINUX_FIREFOX)).toBe("");
  });
});
