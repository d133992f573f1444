import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import type { Pool } from "pg";
import { Prisma, type User } from "../generated/prisma/client.ts";
import type { Context } from "../platform/context.ts";
import { selectList } from "../platform/database/columns.ts";
import { forbidden } from "../platform/errors.ts";
import { refusal } from "../platform/guards/guards.ts";

/**
 * The columns of `users u` that make a whole row as Prisma returns it. Every request reads one, and a hand-written
 * statement costs a quarter of Prisma's.
 */
export const USER_COLUMNS = selectList("User", "u");

/**
 * The account with an address, ignoring case; null when there is none. Only a valid address is looked up: beyond Latin
 * letters, the database's lower case differs from ours, so one account would match several spellings that the throttle
 * counts separately.
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

/** Whether the database refused a second account with the same address. */
export function isAddressTaken(error: unknown): boolean {
  const isDuplicate = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  return isDuplicate && error.meta?.modelName === "User";
}

/** Locks a user's row: other changes to the user's credentials wait until the transaction ends. */
export async function lockUser(
  transaction: Pick<Prisma.TransactionClient, "$queryRaw">,
  id: string,
): Promise<void> {
  await transaction.$queryRaw`SELECT FROM users WHERE id = ${id}::uuid FOR UPDATE`;
}

/** A registered person with a login, not a token. */
export interface OwnScreen {
  readonly user: User;
  readonly email: string;
  readonly authSessionId: string;
}

/**
 * The viewer, for changes to their own account.
 *
 * @throws FORBIDDEN for a guest, who has no account yet, and for a token
 */
export function atOwnScreen({ viewer }: Context): OwnScreen {
  const user = viewer?.user;
  if (!viewer?.authSessionId) throw refusal({ login: true }, viewer);
  if (!user?.email) throw forbidden("A guest has no address and no password. Register first.", { viewer });
  return { user, email: user.email, authSessionId: viewer.authSessionId };
}
