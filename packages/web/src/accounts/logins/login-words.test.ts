import { describe, expect, it } from "vitest";
import { emailLine } from "../door/email-words.ts";
import { isPhone, loginLine } from "./login-words.ts";

const now = Date.parse("2026-11-20T14:42:00Z");
const login = {
  isCurrent: false,
  address: "192.0.2.7",
  createdAt: "2026-11-09T08:00:00Z",
  lastUsedAt: "2026-11-20T12:40:00Z",
};

describe("a login's line", () => {
  it("says when it was used, from where, and since when it exists", () => {
    expect(loginLine(login, now, "UTC")).toBe("Used 2 hours ago · 192.0.2.7 · logged in on 9 November");
  });

  it("marks the current login", () => {
    const here = { ...login, isCurrent: true };
    expect(loginLine(here, now, "UTC")).toBe("This browser · 192.0.2.7 · logged in on 9 November");
  });
});

it.each([
  ["Chrome on Android", true],
  ["Safari on iOS", true],
  ["Firefox on Linux", false],
  ["Unknown device", false],
])("%s is a phone: %s", (device, held) => {
  expect(isPhone(device)).toBe(held);
});

describe("an address's line", () => {
  it.each([
    [true, "OFF", "Confirmed"],
    [false, "OFF", "Not confirmed: this server does not send mail"],
    [false, "ON", "Not confirmed"],
    [false, "DELAYED", "Not confirmed · Mail is delayed and will be sent as soon as possible"],
    [false, null, "Not confirmed"],
  ] as const)("confirmed: %s, mail: %s", (isConfirmed, mail, words) => {
    expect(emailLine(isConfirmed, mail)).toBe(words);
  });
});
