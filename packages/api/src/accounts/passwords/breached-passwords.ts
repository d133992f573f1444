import { normalisedPassword } from "@pacekeeper/domain/accounts/password-policy";
import { pwnedPassword } from "hibp";
import type { Log } from "../../platform/log.ts";

const TIMEOUT_MS = 2000;

/**
 * Whether the service for breached passwords lists a password. Only the first five digits of its SHA-1 leave the
 * server, and the answer's length reveals nothing (padding). When the service does not answer within 2 s, the result is
 * false: the offline list has already been checked.
 *
 * @param url the service's URL; null: no check
 */
export async function isBreachedPassword(url: string | null, password: string, log: Log): Promise<boolean> {
  if (url === null) return false;
  try {
    const times = await pwnedPassword(normalisedPassword(password), {
      addPadding: true,
      baseUrl: url,
      timeoutMs: TIMEOUT_MS,
      userAgent: "Pacekeeper",
    });
    return times > 0;
  } catch (err) {
    log.warn({ err }, "The service for breached passwords did not answer; only the offline list was checked");
    return false;
  }
}
