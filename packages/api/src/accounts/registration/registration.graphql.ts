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

/** Reports the issues that `judge` finds in a text, each with its own code. */
function judged(judge: (text: string) => readonly { code: string; message: string }[]) {
  return z.string().superRefine((text, context) => {
    for (const { code, message } of judge(text))
      context.addIssue({ code: "custom", params: { code }, message });
  });
}

mutation("register", {
  description:
    "Creates an account and logs in to it; where the server sends mail, mails a link for `confirmRegistration` instead. A guest becomes the account and keeps their data. Limited by address (30 an hour).",
  access: "anybody",
  input: {
    description: "A new account.",
    argument: "The account.",
    fields: (t) => ({
      email: t.string({
        required: true,
        description: "An address whose domain has a dot, at most 254 characters; unique ignoring case.",
      }),
      password: t.string({
        required: true,
        description:
          "At least 15 characters of any kind, or 12 with lower case, upper case, a digit and a symbol; at most 128.",
      }),
      firstName: t.string({ description: "At most 100 characters." }),
      lastName: t.string({ description: "At most 100 characters." }),
      timezone: t.string({
        description: "IANA name of the browser's time zone; by default the guest's, or UTC.",
      }),
      inviteCode: t.string({ description: "Where registration is by invitation: the invitation's code." }),
      setupCode: t.string({
        description:
          "The set-up code that the server prints when it starts; makes the account its first administrator.",
      }),
      claimGuest: t.boolean({
        defaultValue: true,
        description: "Whether the browser's guest becomes the account and keeps its data.",
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
    "Creates the account of a registration whose mailed link was opened, and logs in to it. The password proves that the same person registered.",
  access: "anybody",
  input: {
    description: "The link's token and the chosen password.",
    argument: "Link and password.",
    fields: (t) => ({
      token: t.string({ required: true, description: "The part of the link after the `#`." }),
      password: t.string({ required: true, description: "The password given to `register`." }),
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
