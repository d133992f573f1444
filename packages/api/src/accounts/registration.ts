import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { Prisma, type User } from "../generated/prisma/client.ts";
import { addressKey } from "../platform/address-key.ts";
import type { Context } from "../platform/context.ts";
import { type InputIssue, InvalidInputError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { note } from "./audit.ts";
import { endLogins, newLogin } from "./auth-sessions.ts";
import { EmailTaken } from "./errors.ts";
import type { Login } from "./guests.ts";
import { rememberDevice } from "./known-devices.ts";
import { takeOver } from "./login.ts";
import { passwordHasher } from "./password-hashing.ts";
import { passwordIssues, savePassword } from "./passwords.ts";

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly timezone?: string | null | undefined;
}

const NO_ADDRESS: InputIssue = {
  path: ["email"],
  code: "NO_EMAIL_ADDRESS",
  message: "Write an address such as ilse@example.org, in Latin letters.",
};

/**
 * Makes an account and logs in to it. A guest's account is the guest itself, with everything it has, under a
 * login of its own: whoever had the guest's cookie has no way into the account.
 *
 * @throws InvalidInputError with everything that is wrong at once; EmailTaken; Busy; RATE_LIMITED
 */
export async function register(context: Context, input: Registration): Promise<Login> {
  const { client, db, rateLimiter, viewer } = context;
  const now = context.now();
  rateLimiter.take("signUps", addressKey(client.address), now);
  const email = readEmailAddress(input.email);
  const issues = await passwordIssues(input.password, [], "password");
  if (email === null) issues.unshift(NO_ADDRESS);
  if (email === null || issues.length > 0) throw new InvalidInputError(issues);
  const hash = await passwordHasher.hash(input.password);
  const guestId = viewer?.kind === "GUEST" && viewer.authSessionId !== null ? viewer.userId : null;
  const login = await db.prisma
    .$transaction(async (transaction) => {
      const user =
        (guestId === null ? null : await registeredGuest(transaction, guestId, email, input)) ??
        (await transaction.user.create({
          data: {
            id: newId(now),
            kind: "REGISTERED",
            email,
            ...given(input),
            timezone: input.timezone ?? "UTC",
          },
        }));
      await endLogins(transaction, user.id, now);
      await savePassword(transaction, user.id, hash, now);
      await note(transaction, user.id, "REGISTERED", client, now);
      await rememberDevice(context, transaction, user.id);
      return newLogin(context, transaction, user);
    })
    .catch((error: unknown) => {
      throw isTaken(error) ? new EmailTaken() : error;
    });
  takeOver(context, login);
  return login;
}

/** The guest as an account; null when it is none any more, because another tab was faster. */
async function registeredGuest(
  transaction: Prisma.TransactionClient,
  id: string,
  email: string,
  input: Registration,
): Promise<User | null> {
  const { count } = await transaction.user.updateMany({
    where: { id, kind: "GUEST" },
    data: {
      kind: "REGISTERED",
      email,
      ...given(input),
      ...(input.timezone == null ? {} : { timezone: input.timezone }),
      version: { increment: 1 },
      sequence: { increment: 1 },
    },
  });
  if (count === 0) return null;
  const user = await transaction.user.findUniqueOrThrow({ where: { id } });
  const { sequence } = user;
  await transaction.outboxEntry.create({ data: { userId: id, sequence, topic: "user", subjectId: id } });
  return user;
}

function given({ firstName, lastName }: Registration) {
  return {
    ...(firstName == null ? {} : { firstName: firstName.trim() }),
    ...(lastName == null ? {} : { lastName: lastName.trim() }),
  };
}

/** Whether the database refused a second account with the address. */
function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
