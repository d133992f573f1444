import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../testing/property-runs.ts";
import { uuidv7 } from "./uuid.ts";

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe("an id", () => {
  it("matches the example of RFC 9562, appendix A.6, for the same time and random bits", () => {
    const bits = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(0x017f22e279b0, bits)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  it("has version 7 and the variant of RFC 9562 whatever the bits, and contains its millisecond", () => {
    fc.assert(
      fc.property(instant, random, (now, bits) => {
        const id = uuidv7(now, bits);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(now);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("sorts after every id made in an earlier millisecond", () => {
    fc.assert(
      fc.property(instant, instant, random, random, (a, b, bitsOfA, bitsOfB) => {
        fc.pre(a < b);
        expect(uuidv7(a, bitsOfA) < uuidv7(b, bitsOfB)).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("differs from another of the same millisecond in each of its 74 random bits", () => {
    const zero = uuidv7(1, new Uint8Array(10));
    const different = Array.from({ length: 80 }, (_, bit) => {
      const bytes = new Uint8Array(10);
      bytes[bit >> 3] = 1 << (bit & 7);
      return uuidv7(1, bytes);
    }).filter((id) => id !== zero);
    expect(new Set(different).size).toBe(74);
  });
});
