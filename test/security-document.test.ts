import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const document = readFileSync(new URL("../docs/security.md", import.meta.url), "utf8");
const rows = document
  .split("\n")
  .filter((line) => line.startsWith("|") && line.includes(".test.ts`"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** Each test that a defence refers to: its file, and words from its title. */
const named = rows.flatMap(([, defence = "", tests = ""]) =>
  [...tests.matchAll(/`([^`]+\.test\.ts)` "([^"]+)"/g)].map(([, file = "", title = ""]) => ({
    defence,
    file,
    title,
  })),
);

describe("the document on security", () => {
  it("names a test for every defence", () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const [, defence = ""] of rows)
      expect(
        named.some((test) => test.defence === defence),
        defence,
      ).toBe(true);
  });

  it.each(named)("finds in $file the test: $title", ({ file, title }) => {
    const text = readFileSync(new URL(`../packages/api/src/${file}`, import.meta.url), "utf8");
    const titles = [...text.matchAll(/(["`])((?:\\.|(?!\1).)*)\1/g)].map(([, , words = ""]) => words);
    expect(titles.some((words) => words.includes(title))).toBe(true);
  });
});
