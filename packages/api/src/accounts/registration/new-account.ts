import type { Prisma, User } from "../../generated/prisma/client.ts";
import { recordChanges, USER_TOPIC } from "../../platform/changes/outbox.ts";
import type { Context } from "../../platform/context.ts";
import { invalidInput } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { becomesAdministrator } from "../administration/administrators.ts";
import { note } from "../administration/audit.ts";
import { EmailTaken } from "../errors.ts";
import { endLogins, newLogin } from "../logins/auth-sessions.ts";
import { rememberDevice } from "../logins/known-devices.ts";
import { takeOver } from "../logins/login.ts";
import { savePassword } from "../passwords/passwords.ts";
import { isAddressTaken } from "../users.ts";
import type { Login } from "./guests.ts";
import { useInvite } from "./invites.ts";

type Transaction = Prisma.TransactionClient;

/** An account to be created, fully validated. */
export interface NewAccount {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Null: the guest's time zone, or UTC. */
  readonly timezone: string | null;
  /** The guest that becomes the account. Null, or an id that is no longer a guest's: a new user is created. */
  readonly guestId: string | null;
  readonly inviteCode: string | null;
  readonly setupCode: string | null;
}

/**
 * Creates an account and logs in to it.
 *
 * @param isConfirmed whether the address is confirmed
 * @param first runs first in the same transaction; throws to refuse
 * @throws EmailTaken; InvalidInputError for an invalid code
 */
export async function makeAccount(
  context: Context,
  account: NewAccount,
  isConfirmed: boolean,
  first: (transaction: Transaction) => Promise<void> = async () => {},
): Promise<Login> {
  const { client, config, db } = context;
  const now = context.now();
  const login = await db.prisma
    .$transaction(async (transaction) => {
      await first(transaction);
      const { isAtServer } = client;
      const isAdmin = await becomesAdministrator(transaction, context, { ...account, isAtServer });
      if (config.registration === "invite" && !isAdmin && !(await usesInvite(transaction, account, now))) {
        const message = "This invitation was used or revoked, or has expired. Ask for a new one.";
        throw invalidInput(["inviteCode"], "INVITE_NEEDED", message);
      }
      const user = await saveUser(transaction, account, { isAdmin, isConfirmed, now });
      await endLogins(transaction, user.id, now);
      await savePassword(transaction, user.id, account.passwordHash, now);
      await note(transaction, user.id, "REGISTERED", client, now);
      if (isAdmin) await note(transaction, user.id, "BECAME_ADMIN", client, now);
      await rememberDevice(context, transaction, user.id);
      return newLogin(context, transaction, user);
    })
    .catch((error: unknown) => {
      throw isAddressTaken(error) ? new EmailTaken() : error;
    });
  context.announce(login.user.id, USER_TOPIC, login.user.sequence);
  await takeOver(context, login);
  return login;
}

async function usesInvite(
  transaction: Transaction,
  { inviteCode }: NewAccount,
  now: number,
): Promise<boolean> {
  return inviteCode !== null && (await useInvite(transaction, inviteCode, now));
}

interface AccountFacts {
  readonly isAdmin: boolean;
  readonly isConfirmed: boolean;
  readonly now: number;
}

async function saveUser(
  transaction: Transaction,
  { email, firstName, guestId, lastName, timezone }: NewAccount,
  { isAdmin, isConfirmed, now }: AccountFacts,
): Promise<User> {
  const data = {
    kind: "REGISTERED",
    role: isAdmin ? "ADMIN" : "USER",
    email,
    emailConfirmedAt: isConfirmed ? new Date(now) : null,
    ...(firstName === null ? {} : { firstName }),
    ...(lastName === null ? {} : { lastName }),
    ...(timezone === null ? {} : { timezone }),
  } as const;
  const guest = guestId === null ? null : await registerGuest(transaction, guestId, data);
  return guest ?? transaction.user.create({ data: { id: newId(now), ...data } });
}

/** Turns the guest into an account; null when another tab has already done so. */
async function registerGuest(
  transaction: Transaction,
  id: string,
  data: Prisma.UserUpdateManyMutationInput,
): Promise<User | null> {
  const { count } = await transaction.user.updateMany({
    where: { id, kind: "GUEST" },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) return null;
  await recordChanges(transaction, id, [{ topic: USER_TOPIC, subjectId: id }]);
  return transaction.user.findUniqueOrThrow({ where: { id } });
}
