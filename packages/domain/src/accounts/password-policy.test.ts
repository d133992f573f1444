import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  normalisedPassword,
  type PasswordFacts,
  passwordProblems,
  shapeProblems,
} from "./password-policy.ts";

const listed = new Set(["password", "qwertyuiop12345", "1qazxsw23edcvfr4", "dragon"]);
const facts = (more: Partial<PasswordFacts> = {}): PasswordFacts => ({
  isListed: (text) => listed.has(text),
  wasUsed: false,
  isBreached: false,
  ...more,
});

const codesOf = (password: string, more: Partial<PasswordFacts> = {}) =>
  passwordProblems(password, facts(more)).map(({ code }) => code);

describe("a password is accepted", () => {
  test.each([
    "Ab3!efghijkl",
    "fifteen letters",
    "пятнадцать букв!",
    "Ünïcode-Pass9",
    "correct horse battery staple",
    "🐎🔋📎✓🐘🐎🔋📎✓🐘🐎🔋📎✓🐘",
  ])("%j", (password) => {
    expect(passwordProblems(password, facts())).toEqual([]);
  });
});

describe("a password is refused, with every reason at once", () => {
  test.each([
    ["", ["TOO_SIMPLE", "TOO_FEW_DIFFERENT"]],
    ["x", ["TOO_SIMPLE", "TOO_FEW_DIFFERENT"]],
    ["Ab3!efghijk", ["TOO_SIMPLE"]],
    ["Ab3efghijklm", ["TOO_SIMPLE"]],
    ["ab3!efghijkl", ["TOO_SIMPLE"]],
    ["fourteen chars", ["TOO_SIMPLE"]],
    ["Aa1!Aa1!Aa1!", ["TOO_FEW_DIFFERENT"]],
    ["qwertyuiop12345", ["WEAK"]],
    ["QwertyUIOP12345", ["WEAK"]],
    ["Password2026!", ["WEAK"]],
    ["!!2026Dragon!!", ["WEAK"]],
    [`${"aB3!".repeat(32)}x`, ["TOO_BIG"]],
    ["a".repeat(10_000), ["TOO_BIG", "TOO_FEW_DIFFERENT"]],
  ])("%j: %j", (password, problems) => {
    expect(codesOf(password)).toEqual(problems);
  });

  test("when it was used before and when it was stolen", () => {
    const known = { wasUsed: true, isBreached: true };
    expect(codesOf("correct horse battery staple", known)).toEqual(["USED_BEFORE", "BREACHED"]);
  });

  test.each([
    ["Ab3!efghijk", "Make it 12 characters."],
    ["abcdefgh", "Make it 12 characters with an upper case letter, a digit and a symbol, or 15 of any kind."],
    ["abcdEFGHijkl", "Add a digit and a symbol, or make it 15 characters."],
    ["ABCD1234!!!!", "Add a lower case letter, or make it 15 characters."],
  ])("%j: %s", (password, message) => {
    expect(passwordProblems(password, facts())[0]?.message).toBe(message);
  });
});

test("128 characters are not too many, whatever they are made of", () => {
  expect(passwordProblems("🐎🔋📎✓🐘a1!".repeat(16), facts())).toEqual([]);
});

test("the same password typed on two keyboards compares as equal", () => {
  expect(normalisedPassword("Café Ｃｒèｍｅ")).toBe(normalisedPassword("Café Crème"));
});

test("more characters never add a problem, up to 128", () => {
  const text = fc.string({ minLength: 1, maxLength: 60, unit: "grapheme-ascii" });
  fc.assert(
    fc.property(text, text, (password, more) => {
      const shapes = (whole: string) => shapeProblems(whole).map(({ code }) => code);
      expect(shapes(password)).toEqual(expect.arrayContaining(shapes(password + more)));
    }),
    { numRuns: 2000 },
  );
});

test("a text that no password can be is refused before it is normalised, which would take seconds", () => {
  const normalize = vi.spyOn(String.prototype, "normalize");
  const password = `a${"\u0301".repeat(65_000)}${"\u0316".repeat(65_000)}`;
  expect(normalisedPassword(password)).toBe(password);
  expect(normalize).not.toHaveBeenCalled();
  normalize.mockRestore();
});
