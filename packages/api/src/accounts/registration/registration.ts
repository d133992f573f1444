import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { z } from "zod";
import { addressKey } from "../../platform/address-key.ts";
import type { Context } from "../../platform/context.ts";
import { InvalidInputError, invalidInput } from "../../platform/errors.ts";
import { isSetupCode, wrongSetupCode } from "../administration/administrators.ts";
import { ConfirmationNeeded, LinkExpired, RegistrationClosed } from "../errors.ts";
import { secretHash } from "../logins/derived-secret.ts";
import { guestOf } from "../logins/login.ts";
import { findLink, useLink, writeMail } from "../mail/mails.ts";
import { passwordHasher } from "../passwords/password-hashing.ts";
import { proveAgainst, refuseWithoutPasswords } from "../passwords/password-proof.ts";
import { passwordIssues } from "../passwords/passwords.ts";
import { SIGN_UPS } from "../rate-limits.ts";
import type { Login } from "./guests.ts";
import { isOpenInvite } from "./invites.ts";
import { makeAccount, type NewAccount } from "./new-account.ts";
import type { Registration } from "./registration-input.ts";
import { addressIssue } from "./registration-input.ts";

/**
 * Creates an account and logs in to it. Where mail is sent, it only stores the registration until the link in the mail
 * is opened. A guest's account is the guest itself, with all its data, but under a new login: whoever had the guest's
 * cookie has no access to the account.
 *
 * @throws ConfirmationNeeded where a mail was sent, whether or not the address has an account;
 *   InvalidInputError with all issues at once; EmailTaken; RegistrationClosed; Busy;
 *   PasswordLoginOff; RATE_LIMITED
 */
export async function register(context: Context, input: Registration): Promise<Login> {
  const { client, config, db, rateLimiter, secretKey } = context;
  refuseWithoutPasswords(context);
  await rateLimiter.takeShared(SIGN_UPS, addressKey(client.address));
  await refuseUnlessAdmitted(context, input);
  const email = readEmailAddress(input.email);
  const issues = await passwordIssues(context, input.password, [], "password");
  const wrong = addressIssue(input.email);
  if (wrong) issues.unshift({ path: ["email"], ...wrong });
  if (email === null || issues.length > 0) throw new InvalidInputError(issues);
  if (input.setupCode && !isSetupCode(secretKey, input.setupCode)) throw wrongSetupCode();
  const account: NewAccount = {
    email,
    passwordHash: await passwordHasher.hash(input.password),
    // An empty field keeps the guest's value.
    firstName: input.firstName || null,
    lastName: input.lastName || null,
    timezone: input.timezone ?? null,
    guestId: input.claimGuest ? guestOf(context) : null,
    inviteHash: input.inviteCode ? secretHash(input.inviteCode) : null,
    hasSetupCode: Boolean(input.setupCode),
  };
  if (config.mail === null) return makeAccount(context, account, false);
  // Whether the address has an account is asked when the mail is sent: only its owner learns that.
  const mail = { kind: "CONFIRM_REGISTRATION", recipient: email, registration: { ...account } } as const;
  await writeMail(db.prisma, secretKey, { ...mail, userId: null, asker: client }, context.now());
  throw new ConfirmationNeeded(email);
}

/**
 * Creates the account of a registration whose mailed link was opened. It requires the password again: somebody else may
 * have registered the address with a password of theirs, and would know it.
 *
 * @throws LinkExpired; WrongLogin; TooManyTries; Busy; EmailTaken; PasswordLoginOff
 */
export async function confirmRegistration(
  context: Context,
  secret: string,
  password: string,
): Promise<Login> {
  const link = await findLink(context.db.prisma, "CONFIRM_REGISTRATION", secret, context.now());
  if (!link) throw new LinkExpired();
  const account = keptAccount.parse(link.registration);
  await proveAgainst(context, account.email, null, account.passwordHash, password);
  return makeAccount(context, account, true, async (transaction) => {
    if (!(await useLink(transaction, link))) throw new LinkExpired();
  });
}

/** What `register` stores, read back: the same shape, or a fault. */
const keptAccount = z.object({
  email: z.string(),
  passwordHash: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  timezone: z.string().nullable(),
  guestId: z.string().nullable(),
  inviteHash: z.string().nullable(),
  hasSetupCode: z.boolean(),
}) satisfies z.ZodType<NewAccount>;

/**
 * Refuses a registration that this server does not accept. The set-up code is always accepted: it is the server's own.
 */
async function refuseUnlessAdmitted(
  context: Context,
  { inviteCode, setupCode }: Registration,
): Promise<void> {
  const { client, config, db, secretKey } = context;
  if (setupCode && isSetupCode(secretKey, setupCode)) return;
  if (config.registration === "open") return;
  if (client.isAtServer && (await db.prisma.user.count({ where: { kind: "REGISTERED" } })) === 0) return;
  if (config.registration === "closed") throw new RegistrationClosed();
  if (inviteCode && (await isOpenInvite(db.prisma, secretHash(inviteCode), context.now()))) return;
  const message = inviteCode
    ? "This invitation was used or revoked, or has expired. Ask for a new one."
    : "This server accepts new accounts by invitation. Ask its administrator for one.";
  throw invalidInput(["inviteCode"], "INVITE_NEEDED", message);
}
