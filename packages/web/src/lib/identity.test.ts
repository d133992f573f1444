import { describe, expect, test } from "vitest";
import { createIdentity } from "./identity.ts";

function anIdentity(isChanging = false) {
  const told: string[] = [];
  const identity = createIdentity({
    isChanging: () => isChanging,
    onOther: () => told.push("other"),
    onEnded: () => told.push("ended"),
  });
  return { identity, told };
}

describe("a page", () => {
  test("of a visitor becomes anybody's", () => {
    const { identity, told } = anIdentity();
    expect([null, null, "ilse", "ilse"].map((id) => identity.hear(id))).toEqual([true, true, true, true]);
    expect(told).toEqual([]);
  });

  test("of somebody takes no answer for somebody else", () => {
    const { identity, told } = anIdentity();
    identity.hear("ilse");
    expect(identity.hear("jana")).toBe(false);
    expect(told).toEqual(["other"]);
    expect(identity.ended()).toBe(false);
  });

  test("knows from what it kept whose it is, before any answer", () => {
    const { identity, told } = anIdentity();
    identity.suppose("ilse");
    expect(identity.hear("jana")).toBe(false);
    expect(told).toEqual(["other"]);
  });

  test("says once that its login has ended, and is loaded anew when somebody is there again", () => {
    const { identity, told } = anIdentity();
    identity.hear("ilse");
    expect(identity.hear(null)).toBe(false);
    expect(identity.hear(null)).toBe(false);
    expect(identity.ended()).toBe(true);
    expect(told).toEqual(["ended"]);
    expect(identity.hear("ilse")).toBe(false);
    expect(told).toEqual(["ended", "other"]);
  });

  test("is not surprised while it changes who it is itself", () => {
    const { identity, told } = anIdentity(true);
    identity.suppose("guest");
    expect(identity.hear(null)).toBe(true);
    expect(identity.hear("ilse")).toBe(true);
    expect(told).toEqual([]);
  });
});
