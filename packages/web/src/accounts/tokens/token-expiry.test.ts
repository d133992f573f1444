import { describe, expect, it } from "vitest";
import { expiryOf, LIFETIMES, USUAL_LIFETIME } from "./token-expiry.ts";

const now = Date.parse("2026-11-20T14:42:00Z");

describe("a token created now expires", () => {
  it.each([
    ["30 days", "2026-12-20T14:42:00.000Z"],
    ["90 days", "2027-02-18T14:42:00.000Z"],
    ["A year", "2027-11-20T14:42:00.000Z"],
    ["Never", null],
  ])("after %s", (lifetime, end) => {
    expect(expiryOf(lifetime, now)).toBe(end);
  });

  it("by default", () => {
    expect(LIFETIMES.map(({ name }) => name)).toContain(USUAL_LIFETIME);
    expect(expiryOf(USUAL_LIFETIME, now)).not.toBeNull();
  });

  it("only after a lifetime that is offered", () => {
    expect(() => expiryOf("A fortnight", now)).toThrow(RangeError);
  });
});
