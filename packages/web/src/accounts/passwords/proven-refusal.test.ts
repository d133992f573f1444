import { describe, expect, it } from "vitest";
import { PROOF, provenOutcome, unsendable } from "./proven-refusal.ts";

describe("a form that asks for the account's password", () => {
  it("is not sent without it, and says at once what else is missing", () => {
    const refused = unsendable("", { newEmail: ["Write an address."] });
    expect(refused?.fields).toEqual({
      [PROOF]: ["Type the password that you log in with."],
      newEmail: ["Write an address."],
    });
    expect(refused?.notice).toBeNull();
  });

  it("is sent when nothing is missing", () => {
    expect(unsendable("secret", {})).toBeNull();
    expect(unsendable("secret", { newEmail: [] })).toBeNull();
  });

  it("tells a wrong password at its field, not over the form", () => {
    const answer = { __typename: "WrongLogin", message: "That e-mail and password do not match." };
    const outcome = provenOutcome({}, answer, []);
    expect(outcome).toEqual({
      refusal: {
        fields: { [PROOF]: ["This is not the password that you log in with."] },
        notice: null,
        waitMs: null,
      },
    });
  });

  it("tells too many tries over the form, with their wait", () => {
    const message = "Too many tries. You can try again in 00:30.";
    const answer = { __typename: "TooManyTries", message, retryAfterSeconds: 30 };
    expect(provenOutcome({}, answer, [])).toEqual({
      refusal: { fields: {}, notice: message, waitMs: 30_000 },
    });
  });

  it("is taken when the answer is no refusal", () => {
    const answer = { __typename: "ChangePasswordPayload", user: { id: "1" } };
    expect(provenOutcome({}, answer, [])).toEqual({ taken: answer });
  });
});
