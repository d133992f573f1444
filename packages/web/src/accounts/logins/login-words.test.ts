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
  it("says when it was used and begun, and where from", () => {
    expect(loginLine(login, now, "UTC")).toBe("Used 2 hours ago · 192.0.2.7 · begun on 9 November");
  });

  it("says of the one that looks that it is this one", () => {
    const here = { ...login, isCurrent: true };
    expect(loginLine(here, now, "UTC")).toBe("This one · 192.0.2.7 · begun on 9 November");
  });
});

it.each([
  ["Chrome on Android", true],
  ["Safari on iOS", true],
  ["Firefox on Linux", false],
  ["Unknown device", false],
])("%s is held in the hand: %s", (device, held) => {
  expect(isPhone(device)).toBe(held);
});

describe("an address's line", () => {
  it.each([
    [true, "OFF", "Confirmed as yours"],
    [false, "OFF", "Not confirmed: this server sends no mail"],
    [false, "ON", "Not confirmed"],
    [false, "DELAYED", "Not confirmed · Mail waits at present and goes out as soon as it can"],
    [false, null, "Not confirmed"],
  ] as const)("confirmed: %s, mail: %s", (isConfirmed, mail, words) => {
    expect(emailLine(isConfirmed, mail)).toBe(words);
  });
});
