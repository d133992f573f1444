import { describe, expect, it } from "vitest";
import { aheadAfter } from "./server-clock.ts";

describe("the server's clock", () => {
  it("is first taken to be read half way between asking and hearing", () => {
    expect(aheadAfter(null, 100_000, 90_000, 400)).toBe(10_200);
  });

  it("stays as it was known while an answer could have been under way that long", () => {
    expect(aheadAfter(10_200, 100_000, 90_000, 400)).toBe(10_200);
    expect(aheadAfter(10_200, 200_000, 189_900, 400)).toBe(10_200);
  });

  it("is moved no further than an answer proves", () => {
    expect(aheadAfter(10_200, 100_000, 88_000, 400)).toBe(12_000);
    expect(aheadAfter(10_200, 100_000, 95_000, 400)).toBe(5_400);
  });
});
