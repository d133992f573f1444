import { passwordProblems, REMEMBERED_PASSWORDS } from "@pacekeeper/domain/accounts/password-policy";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Context } from "../../platform/context.ts";
import type { InputIssue } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { isBreachedPassword } from "./breached-passwords.ts";
import { passwordHasher } from "./password-hashing.ts";
import { isListedPassword } from "./weak-passwords.ts";

type Rows = Pick<Prisma.TransactionClient, "password">;

/** The hashes of a person's last passwords, the current one first. */
export async function lastHashes(prisma: Rows, userId: string): Promise<string[]> {
  const kept = await prisma.password.findMany({
    where: { userId },
    orderBy: { id: "desc" },
    take: REMEMBERED_PASSWORDS,
    select: { hash: true },
  });
  return kept.map(({ hash }) => hash);
}

/**
 * All issues of a new password, by the one rule that applies everywhere.
 *
 * @param last hashes of the person's last passwords; none for a new account
 * @param field the input's field that holds the password
 * @throws Busy
 */
export async function passwordIssues(
  { config, log }: Pick<Context, "config" | "log">,
  password: string,
  last: readonly string[],
  field: string,
): Promise<InputIssue[]> {
  const facts = { isListed: isListedPassword, wasUsed: false, isBreached: false };
  let problems = passwordProblems(password, facts);
  // Checked only when nothing else is wrong: each comparison costs as much as a login.
  if (problems.length === 0) {
    const isBreached = await isBreachedPassword(config.breachedPasswordsUrl, password, log);
    problems = passwordProblems(password, {
      ...facts,
      isBreached,
      wasUsed: await matchesAny(last, password),
    });
  }
  return problems.map(({ code, message }) => ({ path: [field], code, message }));
}

async function matchesAny(hashes: readonly string[], password: string): Promise<boolean> {
  for (const hash of hashes) if (await passwordHasher.verify(hash, password)) return true;
  return false;
}

/** Makes a hash the person's current password, and deletes old ones that are no longer refused. */
export async function savePassword(prisma: Rows, userId: string, hash: string, now: number): Promise<void> {
  await prisma.password.create({ data: { id: newId(now), userId, hash, createdAt: new Date(now) } });
  const beyond = await prisma.password.findMany({
    where: { userId },
    orderBy: { id: "desc" },
    skip: REMEMBERED_PASSWORDS,
    select: { id: true },
  });
  await prisma.password.deleteMany({ where: { userId, id: { in: beyond.map(({ id }) => id) } } });
}
