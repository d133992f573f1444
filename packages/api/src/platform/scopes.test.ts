import { describe, expect, it } from "vitest";
import { TokenScope } from "../generated/prisma/enums.ts";
import "../schema.ts";
import { declaredScopes, declareScopes, includesScope, SCOPES, scopeName, storedScope } from "./scopes.ts";

describe("scopes", () => {
  it("are named after their stored values", () => {
    expect(SCOPES.map(({ name }) => name)).toEqual([
      "read",
      "write",
      "tracking:write",
      "timers:write",
      "device",
    ]);
    for (const stored of Object.values(TokenScope)) expect(storedScope(scopeName(stored))).toBe(stored);
    expect(() => storedScope("everything")).toThrow("There is no scope everything");
  });

  it("are each declared by exactly one room", () => {
    expect(declaredScopes().map(({ name }) => name)).toEqual(SCOPES.map(({ name }) => name));
    for (const { name } of SCOPES) {
      expect(() => declareScopes({ [name]: { allows: "anything" } })).toThrow(`${name} is declared twice`);
    }
  });

  it.each([
    ["tracking:write", "tracking:write", true],
    ["write", "tracking:write", true],
    ["write", "timers:write", true],
    ["tracking:write", "write", false],
    ["tracking:write", "timers:write", false],
    ["write", "read", false],
    ["read", "write", false],
    ["write", "device", false],
  ] as const)("%s includes %s: %s", (held, wanted, includes) => {
    expect(includesScope(new Set([held]), wanted)).toBe(includes);
  });
});
