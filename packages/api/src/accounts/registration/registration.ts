import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { z } from "zod";
import { addressKey } from "../../platform/address-key.ts";
import type { Context } from "../../platform/context.ts";
import { InvalidInputError, invalidInput } from "../../platform/errors.ts";
import { isSetupCode } from "../administration/administrators.ts";
import { ConfirmationNeeded, LinkExpired, RegistrationClosed } from "../errors.ts";
import { guestOf } from "../logins/login.ts";
import { findLink, useLink, writeMail } from "../mail/mails.ts";
import { passwordHasher } from "../passwords/password-hashing.ts";
import { proveAgainst, refuseWithoutPasswords } from "../passwords/password-proof.ts";
import { passwordIssues } from "../passwords/passwords.ts";
import { SIGN_UPS } from "../rate-limits.ts";
import { userByEmail } from "../users.ts";
import type { Login } from "./guests.ts";
import { isOpenInvite } from "./invites.ts";
import { makeAccount, type NewAccount } from "./new-account.ts";
import type { Registration } from "./registration-input.ts";
import { addressIssue } from "./registration-input.ts";

/**
 * Makes an account and logs in to it; where mail is sent, only writes down what is to be made when the link in
 * the mail is opened. A guest's account is the guest itself, with everything it has, under a login of its own:
 * whoever had the guest's cookie has no way into the account.
 *
 * @throws ConfirmationNeeded where a mail was sent, whether or not the address has an account;
 *   InvalidInputError with everything that is wrong at once; EmailTaken; RegistrationClosed; Busy;
 *   PasswordLoginOff; RATE_LIMITED
 */
export async function register(context: Context, input: Registration): Promise<Login> {
  const { client, config, rateLimiter } = context;
  refuseWithoutPasswords(context);
  rateLimiter.take(SIGN_UPS, addressKey(client.address), context.now());
  await refuseUnlessAdmitted(context, input);
  const email = readEmailAddress(input.email);
  const issues = await passwordIssues(context, input.password, [], "password");
  const wrong = addressIssue(input.email);
  if (wrong) issues.unshift({ path: ["email"], ...wrong });
  if (email === null || issues.length > 0) throw new InvalidInputError(issues);
  const account: NewAccount = {
    email,
    passwordHash: await passwordHasher.hash(input.password),
    // Left empty in the form: what the guest has said before stays.
    firstName: input.firstName || null,
    lastName: input.lastName || null,
    timezone: input.timezone ?? null,
    guestId: input.claimGuest ? guestOf(context) : null,
    inviteCode: input.inviteCode || null,
    setupCode: input.setupCode || null,
  };
  if (config.mail === null) return makeAccount(context, account, false);
  await writeConfirmation(context, account);
  throw new ConfirmationNeeded(email);
}

/**
 * Makes the account of a registration whose mailed link was opened. The password is asked for once more:
 * somebody else may have registered the address with one of theirs, and would know it.
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

/** What `writeConfirmation` keeps, read back: the same shape, or a fault. */
const keptAccount = z.object({
  email: z.string(),
  passwordHash: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  timezone: z.string().nullable(),
  guestId: z.string().nullable(),
  inviteCode: z.string().nullable(),
  setupCode: z.string().nullable(),
}) satisfies z.ZodType<NewAccount>;

/** The same work for an address that has an account: who owns it is told by mail, and nobody else. */
async function writeConfirmation({ db, now, secretKey }: Context, account: NewAccount): Promise<void> {
  const { email } = account;
  const owner = await userByEmail(db.pool, email);
  const mail = owner
    ? ({ kind: "HAS_ACCOUNT", recipient: email, userId: owner.id } as const)
    : ({
        kind: "CONFIRM_REGISTRATION",
        recipient: email,
        userId: null,
        registration: { ...account },
      } as const);
  await writeMail(db.prisma, secretKey, mail, now());
}

/** Refuses a registration that this server does not take. The set-up code opens every door: it is the server's own. */
async function refuseUnlessAdmitted(
  context: Context,
  { inviteCode, setupCode }: Registration,
): Promise<void> {
  const { client, config, db, secretKey } = context;
  if (setupCode && isSetupCode(secretKey, setupCode)) return;
  if (config.registration === "open") return;
  if (client.isAtServer && (await db.prisma.user.count({ where: { kind: "REGISTERED" } })) === 0) return;
  if (config.registration === "closed") throw new RegistrationClosed();
  if (inviteCode && (await isOpenInvite(db.prisma, inviteCode, context.now()))) return;
  const message = inviteCode
    ? "This invitation was used, taken back or has expired. Ask for a new one."
    : "This server takes new accounts by invitation. Ask its administrator for one.";
  throw invalidInput(["inviteCode"], "INVITE_NEEDED", message);
}
