import { CombinedError } from "@urql/core";
import { expect, test } from "vitest";
import { outcomeOf } from "./refusal.ts";
import { emptyFields } from "./typed.ts";

const refused = (answer: { message: string }) => {
  const outcome = outcomeOf({}, answer, ["email", "password"]);
  return "refusal" in outcome ? outcome.refusal : null;
};
const issue = (field: string, message: string) => ({ path: [field], message });

test("every issue stands at its field, and several of one field together", () => {
  const issues = [issue("email", "No."), issue("password", "Short."), issue("password", "Weak.")];
  expect(refused({ message: "No. Short. Weak.", ...{ issues } })).toEqual({
    fields: { email: ["No."], password: ["Short.", "Weak."] },
    notice: null,
    waitMs: null,
  });
});

test("an issue of something that the form does not show stands over the whole form", () => {
  const issues = [issue("email", "No."), issue("timezone", "No such zone.")];
  expect(refused({ message: "…", ...{ issues } })).toMatchObject({
    fields: { email: ["No."] },
    notice: "No such zone.",
  });
});

test("a refusal without issues speaks for the whole form, with the wait it asks for", () => {
  const answer = { message: "Too many tries.", ...{ retryAfterSeconds: 30 } };
  expect(refused(answer)).toEqual({ fields: {}, notice: "Too many tries.", waitMs: 30_000 });
});

test("what carries no message was taken", () => {
  expect(outcomeOf({}, { user: { id: "ilse" } }, [])).toEqual({ taken: { user: { id: "ilse" } } });
});

test("a server out of reach and a limit of requests are told in a form's words", () => {
  const gone = outcomeOf({ error: new CombinedError({ networkError: new Error("gone") }) }, undefined, []);
  expect(gone).toMatchObject({ refusal: { notice: expect.stringContaining("What you typed stays here") } });
  const extensions = { code: "RATE_LIMITED", retryAfterSeconds: 150 };
  const limited = new CombinedError({ graphQLErrors: [{ message: "Slow down.", extensions }] });
  expect(outcomeOf({ error: limited }, undefined, [])).toMatchObject({
    refusal: { notice: "Too many tries. You can try again in 02:30.", waitMs: 150_000 },
  });
});

test("every empty field is named at once; spaces are empty too", () => {
  expect(emptyFields({ email: " ", password: "" })?.fields).toEqual({
    email: ["Enter your e-mail address."],
    password: ["Enter your password."],
  });
  expect(emptyFields({ email: "ilse@example.org", password: "x" })).toBeNull();
});
