import { describe, expect, it } from "vitest";
import { isOfWidget, SCOPES } from "./token-scopes.ts";
import { tokenLine } from "./token-words.ts";

const now = Date.parse("2026-11-20T14:42:00Z");
const token = {
  scopes: ["READ"] as const,
  origin: null,
  createdAt: "2026-09-03T10:00:00Z",
  lastUsedAt: null,
  expiresAt: null,
};

describe("a token's line", () => {
  it("lists the scopes of an unused token", () => {
    expect(tokenLine(token, now, "UTC")).toBe("Read · not used yet · created on 3 September");
  });

  it("says where it may be used, when it was last used and when it expires", () => {
    const bound = {
      ...token,
      scopes: ["READ", "TIMERS_WRITE"] as const,
      origin: "https://www.raterhub.com",
      lastUsedAt: "2026-11-20T14:41:00Z",
      expiresAt: "2027-01-01T10:00:00Z",
    };
    expect(tokenLine(bound, now, "UTC")).toBe(
      "Read, run timers · https://www.raterhub.com · used just now · created on 3 September · expires on 1 January 2027",
    );
  });

  it("says that an old token has expired", () => {
    const old = { ...token, expiresAt: "2026-11-20T14:42:00Z" };
    expect(tokenLine(old, now, "UTC")).toMatch(/ · expired on 20 November$/);
  });
});

describe("the widget's tokens", () => {
  it("are those that can record work, with or without timers, and nothing else", () => {
    expect(isOfWidget(["TRACKING_WRITE"])).toBe(true);
    expect(isOfWidget(["TRACKING_WRITE", "TIMERS_WRITE"])).toBe(true);
    expect(isOfWidget(["TRACKING_WRITE", "TIMERS_WRITE", "READ"])).toBe(false);
    expect(isOfWidget(["READ", "TRACKING_WRITE"])).toBe(false);
    expect(isOfWidget([])).toBe(false);
    for (const { name } of SCOPES) expect(isOfWidget([name])).toBe(name === "TRACKING_WRITE");
  });
});
