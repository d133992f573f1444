import { describe, expect, it } from "vitest";
import { atProof, PROOF, unsendable } from "./proof.ts";

const refused = (__typename: string, words: string) => ({
  words,
  fields: {},
  waitMs: null,
  fault: null,
  answer: { __typename },
});

describe("a form that asks for the account's password", () => {
  it("is not sent without it, and also reports what else is missing", () => {
    expect(unsendable("", { newEmail: ["Enter an address."] })).toEqual({
      words: "",
      fields: {
        [PROOF]: ["Type the password that you log in with."],
        newEmail: ["Enter an address."],
      },
    });
  });

  it("is sent when nothing is missing", () => {
    expect(unsendable("secret", {})).toBeNull();
    expect(unsendable("secret", { newEmail: [] })).toBeNull();
  });

  it("shows a wrong password at its field, not above the form", () => {
    expect(atProof(refused("WrongLogin", "That e-mail and password do not match."))).toEqual({
      words: "",
      fields: { [PROOF]: ["This is not the password that you log in with."] },
    });
  });

  it("passes other refusals through", () => {
    const tries = refused("TooManyTries", "Too many tries. You can try again in 00:30.");
    expect(atProof(tries)).toBe(tries);
  });
});
