import type { Prisma } from "../../generated/prisma/client.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { type InvalidInputError, invalidInput } from "../../platform/errors.ts";
import { derivedSecret } from "../logins/derived-secret.ts";

type Transaction = Prisma.TransactionClient;

/**
 * The set-up code: whoever registers with it becomes the first administrator. Twelve characters derived from the
 * server's key, so every process computes the same code and none is stored.
 */
export function setupCode(secretKey: string): string {
  const letters = derivedSecret(secretKey, "set-up", "first administrator").replace(/[^a-zA-Z0-9]/g, "");
  return (letters.toUpperCase().match(/.{4}/g) ?? []).slice(0, 3).join("-");
}

/** The set-up code while there is no administrator; null afterwards. */
export async function openSetupCode(db: DatabaseHandle, secretKey: string): Promise<string | null> {
  const administrator = await db.prisma.user.findFirst({ where: { role: "ADMIN" }, select: { id: true } });
  return administrator ? null : setupCode(secretKey);
}

/** Whether the typed text is the set-up code; case and dashes do not matter. */
export function isSetupCode(secretKey: string, typed: string): boolean {
  const plain = (code: string) => code.replace(/[^a-z0-9]/gi, "").toUpperCase();
  return plain(typed) === plain(setupCode(secretKey));
}

/** The answer to a set-up code that is wrong or no longer valid. */
export function wrongSetupCode(): InvalidInputError {
  return invalidInput(
    ["setupCode"],
    "WRONG_SETUP_CODE",
    "This is not the set-up code, or the server already has an administrator.",
  );
}

/**
 * Whether a new account becomes an administrator: with the set-up code while there is no administrator, or as the very
 * first account when it is registered on the server's own machine. Concurrent registrations decide one at a time.
 *
 * @throws InvalidInputError for a code that is no longer valid
 */
export async function becomesAdministrator(
  transaction: Transaction,
  facts: { readonly hasSetupCode: boolean; readonly isAtServer: boolean },
): Promise<boolean> {
  if (!facts.hasSetupCode && !facts.isAtServer) return false;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('pacekeeper first administrator'))`;
  if (facts.hasSetupCode) {
    if ((await transaction.user.count({ where: { role: "ADMIN" } })) === 0) return true;
    throw wrongSetupCode();
  }
  return (await transaction.user.count({ where: { kind: "REGISTERED" } })) === 0;
}
