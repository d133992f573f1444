import { expect, test } from "vitest";
import { missingOf } from "./door-values.ts";

test("every empty field is named at once; spaces are empty too", () => {
  expect(missingOf({ email: " ", password: "" })?.fields).toEqual({
    email: ["Enter your e-mail address."],
    password: ["Enter your password."],
  });
  expect(missingOf({ email: "ilse@example.org", password: "x" })).toBeNull();
});
