import { expect, test } from "vitest";
import { strengthOf } from "./password-strength.ts";

test("a common password is very weak, with a reason", () => {
  expect(strengthOf("password", [])).toEqual({
    score: 0,
    words: "Very weak",
    advice: expect.stringMatching(/used password\.$/),
  });
});
test("unrelated words are very strong", () => {
  expect(strengthOf("lamppost quiver ninety gravel", [])).toEqual({
    score: 4,
    words: "Very strong",
    advice: "",
  });
});
test("the person's own names make a password weaker", () => {
  const plain = strengthOf("zamoyskaquirl", []);
  const known = strengthOf("zamoyskaquirl", ["ilse@example.org", "Quirl", "Zamoyska"]);
  expect(known.score).toBeLessThan(plain.score);
});
test("the advice is in British spelling, in whole sentences", () => {
  const advice = ["Password", "PASSWORD", "Aaaaaaa", "qwertyuiop"].map((text) => strengthOf(text, []).advice);
  expect(advice.join(" ")).not.toMatch(/apitaliz/);
  for (const words of advice) expect(words).toMatch(/\.$/);
});
test("a very long password is rated by its beginning", () => {
  expect(strengthOf("correct horse battery staple ".repeat(4).slice(0, 128), []).score).toBeGreaterThan(2);
});
