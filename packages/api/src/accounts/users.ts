import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import type { Pool } from "pg";
import { Prisma, type User } from "../generated/prisma/client.ts";
import type { Context } from "../platform/context.ts";
import { selectList } from "../platform/database/columns.ts";
import { forbidden } from "../platform/errors.ts";

/**
 * The columns of `users u` that make a whole row as Prisma gives it. Every request begins with one, and a
 * statement of our own costs a quarter of Prisma's.
 */
export const USER_COLUMNS = selectList("User", "u");

/**
 * The account with an address, in whatever case; null when there is none. Only what is an address is looked
 * for: beyond Latin letters, the database's lower case and ours differ, and one account would be found under
 * several spellings that the throttle counts apart.
 */
export async function userByEmail(pool: Pool, typed: string): Promise<User | null> {
  const email = readEmailAddress(typed);
  if (email === null) return null;
  const { rows } = await pool.query<User>({
    name: "user-by-email",
    text: `SELECT ${USER_COLUMNS} FROM users u WHERE lower(u.email) = lower($1)`,
    values: [email],
  });
  return rows[0] ?? null;
}

/** Whether the database refused a second account with an address. */
export function isAddressTaken(error: unknown): boolean {
  const isDuplicate = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  return isDuplicate && error.meta?.modelName === "User";
}

/** Makes whoever else changes a person's credentials wait, until the transaction ends. */
export async function lockUser(
  transaction: Pick<Prisma.TransactionClient, "$queryRaw">,
  id: string,
): Promise<void> {
  await transaction.$queryRaw`SELECT FROM users WHERE id = ${id}::uuid FOR UPDATE`;
}

/** A registered person at their own screen. */
export interface OwnScreen {
  readonly user: User;
  readonly email: string;
  readonly authSessionId: string;
}

/**
 * Who asks, for what a person does to their own account.
 *
 * @throws FORBIDDEN for a guest, who has no account yet, and for a token
 */
export function atOwnScreen({ viewer }: Context): OwnScreen {
  const user = viewer?.user;
  if (!user?.email) throw forbidden("A guest has no address and no password. Register first.");
  if (!viewer?.authSessionId) throw forbidden("A token may not do this. Use a login.");
  return { user, email: user.email, authSessionId: viewer.authSessionId };
}
