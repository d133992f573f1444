import { describe, expect, it } from "vitest";
import { moved } from "./task-order.ts";

const LIST = ["a", "b", "c", "d"];

describe("a task that is moved to another's place", () => {
  it("stands where that one stood, whichever way it came", () => {
    expect(moved(LIST, "a", "c")).toEqual(["b", "c", "a", "d"]);
    expect(moved(LIST, "d", "b")).toEqual(["a", "d", "b", "c"]);
    for (const id of LIST) {
      for (const other of LIST) expect(moved(LIST, id, other).indexOf(id)).toBe(LIST.indexOf(other));
    }
  });

  it("leaves the others in their order", () => {
    expect(moved(LIST, "b", "d").filter((id) => id !== "b")).toEqual(["a", "c", "d"]);
  });

  it("stays where the other is not in the list", () => {
    expect(moved(LIST, "a", "x")).toBe(LIST);
    expect(moved(LIST, "x", "a")).toBe(LIST);
  });
});
