import { z } from "zod";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import "../errors.graphql.ts";
import {
  Busy,
  ConfirmationNeeded,
  EmailTaken,
  LinkExpired,
  PasswordLoginOff,
  RegistrationClosed,
} from "../errors.ts";
import { LoginPayload } from "../logins/login.graphql.ts";
import { onlyCredentialOperation } from "../passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "../passwords/password-proof.ts";
import { timezoneRule } from "../profile.graphql.ts";
import { confirmRegistration, register } from "./registration.ts";
import { addressIssue, passwordFormIssues } from "./registration-input.ts";

const name = z.string().trim().max(100, "At most 100 characters.").nullish();
const code = z.string().max(200, "At most 200 characters.").nullish();

/** Tells what `judge` finds wrong with a text, each with its own code. */
function judged(judge: (text: string) => readonly { code: string; message: string }[]) {
  return z.string().superRefine((text, context) => {
    for (const { code, message } of judge(text))
      context.addIssue({ code: "custom", params: { code }, message });
  });
}

const RegisterInput = builder
  .inputType("RegisterInput", {
    description: "A new account.",
    fields: (t) => ({
      email: t.string({
        required: true,
        description: "With a dotted domain, at most 254 characters; unique ignoring case.",
      }),
      password: t.string({
        required: true,
        description:
          "At most 128 characters: 15 of any kind, or 12 with lower case, upper case, a digit and a symbol.",
      }),
      firstName: t.string({ description: "At most 100 characters." }),
      lastName: t.string({ description: "At most 100 characters." }),
      timezone: t.string({
        description: "IANA name of the browser's zone; left out: the guest's, else UTC.",
      }),
      inviteCode: t.string({ description: "Where registration is by invitation: the invitation's code." }),
      setupCode: t.string({
        description: "Makes the account the server's first administrator: the code it prints at its start.",
      }),
      claimGuest: t.boolean({
        defaultValue: true,
        description: "Whether the browser's guest becomes the account, with everything it has.",
      }),
    }),
  })
  .validate(
    z.object({
      email: judged((text) => [addressIssue(text)].filter((issue) => issue !== null)),
      password: judged(passwordFormIssues),
      firstName: name,
      lastName: name,
      timezone: timezoneRule.nullish(),
      inviteCode: code,
      setupCode: code,
      claimGuest: z.boolean().nullish(),
    }),
  );

builder.mutationField("register", (t) =>
  t.field({
    type: LoginPayload,
    errors: {
      types: [InvalidInputError, EmailTaken, ConfirmationNeeded, RegistrationClosed, Busy, PasswordLoginOff],
    },
    description:
      "Makes an account and logs in to it; where the server sends mail, mails a link that `confirmRegistration` takes. A guest becomes the account, with everything they have. Limited by address (30 an hour).",
    args: { input: t.arg({ type: RegisterInput, required: true, description: "The account." }) },
    resolve: (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return register(context, { ...input, claimGuest: input.claimGuest ?? true });
    },
  }),
);

const ConfirmRegistrationInput = builder
  .inputType("ConfirmRegistrationInput", {
    description: "What the link carries, and the password that was chosen.",
    fields: (t) => ({
      token: t.string({ required: true, description: "What stands behind the hash sign of the link." }),
      password: t.string({ required: true, description: "As it was given to `register`." }),
    }),
  })
  .validate(z.object({ token: z.string().max(200), password: z.string() }));

builder.mutationField("confirmRegistration", (t) =>
  t.field({
    type: LoginPayload,
    errors: { types: [InvalidInputError, LinkExpired, EmailTaken, ...LOGIN_REFUSALS] },
    description:
      "Makes the account of a registration whose mailed link was opened, and logs in to it. The password shows that it was the same person who registered.",
    args: {
      input: t.arg({ type: ConfirmRegistrationInput, required: true, description: "Link and password." }),
    },
    resolve: (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return confirmRegistration(context, input.token, input.password);
    },
  }),
);
