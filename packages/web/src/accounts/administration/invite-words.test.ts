import { describe, expect, it } from "vitest";
import { setZone } from "../../lib/time/local-time.ts";
import { inviteName, invitePath, inviteState } from "./invite-words.ts";

const now = Date.parse("2026-11-20T14:42:00Z");
setZone("UTC");

describe("an invitation", () => {
  it.each([
    [{ expiresAt: "2026-11-27T10:00:00Z", usedAt: null }, "Valid until 27 November"],
    [{ expiresAt: "2026-11-19T10:00:00Z", usedAt: null }, "Expired on 19 November, unused"],
    [{ expiresAt: "2026-11-19T10:00:00Z", usedAt: "2026-11-18T10:00:00Z" }, "Used on 18 November"],
  ])("%o: %s", (invite, words) => {
    expect(inviteState(invite, now)).toBe(words);
  });

  it("is named after its creation time", () => {
    expect(inviteName({ createdAt: "2026-11-20T12:40:00Z" }, now)).toBe("Created 2 hours ago");
  });

  it("is passed in the URL fragment, which browsers never send", () => {
    expect(invitePath("aB-_1")).toBe("/register#invite=aB-_1");
  });
});
