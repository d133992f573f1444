import { expect, test } from "vitest";
import { missingOf } from "./door-values.ts";

test("every empty field is reported at once; spaces count as empty", () => {
  expect(missingOf({ email: " ", password: "" })?.fields).toEqual({
    email: ["Enter your e-mail address."],
    password: ["Enter your password."],
  });
  expect(missingOf({ email: "ilse@example.org", password: "x" })).toBeNull();
});
