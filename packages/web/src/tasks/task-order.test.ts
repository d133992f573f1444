import { describe, expect, it } from "vitest";
import { moved } from "./task-order.ts";

const LIST = ["a", "b", "c", "d"];

describe("a task that is moved to the place of another", () => {
  it("takes its position, in either direction", () => {
    expect(moved(LIST, "a", "c")).toEqual(["b", "c", "a", "d"]);
    expect(moved(LIST, "d", "b")).toEqual(["a", "d", "b", "c"]);
    for (const id of LIST) {
      for (const other of LIST) expect(moved(LIST, id, other).indexOf(id)).toBe(LIST.indexOf(other));
    }
  });

  it("keeps the others in order", () => {
    expect(moved(LIST, "b", "d").filter((id) => id !== "b")).toEqual(["a", "c", "d"]);
  });

  it("does not move if one of the two is not in the list", () => {
    expect(moved(LIST, "a", "x")).toBe(LIST);
    expect(moved(LIST, "x", "a")).toBe(LIST);
  });
});
