import { describe, expect, it } from "vitest";
import "../../schema.ts";
import { declareScopes, describeScope, SCOPES, withIncluded } from "./scopes.ts";

describe("scopes", () => {
  it("are each declared by exactly one room", () => {
    expect(SCOPES).toEqual(["READ", "WRITE", "TRACKING_WRITE", "TIMERS_WRITE"]);
    for (const scope of SCOPES) {
      expect(describeScope(scope)).toMatch(/\.$/);
      expect(() => declareScopes({ [scope]: { allows: "Anything." } })).toThrow(`${scope} is declared twice`);
    }
  });

  it.each([
    [["READ"], ["READ"]],
    [["TRACKING_WRITE"], ["TRACKING_WRITE"]],
    [
      ["TIMERS_WRITE", "READ"],
      ["READ", "TIMERS_WRITE"],
    ],
    // Who may change something reads what the change answers.
    [["WRITE"], ["READ", "WRITE", "TRACKING_WRITE", "TIMERS_WRITE"]],
    [[], []],
  ] as const)("%j include %j", (held, included) => {
    expect([...withIncluded(held)]).toEqual(included);
  });

  it("say which others they include", () => {
    expect(describeScope("WRITE")).toMatch(/ Includes `READ`, `TRACKING_WRITE` and `TIMERS_WRITE`\.$/);
    expect(describeScope("READ")).not.toMatch(/Includes/);
  });
});
