import { z } from "zod";
import { InvalidInputError } from "../../platform/errors.ts";
import { Busy } from "../../platform/failures.ts";
import { mutation } from "../../platform/mutation.graphql.ts";
import "../errors.graphql.ts";
import { lineRule } from "../../platform/text.ts";
import {
  ConfirmationNeeded,
  EmailTaken,
  LinkExpired,
  PasswordLoginOff,
  RegistrationClosed,
} from "../errors.ts";
import { LoginPayload } from "../logins/login.graphql.ts";
import { onlyCredentialOperation } from "../passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "../passwords/password-proof.ts";
import { personNameRule, timezoneRule } from "../profile.graphql.ts";
import { confirmRegistration, register } from "./registration.ts";
import { addressIssue, passwordFormIssues } from "./registration-input.ts";

const code = lineRule({ most: 200 }).nullish();

/** Tells what `judge` finds wrong with a text, each with its own code. */
function judged(judge: (text: string) => readonly { code: string; message: string }[]) {
  return z.string().superRefine((text, context) => {
    for (const { code, message } of judge(text))
      context.addIssue({ code: "custom", params: { code }, message });
  });
}

mutation("register", {
  description:
    "Makes an account and logs in to it; where the server sends mail, mails a link that `confirmRegistration` takes. A guest becomes the account, with everything they have. Limited by address (30 an hour).",
  access: "anybody",
  input: {
    description: "A new account.",
    argument: "The account.",
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
    rules: {
      email: judged((text) => [addressIssue(text)].filter((issue) => issue !== null)),
      password: judged(passwordFormIssues),
      firstName: personNameRule.nullish(),
      lastName: personNameRule.nullish(),
      timezone: timezoneRule.nullish(),
      inviteCode: code,
      setupCode: code,
    },
  },
  errors: [InvalidInputError, EmailTaken, ConfirmationNeeded, RegistrationClosed, Busy, PasswordLoginOff],
  resolve: (input, context) => {
    onlyCredentialOperation(context);
    return register(context, { ...input, claimGuest: input.claimGuest ?? true });
  },
  payload: LoginPayload,
});

mutation("confirmRegistration", {
  description:
    "Makes the account of a registration whose mailed link was opened, and logs in to it. The password shows that it was the same person who registered.",
  access: "anybody",
  input: {
    description: "What the link carries, and the password that was chosen.",
    argument: "Link and password.",
    fields: (t) => ({
      token: t.string({ required: true, description: "What stands behind the hash sign of the link." }),
      password: t.string({ required: true, description: "As it was given to `register`." }),
    }),
    rules: { token: z.string().max(200) },
  },
  errors: [InvalidInputError, LinkExpired, EmailTaken, ...LOGIN_REFUSALS],
  resolve: ({ password, token }, context) => {
    onlyCredentialOperation(context);
    return confirmRegistration(context, token, password);
  },
  payload: LoginPayload,
});
