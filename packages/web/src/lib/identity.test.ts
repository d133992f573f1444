import { describe, expect, test } from "vitest";
import { createIdentity } from "./identity.ts";

function anIdentity(isChanging = false) {
  const told: string[] = [];
  const identity = createIdentity({
    isChanging: () => isChanging,
    onOther() {
      told.push("other");
      // The page is left.
      isChanging = true;
    },
    onEnded: () => told.push("ended"),
  });
  return { identity, told };
}

describe("a page", () => {
  test("of a visitor accepts any viewer", () => {
    const { identity, told } = anIdentity();
    expect([null, null, "ilse", "ilse"].map((id) => identity.hear(id))).toEqual([true, true, true, true]);
    expect(told).toEqual([]);
  });

  test("of one person rejects an answer for another", () => {
    const { identity, told } = anIdentity();
    identity.hear("ilse");
    expect(identity.hear("jana")).toBe(false);
    expect(told).toEqual(["other"]);
    expect(identity.ended()).toBe(false);
  });

  test("takes no more answers while it is left because somebody else is logged in", () => {
    const { identity, told } = anIdentity();
    identity.hear("ilse");
    expect(["jana", "jana", "ilse"].map((id) => identity.hear(id))).toEqual([false, false, false]);
    expect(told).toEqual(["other"]);
  });

  test("knows its viewer from the cache before the first answer", () => {
    const { identity, told } = anIdentity();
    identity.suppose("ilse");
    expect(identity.hear("jana")).toBe(false);
    expect(told).toEqual(["other"]);
  });

  test("reports once that its login has ended, and reloads when somebody logs in again", () => {
    const { identity, told } = anIdentity();
    identity.hear("ilse");
    expect(identity.hear(null)).toBe(false);
    expect(identity.hear(null)).toBe(false);
    expect(identity.ended()).toBe(true);
    expect(told).toEqual(["ended"]);
    expect(identity.hear("ilse")).toBe(false);
    expect(told).toEqual(["ended", "other"]);
  });

  test("accepts every viewer while it changes the viewer itself", () => {
    const { identity, told } = anIdentity(true);
    identity.suppose("guest");
    expect(identity.hear(null)).toBe(true);
    expect(identity.hear("ilse")).toBe(true);
    expect(told).toEqual([]);
  });
});
