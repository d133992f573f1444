import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { isTextRule, lineRule, linesRule, shortened } from "./text.ts";

const line = lineRule({ most: 10, empty: "Say something." });
const lines = linesRule({ most: 10 });

const codesOf = (rule: typeof line, text: string) => {
  const { error } = rule.safeParse(text);
  return error?.issues.map((issue) => ("params" in issue ? issue.params?.code : issue.code)) ?? [];
};

describe("A text on one line", () => {
  test("is stored with composed letters and single spaces, and trimmed", () => {
    expect(line.parse("  Cafe\u0301 \t\r\n au  ")).toBe("Caf\u00e9 au");
    expect(line.parse("a\u00a0\u2003b")).toBe("a b");
  });

  test("is counted in characters, after cleaning", () => {
    expect(line.parse("🍅".repeat(10))).toBe("🍅".repeat(10));
    expect(codesOf(line, "🍅".repeat(11))).toEqual(["TOO_BIG"]);
    expect(line.parse(`   ${"e\u0301".repeat(10)}   `)).toHaveLength(10);
  });

  test("of only spaces is empty", () => {
    expect(line.safeParse(" \n ").error?.issues[0]?.message).toBe("Say something.");
    expect(lineRule({ most: 10 }).parse("  ")).toBe("");
  });

  test.for([
    "bell \u0007",
    "escape \u001b",
    "delete \u007f",
    "half \ud83c",
    "other half \udf45",
    "c1 \u0085x\u0080",
  ])("is refused when it holds an unprintable character: %j", (text) =>
    expect(codesOf(lineRule({ most: 100 }), text)).toEqual(["UNREADABLE"]),
  );

  test.for(["👩‍🌾 نص", "❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می\u200cخواهم", "क्\u200dष", "נכון\u200f!", "u\u00adber"])(
    "keeps joiners, selectors and marks inside of what is written: %s",
    (text) => expect(lineRule({ most: 100 }).parse(text)).toBe(text),
  );

  test.for([
    "\u200b",
    "\u200d\u200c",
    "\u2060 \u00ad",
    "\u3164",
    "\u115f\u1160",
    "\u2800",
    "\ufe0f",
    "\u{e0041}",
    "\u200e",
  ])("is refused when nothing of it can be seen: %j", (text) =>
    expect(codesOf(lineRule({ most: 100 }), text)).toEqual(["UNREADABLE"]),
  );

  test.for(["a\u202eb", "\u202da", "\u202aa\u202c", "a\u2066", "\u2067a\u2069", "a\u2068b\u2069"])(
    "is refused when it turns the direction of writing: %j",
    (text) => expect(codesOf(lineRule({ most: 100 }), text)).toEqual(["UNREADABLE"]),
  );

  test("reports everything that is wrong with it", () => {
    expect(codesOf(line, `a${"\u0007".repeat(10)}`)).toEqual(["UNREADABLE", "TOO_BIG"]);
  });
});

test("A text that is far too long is refused before it is normalised, which would take seconds", () => {
  const normalize = vi.spyOn(String.prototype, "normalize");
  const marks = `a${"\u0301".repeat(65_000)}${"\u0316".repeat(65_000)}`;
  expect(codesOf(line, marks)).toEqual(["TOO_BIG"]);
  expect(codesOf(lines as typeof line, marks)).toEqual(["TOO_BIG"]);
  expect(normalize).not.toHaveBeenCalled();
  normalize.mockRestore();
});

describe("A text of several lines", () => {
  test("keeps its line breaks and indents, on every platform", () => {
    expect(lines.parse("a\r\n\tb\rc\n")).toBe("a\n\tb\nc");
  });

  test("states its limit with a thousands separator", () => {
    const issue = linesRule({ most: 5000 }).safeParse("字".repeat(5001)).error?.issues[0];
    expect(issue?.message).toBe("At most 5,000 characters.");
  });
});

test("A text that passed a rule passes it again unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
      for (const rule of [lineRule({ most: 20 }), linesRule({ most: 20 })]) {
        const { data } = rule.safeParse(text);
        if (data === undefined) continue;
        expect(rule.parse(data)).toBe(data);
        expect(data).toBe(data.normalize("NFC").trim());
        expect(() => encodeURIComponent(data)).not.toThrow();
      }
    }),
  );
});

test("A text is shortened without splitting characters", () => {
  expect(shortened("🍅🍅🍅", 2)).toBe("🍅🍅");
});

test("A text rule is recognised, also when it is optional", () => {
  expect([line, line.optional(), line.nullish()].map(isTextRule)).toEqual([true, true, true]);
  expect(isTextRule(z.string().nullish())).toBe(false);
});
