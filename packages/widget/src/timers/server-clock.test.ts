import { describe, expect, it } from "vitest";
import { aheadAfter } from "./server-clock.ts";

describe("the server's clock", () => {
  it("is first assumed to be read halfway through the request", () => {
    expect(aheadAfter(null, 100_000, 90_000, 400)).toBe(10_200);
  });

  it("keeps its estimate while the answer's delay can explain the difference", () => {
    expect(aheadAfter(10_200, 100_000, 90_000, 400)).toBe(10_200);
    expect(aheadAfter(10_200, 200_000, 189_900, 400)).toBe(10_200);
  });

  it("is corrected no further than an answer proves", () => {
    expect(aheadAfter(10_200, 100_000, 88_000, 400)).toBe(12_000);
    expect(aheadAfter(10_200, 100_000, 95_000, 400)).toBe(5_400);
  });
});
