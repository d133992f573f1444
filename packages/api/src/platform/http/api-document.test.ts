import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { REQUEST_ERROR_CODES } from "../errors.ts";
import { CLOSE_CODES } from "../websocket/close-codes.ts";

const document = readFileSync(new URL("../../../../../docs/api.md", import.meta.url), "utf8");

/** The first column of the table with this heading. */
function codesUnder(heading: string): string[] {
  const [, table = ""] = document.split(`| ${heading} | meaning |\n|---|---|\n`);
  const [rows = ""] = table.split("\n\n");
  return [...rows.matchAll(/^\| `(\w+)` \| \S/gm)].map(([, code = ""]) => code);
}

it("explains every error code, and no other", () => {
  expect(codesUnder("code")).toEqual([...REQUEST_ERROR_CODES]);
});

it("explains every close code, and no other", () => {
  const codes = Object.values(CLOSE_CODES).sort((a, b) => a - b);
  expect(codesUnder("close code")).toEqual(codes.map(String));
});
